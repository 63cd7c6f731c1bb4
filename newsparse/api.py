"""The library: parse, repair, check and fix one source.

What `check` and `fix` need is imported where they are called: `parse` starts twice as fast without it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .article import Article, Block, ErrorRecord, Repair, article, repairs_of
from .body import LEVELS, Level, repair_body
from .dates.calendar_date import ORDERS, Order
from .formats import documents_of
from .header.document import Document
from .header.scanner import first_header
from .inputs.reader import STDIN, read_file
from .problems import InputError
from .text.compression import ending, unpack
from .text.decoding import ERRORS, Errors, clean, decode, is_encoding, is_refused, plain_text
from .text.limits import MAX_SIZE

if TYPE_CHECKING:
    from .checks.linter import Checked, Finding
    from .checks.repeats import Repeats
    from .checks.settings import Settings
    from .checks.source_file import Layout

Source = bytes | str | os.PathLike[str]
_LONGEST_PATH = 4096  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read, as `parse` takes it; raises LookupError and ValueError for values that are not choices."""

    encoding: str | None = None
    errors: Errors = "strict"
    repair: Level = "safe"
    date_order: Order | None = None
    max_size: int = MAX_SIZE

    def __post_init__(self) -> None:
        if self.encoding is not None and not is_encoding(self.encoding):
            raise LookupError(f"unknown encoding: {self.encoding}")
        check_choice("errors", self.errors, ERRORS)
        check_choice("repair", self.repair, LEVELS)
        if self.date_order is not None:
            check_choice("date_order", self.date_order, ORDERS)


def parse(
    source: Source,
    *,
    encoding: str | None = None,
    errors: Errors = "strict",
    repair: Level = "safe",
    date_order: Order | None = None,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> list[Article]:
    """The articles that `source` holds: the text of a news file as bytes or str, or a path to one.

    A str is text, never a path: for a path, pass a `pathlib.Path`. `encoding` is for bytes and
    files without a byte-order mark, UTF-8 if None; with `errors="replace"` bytes that are not valid
    become U+FFFD and a problem. `repair` applies the repairs that are certain (`safe`), all of them, or
    none. `date_order` (`dmy`, `mdy`, `ymd`) decides dates like 01/02/2022, which are null and a
    problem without it. `name` is the articles' `source`: by default the path, or "-".

    Files that end in `.gz` or `.zst` are unpacked. `max_size` limits the bytes of a file at a path, unpacked (0: no
    limit); pipes have no limit, other devices are not read. Raises InputError where the source holds no article
    (unreadable, undecodable, not text, empty, in another format), LookupError for an unknown encoding, ValueError for
    another value that is not a choice and for a str that names a file, TypeError for a source of another type. All
    other findings are in the articles' `problems`.
    """
    options = ReadOptions(encoding=encoding, errors=errors, repair=repair, date_order=date_order, max_size=max_size)
    check_source(source)
    if isinstance(source, str):
        text = clean(source)
    elif isinstance(source, os.PathLike):
        text = file_text(os.fspath(source), options)
    else:
        text = decode(bytes(source), encoding, errors)
    return list(articles_of(documents_of(text), _name(source, name), options))


def file_text(path: str, options: ReadOptions) -> str:
    """The text of the file at `path`. Raises InputError as `parse` does."""
    data = read_file(path, options.encoding, options.errors, options.max_size)
    return decode(data, options.encoding, options.errors)


def articles_of(documents: Iterable[Document], name: str, options: ReadOptions) -> Iterator[Article]:
    """The articles that documents hold, each when it is needed."""
    return (article(document, name, options.repair, options.date_order) for document in documents)


def articles_in(path: str, data: bytes, options: ReadOptions) -> Iterator[Article]:
    """The articles of the file at `path` whose bytes have been read. Raises InputError as `parse` does."""
    refused = partial(is_refused, encoding=options.encoding, errors=options.errors)
    text = decode(unpack(path, data, options.max_size, refused), options.encoding, options.errors)
    return articles_of(documents_of(text), path, options)


class RepairedText(NamedTuple):
    """Plain text as `repair` leaves it, the same as blocks, and the repairs; lines count from 1 in the input."""

    text: str
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]


