"""Directories converted to files: a plan of shards, done by an engine, put in their places, and a manifest last."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from . import __version__
from .api import Input
from .engines import receipts
from .files import write_whole
from .plan import Options, Plan, make_plan
from .shards import Receipt

FORMS = ("ndjson", "json", "yaml")
MANIFEST = "manifest.json"
_WORK = ".newsparse"
_PART = re.compile(r"part-\d{6,}\.ndjson")


class ConvertError(Exception):
    """A conversion that cannot be meant so; the message says why. Nothing was written."""


class Summary(NamedTuple):
    """What a conversion did."""

    files: int
    articles: int
    errors: int
    repairs: dict[str, int]
    problems: dict[str, int]
    outputs: int
    size: int
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """It as plain data, with the version."""
        return {"newsparse": __version__, **self._asdict()}


def is_folder(dest: str, form: str) -> bool:
    """Whether outputs go below `dest`, or into the one file `dest`."""
    return form != "ndjson" or os.path.isdir(dest) or dest.endswith(("/", os.sep))


def targets(inputs: Iterable[Input], roots: Iterable[str], dest: str, form: str) -> Iterator[tuple[Input, str]]:
    """Each input and where its articles go below `dest`, without the ending: the tree below the root that it was
    found in, or its name. Raises ConvertError where two would go to the same place, or an output is an input."""
    folders = sorted((os.path.join(root, "") for root in roots), key=len, reverse=True)
    tree, taken = form != "ndjson", dict[str, str]()
    below = os.path.realpath(dest)
    for path, fault in inputs:
        root = next((folder for folder in folders if path.startswith(folder)), os.path.join(os.path.dirname(path), ""))
        target = os.path.splitext(path[len(root) if path.startswith(root) else 0 :])[0]
        output = os.path.join(below, f"{target}.{form}") if tree else below
        if "\0" not in path and os.path.realpath(path) == output:
            raise ConvertError(f"{path} would be written over by its own output")
        if tree and (first := taken.setdefault(target, path)) != path:
            raise ConvertError(f"{first} and {path} would both be written to {target}.{form}")
        yield (path, fault), target
    for target, path in taken.items():
        if target == MANIFEST.removesuffix(f".{form}"):
            raise ConvertError(f"{path} would be written to {MANIFEST}, which tells what is there")
        if (first := taken.get(re.sub(r"#\d+$", "", target), path)) != path:
            raise ConvertError(f"{path} and a further article of {first} could both be written to {target}.{form}")


def convert(
    inputs: Iterable[Input],
    roots: Iterable[str],
    dest: str,
    options: Options,
    *,
    workers: int = 1,
    fail_fast: bool = False,
    heard: Callable[[Plan, Receipt], None] = lambda plan, receipt: None,
) -> Summary:
    """Convert inputs to `dest`: one NDJSON file, NDJSON parts in a folder, or a tree of JSON or YAML files.

    `roots` are what was asked for, below which the tree is mirrored. Outputs are whole or not there; a run that was
    stopped is gone on with by the same call. The bytes are the same for any number of workers. `heard` is told of each
    shard that is done; with `fail_fast` the first error record ends it, and nothing is written. Raises ConvertError
    and ShardError, and OSError where something cannot be written.
    """
    began = time.monotonic()
    folder = is_folder(dest, options.form)
    work = os.path.join(dest, _WORK) if folder else _beside(dest)
    planned = list(targets(inputs, roots, dest, options.form))
    _refuse(dest, folder)
    os.makedirs(work, exist_ok=True)
    with _alone(work, dest):
        plan = make_plan(work, planned, options)
        old = _parts_of(dest) if folder else set()
        if folder and options.form != "ndjson":
            _unsay(dest)
        found = _done(plan, dest, workers, fail_fast, heard)
        outputs = _put_in_place(plan, dest, folder, found, old)
        shutil.rmtree(work)
    return _summary(found, outputs, time.monotonic() - began)


def _done(
    plan: Plan, dest: str, workers: int, fail_fast: bool, heard: Callable[[Plan, Receipt], None]
) -> list[Receipt]:
    found: list[Receipt] = []
    for receipt in receipts(plan, dest, workers):
        if fail_fast and receipt.errors:
            shutil.rmtree(plan.folder)
            raise ConvertError("stopped at an input that gives no article; `newsparse parse` tells which")
        found.append(receipt)
        heard(plan, receipt)
    return found


def _summary(found: list[Receipt], outputs: int, seconds: float) -> Summary:
    repairs, problems = Counter[str](), Counter[str]()
    for receipt in found:
        repairs.update(receipt.repairs)
        problems.update(receipt.problems)
    return Summary(
        sum(x.inputs for x in found), sum(x.articles for x in found), sum(x.errors for x in found),
        dict(sorted(repairs.items())), dict(sorted(problems.items())), outputs, sum(x.size for x in found),
        round(seconds, 3),
    )  # fmt: skip


def _refuse(dest: str, folder: bool) -> None:
    """Raise ConvertError where `dest` is there and of another kind, or must not be written."""
    if folder and os.path.exists(dest) and not os.path.isdir(dest):
        raise ConvertError(f"{dest}: there is a file of this name where a folder is asked for")
    if not folder and os.path.exists(dest) and not (os.path.isfile(dest) and os.access(dest, os.W_OK)):
        raise ConvertError(f"{dest}: not a file that may be written over")


@contextmanager
def _alone(work: str, dest: str) -> Iterator[None]:
    """While nobody else writes to `dest`; raises ConvertError where somebody does."""
    with open(os.path.join(work, "lock"), "wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ConvertError(f"{dest}: another run is writing to it") from None
        yield


def _beside(dest: str) -> str:
    folder, name = os.path.split(os.path.realpath(dest))
    return os.path.join(folder, f".{name}{_WORK}")


def _unsay(dest: str) -> None:
    """Take the manifest away: what it tells is no longer true from here on."""
    with suppress(FileNotFoundError):
        os.unlink(os.path.join(dest, MANIFEST))


def _put_in_place(plan: Plan, dest: str, folder: bool, found: list[Receipt], old: set[str]) -> int:
    """Put what the shards have left where it belongs; how many outputs there are."""
    if not folder:
        _join(plan, os.path.realpath(dest))
        return 1
    if plan.options.form != "ndjson":
        _write_manifest(dest, plan, found, [])
        return sum(x.articles + x.errors for x in found)
    _unsay(dest)
    names = [f"part-{index:06}.ndjson" for index in range(len(plan.shards))]
    for index, name in enumerate(names):
        os.replace(plan.part(index), os.path.join(dest, name))
    for name in old.difference(names):
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(dest, name))
    _write_manifest(dest, plan, found, names)
    return len(names)


def _parts_of(dest: str) -> set[str]:
    """The parts that an earlier run has left, by its manifest."""
    try:
        with open(os.path.join(dest, MANIFEST), "rb") as file:
            return {part["name"] for part in json.load(file)["parts"] if _PART.fullmatch(part["name"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _join(plan: Plan, dest: str) -> None:
    """All parts as one file, in the place of what was there."""
    whole = os.path.join(plan.folder, "whole")
    with open(whole, "wb") as file:
        for index in range(len(plan.shards)):
            with open(plan.part(index), "rb") as part:
                shutil.copyfileobj(part, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())
    if os.path.exists(dest):
        os.chmod(whole, os.stat(dest).st_mode & 0o7777)
    os.replace(whole, dest)


def _write_manifest(dest: str, plan: Plan, found: list[Receipt], names: list[str]) -> None:
    """The commit: what is there is whole when this is."""
    rows = [{"name": name, "articles": x.articles, "errors": x.errors, "size": x.size, "sha256": x.sha256}
            for name, x in zip(names, found, strict=False)]  # fmt: skip
    data = {"newsparse": __version__, "plan": plan.id, "articles": sum(x.articles for x in found),
            "errors": sum(x.errors for x in found), "parts": rows}  # fmt: skip
    write_whole(os.path.join(dest, MANIFEST), (json.dumps(data, indent=1) + "\n").encode())
