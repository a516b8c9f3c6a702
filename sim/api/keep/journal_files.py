"""How the journals of a run become files: contacts and legs of each arm, all replications of them.

`schema.json` says which schema the files have, in which form they are, how many replications they
hold, and what is in each column.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.api.keep.journal_forms import Add, Form, usable_form, writing
from sim.api.keep.journal_names import REPLICATION, TABLES, kinds, named
from sim.base.interrupts import interrupts_later
from sim.engine.journal import SCHEMA
from sim.studies.executors import Jobs, mapper, workplace
from sim.studies.experiment import Experiment

if TYPE_CHECKING:
    import pandas as pd

Rows = tuple[str, str, "pd.DataFrame"]
"""An arm, a table, and its rows of one replication."""


@dataclass
class Journals:
    """The journals of a run, which are played again to be written.

    Attributes
    ----------
    experiment
        The arms.
    replications
        How many replications of each arm were played.
    jobs
        Number of processes, or where to play.
    form
        In which form they are written.
    written
        How many replications were written; fewer where an interrupt ended it.
    """

    experiment: Experiment
    replications: int
    jobs: Jobs = 1
    form: Form = field(default_factory=usable_form)
    written: int = 0

    @property
    def interrupted(self) -> bool:
        """Whether some replications are missing."""
        return self.written < self.replications


def write_journals(journals: Journals, folder: Path) -> None:
    """Write `contacts` and `legs` for each arm, replication by replication, and the schema.

    An interrupt ends it between two replications.

    Parameters
    ----------
    journals
        What is written; it learns how much of it was.
    folder
        Where each arm gets a folder of its name.
    """
    folder.mkdir()
    with writing(journals.form, folder) as add, suppress(KeyboardInterrupt):
        _write_all(journals, add)
    about = {"schema": SCHEMA, "form": journals.form, "replications": journals.written}
    document = about | {table: kinds(table) for table in TABLES}
    (folder / "schema.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _write_all(journals: Journals, add: Add) -> None:
    """Play as many replications at a time as there are processes: more would fill the memory."""
    # Rows are too much to be remembered.
    with workplace(journals.jobs) as place, mapper(place, remembers=False) as each:
        # One process plays arm by arm while it writes; what comes from others comes as a whole.
        play = partial(_rows if place.is_here else _all_rows, journals.experiment)
        for first in range(0, journals.replications, place.jobs):
            numbers = range(first, min(first + place.jobs, journals.replications))
            for rows in each(play, numbers):
                _write(rows, add, journals)


def _write(rows: Iterable[Rows], add: Add, journals: Journals) -> None:
    with interrupts_later():
        for arm, table, frame in rows:
            add(arm, table, frame)
        journals.written += 1


def _rows(experiment: Experiment, replication: int) -> Iterator[Rows]:
    for arm, journal in experiment.play(replication):
        for table in TABLES:
            frame = named(getattr(journal, table).to_frame(), arm.plan)
            yield arm.name, table, frame.assign(**{REPLICATION: replication})


def _all_rows(experiment: Experiment, replication: int) -> list[Rows]:
    return list(_rows(experiment, replication))
