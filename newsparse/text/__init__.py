"""Bytes to text (compression, decoding, size limits), and helpers for texts (characters, positions, edits)."""
