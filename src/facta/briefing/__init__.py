"""The brief: its nouns, how it is put together, its sentences and sections."""