def repair(text: str, *, level: Level = "safe") -> RepairedText:
    """Repair plain text without a header, as other extractors give it: one line a paragraph or a sentence.

    Nothing but white space and the place of slipped quotes changes; blank lines are kept, and where
    blank lines stand between the paragraphs, new ones get them too. `level` is as in `parse`. Every line end becomes
    one line feed, and byte-order marks at the beginning of lines are dropped. Raises ValueError for an unknown level,
    TypeError if `text` is not a str.

    >>> repair("It left on Friday.The sea was calm.").text
    'It left on Friday.\\nThe sea was calm.'
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    check_choice("level", level, LEVELS)
    body = plain_text(text)
    repaired = repair_body(body, level)
    blocks = tuple(Block(kind, line) for kind, line in repaired.blocks)
    repairs = repairs_of(Document(1, (), body, 1, 1, (), 0, 0), repaired.found)
    return RepairedText(_spaced(body, repaired.mended), blocks, repairs)


def _spaced(body: str, repaired: str) -> str:
    """`repaired` with blank lines between all paragraphs, if `body` is written like that."""
    if "\n\n" not in body or re.search(r"[^\n]\n[^\n]", body):
        return repaired
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "\n\n", repaired)


class Fixed(NamedTuple):
    """A news file before and after it was fixed, and the findings that were fixed."""

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
        """The text of the fixed file; equal to `before` if there is nothing to fix."""
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
    source: Source,
    *,
    encoding: str | None = None,
    settings: Settings | None = None,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> tuple[Finding, ...]:
    """What the rules find in a news file: its text as bytes or str, or a path to it, as in `parse`.

    The findings are ordered from top to bottom. No exception is raised for faults of the file: an input that holds no
    article gives one finding of the family N0. `settings` are those of `Settings()` if None. Raises LookupError for an
    unknown encoding, TypeError for a source of another type.

    >>> [finding.code for finding in check("Title: Night ferry\\nText:\\nIt left on Friday.The sea was calm.\\n")]
    ['N209', 'N209', 'N209', 'N314', 'N301']
    """
    from .checks.linter import failed
    from .checks.repeats import Repeats

    settings, called = settings or _default_settings(), _name(source, name)
    try:
        checked = checked_file(called, _file(source, encoding, max_size), settings, Repeats())
    except InputError as error:
        checked = failed(ErrorRecord(called, error.code, error.message, error.line), settings)
    packed = isinstance(source, os.PathLike) and ending(os.fspath(source))
    return (unfixable(checked) if packed else checked).findings


def fix(
    source: Source,
    *,
    encoding: str | None = None,
    repair: Level | None = None,
    unsafe: bool = False,
    settings: Settings | None = None,
    name: str | None = None,
    max_size: int = MAX_SIZE,
) -> Fixed:
    """A news file with what the rules find in it fixed, as far as that is safe: nothing else of it is changed.

    Takes what `check` does. `unsafe` also makes the fixes that are uncertain; `repair` selects the repairs of the body:
    by default those that are certain, with `unsafe` all. Raises InputError where there is no article (also where the
    file is in another format), where the text of the file cannot be written back in its encoding (of a str: in UTF-8),
    or where the file is compressed; ValueError for an unknown `repair`, TypeError for a source of another type.
    """
    if repair is not None:
        check_choice("repair", repair, LEVELS)
    if isinstance(source, os.PathLike):
        refuse_compressed(os.fspath(source))
    file = _file(source, encoding, max_size)
    return fixed_file(_name(source, name), file, settings or _default_settings(), repair, unsafe)


def checked_file(name: str, file: Layout, settings: Settings, repeats: Repeats) -> Checked:
    """What the rules find in a file that has been read; nothing is fixable where its encoding loses characters."""
    from .checks.linter import check_layout

    checked = check_layout(name, file, settings, repeats)
    return checked if file.exact else unfixable(checked)


def unfixable(checked: Checked) -> Checked:
    """The same findings, none of them fixable."""
    return checked._replace(findings=tuple(finding._replace(fix="no") for finding in checked.findings))


def fixed_file(name: str, file: Layout, settings: Settings, repair: Level | None, unsafe: bool) -> Fixed:
    """A file that has been read, fixed. Raises InputError as `fix` does."""
    from .checks.fixer import fixed_layout
    from .checks.linter import check_layout
    from .checks.source_file import require_exact

    level = repair or ("all" if unsafe else "safe")
    new, plan = fixed_layout(name, require_exact(file), settings, level=level, unsafe=unsafe)
    if new == file:
        return Fixed(name, file, new, ())
    kinds = ("safe", "unsafe") if unsafe else ("safe",)
    known = plan if level == "safe" and not unsafe else None
    findings = check_layout(name, file, settings, plan=known).findings
    return Fixed(name, file, new, tuple(finding for finding in findings if finding.fix in kinds))


def refuse_compressed(path: str) -> None:
    """Raise InputError for a compressed file: packed again, all of its bytes would be others."""
    if ending(path):
        raise InputError("N001", "compressed; unpack it to fix it")


def _default_settings() -> Settings:
    from .checks.settings import Settings

    return Settings()


def check_choice(name: str, value: object, choices: Sequence[str]) -> None:
    """Raise ValueError, with the choices, unless the argument `name` is one of them."""
    if value not in choices:
        known = ", ".join(map(repr, choices))
        raise ValueError(f"{name} must be one of {known}, not {value!r}")


def check_source(source: object) -> None:
    """Raise TypeError for a source of a wrong type, ValueError for a str that is the path of a file, not its text."""
    if not isinstance(source, bytes | bytearray | memoryview | str | os.PathLike):
        raise TypeError(f"a source is a str, bytes or a path (pathlib.Path), not {type(source).__name__}")
    path = source.removesuffix("\n").removesuffix("\r") if isinstance(source, str) else ""
    is_line = 0 < len(path) < _LONGEST_PATH and "\n" not in path
    if is_line and first_header(path) is None and os.path.isfile(path):
        raise ValueError(f"{path!r} is the path of a file, and a str is taken as text; pass Path({path!r})")


def _file(source: Source, encoding: str | None, max_size: int) -> Layout:
    from .checks.source_file import layout, text_layout

    check_source(source)
    if isinstance(source, str):
        return text_layout(source)
    if isinstance(source, os.PathLike):
        return layout(read_file(os.fspath(source), encoding, max_size=max_size), encoding)
    return layout(bytes(source), encoding)


def _name(source: Source, name: str | None) -> str:
    return name or (os.fspath(source) if isinstance(source, os.PathLike) else STDIN)
