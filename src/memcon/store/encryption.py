"""A library made encrypted, plain again, or given another key. The new file is complete and checked before the old one goes.

Whoever turns a plain library into an encrypted one leaves no plain copy in the folder: the old file is overwritten before it is
removed. What a file system or disk keeps of overwritten blocks is out of reach from here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from memcon.store import keys
from memcon.store.database import APPLICATION
from memcon.store.rows import LibraryError

JOURNALS = ("-wal", "-shm", "-journal")
BLOCK = 1 << 20
FOREIGN = "{path}: this file is no memcon library; choose another with --library."


def encrypt(path: Path, key: str) -> None:
    """Makes a plain library encrypted, or ends what an interrupted call had begun; raises LibraryError where it is none, is in use, or
    there is no room."""
    if keys.encrypted(path):
        if aside(path).exists():
            wipe(aside(path))
            return
        raise LibraryError(f"{path}: the library is encrypted already; 'memcon library rekey' gives it another key.")
    if not key:
        raise LibraryError(f"{path}: an empty passphrase protects nothing; choose another.")
    with opened(path, "") as connection:
        copied(connection, path, key)
    replaced(path, wiped=True)


def decrypt(path: Path, key: str) -> None:
    """Makes an encrypted library plain; raises LibraryError where the key does not open it."""
    refuse_plain(path)
    with opened(path, key) as connection:
        copied(connection, path, "")
    replaced(path, wiped=False)


def rekey(path: Path, old: str, new: str) -> None:
    """Gives an encrypted library another key: every page is written anew under it. Raises LibraryError."""
    refuse_plain(path)
    if not new:
        raise LibraryError(f"{path}: an empty passphrase protects nothing; choose another.")
    with opened(path, old) as connection:
        copied(connection, path, new)
    replaced(path, wiped=False)


def refuse_plain(path: Path) -> None:
    if not path.is_file():
        raise LibraryError(f"{path}: there is no library here; check the name.")
    if not keys.encrypted(path):
        raise LibraryError(f"{path}: the library is not encrypted; 'memcon library encrypt' makes it so.")


def beside(path: Path) -> Path:
    """Where the new file grows until it is whole."""
    return path.with_name(path.name + ".new")


def aside(path: Path) -> Path:
    """Where the old file of a library that is being encrypted waits until it is overwritten."""
    return path.with_name(path.name + ".being-wiped")


@contextmanager
def opened(path: Path, key: str) -> Iterator[Any]:
    """The library with nobody else in it, its journal written back; raises LibraryError."""
    sql = keys.cipher()
    if not path.is_file():
        raise LibraryError(f"{path}: there is no library here; check the name.")
    connection = sql.connect(str(path), isolation_level=None, timeout=5.0)
    try:
        if key:
            keys.unlock(connection, key, path)
        connection.execute("PRAGMA temp_store = MEMORY")
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION:
            raise LibraryError(FOREIGN.format(path=path))
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise LibraryError(f"{path}: another program has the library open; close it and run the same command again.")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    except sql.Error as error:
        beside(path).unlink(missing_ok=True)
        if "not a database" in str(error):
            raise LibraryError(FOREIGN.format(path=path)) from error
        busy = "locked" in str(error) or "busy" in str(error)
        what = "another program has the library open; close it" if busy else f"the library cannot be rewritten ({error}); see to it"
        raise LibraryError(f"{path}: {what} and run the same command again.") from error
    finally:
        connection.close()


def copied(connection: Any, path: Path, key: str) -> None:
    """Writes the whole library into a new file under a key ("" for none), and compares what came of it."""
    target = beside(path)
    target.unlink(missing_ok=True)
    # An empty file of the user's own first: what SQLite makes later keeps its narrow permissions.
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection.execute(f"ATTACH DATABASE ? AS other KEY {keys.quoted(key)}", (str(target),))
    connection.execute("SELECT sqlcipher_export('other')")
    # The index of words is a virtual table, which a connection sees only when it opens the file anew.
    connection.execute("DETACH DATABASE other")
    connection.execute(f"ATTACH DATABASE ? AS other KEY {keys.quoted(key)}", (str(target),))
    (version,) = connection.execute("PRAGMA main.user_version").fetchone()
    connection.execute(f"PRAGMA other.user_version = {version}")
    connection.execute(f"PRAGMA other.application_id = {APPLICATION}")
    listed = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for name in [name for (name,) in connection.execute(listed)]:
        counts = [connection.execute(f'SELECT count(*) FROM {side}."{name}"').fetchone()[0] for side in ("main", "other")]
        if counts[0] != counts[1]:
            raise LibraryError(f"{path}: the copy of the table {name} is not whole; the library was left as it was.")
    (sound,) = connection.execute("PRAGMA other.quick_check").fetchone()
    if sound != "ok":
        raise LibraryError(f"{path}: the copy is not sound ({sound}); the library was left as it was.")
    connection.execute("DETACH DATABASE other")


def replaced(path: Path, wiped: bool) -> None:
    """Puts the new file in the place of the old one, which is overwritten first where it was plain. At each moment a whole library
    stands under its name."""
    old = aside(path)
    beside(path).chmod(path.stat().st_mode)
    if wiped:
        set_aside(path, old)
    beside(path).replace(path)
    for left in [old, *(path.with_name(path.name + suffix) for suffix in JOURNALS)]:
        if left.exists() and wiped:
            wipe(left)
        left.unlink(missing_ok=True)


def set_aside(path: Path, old: Path) -> None:
    """Gives a file a second name, or, where the file system knows no second names, another one."""
    old.unlink(missing_ok=True)
    try:
        os.link(path, old)
    except OSError:
        path.rename(old)


def wipe(path: Path) -> None:
    """Fills a file with zeros down to the disk, and removes it."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(BLOCK, left)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
