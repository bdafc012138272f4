"""The password file: one reader a line, ``name:hash``, the hash made by argon2; read, checked against, added to."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from memcon.errors import SettingError

NAME = re.compile(r"[^\s:/]{1,64}")
SHORTEST = 10
"""Characters that a password must have."""


def load(path: Path) -> dict[str, str]:
    """Name to hash; raises SettingError where the file cannot be used or holds nobody."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{path}: the password file cannot be read ({error}); make one with 'memcon password FILE NAME'.") from error
    found = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            name, _, hashed = line.strip().partition(":")
            if not NAME.fullmatch(name) or not hashed.startswith("$argon2"):
                raise SettingError(f"{path}: line {number} is not name:hash; write it with 'memcon password FILE NAME'.")
            found[name] = hashed
    if not found:
        raise SettingError(f"{path}: the password file names nobody; add a reader with 'memcon password FILE NAME'.")
    return found


@cache
def nobody() -> str:
    """A hash to compare with where a name is unknown, so that the time of the answer does not tell which names there are."""
    return PasswordHasher().hash("a password that nobody has")


def fits(passwords: dict[str, str], name: str, password: str) -> bool:
    """Whether the password is that of the name."""
    try:
        return PasswordHasher().verify(passwords.get(name) or nobody(), password) and name in passwords
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def add(path: Path, name: str, password: str) -> None:
    """Writes a reader's password, in place of the one there was; raises SettingError on a name or password that cannot be used."""
    if not NAME.fullmatch(name):
        raise SettingError(f"'{name}' cannot be a reader's name; use up to 64 characters without spaces, colons and slashes.")
    if len(password) < SHORTEST:
        raise SettingError(f"the password has {len(password)} characters; give at least {SHORTEST}.")
    kept = []
    if path.exists():
        kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line.partition(":")[0] != name]
    else:
        path.touch(mode=0o600)
    path.write_text("\n".join([*kept, f"{name}:{PasswordHasher().hash(password)}"]) + "\n", encoding="utf-8")
