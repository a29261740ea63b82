"""Contamination: how much is known, hazard areas, and the places of a State."""
