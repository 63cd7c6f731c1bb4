"""Detect whether a text is in another format than the native one, and read the documents of native text.

A text with a native header is native, whatever signs of a format it has; plain text has no header and no signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..header.boundaries import find_first_header
from ..header.document import Document, parse_documents
from ..header.scanner import Header, read_header
from ..header.stream import stream_documents
from ..problems import InputError
from ..text.characters import BLANK
from ..text.limits import SAMPLE
from ..text.newlines import normalize_newlines
from ..text.positions import Positions
from .front_matter import front_matter, may_become_front_matter
from .head import Head
from .table import FORMATS, Format

_FIRST_LINES = 80  # a format must show a sign in these lines to be considered
_MAX_HEADER_LINES = 300  # a native header must end within these lines to take precedence
_MAX_LINES = 3_000  # of the head of a text
_MIN_POINTS = 2.0  # sum of the weights of the signs that a format must show
_MIN_NATIVE_LABELS = 3  # different ones, counting `Text:`; no other format has as many above its body
_MAX_SHOWN = 2  # signs in a message
_FRONT_MATTER = next(known for known in FORMATS if known.name == "frontmatter")


class Detected(NamedTuple):
    """A detected format, the features of the text that show it, as messages quote them, and the position of the first.

    The line and the column count from 1.
    """

    format: Format
    signs: tuple[str, ...]
    position: tuple[int, int]

    def error(self) -> InputError:
        """Return the error N014 of an input in this format."""
        signs = " and ".join(self.signs[:_MAX_SHOWN])
        title, advice = self.format.title, self.format.advice
        return InputError(
            "N014", f"looks like {title} ({signs}), which newsparse does not read; {advice}", *self.position
        )


def detect(text: str) -> Detected | None:
    """Return the format of `text`, or None if it is native or plain text.

    Only the first 65,536 characters are examined. A format needs two independent signs. Below a native header, labels
    that another format also uses are not enough: they are values of `extra`.
    """
    sample = text[:SAMPLE]
    if fenced := front_matter(sample):
        return Detected(_FRONT_MATTER, fenced, _first_position(fenced, sample))
    header_end, is_certain = _find_native_header(sample)
    if is_certain:
        return None
    sample = sample[:header_end] if header_end else sample
    suspects = _suspected_formats(sample)
    return _best_format(suspects, Head(sample, _MAX_LINES), bool(header_end)) if suspects else None


def _suspected_formats(sample: str) -> list[Format]:
    """Return the formats that show a sign in the first lines."""
    head = Head(sample, _FIRST_LINES)
    return [known for known in FORMATS if any(sign.find(head) for sign in known.signs)]


def _best_format(suspects: list[Format], head: Head, has_native_header: bool) -> Detected | None:
    """Return the format with the most points, the first of several; None if all have too few points.

    With a native header, a format must also show a sign that cannot be a foreign label of that header.
    """
    best, most = None, 0.0
    for suspect in suspects:
        found = [(sign, shown) for sign in suspect.signs if (shown := sign.find(head))]
        points = sum(sign.weight for sign, _ in found)
        only_shared = all(sign.shared for sign, _ in found)
        if points >= _MIN_POINTS and points > most and not (has_native_header and only_shared):
            signs = tuple(shown for _, shown in found)
            best, most = Detected(suspect, signs, _first_position(signs, head.text)), points
    return best


def _first_position(signs: tuple[str, ...], text: str) -> tuple[int, int]:
    """Return the line and the column of the first feature of `text` that the message quotes; 1 and 1 without any."""
    offsets = list[int]()
    for sign in signs[:_MAX_SHOWN]:
        words = filter(None, re.split(r"[`…:\s]+", sign.partition("`, `")[0]))
        pattern = r"\s+".join(map(re.escape, words))
        if match := re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", text):
            offsets.append(match.start())
    before = normalize_newlines(text[: min(offsets, default=0)])
    return Positions(before).of(len(before))


def has_header(text: str) -> bool:
    """Return whether `text` has a native header."""
    return find_first_header(text) is not None


def _find_native_header(sample: str) -> tuple[int, bool]:
    """Return the end of the native header, 0 if there is none, and whether it excludes all other formats.

    A header without `Text:` must have enough native labels and begin the text. A header that `Text:` closes may follow
    other lines; it excludes other formats only if these lines are rules, such as `=====`.
    """
    sample = "\n".join(sample.split("\n", _MAX_HEADER_LINES)[:_MAX_HEADER_LINES])
    top = find_first_header(sample)
    if top is None:
        return 0, False
    header, above = read_header(sample, top), sample[:top].strip(BLANK)
    extras = sum(span.name == "extra" for span in header.spans)
    if not extras and header.is_closed:
        return header.end, not above
    if _has_enough_native_labels(sample, header) and (not above or (header.is_closed and _is_rule(above))):
        return header.end, True
    return (header.end if header.is_closed and extras < len(header.spans) else 0), False


def _is_rule(above: str) -> bool:
    """Return whether the lines above a header contain no word, and do not begin with the fence of front matter."""
    return not any(map(str.isalnum, above)) and above.partition("\n")[0].rstrip() not in ("---", "+++")


def _has_enough_native_labels(sample: str, header: Header) -> bool:
    """Return whether a header has enough native labels above a label that could begin the body of another format.

    Such a foreign label has its value on the lines below it, not on its own line.
    """
    native = set[str]()
    for span in header.spans:
        if span.name != "extra":
            native.add(span.name)
            continue
        first, _, rest = sample[span.start : span.stop].partition("\n")
        if not first.strip(BLANK) and rest.strip(BLANK):
            return len(native) >= _MIN_NATIVE_LABELS
    return len(native) + header.is_closed >= _MIN_NATIVE_LABELS


def native_documents(text: str) -> Iterator[Document]:
    """Return the documents of `text`. Raises InputError N014 if it is in another format."""
    if found := detect(text):
        raise found.error()
    return parse_documents(text)


def stream_native_documents(pieces: Iterable[str]) -> Iterator[Document]:
    """Return the documents of a text that arrives in pieces, each as soon as the next one has begun.

    The iterator raises InputError N014 if the text is in another format.
    """
    return stream_documents(native_pieces(pieces))


def native_pieces(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a text unchanged, but only when they show that the text is native.

    A native header suffices; without one, up to 65,536 characters are buffered. Raises InputError N014 if the text is
    in another format. An InputError of `pieces` is raised after the text before it.
    """
    source = iter(pieces)
    buffer, examined_lines = "", 0
    error: InputError | None = None
    try:
        for piece in source:
            buffer += piece
            lines = buffer.count("\n", 0, SAMPLE)
            is_new = examined_lines < lines and examined_lines <= _FIRST_LINES
            if len(buffer) >= SAMPLE or (is_new and _is_decided(buffer, lines)):
                break
            examined_lines = lines
    except InputError as raised:
        error = raised
    if found := detect(buffer):
        raise found.error()
    yield buffer
    if error:
        raise error
    yield from source


def _is_decided(buffer: str, lines: int) -> bool:
    """Return whether the complete lines at the head of a text, `lines` in number, decide its format."""
    complete = buffer[: buffer.rfind("\n") + 1]
    if may_become_front_matter(complete):
        return False
    return bool(_find_native_header(complete)[0]) or (lines > _FIRST_LINES and not _suspected_formats(complete))
