"""Baselines: files of known findings, which are not reported. Path, rule and text of the line identify a finding."""

from __future__ import annotations

import codecs
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator

from ..problems import FAILURES, read_error_message
from ..storage import stores
from ..text.limits import MAX_SIZE
from .linter import CheckResult, Finding, line_digest
from .repeats import REPEATS
from .settings import Settings, relative_path

_VERSION = 1
_MAX_SHOWN = 40  # characters of an unsupported version


class BaselineError(Exception):
    """A baseline that cannot be read; the message says why."""


# Counts of known findings. A key is a path relative to the folder of the baseline, and a code and digest of the line.
Known = Counter[tuple[str, str]]


def read_baseline(path: str) -> Known:
    """Read the known findings of a baseline. Raises BaselineError."""
    try:
        data = json.loads(stores.read_input(path, MAX_SIZE, _is_not_json, pipes=True))
        if data["version"] != _VERSION:
            version = str(data["version"])[:_MAX_SHOWN]
            raise BaselineError(f"{path}: unsupported baseline version {version}; write the baseline again")
        return Counter(
            {
                (source, key): _valid_count(count)
                for source, counts in data["findings"].items()
                for key, count in counts.items()
            }
        )
    except OSError as error:
        raise BaselineError(f"{path}: {read_error_message(error)}") from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise BaselineError(f"{path}: not a baseline; pass --write-baseline FILE to write one") from None


def _is_not_json(head: bytes) -> bool:
    """Whether a file that begins with `head` is not a JSON object in UTF-8."""
    return b"\0" in head or not head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


def _valid_count(value: object) -> int:
    if type(value) is not int or value < 1:  # bool is a subclass of int
        raise ValueError("a count must be a whole number, 1 or more")
    return value


def baseline_text(path: str, checked: Iterable[CheckResult]) -> tuple[str, int]:
    """Return the text of a baseline at `path` with the findings of `checked`, and the number of findings in it."""
    known: dict[str, Counter[str]] = {}
    for result in checked:
        for finding in filter(_may_be_in_baseline, result.findings):
            source, key = _key(finding, os.path.dirname(path))
            known.setdefault(source, Counter())[key] += 1
    findings = {source: dict(sorted(counts.items())) for source, counts in known.items()}
    data = {"version": _VERSION, "findings": findings}
    text = json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return text, sum(counts.total() for counts in known.values())


class NewFindings:
    """An iterable over `checked` without the known findings of the baseline at `path`.

    A finding is hidden as many times as `known` counts it. `hidden` is the number of findings hidden so far. `settings`
    are those of the check.
    """

    def __init__(self, checked: Iterable[CheckResult], known: Known, path: str, settings: Settings) -> None:
        self._checked, self._remaining, self._folder = checked, known.copy(), os.path.dirname(path)
        self._settings, self._sources = settings, dict[str, str]()  # path in the baseline -> path of the input
        self.hidden = 0

    def __iter__(self) -> Iterator[CheckResult]:
        known_sources = {source for source, _ in self._remaining}
        for result in self._checked:
            new = tuple(finding for finding in result.findings if not self._count_if_known(finding))
            self.hidden += len(result.findings) - len(new)
            source = _source_key(result.source, self._folder)
            if source in known_sources and not any(finding.code in FAILURES for finding in result.findings):
                self._sources[source] = result.source
            yield result._replace(findings=new)

    def count_resolved(self) -> int:
        """Return how many known findings no longer occur, after iteration.

        Only files that were checked, and rules that are enabled for them, count. Findings that depend on other files
        (REPEATS) do not count, because these may not have been checked.
        """
        codes = {key: self._settings.enabled_codes(path) - REPEATS for key, path in self._sources.items()}
        return sum(
            number
            for (source, key), number in self._remaining.items()
            if key.partition(" ")[0] in codes.get(source, frozenset())
        )

    def _count_if_known(self, finding: Finding) -> bool:
        """Return whether the baseline has more of this finding than occurred so far, and count this occurrence."""
        key = _key(finding, self._folder)
        if not _may_be_in_baseline(finding) or self._remaining[key] <= 0:
            return False
        self._remaining[key] -= 1
        return True


def _may_be_in_baseline(finding: Finding) -> bool:
    return finding.code not in FAILURES


def _key(finding: Finding, folder: str) -> tuple[str, str]:
    return _source_key(finding.source, folder), f"{finding.code} {line_digest(finding.line_text)}"


def _source_key(source: str, folder: str) -> str:
    return source if source == "-" else relative_path(source, folder)
