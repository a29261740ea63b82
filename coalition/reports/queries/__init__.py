"""Reading what reports say; each only what its reader may see."""
