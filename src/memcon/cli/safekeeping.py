"""``memcon library encrypt``, ``decrypt`` and ``rekey``: a library under a passphrase, which is asked for and never an argument."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from memcon.cli.holding import File
from memcon.errors import SettingError

commands = typer.Typer(no_args_is_help=True, help="Keeps a library under a passphrase.", pretty_exceptions_enable=False)
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", metavar="FILE", help="A file that holds the passphrase (default: MEMCON_KEY_FILE, else it is asked for)."),
]
NewKeyFile = Annotated[Path | None, typer.Option("--new-key-file", metavar="FILE", help="A file that holds the new passphrase.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file to the command line."""
    commands.command("encrypt")(encrypt)
    commands.command("decrypt")(decrypt)
    commands.command("rekey")(rekey)
    app.add_typer(commands, name="library")


def encrypt(library: File = None, key_file: KeyFile = None) -> None:
    """Makes a plain library encrypted; no plain copy stays in its folder."""
    from memcon.library import chosen_path, safekeeping

    path = chosen_path(library)
    safekeeping.encrypt(path, passphrase(key_file, "New passphrase", twice=True))
    typer.echo(f"{path}: encrypted. Without the passphrase nobody can open it, and nobody can recover it.")


def decrypt(library: File = None, key_file: KeyFile = None) -> None:
    """Makes an encrypted library plain."""
    from memcon.library import chosen_path, safekeeping

    path = chosen_path(library)
    safekeeping.decrypt(path, passphrase(key_file, "Passphrase"))
    typer.echo(f"{path}: plain; whoever can read the file can read the library.")


def rekey(library: File = None, key_file: KeyFile = None, new_key_file: NewKeyFile = None) -> None:
    """Gives an encrypted library another passphrase."""
    from memcon.library import chosen_path, safekeeping

    path = chosen_path(library)
    old = passphrase(key_file, "Passphrase")
    new = safekeeping.key_of(new_key_file) if new_key_file else asked("New passphrase", twice=True)
    safekeeping.rekey(path, old, new)
    typer.echo(f"{path}: encrypted under the new passphrase.")


def passphrase(key_file: Path | None, label: str, twice: bool = False) -> str:
    """The passphrase: from the file named, else from the one MEMCON_KEY_FILE names, else asked for."""
    from memcon.library import safekeeping

    return safekeeping.key_of(key_file) if key_file else safekeeping.named_key() or asked(label, twice)


def asked(label: str, twice: bool = False) -> str:
    """The passphrase as typed, unseen; raises SettingError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise SettingError("library: nobody can be asked for the passphrase here; give a key file with --key-file or MEMCON_KEY_FILE.")
    return str(typer.prompt(label, hide_input=True, confirmation_prompt=twice, err=True))
