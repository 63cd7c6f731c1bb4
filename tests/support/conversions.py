"""Helpers for tests of conversions of a folder `in`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from newsparse.conversion.commit import Summary
from newsparse.conversion.executors import Engine, open_engine
from newsparse.conversion.options import Options, OutputFormat
from newsparse.conversion.plan import ShardLimits
from newsparse.conversion.runner import ConversionRequest, convert
from newsparse.inputs.search import Search
from newsparse.inputs.walk import FoundFile

TEXT = "Published Time: 2022-01-11\nTitle: {0}\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"
SMALL_SHARDS = ShardLimits(max_files=10)


class InlineExecutor(Executor):
    """An executor that runs each task when it is submitted, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = Future[Any]()
        future.set_result(fn(*args, **kwargs))
        return future


INLINE = Engine(InlineExecutor, 1)


def make_request(
    roots: Iterable[str],
    dest: str,
    options: Options,
    reuse: bool = False,
    prune: bool = False,
    *,
    overwrite: bool = False,
    shard_limits: ShardLimits = SMALL_SHARDS,
) -> ConversionRequest:
    """A request for a conversion with small shards."""
    return ConversionRequest(tuple(roots), dest, options, reuse, prune, overwrite=overwrite, shard_limits=shard_limits)


def convert_folder(
    dest: str,
    output_format: OutputFormat = "ndjson",
    workers: int = 1,
    compression: str = "",
    reuse: bool = False,
    prune: bool = False,
    shard_limits: ShardLimits = SMALL_SHARDS,
) -> Summary:
    """Convert the folder `in` by worker processes."""
    options = Options(output_format, compression=compression)
    request = make_request(["in"], dest, options, reuse, prune, shard_limits=shard_limits)
    return run_conversion(Search(["in"]), request, workers)


def run_conversion(inputs: Iterable[FoundFile], request: ConversionRequest, workers: int = 1) -> Summary:
    """Run a conversion by worker processes."""
    with open_engine("local", workers) as engine:
        return convert(inputs, request, engine)


def run_inline(inputs: Iterable[FoundFile], request: ConversionRequest) -> Summary:
    """Run a conversion in this process."""
    return convert(inputs, request, INLINE)


def files_below(dest: str) -> dict[str, bytes]:
    """The content of the files below a folder by their names, without the plan and the state."""
    paths = (path for path in sorted(Path(dest).rglob("*")) if path.is_file() and ".newsparse" not in path.parts)
    return {str(path.relative_to(dest)): path.read_bytes() for path in paths}
