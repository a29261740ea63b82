"""Keeping the index of candidate keys: a changed record's own rows are replaced, nothing else is touched."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
