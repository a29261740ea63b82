"""One plain function a table: what a test does not say gets a sound default."""
