"""The reading room: a library read, searched and corrected in the browser, on the reader's own machine.

Server-rendered pages that work without scripts, a JSON interface under ``/api/v1``, and a guard before both. Nothing here reaches
out: every page asks for files of its own room only.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

from memcon.errors import SettingError
from memcon.library import Library, Reader, chosen_path
from memcon.web import passwords
from memcon.web.app import app
from memcon.web.room import Limits, Room

LOOPBACK = "127.0.0.1"
PORT = 8585


def room(
    library: Path | None = None, *, host: str = LOOPBACK, port: int = PORT, password_file: Path | None = None, read_only: bool = False,
    jobs: int = 1, name: str | None = None, reader: Reader | None = None,
) -> Room:
    """A reading room for a library, which is made where there is none yet, unless the room is ``read_only``.

    ``name`` is the host name under which a server before the room, one with TLS, is asked for it. Raises SettingError where ``host``
    or ``name`` reaches beyond this machine and there is no password file, LibraryError where the library cannot be opened.
    """
    path = chosen_path(library)
    demand_passwords(host, name, password_file)
    Library(path, create=not read_only).close()
    known = passwords.load(password_file) if password_file else {}
    hosts = hosts_of(host, port) | ({name.lower()} if name else set())
    return Room(library=path, port=port, hosts=frozenset(hosts), passwords=known, read_only=read_only, jobs=jobs, reader=reader)


def demand_passwords(host: str, name: str | None, password_file: Path | None) -> None:
    """Raises SettingError where others than this machine's user could come in and no passwords are asked for."""
    if password_file is None and (name or not loopback(host)):
        given = f"--name {name}" if name else f"--host {host}"
        raise SettingError(f"{given}: others could come in; give --password-file FILE, or leave it out to stay on this machine.")


def loopback(host: str) -> bool:
    """Whether an address reaches no further than this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def hosts_of(host: str, port: int) -> frozenset[str]:
    """The names under which a room may be asked for; "" lets numeric addresses in where it listens on all of the machine's."""
    names = {LOOPBACK, "localhost", "[::1]"}
    everywhere = host in {"0.0.0.0", "::", "[::]"}
    if not loopback(host) and not everywhere:
        names.add(host.lower() if ":" not in host else f"[{host.strip('[]').lower()}]")
    if everywhere:
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    found = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
    return frozenset(found | ({""} if everywhere else set()))


def address(room: Room, host: str = LOOPBACK) -> str:
    """The address that opens the room, token included."""
    shown = LOOPBACK if host in {"0.0.0.0", "::", "[::]"} else f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"http://{shown}:{room.port}/?token={room.token}"


def bound(host: str, port: int) -> socket.socket:
    """The socket of a room; port 0 takes a free one. Raises SettingError where it cannot be had."""
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((bare, port))
        made.listen()
    except OSError as error:
        made.close()
        raise SettingError(f"--port {port}: the address {host}:{port} cannot be had ({error.strerror or error}); give another.") from error
    return made


def serve(
    library: Path | None = None, *, host: str = LOOPBACK, port: int = PORT, password_file: Path | None = None, read_only: bool = False,
    jobs: int = 1, name: str | None = None, tell: Callable[[str], None] = print,
) -> None:
    """Opens the reading room and stays until it is interrupted; ``tell`` is given its address. Raises MemconError."""
    import uvicorn

    # Before a socket is opened: what is refused must not have listened for a moment.
    demand_passwords(host, name, password_file)
    taken = bound(host, port)
    with contextlib.closing(taken):
        made = room(
            library, host=host, port=taken.getsockname()[1], password_file=password_file, read_only=read_only, jobs=jobs, name=name
        )
        tell(address(made, host))
        settings = uvicorn.Config(
            app(made), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3, proxy_headers=False,
        )
        uvicorn.Server(settings).run(sockets=[taken])


__all__ = ["LOOPBACK", "PORT", "Limits", "Room", "address", "app", "room", "serve"]
