"""In which form journals are written: Parquet where DuckDB is installed, else CSV."""

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from sim.api.keep.journal_names import NAMES, kinds

if TYPE_CHECKING:
    import pandas as pd

Form = Literal["parquet", "csv"]

MEMORY = "256MB"
"""What DuckDB may take; what it is given beyond that is on the disk already."""
_TYPES = {"time": "DOUBLE", "code": "BIGINT", "flag": "BOOLEAN"}


class Add(Protocol):
    """Adds rows to a table of an arm's journal."""

    def __call__(self, arm: str, table: str, rows: "pd.DataFrame", /) -> None:
        """Add the rows of one replication."""


def usable_form() -> Form:
    """Return the form in which journals can be written here."""
    return "parquet" if find_spec("duckdb") else "csv"


def writing(form: Form, folder: Path) -> AbstractContextManager[Add]:
    """Lend what adds rows; the files of each arm's folder are whole when the block ends.

    Rows are on the disk as soon as they are added, so that memory holds no more than those.

    Parameters
    ----------
    form
        The form of the files, such as `contacts.csv`.
    folder
        Where each arm gets a folder of its name.
    """
    return _parquet(folder) if form == "parquet" else _csv(folder)


@contextmanager
def _csv(folder: Path) -> Iterator[Add]:
    def add(arm: str, table: str, rows: "pd.DataFrame") -> None:
        path = _file(folder, arm, f"{table}.csv")
        rows.to_csv(path, mode="a", header=not path.exists(), index=False)

    yield add


@contextmanager
def _parquet(folder: Path) -> Iterator[Add]:
    """Gather rows in a database on the disk: a Parquet file cannot be added to."""
    import duckdb

    tables: dict[tuple[str, str], str] = {}
    # Nothing is fetched from the net, whatever a future release does with extensions.
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": MEMORY,
        "autoinstall_known_extensions": False,
    }
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".") as scratch,
        duckdb.connect(str(Path(scratch, "rows.duckdb")), config=config) as database,
    ):

        def add(arm: str, table: str, rows: "pd.DataFrame") -> None:
            if (arm, table) not in tables:
                tables[arm, table] = f"rows_{len(tables)}"
                database.execute(f"CREATE TABLE {tables[arm, table]} ({_columns(table)})")
            database.register("given", rows)
            database.execute(f"INSERT INTO {tables[arm, table]} SELECT * FROM given")
            database.unregister("given")

        yield add
        for (arm, table), name in tables.items():
            path = _file(folder, arm, f"{table}.parquet")
            database.table(name).write_parquet(str(path), compression="zstd")


def _columns(table: str) -> str:
    """Return a table's columns as SQL declares them; codes have become names."""
    types = {
        column: "VARCHAR" if column in NAMES else _TYPES[kind]
        for column, kind in kinds(table).items()
    }
    return ", ".join(f'"{column}" {kind}' for column, kind in types.items())


def _file(folder: Path, arm: str, name: str) -> Path:
    (folder / arm).mkdir(exist_ok=True)
    return folder / arm / name
