"""facta, non verba: reads series of diplomatic statements; shows what is recycled, new, dropped and promised.

>>> import facta
>>> series = facta.read("statements/").statements      # doctest: +SKIP
>>> print(" ".join(facta.brief(series).summary))       # doctest: +SKIP

The verbs take and give the frozen dataclasses of ``facta.model``.
"""

from facta.pipeline import brief, compare, extract, redline, segment
from facta.read import read

__all__ = ["brief", "compare", "extract", "read", "redline", "segment"]
