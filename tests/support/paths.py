"""Folders of the project, and the corpus beside the checkout, which may be missing."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "newsparse"
SEEDS = ROOT / "seeds"
TESTS = ROOT / "tests"
SHARED = ROOT.parent / "shared"
