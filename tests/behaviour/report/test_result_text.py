"""Documents as JSON text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.text import canonical, to_text

FINITE = st.none() | st.booleans() | st.integers() | st.text()
FINITE |= st.floats(allow_nan=False, allow_infinity=False)
DOCUMENTS = st.dictionaries(
    st.text(),
    st.recursive(FINITE, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)),
)


@given(DOCUMENTS)
def test_text_reads_back_as_the_document(document):
    assert json.loads(to_text(document)) == document


@given(DOCUMENTS)
def test_order_of_keys_is_kept(document):
    assert list(json.loads(to_text(document))) == list(document)


@given(DOCUMENTS)
def test_the_canonical_form_knows_no_order(document):
    backwards = dict(reversed(document.items()))
    assert canonical(document) == canonical(backwards)


def test_what_has_no_further_level_stands_on_one_line():
    document = {"a": {"mean": 1.5, "n": 2}, "b": [1, 2], "c": [{"x": []}, 3]}
    assert to_text(document) == (
        '{\n  "a": {"mean": 1.5, "n": 2},\n  "b": [1, 2],\n'
        '  "c": [\n    {\n      "x": []\n    },\n    3\n  ]\n}\n'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
@pytest.mark.parametrize("write", [to_text, canonical])
def test_what_json_does_not_know_is_refused(value, write):
    with pytest.raises(ValueError, match="Out of range float values are not JSON compliant"):
        write({"a": [value]})
