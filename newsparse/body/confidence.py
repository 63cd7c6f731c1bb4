"""Confidence of a repair: the probability that a position is damaged, as named bands from 0 to 1.

A rule returns the band that fits its evidence, never a number of its own. The two thresholds say what happens next:
below `REPORT_THRESHOLD` nothing is reported, from `SAFE_THRESHOLD` on the repair level `safe` applies the repair.

>>> STRONG_CUE >= SAFE_THRESHOLD > PROBABLE >= REPORT_THRESHOLD > UNLIKELY
True

The values were set by hand and checked against the labelled articles (joined headings have a model of their own):

    band                     reported  correct        band                     reported  correct
    CERTAIN                     2,784    100 %        STRONG_CUE                     81    100 %
    ALMOST_CERTAIN              1,241    100 %        CUE                            27     93 %
    CLEAR_MARK                    463    100 %        WEAK_CUE                        5    100 %
    CLEAR_PATTERN                 248    100 %        POSSIBLE                        8     50 %
    TWO_CUES                       96    100 %        DOUBTFUL                        6     17 %
    NUMBER_CUE                      4    100 %

To recalibrate after a rule has changed, run `python tests/bench/calibration.py`, which prints this table. A band is
well calibrated when its share of correct repairs is at least its value. If a rule makes its band worse, return a
lower band from the rule; change the value of a band only if all of its rules are off in the same direction.
"""

from __future__ import annotations

from typing import Final

SAFE_THRESHOLD: Final = 0.9  # the repair level `safe` applies repairs of at least this confidence
REPORT_THRESHOLD: Final = 0.5  # lower ones are not reported

# Bands that `safe` applies, by the evidence.
CERTAIN: Final = 0.99  # undamaged text is never spelled like this: `is soaring.Net income`
ALMOST_CERTAIN: Final = 0.98  # the same with a capitalized word, which might be a name: `on Thursday.Prior to`
CLEAR_MARK: Final = 0.97  # a mark that ends a sentence or a quotation: `who?Nobody`
CLEAR_PATTERN: Final = 0.96  # a fixed sequence of characters: `5%.The`, `Feb.⏎22`
TWO_CUES: Final = 0.95  # two independent cues agree, such as a shape and a list of words
NUMBER_CUE: Final = 0.94  # a number before the stop, a word as sentences begin with after it: `$44.45.The`
STRONG_CUE: Final = 0.93  # one cue that is rare in undamaged text: a word that nearly always begins a sentence
CUE: Final = 0.92  # one cue in addition to the shape
WEAK_CUE: Final = 0.9  # one cue that undamaged text has now and then; few examples were found to count

# Bands that are reported, but that only the level `all` applies.
PROBABLE: Final = 0.8  # the shape of damage, which some writers and names have too
POSSIBLE: Final = 0.7  # as often a name, a code or a list as damage
DOUBTFUL: Final = 0.6  # more often the style of the writer than damage
EVEN: Final = 0.5  # no evidence either way

# Bands that are not reported.
UNLIKELY: Final = 0.4  # rather a part of an address; a stronger rule may still decide otherwise
NO_DAMAGE: Final = 0.0

# The greatest confidence that a model may claim: on texts that it was not trained on, its precision was no higher.
JOINED_MODEL_MAXIMUM: Final = 0.97  # a space joins a heading to the text
GLUED_MODEL_MAXIMUM: Final = 0.95  # nothing separates a heading from the text
