"""The commands of the reading room: serve, password."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from memcon.cli.holding import File, cores
from memcon.errors import SettingError


def register(app: typer.Typer) -> None:
    """Adds the commands of this file to a command line; a MemconError is left to its caller."""
    app.command("serve")(serve)
    app.command("password")(password)


def serve(
    library: File = None,
    port: Annotated[int, typer.Option("--port", "-p", metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")] = 8585,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Listen here; beyond this machine with passwords.")] = "127.0.0.1",
    password_file: Annotated[
        Path | None, typer.Option("--password-file", metavar="FILE", help="Readers who may log in; made with 'memcon password'.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="HOST", help="The name under which a server with TLS before the room is asked for it.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be changed from the pages.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="Reading processes of an import (default: the cores).")] = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open the address in the browser.")] = False,
) -> None:
    """Opens the reading room: the library in the browser, on this machine."""
    from memcon import web

    def tell(address: str) -> None:
        typer.echo(f"The reading room is open at\n\n    {address}\n\nThe token lets you in; keep it to yourself. Ctrl-C closes the room.")
        if name or not web.loopback(host):
            typer.echo(
                f"It is open beyond this machine, as {name or host}: whoever reaches it finds the way in, and a password opens the whole "
                "library. The connection is not encrypted; put a server with TLS before it on any network that you do not trust.",
                err=True,
            )
        if open_:
            typer.launch(address)

    web.serve(library, host=host, port=port, password_file=password_file, read_only=read_only, jobs=jobs or cores(), name=name, tell=tell)


def password(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The password file; made where there is none.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The reader's name, by which corrections and notes are signed.")],
) -> None:
    """Adds a reader to a password file, or gives one a new password."""
    from memcon.web import passwords

    typed = typer.prompt("Password", hide_input=True)
    if typed != typer.prompt("The same again", hide_input=True):
        raise SettingError("the two passwords differ; nothing was written.")
    passwords.add(file, name, typed)
    typer.echo(f"{name} may now log in.")
