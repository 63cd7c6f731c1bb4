"""Whether a text is native or in another format. What is native is decided first, and stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..header.document import Document, documents
from ..header.scanner import Header, first_header, read_header
from ..problems import InputError
from ..text.characters import BLANK
from .front_matter import front_matter, is_open
from .head import Head
from .table import FORMATS, Format

_SAMPLE = 65_536  # characters that are looked at
_FIRST_ROWS = 80  # lines of which one must show a sign before more is looked at
_HEADER_ROWS = 300  # lines in which a native header must end that is to come first
_MOST_ROWS = 3_000  # lines that are looked at one by one
_LEAST = 2.0  # points that a format needs
_COMPLETE = 3  # different native labels, `Text:` among them, that no other format has above its body
_FRONT_MATTER = next(about for about in FORMATS if about.name == "frontmatter")


class Detected(NamedTuple):
    """A detected format, and the features of the text that show it."""

    format: Format
    signs: tuple[str, ...]

    def fault(self) -> InputError:
        """The error N014 of an input in this format."""
        about, seen = self.format, " and ".join(self.signs[:2])
        said = f"looks like {about.title} ({seen}), which newsparse does not read yet; {about.advice}"
        return InputError("N014", said, 1)


def detect(text: str) -> Detected | None:
    """The format that `text` is in; None where it is native or plain text.

    Looks at the first 65,536 characters. Two independent signs are needed. In a native header labels that another
    format uses too are none: they are values for `extra`.
    """
    sample = text[:_SAMPLE]
    if fenced := front_matter(sample):
        return Detected(_FRONT_MATTER, fenced)
    end, pure = _native_header(sample)
    sample = sample[:end] if end else sample
    suspects = [] if pure else _suspects(sample)
    if not suspects:
        return None
    head = Head(sample, _MOST_ROWS)
    best, most = None, 0.0
    for about in suspects:
        found = [(sign, seen) for sign in about.signs if (seen := sign.find(head))]
        points = sum(sign.weight for sign, _ in found)
        if points >= _LEAST and points > most and not (end and all(sign.shared for sign, _ in found)):
            best, most = Detected(about, tuple(seen for _, seen in found)), points
    return best


def _suspects(sample: str) -> list[Format]:
    """The formats of which the first lines show a sign."""
    head = Head(sample, _FIRST_ROWS)
    return [about for about in FORMATS if any(sign.find(head) for sign in about.signs)]


def _native_header(sample: str) -> tuple[int, bool]:
    """Where the native header ends, 0 without one, and whether no other format can have a text that begins so.

    Without `Text:` a header must be complete and stand at the top. One that `Text:` closes may stand below other lines:
    complete, it is sure where these are only rules.
    """
    sample = "\n".join(sample.split("\n", _HEADER_ROWS)[:_HEADER_ROWS])
    top = first_header(sample)
    header = read_header(sample, top) if top is not None else None
    if not header:
        return 0, False
    above, extras = sample[:top].strip(BLANK), sum(span.name == "extra" for span in header.spans)
    if not extras and header.closed:
        return header.end, not above
    if _is_complete(sample, header) and (not above or (header.closed and _is_rule(above))):
        return header.end, True
    return (header.end if header.closed and extras < len(header.spans) else 0), False


def _is_rule(above: str) -> bool:
    """Whether lines hold no word and are no fence of front matter."""
    return not any(map(str.isalnum, above)) and above.partition("\n")[0].rstrip() not in ("---", "+++")


def _is_complete(sample: str, header: Header) -> bool:
    """Whether a header has enough native labels above the first label that looks like the one of another body: with
    nothing on its line and a value below."""
    native = set[str]()
    for span in header.spans:
        if span.name != "extra":
            native.add(span.name)
            continue
        first, _, rest = sample[span.start : span.stop].partition("\n")
        if not first.strip(BLANK) and rest.strip(BLANK):
            return len(native) >= _COMPLETE
    return len(native) + header.closed >= _COMPLETE


def documents_of(text: str) -> Iterator[Document]:
    """The documents of a text, as `documents` gives them. Raises InputError N014 if it is in another format."""
    if found := detect(text):
        raise found.fault()
    return documents(text)


def screened(chunks: Iterable[str]) -> Iterator[str]:
    """The pieces of a text, held back until its head shows that it is native. Raises InputError N014 if it is not.

    A native header is enough, so that articles are given as they come; else up to 65,536 characters are held.
    """
    source = iter(chunks)
    held, seen = "", 0
    fault: InputError | None = None
    try:
        for chunk in source:
            held += chunk
            rows = held.count("\n", 0, _SAMPLE)
            if len(held) >= _SAMPLE or (seen < rows and seen <= _FIRST_ROWS and _is_settled(held, rows)):
                break
            seen = rows
    except InputError as error:
        fault = error
    if found := detect(held):
        raise found.fault()
    yield held
    if fault:
        raise fault
    yield from source


def _is_settled(held: str, rows: int) -> bool:
    """Whether the whole lines at the head of a text decide its format, whatever follows."""
    whole = held[: held.rfind("\n") + 1]
    if is_open(whole):
        return False
    return bool(_native_header(whole)[0]) or (rows > _FIRST_ROWS and not _suspects(whole))
