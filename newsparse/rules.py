"""What each code is about, for those who meet it: what to do, and a file that has it beside one without."""

from __future__ import annotations

from typing import NamedTuple

from .problem import CODES, Code


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


def _file(body: str = _BODY, old: str = "", new: str = "") -> bytes:
    """A news file with this body, `old` in its header replaced by `new`."""
    return f"{_HEADER.replace(old, new) if old else _HEADER}Text:\n{body}".encode()


def _damaged(bad: str, good: str) -> tuple[bytes, bytes]:
    return _file(bad), _file(good)


_GOOD = _file()
_DATE, _TITLE, _CATEGORY, _AUTHOR = _HEADER.splitlines(keepends=True)
_PROSE = "They waited for a long time, and nobody knew how it would end.\n"

# Code -> what to do, a file that has it, the file without it.
_EXAMPLES: dict[str, tuple[str, bytes | None, bytes | None]] = {
    "N001": ("Look at the path and its permissions.", None, None),
    "N002": (
        "Name the encoding with --encoding, or go on with --errors replace.",
        _file("The caf").rstrip() + b"\xe9 is open.\n", _file("The café is open.\n"),
    ),
    "N003": ("Leave the file out; if it is text, name its encoding.", b"\x00\x01\x02\x03" * 8, _GOOD),
    "N004": ("Leave the file out, or fetch it again.", b"\n", _GOOD),
    "N005": ("Fetch the article again, with whole bytes.", _file("The caf\ufffd.\n"), _file("The café.\n")),
    "N006": ("Take the characters out; most come from layouts.", _file("The har\u00adbour is full.\n"),
             _file("The harbour is full.\n")),
    "N101": ("Put a header before the body.", b"The ferry left at noon.\n", _GOOD),
    "N102": ("Write `Text:` on a line of its own before the body.", f"{_HEADER}\n{_BODY}".encode(), _GOOD),
    "N103": ("Keep one of the two lines.", _file(old=_TITLE, new=_TITLE + "Title: Ferry back\n"), _GOOD),
    "N104": ("Move it below `Text:`, or give it a label.", b"Advertisement\n" + _GOOD, _GOOD),
    "N105": ("Fetch the article again; its body is not there.", _file(""), _GOOD),
    "N106": (
        "End every file with a line feed before files are put together.",
        _GOOD.rstrip() + _GOOD, _GOOD + _GOOD,
    ),
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
}  # fmt: skip


def rule_of(name: str) -> Rule | None:
    """The rule with this code or name, whatever its letters' case; None where there is none."""
    sought = name.casefold()
    return next((rule for rule in RULES.values() if sought in (rule.code.casefold(), rule.about.name)), None)


RULES: dict[str, Rule] = {code: Rule(code, about, *_EXAMPLES[code]) for code, about in CODES.items()}
