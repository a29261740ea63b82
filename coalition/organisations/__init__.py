"""Organisations: who acts: governments, centres, operators, agencies; their names and their people."""
