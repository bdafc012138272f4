"""The key of an encrypted library: where it comes from, and how SQLCipher is asked to use it. A key is never an argument of a command.

A key is a passphrase, from which SQLCipher derives the key proper (PBKDF2, 256,000 rounds of HMAC-SHA512), salted for each file.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from memcon.errors import SettingError
from memcon.store.rows import LibraryError

VARIABLE = "MEMCON_KEY_FILE"
MAGIC = b"SQLite format 3\0"
PAGE = 4096
LONGEST = 4096
MISSING = "an encrypted library needs SQLCipher; install it with pip install 'memcon[encrypted]'"


def from_file(path: str | Path) -> str:
    """The passphrase in a key file: its text without the line's end; raises SettingError where there is none."""
    try:
        text = Path(path).read_bytes()[: LONGEST + 1].decode("utf-8").strip("\r\n")
    except OSError as error:
        raise SettingError(f"{path}: the key file cannot be read ({error.strerror}); check the name and its permissions.") from error
    except UnicodeDecodeError as error:
        raise SettingError(f"{path}: the key file is no text (UTF-8); it must hold the passphrase on one line.") from error
    if not text or len(text) > LONGEST or "\n" in text or "\0" in text:
        raise SettingError(f"{path}: the key file must hold the passphrase, and nothing else, on one line.")
    return text


def given() -> str:
    """The passphrase in the file that MEMCON_KEY_FILE names; "" where it is not set."""
    named = os.environ.get(VARIABLE, "")
    return from_file(named) if named else ""


def encrypted(path: Path) -> bool:
    """Whether a file can be an encrypted library: whole pages of what looks like chance."""
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
        return bool(head) and head != MAGIC and path.stat().st_size % PAGE == 0
    except OSError:
        return False


def cipher() -> Any:
    """SQLCipher as a module; raises SettingError where it is not installed."""
    if find_spec("sqlcipher3") is None:
        raise SettingError(f"{MISSING}.")
    from sqlcipher3 import dbapi2

    return dbapi2


def quoted(key: str) -> str:
    """A key as SQLCipher takes it in a statement, which cannot be bound as a value."""
    return "'" + key.replace("'", "''") + "'"


def unlock(connection: Any, key: str, path: Path) -> None:
    """Gives a fresh connection its key and tries it; raises LibraryError where it does not fit. Temporary tables stay in memory."""
    # What it writes to the terminal where a key does not fit is no sentence for a user.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = {quoted(key)}")
    connection.execute("PRAGMA temp_store = MEMORY")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except cipher().DatabaseError as error:
        raise LibraryError(f"{path}: the key does not open this file; it is another key's library, or none at all.") from error
