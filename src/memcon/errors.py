"""What can go wrong, said to a person. The message of each error is one sentence: what, where, what to do."""

from __future__ import annotations


class MemconError(Exception):
    """Base of every error memcon raises on purpose; its text is fit to be shown to a user."""


class UnreadableError(MemconError, ValueError):
    """The bytes cannot be read as a record: missing, empty, binary, too large, broken or of another language."""


class FormatError(UnreadableError):
    """The bytes are of a format that memcon knows but break its rules."""


class CastError(MemconError, ValueError):
    """A cast file cannot be used."""


class ModelError(MemconError, RuntimeError):
    """A language model or learned weights are missing or unusable."""


class SettingError(MemconError, ValueError):
    """A setting, option or argument has a value that cannot be used."""
