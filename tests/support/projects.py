"""Small projects that are played in a moment."""

import re
from pathlib import Path
from typing import Any

from sim.api.roi import roi
from sim.finance.project import Project, make_project
from sim.finance.roi import Roi, appraise_project
from sim.report.roi.result import RoiResult
from sim.scenario.files.loading import Loaded, load
from sim.studies.experiment import make_experiment
from support.commands import write_desk

DESK = """\
name: Quick project
run: {start: 2026-01-05, warm_up: 1 week, window: 4 weeks, run_out: 1 week, replications: 2}
demand: {volume: 100/month}
channels:
  email: {hours: Mon-Fri 09:00-17:00}
inquiry_types:
  question: {handle_time: 20 min, solved_by_person: 100 %}
bot: {resolution_rate: 65 %}
people:
  staffing: fixed
  teams:
    desk: {shifts: [{hours: Mon-Fri 09:00-17:00, agents: 1}]}
money: {wage: 25/h, on_cost: 1.0, platform: 200/month, implementation: 8000}
targets:
  first_response_time_human_business_p90: "<= 8 h"
arms:
  baseline: {bot: null}
  ai: {}
"""
WITHOUT_TARGETS = re.sub(r"targets:\n.*\n", "", DESK)
NULL = (
    "money.platform=0/month",
    "money.implementation=0",
    'arms.ai={"policy": "always_human"}',
)
"""Settings under which the AI is never asked and costs nothing."""


def loaded(folder: Path, *settings: str, text: str = DESK) -> Loaded:
    """The quick project with some settings."""
    return load(write_desk(folder, text), settings)


def project_of(desk: Loaded, *options: Any, **more: Any) -> Project:
    """The arms of a loaded scenario over its months."""
    return make_project(desk, make_experiment(desk), *options, **more)


def project(folder: Path, *settings: str, months: int = 2) -> Project:
    """The arms of the quick project."""
    return project_of(loaded(folder, *settings), months)


def appraised(folder: Path, *settings: str, months: int = 2) -> Roi:
    """What the quick project is worth."""
    return appraise_project(project(folder, *settings, months=months))


def result(folder: Path, *settings: str, months: int = 2, **options) -> RoiResult:
    """The same as a result that renders itself."""
    return roi(loaded(folder, *settings), months=months, **options)
