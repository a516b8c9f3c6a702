"""YAML text as a tree of values that know their place, and trees laid over one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.errors import ScenarioError
from sim.scenario.files.marks import Mark, UserText
from sim.scenario.files.parsing import parse
from sim.scenario.files.tree import merge, planted

HERE = Mark(UserText("here", ("a line",)), 0, 2)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcd", "bcde", strict=True)
)
"""Aliases of aliases that are a hundred thousand values when written out."""


MERGE_BOMB = "a: &a {x0: {}, x1: {}, x2: {}, x3: {}, x4: {}, x5: {}, x6: {}, x7: {}}\n" + "".join(
    f"{name}: &{name} {{<<: [{','.join([f'*{before}'] * 9)}]}}\n"
    for before, name in zip("abcd", "bcde", strict=True)
)
"""Merges of merges that leave eight entries, and would read a hundred thousand."""


def tree(text: str):
    return parse(text, UserText("file", tuple(text.splitlines())))


def laid(base: object, over: object) -> object:
    return merge(planted(base, HERE), planted(over, HERE)).plain()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 9:00", {"a": "9:00"}),
        ("a: no", {"a": "no"}),
        ("a: true", {"a": True}),
        ("a: ~", {"a": None}),
        ("a:", {"a": None}),
        ("a: 2026-01-05", {"a": "2026-01-05"}),
        ("a: 2026-02-30", {"a": "2026-02-30"}),
        ("a: 0o17", {"a": 15}),
        ("a: 1e3", {"a": 1000.0}),
        ("1: x", {"1": "x"}),
        ("no: x", {"no": "x"}),
        ("[1, {a: b}]", [1, {"a": "b"}]),
        ("a: !!int many", {"a": "many"}),
        ("a: &x [1]\nb: *x", {"a": [1], "b": [1]}),
        ('{"a": "\\u00e9", "b": [1.5, null]}', {"a": "\u00e9", "b": [1.5, None]}),
        ("", None),
    ],
)
def test_plain_values(text, value):
    assert tree(text).plain() == value


BASES = "a: &a {x: 1, y: {z: 2}}\nb: &b {x: 3, w: 4}\n"


@pytest.mark.parametrize(
    ("text", "merged"),
    [
        ("c: {<<: *a}", {"x": 1, "y": {"z": 2}}),
        ("c:\n  <<: *a\n  x: 5", {"x": 5, "y": {"z": 2}}),
        ("c:\n  x: 5\n  <<: *a", {"x": 5, "y": {"z": 2}}),
        ("c: {<<: [*a, *b]}", {"x": 1, "y": {"z": 2}, "w": 4}),
        ("c: {<<: [*b, *a]}", {"x": 3, "y": {"z": 2}, "w": 4}),
        ("c: {<<: [*b, *a], x: 6}", {"x": 6, "y": {"z": 2}, "w": 4}),
        ("c: {<<: [*a], y: {v: 7}}", {"x": 1, "y": {"v": 7}}),
        ("c: {<<: {x: 8, q: 9}}", {"x": 8, "q": 9}),
        ("c: {<<: []}", {}),
        ("d: &d {<<: *a, x: 5}\nc: {<<: *d, w: 6}", {"x": 5, "y": {"z": 2}, "w": 6}),
        ("d: &d {<<: *a}\nc: {<<: [*b, *d]}", {"x": 3, "y": {"z": 2}, "w": 4}),
        ("c: {<<: *a, y: null}", {"x": 1, "y": None}),
        ('c: {"<<": *a}', {"<<": {"x": 1, "y": {"z": 2}}}),
        ("c: [<<, *b]", ["<<", {"x": 3, "w": 4}]),
    ],
)
def test_merge_keys(text, merged):
    assert tree(BASES + text).child("c").plain() == merged


def test_merged_entries_stand_first_and_in_their_order():
    node = tree(BASES + "c: {v: 1, <<: *b, x: 5}").child("c")
    assert list(node.value) == ["x", "w", "v"]


def test_merged_entries_know_where_they_were_written():
    node = tree(BASES + "c:\n  x: 5\n  <<: [*a, *b]\n").child("c")
    places = {key: (item.key.line, item.key.column) for key, item in node.value.items()}
    assert places == {"x": (3, 2), "w": (1, 13), "y": (0, 13)}
    assert (node.child("w").mark.line, node.child("w").mark.column) == (1, 16)
    assert (node.key.line, node.mark.line, node.mark.column) == (2, 3, 2)


def test_a_chain_of_merges_is_as_deep_as_lists_may_be():
    def chain(length: int) -> str:
        lines = [f"a{number}: &a{number} {{<<: *a{number - 1}}}" for number in range(1, length)]
        return "\n".join(["a0: &a0 {x: 1}", *lines])

    assert tree(chain(39)).child("a38").plain() == {"x": 1}
    with pytest.raises(ScenarioError, match="more than 40 levels of lists and mappings"):
        tree(chain(42))


def test_values_know_where_they_and_their_keys_stand():
    node = tree("a:\n  b: [x, yy]\n").child("a").child("b")
    assert (node.key.line, node.key.column) == (1, 2)
    assert (node.mark.line, node.mark.column) == (1, 5)
    assert node.child(1).mark.column == 9


def test_a_text_that_begins_inside_a_line_counts_from_there():
    node = parse("[x,\n y]", UserText("--set", ("a=[x,", " y]")), 2)
    assert [item.mark.column for item in node.value] == [3, 1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a:\n\tb: 1", "file:2:1: not readable as YAML: there is a tab here; indent with spaces"),
        ("- a\n\t- b", "file:2:1: not readable as YAML: there is a tab here; indent with spaces"),
        (
            "a: b: c",
            "file:1:5: not readable as YAML: a `:` cannot stand here; check indents or",
        ),
        (
            "a: >= 3",
            "file:1:5: not readable as YAML: a text that begins with `>` needs quotes, such",
        ),
        ("a: %5", "file:1:4: not readable as YAML: a text that begins with this character needs"),
        ("a: *x", "file:1:4: not readable as YAML: no anchor has this name"),
        (
            "a: 1\n---\nb: 2",
            "file:2:1: not readable as YAML: a second document begins here; a file",
        ),
        ("a: {b: 1", "file:1:9: not readable as YAML: a `{` is not closed before here; write"),
        ("a: 1\na: 2", "file:2:1 a: the key is written twice, first on line 1; remove one of them"),
        ("? [1]\n: 2", "file:1:3: a key must be a plain name"),
        ("a: &x [*x]", "file:1:4 a.0: an alias is used inside its own anchor"),
        ("a: \x01", "file:1:4: the control character U+0001 stands here; remove it"),
        ("a:\n  b: \x1b[31m", "file:2:6: the control character U+001B stands here; remove it"),
        ('a: "\\e[31m"', "file:1:4 a: character 1 of this text is U+001B, which cannot be shown"),
        ('a: "\\ud800"', "file:1:4 a: character 1 of this text is U+D800, which cannot be shown"),
        ('a: "x\u202e"', "file:1:4 a: character 2 of this text is U+202E, which cannot be shown"),
        ('"\\a": 1', "file:1:1: character 1 of this text is U+0007, which cannot be shown; rem"),
        ('a: "\\q"', "file:1:6: not readable as YAML: a `\\` in double quotes begins an escape"),
        ("a: " + "9" * 310, "file:1:4 a: 99999999999999999999 [... 270 characters ...] 9999999"),
        ("a: -1" + "0" * 18, "file:1:4 a: -1000000000000000000 is too large; write a smaller n"),
        ("a: " + "[" * 500 + "]" * 500, "file:1:43: more than 40 levels of lists and mappings"),
        ("a: " + "[" * 45 + "]" * 45, "file:1:43: more than 40 levels of lists and mappings"),
        ("a: " + "1," * 20_001, "file:1:1: 40,005 characters and 20,002 lines, keys and entries a"),
        ("# " + "x" * 1_000_000, "file:1:1: 1,000,002 characters and 0 lines, keys and entries ar"),
        (BOMB, "file:1:4 e"),
        (MERGE_BOMB, "file:1:"),
        ("a: &x {<<: *x}", "file:1:4 a: an alias is used inside its own anchor; remove it"),
        ("a: &x {b: {<<: [*x]}}", "file:1:4 a.b: an alias is used inside its own anchor; remove"),
        ("a: {<<: 5}", "file:1:5 a.<<: it merges mappings only; write `<<: *name`, or a list of"),
        ("a: {<<: }", "file:1:5 a.<<: it merges mappings only; write `<<: *name`, or a list of th"),
        ("a: &x 5\nb: {<<: [{c: 1}, *x]}", "file:2:5 b.<<: it merges mappings only; write `<<"),
        (
            "a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n  <<: *x",
            "file:5:3 <<: the key is written twice, first on line 3; write one, such as `<<: [*a",
        ),
        (
            "a: &x {b: 1}\nc: {<<: *x, b: 1, b: 2}",
            "file:2:19 b: the key is written twice, first on line 2; remove one of them",
        ),
    ],
)
def test_unreadable_text_says_where_and_why(text, message):
    with pytest.raises(ScenarioError) as caught:
        tree(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("base", "over", "merged"),
    [
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}, {"a": {"b": 3, "c": 2}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        ({"a": {"b": 1}}, {"a": None}, {"a": None}),
        ({"a": 1}, {"a": {"b": 1}}, {"a": {"b": 1}}),
        ({"a": {"b": 1}}, {"a": "text"}, {"a": "text"}),
        ([{"a": 1}, {"a": 2}], {"1": {"b": 3}}, [{"a": 1}, {"a": 2, "b": 3}]),
        ([1, 2], {}, [1, 2]),
        ([1, 2], {"x": 3}, {"x": 3}),
    ],
)
def test_trees_are_laid_over_one_another(base, over, merged):
    assert laid(base, over) == merged


@pytest.mark.parametrize(
    ("base", "position", "message"),
    [
        (
            [1, 2, 3],
            "5",
            "there is no entry 5: the list has 3, numbered from 0; write 0 to 2, or",
        ),
        ([1], "1", "there is no entry 1: the list has 1, numbered from 0; write 0, or the whole"),
        ([1, 2], "-1", "there is no entry -1: the list has 2, numbered from 0; write 0 to 1, or"),
        ([], "0", "there is no entry 0: the list is empty; write the whole list"),
    ],
)
def test_nothing_is_laid_beyond_the_end_of_a_list(base, position, message):
    with pytest.raises(ScenarioError) as caught:
        laid({"a": base}, {"a": {position: 9}})
    assert str(caught.value).startswith(f"here:1:3 a.{position}: {message}")


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        (("a", "b", 0), ("a", "b", "0")),
        (("a", "<branch>", "b", 0), ("a", "b", "0")),
        (("a", "missing"), ("a",)),
        (("a", "b", 7), ("a", "b")),
        ((), ()),
    ],
)
def test_the_nearest_written_place_of_a_path(path, steps):
    assert planted({"a": {"b": ["x"]}}, HERE).nearest(path)[0] == steps


def test_a_complaint_quotes_the_line_with_tabs_as_spaces():
    mark = Mark(UserText("file", ("\ta: 1",)), 0, 1)
    assert mark.complaint("a", "wrong") == "file:1:2 a: wrong\n     a: 1\n     ^"


def test_a_complaint_after_the_last_line_has_no_excerpt():
    assert Mark(UserText("file", ()), 0, 0).complaint("", "empty") == "file:1:1: empty"


scalars = st.one_of(st.none(), st.integers(), st.text(max_size=3))
documents = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
)


@given(documents)
def test_a_tree_laid_over_itself_is_itself(document):
    assert laid(document, document) == document


@given(documents, documents)
def test_laying_twice_is_laying_once(base, over):
    assert laid(laid(base, over), over) == laid(base, over)


@given(documents)
def test_nothing_laid_over_a_tree_leaves_it(document):
    assert laid(document, {}) == (document if isinstance(document, dict | list) else {})
