"""What each code is about, for those who meet it: what to do, and a file that has it beside one without."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..problems import CODES, Code, code_of
from .settings import Settings


class Rule(NamedTuple):
    """One code explained. `bad` is a file that gives exactly this problem, `good` the same file without it.

    Both are None where no file can show it. Damage of bodies is a problem where it is not repaired.
    """

    code: str
    about: Code
    advice: str
    bad: bytes | None
    good: bytes | None


_HEADER = """\
Published Time: 2022-01-11
Title: Ferry returns to the quay
Category 1: TRANSPORT
Author: Lena Maur
"""
_BODY = "The ferry left at noon.\n"
_PROSE = "They waited for a long time, and nobody knew how it would end.\n"
_REST = "The harbour office counted forty passengers and nine cars on the last boat, and no one was left on the quay.\n"
_CHALLENGE = (
    "Checking your browser before accessing the site.\nPlease enable JavaScript and cookies to continue.\n"
    "This process is automatic, and you will be redirected shortly.\n"
)


def _file(body: str = _BODY + _REST, old: str = "", new: str = "") -> bytes:
    """A news file with this body, `old` in its header replaced by `new`."""
    return f"{_HEADER.replace(old, new) if old else _HEADER}Text:\n{body}".encode()


def _damaged(bad: str, good: str) -> tuple[bytes, bytes]:
    return _file(bad + _REST), _file(good + _REST)


_GOOD = _file()
_DATE, _TITLE, _CATEGORY, _AUTHOR = _HEADER.splitlines(keepends=True)
_OTHER = _file(_PROSE + _REST, _TITLE, "Title: Bakers wait for bread\n")

# What the examples are checked with: rules that ask for something ask for this.
SETTINGS = Settings(categories=("TRANSPORT",), today=date(2023, 6, 1))

# Code -> what to do, a file that has it, the file without it.
_EXAMPLES: dict[str, tuple[str, bytes | None, bytes | None]] = {
    "N001": ("Look at the path and its permissions.", None, None),
    "N002": (
        "Name the encoding with --encoding; `newsparse parse --errors replace` goes on without.",
        _file("The café is open.\n" + _REST).replace("é".encode(), b"\xe9"), _file("The café is open.\n" + _REST),
    ),
    "N003": ("Leave the file out; if it is text, name its encoding.", b"\x00\x01\x02\x03" * 8, _GOOD),
    "N004": ("Leave the file out, or fetch it again.", b"\n", _GOOD),
    "N005": ("Fetch the article again, with whole bytes.", *_damaged("The caf\ufffd.\n", "The café.\n")),
    "N006": ("Take the characters out; most come from layouts.",
             *_damaged("The har\u00adbour is full.\n", "The harbour is full.\n")),
    "N007": ("`newsparse fix` drops it; UTF-8 needs none.", b"\xef\xbb\xbf" + _GOOD, _GOOD),
    "N008": ("`newsparse fix` makes them all what most of them are.", _GOOD.replace(b"\n", b"\r\n", 1), _GOOD),
    "N009": ("`newsparse fix` ends the line; files that are put together run into each other without.",
             _GOOD.rstrip(b"\n"), _GOOD),
    "N010": ("Keep one of them; it may have been fetched twice.",
             _GOOD + _file(_PROSE + _REST), _GOOD + _OTHER),
    "N011": ("Keep one of them; it was fetched twice.", _GOOD + _file(old=_TITLE, new="Title: Ferry back\n"),
             _GOOD + _OTHER),
    "N012": ("Look at the file: is it too large for the memory? Try `newsparse parse` on it alone.", None, None),
    "N013": ("Set NEWSPARSE_TRACEBACK=1, run newsparse on this input alone, and report the traceback.", None, None),
    "N014": ("Convert the file to the native format; `newsparse parse` and `newsparse fix` leave it alone.",
             b"---\ntitle: Ferry returns to the quay\nauthor: Lena Maur\n---\n" + (_BODY + _REST).encode(), _GOOD),
    "N015": ("Fetch the article again and decode it as UTF-8.",
             *_damaged("The cafÃ© isnâ€™t open.\n", "The café isn’t open.\n")),
    "N101": ("Put a header before the body.", (_BODY + _REST).encode(), _GOOD),
    "N102": ("Write `Text:` on a line of its own before the body.", f"{_HEADER}\n{_BODY}{_REST}".encode(), _GOOD),
    "N103": ("Keep one of the two lines.", _file(old=_TITLE, new=_TITLE + "Title: Ferry back\n"), _GOOD),
    "N104": ("Move it below `Text:`, or give it a label.", b"Advertisement\n" + _GOOD, _GOOD),
    "N105": ("Fetch the article again; its body is not there.", _file(""), _GOOD),
    "N106": (
        "End every file with a line feed before files are put together.",
        _GOOD.rstrip() + _OTHER, _GOOD + _OTHER,
    ),
    "N107": ("Put it under `labels` in the configuration if it is meant.",
             _file(old=_AUTHOR, new=_AUTHOR + "Source: Northern Post\n"), _GOOD),
    "N108": ("`newsparse fix` writes it so.", _file(old="Title:", new="TITLE :"), _GOOD),
    "N109": ("`newsparse fix --unsafe-fixes` writes it so.", _file(old="Author:", new="Auther:"), _GOOD),
    "N110": ("Put the lines into the order Published Time, Title, Category, Author, Author title, Author description.",
             f"{_TITLE}{_DATE}{_CATEGORY}{_AUTHOR}Text:\n{_BODY}{_REST}".encode(), _GOOD),
    "N201": ("Write it like 2022-01-11 or 2022-01-11T17:32+01:00.", _file(old="2022-01-11", new="soon"), _GOOD),
    "N202": ("Look the date up; no calendar or clock has this one.", _file(old="2022-01-11", new="2022-02-30"), _GOOD),
    "N203": ("Say which with --date-order, or write the year first.", _file(old="2022-01-11", new="01/11/2022"), _GOOD),
    "N204": ("Put the date itself there.", _file(old="2022-01-11", new="Yesterday"), _GOOD),
    "N205": (
        "Look whether the value is meant so, and write it in the form of ISO 8601.",
        _file(old="2022-01-11", new="11 January 22"), _GOOD,
    ),
    "N206": (
        "Put a comma or `and` between the names of several authors.",
        _file(old="Lena Maur", new="Lena Maur Tom Okoro"), _file(old="Lena Maur", new="Lena Maur and Tom Okoro"),
    ),
    "N207": ("Take the repeat out.", _file(old=_CATEGORY, new=_CATEGORY + "Category 2: Transport\n"), _GOOD),
    "N208": ("Put the value there, or take the line out.", _file(old="Lena Maur", new="Author not found"), _GOOD),
    "N209": ("Put it there; `required` in the configuration says which fields are asked for.",
             _file(old=_AUTHOR, new=""), _GOOD),
    "N210": ("Look the date up; it is later than today.", _file(old="2022-01-11", new="2035-01-11"), _GOOD),
    "N211": ("Look whether the first paragraph has come into it; `max-title` in the configuration says what is long.",
             _file(old="quay", new="quay" + ", after a week of storms that kept every boat in the harbour" * 4), _GOOD),
    "N212": ("Write it as the text is written.",
             _file(old="Ferry returns to the quay", new="FERRY RETURNS TO THE QUAY"), _GOOD),
    "N213": ("Take it out of the body.", _file("Ferry returns to the quay\n" + _BODY + _REST), _GOOD),
    "N214": ("Look for a slip, or add it to `categories` in the configuration, without which all are known.",
             _file(old="TRANSPORT", new="TRANSPROT"), _GOOD),
    "N301": ("`newsparse fix` breaks the line.",
             *_damaged("The ferry left on Friday.Nobody saw it.\n", "The ferry left on Friday.\nNobody saw it.\n")),
    "N302": ("`newsparse fix` breaks the line.",
             *_damaged(f"{_PROSE}Pressure and delayIn two talks they agreed on it.\n",
                       f"{_PROSE}Pressure and delay\nIn two talks they agreed on it.\n")),
    "N303": ("`newsparse fix` breaks the line.",
             *_damaged(f"{_PROSE}Photo: VCGIn the spring they came back to it.\n",
                       f"{_PROSE}Photo: VCG\nIn the spring they came back to it.\n")),
    "N304": ("`newsparse fix` breaks the line.",
             *_damaged("Who paid for it?Anna Bell: The town did.\n", "Who paid for it?\nAnna Bell: The town did.\n")),
    "N305": ("`newsparse fix` breaks the line.",
             *_damaged(f"{_PROSE}Calm before the thaw Engineers from both districts expect more ice.\n",
                       f"{_PROSE}Calm before the thaw\nEngineers from both districts expect more ice.\n")),
    "N306": ("`newsparse fix` breaks the line.",
             *_damaged(f"{_PROSE}Photo: VCG In the spring the boats came back.\n",
                       f"{_PROSE}Photo: VCG\nIn the spring the boats came back.\n")),
    "N307": ("`newsparse fix` moves the quote back.",
             *_damaged('He said, "It is all we have.\n"The council agreed with him on that.\n',
                       'He said, "It is all we have."\nThe council agreed with him on that.\n')),
    "N308": ("`newsparse fix` joins the lines.",
             *_damaged("The envoy of the U.\nS. left on Friday.\n", "The envoy of the U.S. left on Friday.\n")),
    "N309": ("`newsparse fix` puts the space in.",
             *_damaged("They heard it fromthe harbour.\n", "They heard it from the harbour.\n")),
    "N310": ("`newsparse fix` breaks the line; put the full stop in yourself.",
             *_damaged("They had waited for all of the winters  Some members want to go.\n",
                       "They had waited for all of the winters\nSome members want to go.\n")),
    "N311": ("`newsparse fix` leaves one of them.",
             *_damaged("The ferry  left at noon.\n", "The ferry left at noon.\n")),
    "N312": ("`newsparse fix` takes it out.", *_damaged("The ferry left at noon. \n", "The ferry left at noon.\n")),
    "N313": ("Put the other mark where it belongs, or take this one out.",
             *_damaged('The ferry left "at noon.\n', "The ferry left at noon.\n")),
    "N314": ("Fetch the article again if some of it is missing; `min-words` in the configuration says what is short.",
             _file(_BODY), _GOOD),
    "N315": ("Remove the markup; have the extractor return plain text.",
             *_damaged("<p>The ferry left at noon.</p>\n", "The ferry left at noon.\n")),
    "N316": ("Write the character itself; have the extractor return plain text.",
             *_damaged("Reed &amp; Sons ran the ferry.\n", "Reed & Sons ran the ferry.\n")),
    "N317": ("Remove the line.", *_damaged(f"{_BODY}Read more: Bakers wait for bread\n", _BODY)),
    "N318": ("Fetch the article again, as a browser does, or leave the file out.",
             _file(_CHALLENGE, "Ferry returns to the quay", "Just a moment..."), _GOOD),
}  # fmt: skip


def rule_of(name: str) -> Rule | None:
    """The rule with this code or name, whatever its letters' case; None where there is none."""
    code = code_of(name)
    return RULES[code] if code else None


RULES: dict[str, Rule] = {code: Rule(code, about, *_EXAMPLES[code]) for code, about in CODES.items()}
