"""Check and fix one file that has been read: what `newsparse.check`, `newsparse.fix` and their commands share."""

from __future__ import annotations

from typing import NamedTuple

from ..body import Level
from ..problems import InputError
from ..text.compression import compression_of
from .fixer import fix_source_file
from .linter import CheckResult, Finding, lint_file
from .repeats import RepeatDetector
from .settings import Settings
from .source_file import SourceFile, require_exact


class Fixed(NamedTuple):
    """The result of `fix`: the source's name, the file before and after, and the findings that were fixed."""

    source: str
    old: SourceFile
    new: SourceFile
    findings: tuple[Finding, ...]

    @property
    def before(self) -> str:
        """The text of the original file, with its line ends."""
        return self.old.raw

    @property
    def after(self) -> str:
        """The text of the fixed file; equal to `before` if there is nothing to fix."""
        return self.new.raw

    @property
    def data(self) -> bytes:
        """The contents of the fixed file, in the encoding of the original one."""
        return self.new.data

    @property
    def changed(self) -> bool:
        """Whether anything was fixed."""
        return self.old != self.new


def check_file(name: str, file: SourceFile, settings: Settings, repeats: RepeatDetector) -> CheckResult:
    """Check a file that has been read; `repeats` holds the articles of the files before.

    Nothing is fixable if the encoding of the file loses characters.
    """
    checked = lint_file(name, file, settings, repeats)
    return checked if file.exact else unfixable(checked)


def unfixable(checked: CheckResult) -> CheckResult:
    """Return the same findings, none of them fixable."""
    return checked._replace(findings=tuple(finding._replace(fix="no") for finding in checked.findings))


def fix_file(name: str, file: SourceFile, settings: Settings, repair: Level | None, unsafe: bool) -> Fixed:
    """Fix a file that has been read. Raises InputError as `newsparse.fix` does.

    `repair` is the level of the repairs of bodies; if None, "all" with `unsafe`, else "safe".
    """
    level = repair or ("all" if unsafe else "safe")
    new, plan = fix_source_file(name, require_exact(file), settings, level=level, unsafe=unsafe)
    if new == file:
        return Fixed(name, file, new, ())
    kinds = ("safe", "unsafe") if unsafe else ("safe",)
    known = plan if level == "safe" and not unsafe else None
    findings = lint_file(name, file, settings, plan=known).findings
    return Fixed(name, file, new, tuple(finding for finding in findings if finding.fix in kinds))


def refuse_compressed(path: str) -> None:
    """Raise InputError for a compressed file: compressed again, all of its bytes would change."""
    if compression_of(path):
        raise InputError("N001", "compressed; unpack it to fix it")
