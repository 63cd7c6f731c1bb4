"""Check or fix one file that has been read, for `newsparse.check`, `newsparse.fix` and their commands."""

from __future__ import annotations

from typing import NamedTuple

from ..body import Level
from ..problems import InputError
from ..storage import stores
from ..text.compression import compression_of
from .fixer import fix_source_file
from .linter import CheckResult, Finding, lint_file
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

    def write(self) -> None:
        """Replace the file at the path `source` by the fixed one, atomically; do nothing if nothing was fixed.

        Raises FileNotFoundError if the file no longer exists, FileChangedError if it changed since it was read, and
        OSError if it cannot be written.
        """
        if self.changed:
            stores.replace_unchanged(self.source, self.old.data, self.data)


def check_file(name: str, file: SourceFile, settings: Settings) -> CheckResult:
    """Check a file called `name` with `lint_file`. No finding is fixable if the file is not exact."""
    checked = lint_file(name, file, settings)
    return checked if file.exact else unfixable(checked)


def unfixable(checked: CheckResult) -> CheckResult:
    """Return the same findings, none of them fixable."""
    return checked._replace(findings=tuple(finding._replace(fix="no") for finding in checked.findings))


def fix_file(name: str, file: SourceFile, settings: Settings, repair: Level | None, unsafe: bool) -> Fixed:
    """Fix a file called `name`. Raises InputError for a file without articles, or one that is not exact.

    `repair` is the repair level of bodies; None is "all" with `unsafe`, else "safe".
    """
    level = repair or ("all" if unsafe else "safe")
    new, plan = fix_source_file(name, require_exact(file), settings, level=level, unsafe=unsafe)
    if new == file:
        return Fixed(name, file, new, ())
    kinds = ("safe", "unsafe") if unsafe else ("safe",)
    safe_plan = plan if level == "safe" and not unsafe else None
    findings = lint_file(name, file, settings, plan=safe_plan).findings
    return Fixed(name, file, new, tuple(finding for finding in findings if finding.fix in kinds))


def refuse_compressed(path: str) -> None:
    """Raise InputError for a compressed file, because compressing it again would change all of its bytes."""
    if compression_of(path):
        raise InputError("N001", "compressed files cannot be fixed; decompress the file first")
