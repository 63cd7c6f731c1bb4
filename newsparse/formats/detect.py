"""Detection: whether a text is native or in another format. A native header decides before any sign of a format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..header.document import Document, documents
from ..header.scanner import Header, first_header, read_header
from ..header.stream import incoming
from ..problems import InputError
from ..text.characters import BLANK
from .front_matter import front_matter, is_open
from .head import Head
from .table import FORMATS, Format, Sign

_SAMPLE = 65_536  # characters that are examined
_FIRST_LINES = 80  # lines of which one must show a sign before more are examined
_HEADER_LINES = 300  # lines in which a native header must end to take precedence
_MOST_LINES = 3_000  # lines that are examined one by one
_LEAST_POINTS = 2.0  # that a format needs
_COMPLETE = 3  # different native labels, counting `Text:`, that no other format has above its body
_FRONT_MATTER = next(known for known in FORMATS if known.name == "frontmatter")


class Detected(NamedTuple):
    """A detected format, and the features of the text that show it."""

    format: Format
    signs: tuple[str, ...]

    def fault(self) -> InputError:
        """Return the error N014 of an input in this format."""
        signs = " and ".join(self.signs[:2])
        title, advice = self.format.title, self.format.advice
        return InputError("N014", f"looks like {title} ({signs}), which newsparse does not read yet; {advice}", 1)


def detect(text: str) -> Detected | None:
    """Return the format of `text`, or None if it is native or plain text.

    Examines the first 65,536 characters. A format needs two independent signs. Labels in a native header are not
    enough, even if another format uses them too: they are values of `extra`.
    """
    sample = text[:_SAMPLE]
    if fenced := front_matter(sample):
        return Detected(_FRONT_MATTER, fenced)
    end, is_certain = _native_header(sample)
    if is_certain:
        return None
    sample = sample[:end] if end else sample
    suspects = _suspects(sample)
    return _best(suspects, Head(sample, _MOST_LINES), bool(end)) if suspects else None


def _suspects(sample: str) -> list[Format]:
    """Return the formats of which the first lines show a sign."""
    head = Head(sample, _FIRST_LINES)
    return [known for known in FORMATS if any(sign.find(head) for sign in known.signs)]


def _best(suspects: list[Format], head: Head, has_native_header: bool) -> Detected | None:
    """Return the format with the most points, the first one if several have as many; None if all have too few."""
    best, most = None, 0.0
    for suspect in suspects:
        found = [(sign, shown) for sign in suspect.signs if (shown := sign.find(head))]
        points = sum(sign.weight for sign, _ in found)
        if points >= _LEAST_POINTS and points > most and not (has_native_header and _all_shared(found)):
            best, most = Detected(suspect, tuple(shown for _, shown in found)), points
    return best


def _all_shared(found: list[tuple[Sign, str]]) -> bool:
    return all(sign.shared for sign, _ in found)


def has_header(text: str) -> bool:
    """Return whether `text` has a native header."""
    return first_header(text) is not None


def _native_header(sample: str) -> tuple[int, bool]:
    """Return the end of the native header, 0 if there is none, and whether it excludes all other formats.

    A header without `Text:` must be complete and stand at the top. One that `Text:` closes may stand below other lines:
    if it is complete, it excludes other formats where these lines are only rules.
    """
    sample = "\n".join(sample.split("\n", _HEADER_LINES)[:_HEADER_LINES])
    top = first_header(sample)
    if top is None:
        return 0, False
    header, above = read_header(sample, top), sample[:top].strip(BLANK)
    extras = sum(span.name == "extra" for span in header.spans)
    if not extras and header.closed:
        return header.end, not above
    if _is_complete(sample, header) and (not above or (header.closed and _is_rule(above))):
        return header.end, True
    return (header.end if header.closed and extras < len(header.spans) else 0), False


def _is_rule(above: str) -> bool:
    """Return whether lines contain no word and are not the fence of front matter."""
    return not any(map(str.isalnum, above)) and above.partition("\n")[0].rstrip() not in ("---", "+++")


def _is_complete(sample: str, header: Header) -> bool:
    """Return whether a header has enough native labels above the first label that could begin the body of another
    format: one with nothing on its line and a value below."""
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
    """Return the documents of `text`. Raises InputError N014 if it is in another format."""
    if found := detect(text):
        raise found.fault()
    return documents(text)


def documents_of_stream(pieces: Iterable[str]) -> Iterator[Document]:
    """Yield the documents of a text that arrives in pieces, each as soon as the next one has begun.

    Raises InputError N014 if the text is in another format.
    """
    return incoming(screened(pieces))


def screened(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a text unchanged, but hold them back until its head shows that it is native.

    A native header suffices; without one, up to 65,536 characters are held. Raises InputError N014 if the text is in
    another format. An InputError of `pieces` is raised after the text before it.
    """
    source = iter(pieces)
    held, seen = "", 0
    fault: InputError | None = None
    try:
        for piece in source:
            held += piece
            count = held.count("\n", 0, _SAMPLE)
            if len(held) >= _SAMPLE or (seen < count and seen <= _FIRST_LINES and _is_settled(held, count)):
                break
            seen = count
    except InputError as error:
        fault = error
    if found := detect(held):
        raise found.fault()
    yield held
    if fault:
        raise fault
    yield from source


def _is_settled(held: str, count: int) -> bool:
    """Return whether the complete lines at the head of a text, `count` of them, decide its format."""
    whole = held[: held.rfind("\n") + 1]
    if is_open(whole):
        return False
    return bool(_native_header(whole)[0]) or (count > _FIRST_LINES and not _suspects(whole))
