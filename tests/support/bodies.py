"""Random bodies with white space and damage."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = ["a", "Bell", "said.The", '"', " ", "  ", "\n", " \n", "\xad", "\u200b", "."]
BODY_PIECES = st.lists(st.sampled_from(_PIECES), max_size=20).map("".join)
