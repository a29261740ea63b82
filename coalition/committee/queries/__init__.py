"""Reading what the Coordination Committee keeps."""
