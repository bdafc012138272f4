"""A library encrypted, made plain again, or given another key, by its path; raises LibraryError or SettingError."""

from __future__ import annotations

from pathlib import Path

from memcon.store import encryption, keys


def locked(path: str | Path) -> bool:
    """Whether the file at a path is encrypted (or no library at all)."""
    return keys.encrypted(Path(path))


def key_of(path: str | Path) -> str:
    """The passphrase that a key file holds."""
    return keys.from_file(path)


def named_key() -> str:
    """The passphrase in the file that MEMCON_KEY_FILE names; "" where it is not set."""
    return keys.given()


def encrypt(path: str | Path, key: str) -> None:
    """Makes a plain library encrypted under a passphrase; no plain copy stays in its folder."""
    encryption.encrypt(Path(path), key)


def decrypt(path: str | Path, key: str) -> None:
    """Makes an encrypted library plain."""
    encryption.decrypt(Path(path), key)


def rekey(path: str | Path, old: str, new: str) -> None:
    """Gives an encrypted library another passphrase."""
    encryption.rekey(Path(path), old, new)
