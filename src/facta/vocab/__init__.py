"""Vocabulary is data: YAML files beside this one, each with a comment at its head that explains its fields.

Code holds no list of countries, verbs or scales. ``check.py`` lints every file; the tests run it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """The content of ``vocab/NAME.yaml``, parsed once. Treat it as read-only.

    Raises FileNotFoundError where there is no such vocabulary.
    """
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - both loaders are the safe ones
