"""Reading what States hand in under the Convention."""
