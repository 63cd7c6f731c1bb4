"""News files checked and fixed: what the commands and the library share."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .api import STDIN, check_choice, check_source, read_file, read_input
from .article import ErrorRecord
from .batch import Input, each_input, error_record
from .body import LEVELS, Level
from .compressed import ending
from .fixer import fixed_layout
from .judge import Checked, Finding, Repeats, check_layout, failed
from .layout import Layout, layout, require_exact, text_layout
from .problem import InputError
from .settings import Settings
from .sizes import MAX_SIZE

Source = bytes | str | os.PathLike[str]
_DEFAULT = Settings()


class Fixed(NamedTuple):
    """A news file as it is and as it is fixed, and the findings that are mended so."""

    source: str
    old: Layout
    new: Layout
    findings: tuple[Finding, ...]

    @property
    def before(self) -> str:
        """The text of the file, with the line ends that it has."""
        return self.old.raw

    @property
    def after(self) -> str:
        """The text of the file with everything mended that can be; the same as `before` where nothing is to be done."""
        return self.new.raw

    @property
    def data(self) -> bytes:
        """The bytes of the fixed file, in the encoding of the file."""
        return self.new.data

    @property
    def changed(self) -> bool:
        """Whether anything was fixed."""
        return self.old != self.new


def check(
    source: Source, *, encoding: str | None = None, settings: Settings = _DEFAULT, name: str | None = None,
    max_size: int = MAX_SIZE,
) -> tuple[Finding, ...]:  # fmt: skip
    """What the rules find in a news file: its text as bytes or str, or a path to it, as in `parse`.

    The findings stand from top to bottom. Nothing is raised for what is wrong with the file: an input that gives no
    article gives one finding of the family N0. Raises LookupError for an unknown encoding, TypeError for a source of
    another type.

    >>> [finding.code for finding in check("Title: Night ferry\\nText:\\nIt left on Friday.The sea was calm.\\n")]
    ['N209', 'N209', 'N209', 'N314', 'N301']
    """
    called = _name(source, name)
    try:
        checked = _checked(called, _layout(source, encoding, max_size), settings, Repeats())
    except InputError as error:
        checked = failed(error_record(called, error), settings)
    return (_unfixable(checked) if isinstance(source, os.PathLike) and ending(os.fspath(source)) else checked).findings


def fix(
    source: Source,
    *,
    encoding: str | None = None,
    repair: Level | None = None,
    unsafe: bool = False,
    settings: Settings = _DEFAULT,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> Fixed:
    """A news file with what the rules find in it mended, as far as that is safe: nothing else of it is changed.

    Takes what `parse` does. `unsafe` also mends what is less than sure; `repair` says which repairs of the body are
    made: by default those that are sure, with `unsafe` all. Raises InputError where there is no article (also where the
    file is in another format), where the text of the file cannot be written back in its encoding (of a str: in UTF-8),
    or where the file is compressed; ValueError for an unknown `repair`, TypeError for a source of another type.
    """
    if repair is not None:
        check_choice("repair", repair, LEVELS)
    if isinstance(source, os.PathLike):
        _refuse_compressed(os.fspath(source))
    level, file = repair or ("all" if unsafe else "safe"), require_exact(_layout(source, encoding, max_size))
    return _fixed(_name(source, name), file, level, unsafe, settings)


def check_paths(
    inputs: Iterable[Input], *, encoding: str | None = None, settings: Settings = _DEFAULT, max_size: int = MAX_SIZE
) -> Iterator[Checked]:
    """What `check` finds in many inputs, in their order, articles that come twice among them included."""
    repeats = Repeats()

    def checked_one(path: str) -> list[Checked]:
        return [_checked(path, _input(path, encoding, max_size), settings, repeats)]

    for record in each_input(inputs, checked_one):
        checked = failed(record, settings) if isinstance(record, ErrorRecord) else record
        yield _unfixable(checked) if ending(checked.source) else checked


def _checked(name: str, file: Layout, settings: Settings, repeats: Repeats) -> Checked:
    checked = check_layout(name, file, settings, repeats)
    return checked if file.exact else _unfixable(checked)


def _unfixable(checked: Checked) -> Checked:
    """The findings, none of them fixable, of a file that is compressed or that its encoding does not give back."""
    return checked._replace(findings=tuple(finding._replace(fix="no") for finding in checked.findings))


def _input(path: str, encoding: str | None, max_size: int) -> Layout:
    return layout(read_input(path, encoding, max_size=max_size), encoding)


def fix_paths(
    inputs: Iterable[Input],
    *,
    encoding: str | None = None,
    repair: Level | None = None,
    unsafe: bool = False,
    settings: Settings = _DEFAULT,
    max_size: int = MAX_SIZE,
) -> Iterator[Fixed | ErrorRecord]:
    """What `fix` makes of many inputs, in their order; an input that cannot be read gives one error record.

    Standard input that is a text is given unchanged before its error record.
    """
    level = repair or ("all" if unsafe else "safe")

    def fixed(path: str) -> Iterator[Fixed]:
        _refuse_compressed(path)
        file = _input(path, encoding, max_size)
        try:
            yield _fixed(path, require_exact(file), level, unsafe, settings)
        except Exception:
            if path == STDIN:  # a filter loses nothing of a text that it cannot fix
                yield Fixed(path, file, file, ())
            raise

    return each_input(inputs, fixed)


def _refuse_compressed(path: str) -> None:
    """Packed again, no byte of it would stay: that is not what fixing is."""
    if ending(path):
        raise InputError("N001", "compressed; unpack it to fix it")


def _fixed(name: str, file: Layout, level: Level, unsafe: bool, settings: Settings) -> Fixed:
    new, plan = fixed_layout(name, file, settings, level=level, unsafe=unsafe)
    if new == file:
        return Fixed(name, file, new, ())
    mended = ("safe", "unsafe") if unsafe else ("safe",)
    known = plan if level == "safe" and not unsafe else None
    findings = check_layout(name, file, settings, plan=known).findings
    return Fixed(name, file, new, tuple(finding for finding in findings if finding.fix in mended))


def _layout(source: Source, encoding: str | None, max_size: int) -> Layout:
    check_source(source)
    if isinstance(source, str):
        return text_layout(source)
    if isinstance(source, bytes | bytearray | memoryview):
        return layout(bytes(source), encoding)
    return layout(read_file(os.fspath(source), encoding, max_size=max_size), encoding)


def _name(source: Source, name: str | None) -> str:
    return name or (os.fspath(source) if isinstance(source, os.PathLike) else STDIN)
