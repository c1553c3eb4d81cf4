"""facta: deeds, not words."""
