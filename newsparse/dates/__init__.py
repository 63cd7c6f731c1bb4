"""Convert printed times to ISO 8601, at their own precision."""
