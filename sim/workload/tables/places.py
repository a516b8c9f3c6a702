"""Where a field stands in a line of CSV."""


def column_of(line: str, delimiter: str, position: int) -> int:
    """Return the column, from 1, at which a field of a line begins.

    Parameters
    ----------
    line
        The line as it stands in the file.
    delimiter
        What stands between fields; within quotation marks it stands for itself.
    position
        Number of the field, from 0.
    """
    quoted = False
    for place, letter in enumerate(line):
        if position == 0:
            return place + 1
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            position -= 1
    return len(line.rstrip("\r\n")) + 1 if position == 0 else 1
