"""The library file as SQLite sees it: opened, checked, migrated; its errors in words for a person."""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from memcon.store import keys
from memcon.store.rows import LibraryError

APPLICATION = 0x6D656D63
"""What an SQLite file of memcon's bears in its header: the letters "memc"."""
MIGRATIONS = ("schema.sql", "additions.sql", "words.sql", "indexes.sql")
"""The scripts that lead from nothing to the schema of today, one a version; a new version adds a script."""
WAIT = 30.0
"""Seconds that a change waits for another process to finish its own."""
LEAST = 4
"""The fewest characters of an id, digest or label by which a document is known."""
PAUSE = 0.05
"""Seconds between two tries."""
MAGIC = b"SQLite format 3\0"
Row = tuple[Any, ...]


class Database:
    """One connection; a change waits ``wait`` seconds for another process. Raises LibraryError with one sentence where SQLite would
    raise its own errors."""

    def __init__(self, path: Path, create: bool, key: str = "", wait: float = WAIT) -> None:
        self.path, self.wait = path, wait
        refuse_strange(path, create, key)
        # A library that is made while a key is named is encrypted from its first byte.
        fresh = create and bool(key) and not (path.exists() and path.stat().st_size)
        sql: Any = keys.cipher() if fresh or keys.encrypted(path) else sqlite3
        self.errors: tuple[type[Exception], ...] = (sqlite3.Error, sql.Error)
        with self.guarded():
            mode = "rwc" if create else "rw"
            self.connection = sql.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=wait)
        try:
            if sql is not sqlite3:
                keys.unlock(self.connection, key, path)
            self.prepare(create)
        except BaseException:
            self.connection.close()
            raise

    def prepare(self, create: bool) -> None:
        """Checks whose file it is and brings its schema up to date."""
        with self.guarded():
            version = check(self.connection, self.path, create)
            for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL", "cache_size = -32000"):
                self.connection.execute(f"PRAGMA {pragma}")
            if version < len(MIGRATIONS):
                self.keep_journal()
                self.migrate()

    def keep_journal(self) -> None:
        """Switches to a write-ahead log. SQLite does not wait its own time for this where another process makes the same file."""
        last = time.monotonic() + self.wait
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except self.errors as error:
                if "locked" not in str(error) or time.monotonic() > last:
                    raise
                time.sleep(PAUSE)

    def migrate(self) -> None:
        """Runs the scripts that are missing, all or none; another process may have been faster."""
        with self.writing():
            version = int(self.one("PRAGMA user_version")[0])
            for name in MIGRATIONS[version:]:
                for statement in statements_of(script(name)):
                    self.connection.execute(statement)
            self.connection.execute(f"PRAGMA application_id = {APPLICATION}")
            self.connection.execute(f"PRAGMA user_version = {max(version, len(MIGRATIONS))}")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turns SQLite's errors into LibraryError."""
        try:
            yield
        except self.errors as error:
            raise LibraryError(worded(self.path, error, self.wait)) from error
        except UnicodeEncodeError as error:
            raise LibraryError(f"{self.path}: a value holds bytes that are no text ({error.object!a}); type it again.") from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; inside another it is part of that one."""
        if self.connection.in_transaction:
            yield
            return
        with self.guarded():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of a query, one by one."""
        with self.guarded():
            yield from self.connection.execute(sql, values)

    def all(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """The rows of a query."""
        with self.guarded():
            found: list[Row] = self.connection.execute(sql, values).fetchall()
            return found

    def one(self, sql: str, values: Sequence[object] = ()) -> Row:
        """The first row of a query, the empty tuple where there is none."""
        with self.guarded():
            found = self.connection.execute(sql, values).fetchone()
            return found if found is not None else ()

    def do(self, sql: str, values: Sequence[object] = ()) -> int:
        """Runs one change; returns the row id of what was inserted last."""
        with self.guarded():
            return self.connection.execute(sql, values).lastrowid or 0

    def many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Runs one change for each row of values."""
        with self.guarded():
            self.connection.executemany(sql, values)

    def close(self) -> None:
        with self.guarded():
            self.connection.close()


def refuse_strange(path: Path, create: bool, key: str = "") -> None:
    """Raises LibraryError where the path cannot hold a library: a folder, another kind of file, an encrypted one without its key,
    nothing at all, or nothing that may be opened."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = 0
    except OSError as error:
        raise LibraryError(f"{path}: the library cannot be opened ({error.strerror}); check its name and its permissions.") from error
    if stat.S_ISDIR(mode):
        raise LibraryError(f"{path}: this is a folder; name the library's file, as in {path / 'memcon.db'}.")
    if not mode:
        if not create:
            raise LibraryError(f"{path}: there is no library here; make one with 'memcon import PATH --library {path}'.")
        if not path.absolute().parent.is_dir():
            raise LibraryError(f"{path}: the folder {path.absolute().parent} is not there; make it first.")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise LibraryError(f"{path}: the library cannot be opened ({error.strerror}); check its name and its permissions.") from error
    if head and head != MAGIC and keys.encrypted(path):
        if not key:
            raise LibraryError(
                f"{path}: this file is encrypted, or no memcon library; name the file that holds its passphrase in {keys.VARIABLE}."
            )
        return
    if head and head != MAGIC:
        raise LibraryError(f"{path}: this file is no memcon library; choose another with --library.")


def check(connection: sqlite3.Connection, path: Path, create: bool) -> int:
    """The schema version of the file; raises LibraryError where it is another program's or a newer memcon's."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application == APPLICATION:
        if version > len(MIGRATIONS):
            raise LibraryError(
                f"{path}: a newer memcon made this library (schema {version}, this one knows {len(MIGRATIONS)}); update memcon to open it."
            )
        return int(version)
    if tables or application or version:
        raise LibraryError(f"{path}: this SQLite file is no memcon library; choose another with --library.")
    if not create:
        raise LibraryError(f"{path}: the file holds no library yet; fill it with 'memcon import PATH --library {path}'.")
    return 0


def escaped(text: str) -> str:
    """A text as it is meant in LIKE ... ESCAPE '!'."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def script(name: str) -> str:
    """The text of a migration."""
    from importlib.resources import files

    return (files("memcon.store") / name).read_text(encoding="utf-8")


def statements_of(text: str) -> Iterator[str]:
    """The statements of an SQL script; a trigger's body stays whole."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def worded(path: Path, error: Exception, wait: float = WAIT) -> str:
    """One sentence for what SQLite says; ``wait`` is the seconds that it was waited for."""
    said = str(error)
    if "full" in said:
        return f"{path}: there is no room left on the disk; what was stored is intact: free some space and run the same command again."
    if "locked" in said or "busy" in said:
        return f"{path}: another program has kept the library locked for {wait:g} seconds; close it and run the same command again."
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return f"{path}: the library cannot be opened for writing ({said}); check the permissions of the file and its folder."
    if "parser stack overflow" in said:
        return f"{path}: the query nests brackets deeper than the library can follow; ask with fewer brackets inside brackets."
    if "malformed" in said or "not a database" in said or "disk I/O" in said:
        return f"{path}: the library file is damaged ({said}); restore it from a copy, or import the sources into a new one."
    return f"{path}: the library cannot do this ({said}); 'memcon doctor' says whether it is whole."


def sqlite_version() -> str:
    """The version of the SQLite that Python was built with."""
    return sqlite3.sqlite_version
