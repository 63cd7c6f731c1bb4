"""Text before it is news: decoding, compression, characters, positions."""
