"""The entry point of a WSGI server: `wsgi:app`."""

import sys

from coalition.app import create_app
from config import BadSetting, Config

try:
    app = create_app(Config.from_env())
except BadSetting as wrong:
    sys.exit(str(wrong))
