"""Duplication: does this do, or pay for, what another already does? Evidence for people who decide."""
