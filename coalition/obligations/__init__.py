"""What States hand in under the Convention: declarations, requests for more time, transparency reports."""
