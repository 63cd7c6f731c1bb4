"""Headers: the table of labels, where headers begin in a text, and the documents that the text contains."""
