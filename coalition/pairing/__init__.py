"""Suggesting lead donors: one explainable score, one assignment over all, the State asked first."""
