"""Findings that are known: what a baseline holds is no longer told. It keys on path, rule and the text of the line."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator

from . import stores
from .judge import Checked, Finding, row_digest
from .problem import unreadable
from .settings import below
from .sizes import MAX_SIZE

_VERSION = 1


class BaselineError(Exception):
    """A baseline that cannot be read; the message says why."""


Known = Counter[tuple[str, str]]  # path below the baseline's folder; code and digest of the line


def read_baseline(path: str) -> Known:
    """The known findings that a file holds, and how often each. Raises BaselineError."""
    try:
        data = json.loads(stores.read_input(path, MAX_SIZE))
        if data["version"] != _VERSION:
            raise BaselineError(f"{path}: a baseline of version {data['version']}; this newsparse reads {_VERSION}")
        rows = ((source, key, count) for source, keys in data["findings"].items() for key, count in keys.items())
        return Counter({(source, key): int(count) for source, key, count in rows})
    except OSError as error:
        raise BaselineError(f"{path}: {unreadable(error, is_input=False)}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BaselineError(f"{path}: not a baseline; write one with --write-baseline") from None


def baseline_text(path: str, checked: Iterable[Checked]) -> str:
    """The text of a baseline at `path` that holds all findings of `checked`."""
    known: dict[str, Counter[str]] = {}
    for one in checked:
        for finding in filter(_can_be_known, one.findings):
            source, key = _key(finding, os.path.dirname(path))
            known.setdefault(source, Counter())[key] += 1
    data = {"version": _VERSION, "findings": {source: dict(sorted(keys.items())) for source, keys in known.items()}}
    return json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def unknown_findings(checked: Iterable[Checked], known: Known, path: str) -> Iterator[Checked]:
    """`checked` without the findings that the baseline at `path` knows, each as often as it knows it."""
    left, folder = known.copy(), os.path.dirname(path)
    for one in checked:
        new = []
        for finding in one.findings:
            key = _key(finding, folder)
            if left[key] > 0 and _can_be_known(finding):
                left[key] -= 1
            else:
                new.append(finding)
        yield one._replace(findings=tuple(new))


def _can_be_known(finding: Finding) -> bool:
    """An input that cannot be read is always told."""
    return finding.code != "N001"


def _key(finding: Finding, folder: str) -> tuple[str, str]:
    source = finding.source
    if source != "-":
        source = below(source, folder)
    return source, f"{finding.code} {row_digest(finding.row)}"
