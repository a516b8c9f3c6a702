"""A Dask scheduler with workers on this machine, which end with the block."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def fleet(workers: int = 2) -> Iterator[Any]:
    """Lend a cluster; the test is skipped where Dask is not installed.

    Parameters
    ----------
    workers
        How many.
    """
    distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`")
    with distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
    ) as cluster:
        yield cluster
