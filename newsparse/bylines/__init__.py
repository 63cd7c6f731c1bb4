"""Parse printed bylines into persons and organizations."""
