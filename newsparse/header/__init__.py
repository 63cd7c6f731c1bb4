"""Header labels, and the documents that a text holds."""
