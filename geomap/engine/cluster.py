"""Workers: a local cluster or any Dask scheduler, and many calls of one function on them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from geomap.errors import GeomapError, InputError

#: What is happening, how many are done, of how many.
Tick = Callable[[str, int, int], None]

#: Seconds to wait for a scheduler that somebody named.
_PATIENCE_S: Final = 30
#: Workers that may die under one call before it is given up, as Dask counts them.
DEATHS_ALLOWED: Final = 3


@contextlib.contextmanager
def connected(scheduler: str | None, workers: int | None = None) -> Iterator[Any]:
    """A client of the scheduler at this address, or of workers on this machine that it starts.

    A local worker is a process with one thread, as many as cores by default; they end with the
    context, however it is left.

    Raises:
        InputError: Dask is not installed, or nobody answers at the address.
    """
    try:
        import dask
        import distributed
    except ImportError as error:
        raise InputError("--engine dask needs Dask: pip install 'geomap[dask]'") from error
    quiet = {
        "distributed.scheduler.allowed-failures": DEATHS_ALLOWED,
        "distributed.comm.timeouts.connect": f"{_PATIENCE_S}s",
    }
    # Dask's classes carry no types.
    start_cluster: Any = distributed.LocalCluster
    start_client: Any = distributed.Client
    with contextlib.ExitStack() as stack:
        stack.enter_context(dask.config.set(quiet))
        if scheduler is None:
            where: Any = stack.enter_context(
                start_cluster(
                    n_workers=workers or os.cpu_count(),
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    silence_logs="ERROR",
                )
            )
        else:
            where = scheduler
        try:
            client = stack.enter_context(start_client(where))
        except (OSError, ValueError) as error:
            raise InputError(
                f"--scheduler {scheduler}: nobody answers there ({error}): give the address that "
                "the scheduler printed, like tcp://host:8786"
            ) from error
        yield client


def each(
    client: Any,
    function: Callable[..., Any],
    calls: Sequence[tuple[Any, ...]],
    what: str,
    tick: Tick,
) -> list[Any]:
    """The result of ``function`` for each tuple of arguments, in order.

    A call whose worker dies is tried on another; a call that raises, or that
    :data:`DEATHS_ALLOWED` workers died under, has its exception as its result. Only a
    GeomapError, which says that no call can succeed, is raised at once.
    """
    import distributed

    as_completed: Any = distributed.as_completed
    futures = [client.submit(function, *call, pure=False) for call in calls]
    place = {future.key: at for at, future in enumerate(futures)}
    results: list[Any] = [None] * len(calls)
    tick(what, 0, len(calls))
    try:
        for done, future in enumerate(as_completed(futures), start=1):
            error = future.exception()
            if isinstance(error, GeomapError):
                raise error
            results[place[future.key]] = future.result() if error is None else error
            tick(what, done, len(calls))
    finally:
        client.cancel(futures)
    return results


def peak_memory(client: Any) -> dict[str, int]:
    """Bytes that each worker process held at most, by its address."""
    return dict(client.run(_peak))


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def spilled(client: Any) -> dict[str, int]:
    """Bytes that each worker has put on disk for want of memory, by its address."""
    workers = client.scheduler_info(n_workers=-1)["workers"]
    return {
        address: int(about["metrics"].get("spilled_bytes", {}).get("disk", 0))
        for address, about in workers.items()
    }
