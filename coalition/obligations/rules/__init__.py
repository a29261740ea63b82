"""Declarations, requests for more time and transparency reports as rules; no database, no web."""
