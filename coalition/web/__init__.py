"""The front door: sign-in, access, errors, headers and what every template can use."""
