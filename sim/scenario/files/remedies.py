"""What to write instead of something that is not YAML, in place of the parser's own words."""

_REMEDIES = {
    "'\\t'": "there is a tab here; indent with spaces",
    "found a tab": "there is a tab here; indent with spaces",
    "indentation indicator": 'a text that begins with `>` needs quotes, such as ">= 3"',
    "chomping": 'a text that begins with `>` or `|` needs quotes, such as ">= 3"',
    "cannot start any token": "a text that begins with this character needs quotes",
    "mapping values are not allowed": "a `:` cannot stand here; check indents or quote the text",
    "flow sequence": "a `[` is not closed before here; write `]`, and `,` between entries",
    "flow mapping": "a `{` is not closed before here; write `}`, and `,` between entries",
    "end of stream": "a quotation mark is not closed; add the other one",
    "document separator": "a quotation mark is not closed before `---`; add the other one",
    "escape": "a `\\` in double quotes begins an escape, and this is none; use single quotes",
    "sequence entries": "a `- ` cannot stand here; begin the list on a line of its own",
    "mapping keys": "a `? ` cannot stand here; remove it",
    "simple key": "a `:` is missing after this key, or it is over 1,024 characters long",
    "undefined alias": "no anchor has this name; write `&name` where the value stands first",
    "scanning an alias": "a text that begins with `*` needs quotes",
    "scanning an anchor": "a text that begins with `&` needs quotes",
    "scanning a directive": "a line that begins with `%` needs quotes",
    "directive": "a line that begins with `%` needs quotes",
    "incompatible YAML": "the file asks for another version of YAML; remove the line with `%`",
    "tag": "a text that begins with `!` needs quotes",
    "another document": "a second document begins here; a file holds one scenario",
    "non-comment content": "a second document begins here; a file holds one scenario",
    "duplicate anchor": "the anchor has been used before; give it another name",
    "duplicate key": "the key is written twice; remove one of them",
    "follow up line": "the lines of a text after `|` or `>` must begin in one column",
    "block scalar": "the text after `|` or `>` must begin on the next line",
    "maximum depth": "too many lists and mappings stand in each other here; remove some",
    "block mapping": "the indentation does not match the lines before",
    "block collection": "the indentation does not match the lines before",
    "<block end>": "the indentation does not match the lines before",
}
"""By a part of the parser's words; the first that fits counts."""

_ELSE = "this cannot stand here; check indents, brackets and quotes"


def remedy(words: str) -> str:
    """Return what to do about what a parser says in its own words."""
    return next((text for part, text in _REMEDIES.items() if part in words), _ELSE)
