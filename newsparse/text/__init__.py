"""Text and bytes: decoding, compression, characters, positions, edits, limits."""
