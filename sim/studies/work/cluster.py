"""A Dask cluster that plays replications: other machines, or other processes of this one."""

import logging
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from sim.scenario.errors import ScenarioError
from sim.studies.work.fingerprint import Fingerprint, fingerprint
from sim.studies.work.host import Host, LostWorkerError
from sim.studies.work.parcel import check_worker, play_parcel

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = "20 s"
"""How long a scheduler, and its first worker, may take to answer."""


class Cluster(Host):
    """Lends the executor of a Dask client.

    Parameters
    ----------
    address
        Of the scheduler, such as `tcp://10.0.0.5:8786`.

    Raises
    ------
    ScenarioError
        When Dask is not installed, no scheduler answers, it has no worker, or a worker cannot play
        or would give other bytes.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Client | None = self._connected()
        self.lost = (BrokenExecutor, CancelledError, *_losses())
        self.jobs = sum(self._client.nthreads().values())

    def open(self) -> Executor:
        """Return an executor, with a new client where the last one lost its workers.

        Raises
        ------
        LostWorkerError
            When no scheduler with workers is there any more.
        """
        if self._client is None:
            self._client = self._reconnected()
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def failure(self) -> LostWorkerError:
        """Return that workers are lost, and what to do."""
        rule = f"the workers of {self._address} were lost, perhaps for want of memory"
        return LostWorkerError(f"--cluster: {rule}; give each more of it")

    def send(self, digest: str, payload: bytes) -> Any:
        """Give a pickled function to the workers, which pass it on to those that join later."""
        del digest
        assert self._client is not None, "an executor is open"
        with _broken_by_loss():
            return self._client.scatter(payload, broadcast=True)

    def submit(self, executor: Executor, digest: str, where: Any, number: int) -> "Future[Any]":
        """Have a function called by a worker that would give the same bytes."""
        with _broken_by_loss():
            return executor.submit(play_parcel, digest, where, number, fingerprint())

    def check(self) -> None:
        """Check that the scheduler knows of what is in hand.

        A result that was on its way when the connection broke is never heard of again; Dask forgets
        all futures then, also where it finds the scheduler again.

        Raises
        ------
        BrokenExecutor
            When it does not.
        """
        client = self._client
        if client is None or client.status != "running" or not client.futures:
            raise BrokenExecutor

    def stop(self, executor: Executor, *, lost: bool) -> None:
        """Withdraw all work; what a worker plays already it plays to its end."""
        with suppress(Exception):  # of a scheduler that is gone, too
            executor.shutdown(wait=False)
        if lost:
            self.leave()

    def close(self, executor: Executor) -> None:
        """Let an executor go that has no work left, or was stopped."""
        with suppress(Exception):  # of a scheduler that is gone, or a client that took its leave
            executor.shutdown()

    def leave(self) -> None:
        """Take leave of the scheduler."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):
                client.close()

    def _reconnected(self) -> "Client":
        try:
            return self._connected()
        except ScenarioError as error:
            problem = str(error).removeprefix("--cluster: ")
            raise LostWorkerError(f"--cluster: lost in mid-work: {problem}") from None

    def _connected(self) -> "Client":
        client = _client(self._address)
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            client.close()
            problem = f"the scheduler at {self._address} has no worker"
            raise ScenarioError(f"--cluster: {problem}; start some: `dask worker`") from None
        # Workers that join later are asked with each number that they play.
        for answer in client.run(fingerprint, on_error="return").values():
            if not isinstance(answer, Fingerprint):
                client.close()
                problem = f"a worker cannot play: {answer}"
                raise ScenarioError(f"--cluster: {problem}; install tierzero there, too")
            try:
                check_worker(answer, fingerprint())
            except ScenarioError:
                client.close()
                raise
        return client


def _client(address: str) -> "Client":
    try:
        from distributed import Client
    except ModuleNotFoundError:
        remedy = "`pip install 'tierzero[cluster]'` installs it"
        raise ScenarioError(f"--cluster: Dask is not installed; {remedy}") from None
    # It logs a lost connection with tracebacks; what became of it is said in a line of ours.
    for name in ("distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        problem = f"no scheduler answers at {address!r}"
        remedy = "start one with `dask scheduler`, which says its address"
        raise ScenarioError(f"--cluster: {problem}: {error}; {remedy}") from None


@contextmanager
def _broken_by_loss() -> Iterator[None]:
    """Have whatever Dask raises while work is handed out mean that the workers are lost.

    Numbers and bytes are sent, at which nothing fails but the connection; of that, Dask raises many
    things.
    """
    try:
        yield
    except Exception as error:
        raise BrokenExecutor from error


def _losses() -> tuple[type[Exception], ...]:
    """Return what Dask raises for a number at which worker after worker was lost."""
    from distributed import KilledWorker

    return (KilledWorker,)
