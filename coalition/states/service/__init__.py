"""Loading the reference data on States, and keeping what people put right since."""

from coalition.states.service.merging import Merged, merge
from coalition.states.service.reference import load_reference

__all__ = ["Merged", "load_reference", "merge"]
