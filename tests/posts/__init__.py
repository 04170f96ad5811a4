"""Past posts, read from what the author has."""
