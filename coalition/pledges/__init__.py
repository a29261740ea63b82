"""Pledges: the ladder from a reported interest to money paid, and the ledger."""
