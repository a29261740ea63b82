"""Audit: who changed what, when, from what to what; and which forms were already acted on."""
