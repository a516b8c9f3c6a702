"""Rows of a CSV file under the names of a column mapping, with their places for messages."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sim.scenario.errors import ScenarioError, suggest


@dataclass(frozen=True)
class Row:
    """One line of a file."""

    file: str
    """Path as messages show it."""
    line: int
    """Number of the line, from 1."""
    fields: list[str]
    """All fields of the line."""
    positions: Mapping[str, int]
    """Position of each mapped column among the fields."""

    def text(self, column: str) -> str:
        """Return a mapped column's field without blanks around it."""
        return self.fields[self.positions[column]].strip()

    def complaint(self, column: str, rule: str) -> ScenarioError:
        """Return the error that a field breaks a rule: `file:line:col column: value: rule`."""
        position = self.positions[column]
        place = 1 + sum(len(field) + 1 for field in self.fields[:position])
        where = f"{self.file}:{self.line}:{place} {column}"
        return ScenarioError(f"{where}: {self.fields[position]!r}: {rule}")


def read_rows(file: str, columns: Mapping[str, str]) -> Iterator[Row]:
    """Yield the lines of a CSV file after its header; empty lines are skipped.

    Parameters
    ----------
    file
        Path of a file in UTF-8 with a header.
    columns
        The file's column names by the names that rows are asked by.

    Raises
    ------
    ScenarioError
        When the file cannot be read, lacks a column, or a line has too few or too many fields.
    """
    try:
        with open(file, encoding="utf-8-sig", newline="") as lines:
            yield from _rows(file, lines, columns)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise ScenarioError(f"{file}: {reason}; correct the path in the scenario") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise ScenarioError(f"{file}: not CSV text in UTF-8 ({error}); export it again") from None


def _rows(file: str, lines: Iterable[str], columns: Mapping[str, str]) -> Iterator[Row]:
    reader = csv.reader(lines, strict=True)
    header: list[str] = next(reader, [])
    positions = {name: _position(file, header, column) for name, column in columns.items()}
    for fields in reader:
        if fields and len(fields) != len(header):
            counts = f"{len(fields)} fields under {len(header)} columns"
            raise ScenarioError(f"{file}:{reader.line_num}:1: {counts}; correct or remove the line")
        if fields:
            yield Row(file, reader.line_num, fields, positions)


def _position(file: str, header: list[str], column: str) -> int:
    if column not in header:
        hint = suggest(column, header) or "; the file is empty"
        raise ScenarioError(f"{file}:1:1: no column is called {column!r}{hint}")
    return header.index(column)
