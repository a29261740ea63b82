"""The worked coalition of the demo: Lao PDR, from published facts; invented figures marked as examples."""

from coalition.cli.demo.accounts import PASSWORD, Account, make_accounts
from coalition.cli.demo.laos import build

__all__ = ["PASSWORD", "Account", "build", "make_accounts"]
