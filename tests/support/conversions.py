"""Conversions of a folder `in`, and what they leave: what several tests need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from newsparse.convert.commit import Summary
from newsparse.convert.executors import engine
from newsparse.convert.plan import Form, Options
from newsparse.convert.run import Job, convert
from newsparse.inputs.search import Search
from newsparse.inputs.walk import Found

TEXT = "Published Time: 2022-01-11\nTitle: {0}\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"


class Here(Executor):
    """Work that is done by this process when it is handed out."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = Future[Any]()
        future.set_result(fn(*args, **kwargs))
        return future


def converted(
    dest: str, form: Form = "ndjson", workers: int = 1, packed: str = "", reuse: bool = False, prune: bool = False
) -> Summary:
    return ran(Search(["in"]), Job(("in",), dest, Options(form, packed=packed), reuse, prune), workers)


def ran(inputs: Iterable[Found], job: Job, workers: int = 1) -> Summary:
    with engine("local", workers) as found:
        return convert(inputs, job, found)


def bytes_below(dest: str) -> dict[str, bytes]:
    """What is below a folder, without what is kept there for the next run."""
    found = (path for path in sorted(Path(dest).rglob("*")) if path.is_file() and ".newsparse" not in path.parts)
    return {str(path.relative_to(dest)): path.read_bytes() for path in found}
