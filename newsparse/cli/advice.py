"""The next step for an input that failed, in terms of the options of the command line.

The library's messages say what happened and where; only the messages on standard error also have the next step.
"""

from __future__ import annotations

from typing import NamedTuple

import click


class Advice(NamedTuple):
    """A next step for errors with a code whose message contains a text; an empty step is none.

    `{}` in `step` becomes the word after the text. `options` are the parameters that the command must have.
    """

    code: str
    text: str
    step: str
    options: frozenset[str]


_ANY = frozenset[str]()
_ENCODING, _ERRORS, _MAX_SIZE = frozenset({"encoding"}), frozenset({"errors"}), frozenset({"max_size"})
# The first row that applies counts.
ADVICE = (
    Advice("N001", "truncated", "Fetch the file again.", _ANY),
    Advice("N001", "larger than", "Pass a larger --max-size, or pipe the text to the command.", _MAX_SIZE),
    Advice("N003", "looks like UTF-", "Pass --encoding UTF-{} for this file alone.", _ENCODING),
    Advice("N003", "too many control", "Exclude the file, or pass --encoding NAME if it is text.", _ENCODING),
    Advice("N002", "byte-order mark", "Pass --errors replace.", _ERRORS),
    Advice("N002", "byte-order mark", "", _ANY),
    Advice("N002", "possibly ", "Pass --encoding {} for this file alone, or --errors replace.", _ENCODING | _ERRORS),
    Advice("N002", "possibly ", "Pass --encoding {} for this file alone.", _ENCODING),
    Advice("N002", "not valid", "Pass --encoding NAME for this file alone, or --errors replace.", _ENCODING | _ERRORS),
    Advice("N002", "not valid", "Pass --encoding NAME for this file alone.", _ENCODING),
    Advice("N004", "the input is empty", "Exclude the file, or fetch the article again.", _ANY),
    Advice("N004", "the input contains only white space", "Exclude the file, or fetch the article again.", _ANY),
)


def with_advice(message: str, code: str | None = None) -> str:
    """Return the message of a failed input, with the next step if there is one in the current command.

    `code` is None if only the message is known.
    """
    context = click.get_current_context(silent=True)
    known = {parameter.name for parameter in context.command.params} if context else set()
    for advice in ADVICE:
        _, found, rest = message.partition(advice.text)
        if found and code in (None, advice.code) and advice.options <= known:
            return f"{message}. {advice.step.format(*rest.split()[:1])}" if advice.step else message
    return message
