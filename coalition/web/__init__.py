"""The front door: sign-in, access, errors, headers and what every template can use."""

from coalition.web.door import init_app

__all__ = ["init_app"]
