"""Reading: from files, folders, standard input and web addresses to ``Statement``, one reader per format."""

from facta.read.reading import read

__all__ = ["read"]
