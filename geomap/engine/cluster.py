"""Workers: a local cluster or any Dask scheduler, and many calls of one function on them."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from itertools import islice
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, Final

from geomap.errors import ClusterError, GeomapError, InputError

#: What is happening, how many are done, of how many.
Tick = Callable[[str, int, int], None]

#: Seconds to wait for a scheduler that somebody named.
_PATIENCE_S: Final = 30
#: And for its first worker: machines of a cloud take minutes.
_PATIENCE_FOR_WORKERS_S: Final = 300
#: Seconds between two looks whether any worker is there.
_LOOK_S: Final = 5
#: Workers that may die under one call; with the next it is given up. A scheduler that somebody
#: else started has a setting of its own, distributed.scheduler.allowed-failures, by default 3 too.
DEATHS_ALLOWED: Final = 3
#: Calls with the scheduler at a time, for each thread of the workers: one is there when one ends.
_AHEAD: Final = 4
_AHEAD_AT_LEAST: Final = 16


@contextlib.contextmanager
def connected(scheduler: str | None, workers: int | None = None) -> Iterator[Any]:
    """A client of the scheduler at this address, or of workers on this machine that it starts.

    A local worker is a process with one thread, as many as cores by default; they end with the
    context, however it is left.

    Raises:
        InputError: Dask is not installed, or nobody answers at the address.
        ClusterError: no worker came.
    """
    try:
        import dask
        import distributed
    except ImportError as error:
        raise InputError("--engine dask needs Dask: pip install 'geomap[dask]'") from error
    quiet = {
        "distributed.scheduler.allowed-failures": DEATHS_ALLOWED,
        "distributed.comm.timeouts.connect": f"{_PATIENCE_S}s",
        # Fifteen seconds after a death Dask gives up the worker if it is not there just then: where
        # it starts slowly, or has died again meanwhile, it would never come back.
        "distributed.deploy.lost-worker-timeout": f"{_PATIENCE_FOR_WORKERS_S}s",
    }
    # Dask's classes carry no types.
    start_cluster: Any = distributed.LocalCluster
    start_client: Any = distributed.Client
    with contextlib.ExitStack() as stack:
        stack.enter_context(dask.config.set(quiet))
        if scheduler is None:
            with _unheard():
                where: Any = stack.enter_context(
                    start_cluster(
                        n_workers=workers or os.cpu_count(),
                        threads_per_worker=1,
                        processes=True,
                        host="127.0.0.1",
                        dashboard_address="127.0.0.1:0",
                        silence_logs="CRITICAL",
                    )
                )
        else:
            where = scheduler
        try:
            client = stack.enter_context(start_client(where))
        except (OSError, ValueError, ImportError) as error:
            # The half-made client goes now: it ends under a lock of Dask's, and where it is left
            # to the collector, that may be while the next client is made under the same lock.
            traceback.clear_frames(error.__traceback__)
            gc.collect()
            raise InputError(
                f"--scheduler {scheduler}: nobody answers there ({error}): give the address that "
                "the scheduler printed, like tcp://host:8786"
            ) from error
        try:
            client.wait_for_workers(1, timeout=_PATIENCE_FOR_WORKERS_S)
        except TimeoutError as error:
            raise ClusterError(
                f"--scheduler {scheduler}: it has no worker: start some with 'dask worker ADDRESS'"
            ) from error
        yield client


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Processes and threads that start inside never hear Ctrl-C, which a terminal sends to all.

    This one hears it afterwards, and ends them.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # Once for all, and before: when it starts, it lets the thread hear Ctrl-C again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def each(
    client: Any,
    function: Callable[..., Any],
    calls: Sequence[tuple[Any, ...]],
    what: str,
    tick: Tick,
    *,
    go_on: bool = False,
) -> list[Any]:
    """The result of ``function`` for each tuple of arguments, in order.

    A call whose worker dies is tried on another. Only some calls are with the scheduler at a
    time, so that what it holds does not grow with their number.

    Args:
        client: as :func:`connected` gives it.
        function: what to run on the workers.
        calls: its arguments, call by call.
        what: what is happening, for ``tick``.
        tick: told how many calls are done.
        go_on: a call that raises, or that more than :data:`DEATHS_ALLOWED` workers died under, has
            its exception as its result. Otherwise it ends the run, as a GeomapError always does:
            it says that no call can succeed.

    Raises:
        GeomapError: as a call raised it.
        ClusterError: the scheduler is lost, no worker is left, or a call failed that cannot be
            done without.
    """
    import distributed

    as_completed: Any = distributed.as_completed
    running: dict[str, tuple[int, Any]] = {}  # by key: the call's place, and its future
    results: list[Any] = [None] * len(calls)
    waiting = iter(enumerate(calls))

    def submitted(count: int) -> list[Any]:
        futures = []
        for at, call in islice(waiting, count):
            future = client.submit(function, *call, pure=False)
            running[future.key] = at, future
            futures.append(future)
        return futures

    tick(what, 0, len(calls))
    with _heard(what), _attended(client, what, lambda: [one for _, one in [*running.values()]]):
        try:
            ended = as_completed(submitted(max(_AHEAD_AT_LEAST, _AHEAD * _threads(client))))
            for done, future in enumerate(ended, start=1):
                at, _ = running.pop(future.key)
                results[at] = _outcome(future, what, go_on=go_on)
                ended.update(submitted(1))
                tick(what, done, len(calls))
        finally:
            client.cancel([future for _, future in running.values()])
    return results


@contextlib.contextmanager
def _heard(what: str) -> Iterator[None]:
    """Turns what Dask raises when nobody answers any more into one line.

    Raises:
        ClusterError: the scheduler is lost.
    """
    try:
        yield
    except GeomapError:
        raise
    except (OSError, CancelledError) as error:
        raise ClusterError(
            f"{what}: the scheduler is lost: start it and the build again, which goes on from "
            "the partitions that are finished"
        ) from error


@contextlib.contextmanager
def _attended(client: Any, what: str, waiting: Callable[[], list[Any]]) -> Iterator[None]:
    """Ends the wait for calls when no worker has been there for as long as one may take to come.

    Raises:
        ClusterError: so it was.
    """
    ended, gone = threading.Event(), threading.Event()

    def look() -> None:
        seen = time.monotonic()
        while not ended.wait(_LOOK_S):
            try:
                seen = time.monotonic() if client.ncores() else seen
            except (OSError, CancelledError):  # the scheduler is lost, which the calls hear
                return
            if time.monotonic() - seen > _PATIENCE_FOR_WORKERS_S:
                gone.set()
                client.cancel(waiting())
                return

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    except CancelledError as error:
        if not gone.is_set():
            raise
        raise ClusterError(
            f"{what}: no worker is left: start some and the build again, which goes on from the "
            "partitions that are finished"
        ) from error
    finally:
        ended.set()
        looking.join()


def _threads(client: Any) -> int:
    """How many calls run at a time."""
    return sum(client.ncores().values())


def _outcome(future: Any, what: str, *, go_on: bool) -> Any:
    """The result of one call that is done, or what it raised.

    Raises:
        GeomapError, ClusterError: as :func:`each` says.
    """
    error = future.exception()
    if isinstance(error, CancelledError):
        raise error
    if error is None:
        return future.result()
    if isinstance(error, GeomapError):
        raise error
    if not go_on:
        raise ClusterError(
            f"{what}: {why(error)}; give the workers more memory or smaller files, and start the "
            "build again, which goes on from the partitions that are finished"
        ) from error
    return error


def why(error: BaseException) -> str:
    """What a call raised, in one line."""
    first = (str(error).splitlines() or [""])[0]
    return f"could not be processed ({type(error).__name__}: {first[:200]})"


def forget_memory(client: Any) -> None:
    """Begin to count anew what each worker holds at most, where the system can."""
    with _heard("connecting"):
        client.run(_forget, on_error="ignore")  # one that just died is missed


def _forget() -> None:
    # proc(5): 5 resets the peak of the resident set.
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_memory(client: Any) -> dict[str, int]:
    """Bytes that each worker process held at most since :func:`forget_memory`, by its address."""
    with _heard("counting memory"):
        return dict(client.run(_peak, on_error="ignore"))


def _peak() -> int:
    with contextlib.suppress(OSError):
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
        if found:
            return int(found[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def spilled(client: Any) -> dict[str, int]:
    """Bytes that each worker has on disk now for want of memory, by its address."""
    workers = client.scheduler_info(n_workers=-1)["workers"]
    return {
        address: int(about["metrics"].get("spilled_bytes", {}).get("disk", 0))
        for address, about in workers.items()
    }
