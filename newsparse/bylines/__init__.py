"""A printed byline to persons and organizations."""
