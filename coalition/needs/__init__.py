"""Needs: what an affected State asks for, for itself."""
