"""A CSV file as columns of numbers, with the place of whatever is wrong."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from sim.base.arrays import Floats
from sim.base.visible import shortened
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.sections.data_file import DataFile
from sim.workload.grid import on_grid
from sim.workload.tables.places import column_of
from sim.workload.tables.source import Source

MOST_ROWS = 500_000
"""Rows of a file: reading more would take longer than playing them is worth."""
WIDEST = 1_000
"""Columns of a file."""

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = ",;\t|"
_AT_ONCE = 8_192

Parser = Callable[[str], float]
"""The number that a field means, below 2^31; a ValueError says which rule it breaks, and what to
write."""


@dataclass(frozen=True)
class Table:
    """A file with its header, whose rows are read in passing."""

    source: Source
    """The file."""
    delimiter: str
    """What stands between fields."""
    header: list[str]
    """Names of the columns."""
    before: int
    """Lines of the file up to the header and with it."""
    positions: Mapping[str, int]
    """Position of each mapped column among the fields."""

    @classmethod
    def of(cls, file: DataFile, columns: Mapping[str, str]) -> "Table":
        """Open a file.

        Parameters
        ----------
        file
            The file.
        columns
            Its column names by the names that columns are asked by.

        Raises
        ------
        ScenarioError
            When it cannot be read, or its header lacks a column or has it twice.
        """
        source = Source.of(file)
        tries = [_header(source, delimiter) for delimiter in _DELIMITERS]
        fits = [header for header in tries if set(columns.values()) <= {*header[1]}]
        # Where no delimiter fits, the message is about the one that most columns stand between.
        best = fits[0] if fits else max(tries, key=lambda header: len(header[1]))
        delimiter, header, before = best
        positions = {name: _position(source, best, column) for name, column in columns.items()}
        return cls(source, delimiter, header, before, positions)

    def read(self, parsers: Mapping[str, Parser]) -> dict[str, Floats]:
        """Return columns as numbers on the grid of time, shape ``(rows,)`` each.

        Lines of nothing but blanks and delimiters are passed over.

        Parameters
        ----------
        parsers
            By column, what a field means.

        Raises
        ------
        ScenarioError
            When a line has too few or too many fields, a field breaks its column's rule, or there
            are too many rows.
        """
        parts: dict[str, list[Floats]] = {name: [np.empty(0)] for name in parsers}
        count = 0
        for rows in self._rows():
            if not {len(self.header)} >= set(map(len, rows)):
                raise self._uneven(rows, count)
            for name, parse in parsers.items():
                place = self.positions[name]
                parts[name].append(self._parsed([row[place] for row in rows], name, parse, count))
            count += len(rows)
            if count > MOST_ROWS:
                rule = f"over {MOST_ROWS:,} rows, which is more than are read"
                raise ScenarioError(f"{self.source.name}: {rule}; give a part of them")
        return {name: np.concatenate(columns) for name, columns in parts.items()}

    def complaint(self, row: int, column: str, rule: str) -> ScenarioError:
        """Return the error that a field breaks a rule: `file:line:col column: value: rule`.

        Parameters
        ----------
        row
            Number of the row among those that are read, from 0.
        column
            Name by which the column is asked.
        rule
            What does not hold, and what to write instead.
        """
        position = self.positions[column]
        line, fields, text = self._line(row)
        if fields == self.header:
            rule = "the header stands here again; remove the line"
            return ScenarioError(f"{self.source.name}:{line}:1: {rule}")
        place = column_of(text, self.delimiter, position)
        value = shortened(repr(fields[position].strip()), 80)
        return ScenarioError(f"{self.source.name}:{line}:{place} {column}: {value}: {rule}")

    def _parsed(self, fields: list[str], name: str, parse: Parser, before: int) -> Floats:
        numbers: list[float] = []
        keep = numbers.append
        try:
            for field in fields:
                keep(parse(field.strip()))  # one by one: a failure stands at their number
        except ValueError as error:
            raise self.complaint(before + len(numbers), name, str(error)) from None
        return on_grid(np.array(numbers, dtype=np.float64))

    def _rows(self) -> Iterator[list[list[str]]]:
        """Yield the rows, many at a time."""
        reader = self._reader()
        try:
            while batch := list(islice(reader, _AT_ONCE)):
                yield [row for row in batch if any(row)]
        except csv.Error as error:
            raise _broken(self.source, reader.line_num + self.before, error) from None

    def _reader(self) -> "Reader":
        lines = _lines(self.source)
        for _ in range(self.before):
            next(lines)
        return csv.reader(lines, delimiter=self.delimiter, strict=True)

    def _line(self, row: int) -> tuple[int, list[str], str]:
        """Return the number, the fields and the text of the line on which a row begins."""
        reader, begin = self._reader(), self.before
        for fields in reader:
            if any(fields):
                if row == 0:
                    break
                row -= 1
            begin = self.before + reader.line_num
        text = next(islice(_lines(self.source), begin, None), "")
        return begin + 1, fields, text

    def _uneven(self, rows: list[list[str]], before: int) -> ScenarioError:
        number = next(n for n, row in enumerate(rows) if len(row) != len(self.header))
        line, fields, _ = self._line(before + number)
        counts = f"{len(fields)} fields under {len(self.header)} columns"
        return ScenarioError(f"{self.source.name}:{line}:1: {counts}; correct or remove the line")


Header = tuple[str, list[str], int]
"""Delimiter, names, and the lines up to the header and with it."""


def _header(source: Source, delimiter: str) -> Header:
    """Return the first line that is not empty under a delimiter; `sep=;` declares one."""
    lines, before = _lines(source), 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for fields in reader:
            before = reader.line_num
            names = [name.strip() for name in fields]
            if any(names) and not (before == 1 and fields[0].startswith("sep=")):
                return delimiter, names, before
    except csv.Error as error:
        if delimiter == _DELIMITERS[0]:
            raise _broken(source, reader.line_num, error) from None
    return delimiter, [], before


def _lines(source: Source) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(source.data), encoding=source.encoding, newline="")


def _position(source: Source, header: Header, column: str) -> int:
    _, names, line = header
    where = f"{source.name}:{max(line, 1)}:1"
    if len(names) > WIDEST:
        raise ScenarioError(f"{where}: {len(names):,} columns are more than {WIDEST:,}; drop some")
    if names.count(column) > 1:
        rule = f"the column {column!r} stands {names.count(column)} times in the header"
        raise ScenarioError(f"{where}: {rule}; rename or remove all but one")
    if column not in names:
        # The first line of a file that is no such table is nobody's business.
        guess = suggest(column, names) if names else ""
        hint = (
            guess
            if guess.startswith("; did")
            else f"; the header names {len(names)} others: correct it, or map it"
        )
        hint = hint if names else "; the file is empty: export it again, or correct its name"
        raise ScenarioError(f"{where}: no column is called {column!r}{hint}")
    return names.index(column)


def _broken(source: Source, line: int, error: csv.Error) -> ScenarioError:
    words = str(error)
    if "limit" in words:
        rule = "a field of over 131,072 characters: a quotation mark may be missing"
    elif "unexpected end" in words:
        rule = "a quotation mark is opened and never closed"
    else:
        rule = "a quotation mark in a place where none can stand"
    remedy = "correct the line, or export the file again"
    return ScenarioError(f"{source.name}:{max(line, 1)}:1: {rule}; {remedy}")
