"""A printed time to ISO 8601, at its own precision."""
