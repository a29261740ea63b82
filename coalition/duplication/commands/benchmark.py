"""`benchmark screen`: one check against a register, beside rapidfuzz over the same in the same run."""
