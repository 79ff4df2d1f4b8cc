"""Accounts of one event, side by side: what all say, some say, one alone says, and conflicts."""

from truce.read.compare.accounts import Account, account_of, accounts_of, apart, main_accounts
from truce.read.compare.compare import compare
from truce.read.compare.model import (
    RELATIONS,
    Clause,
    Comparison,
    Difference,
    Item,
    Noted,
    Relation,
    Silence,
)

__all__ = [
    "RELATIONS",
    "Account",
    "Clause",
    "Comparison",
    "Difference",
    "Item",
    "Noted",
    "Relation",
    "Silence",
    "account_of",
    "accounts_of",
    "apart",
    "compare",
    "main_accounts",
]
