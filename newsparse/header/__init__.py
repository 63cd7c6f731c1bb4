"""Headers: the table of labels, where headers begin in a text, and the documents that the text contains.

A *known* label stands for a field of an article (labels.LABELS); any other label is *foreign*, its field is "extra".
"""
