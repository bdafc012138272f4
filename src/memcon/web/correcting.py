"""Corrections as they come from the page: who really speaks, in which mode, to what effect, over which stretch."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from memcon.errors import SettingError
from memcon.model import Force, Mode, Record
from memcon.store import Change, Told
from memcon.web.documents import wanted
from memcon.web.forms import Given, back, reader
from memcon.web.room import room_of

KEEP, NONE, OTHER = "keep", "none", "other"
"""What a choice of a person can say besides the id of somebody in the record."""


def correct(request: Request, given: Given) -> Response:
    """Keeps a correction, and leads back to the statement."""
    room = room_of(request)
    with room.opened() as library:
        filed = wanted(library, request.path_params["id"])
        record = library.show(filed.name)
        made = library.correct(filed.name, (given.number("start"), given.number("end")), change(record, given), reader(request).who)
        after = library.show(filed.name)
    statement = next((s.id for s in after.statements if s.start <= made.start < s.end), "")
    return back(f"/doc/{filed.name}#{statement}")


def change(record: Record, given: Given) -> Change:
    """What the form says; raises SettingError where it says nothing."""
    mode, force = given.text("mode"), given.text("force")
    if mode and mode not in get_args(Mode):
        raise SettingError(f"mode {mode}: a statement has one of the modes {', '.join(get_args(Mode))}.")
    if force and force not in get_args(Force):
        raise SettingError(f"force {force}: a statement has one of the forces {', '.join(get_args(Force))}.")
    found = Change(
        speaker=people(record, given.texts("speaker"), given.text("speaker-name")),
        to=people(record, given.texts("to"), given.text("to-name")),
        mode=mode or None, force=force or None, reason=given.text("reason"),  # type: ignore[arg-type]
    )
    moved = (given.number("start"), given.number("end")) not in {(s.start, s.end) for s in record.statements}
    if not moved and found == Change(reason=found.reason):
        raise SettingError("the correction changes nothing; choose a speaker, listener, mode, force or another stretch.")
    return found


def people(record: Record, chosen: tuple[str, ...], other: str) -> tuple[Told, ...] | None:
    """The people chosen: None keeps who was read, nobody means "not stated"; raises SettingError on an id that is not there."""
    if not chosen or KEEP in chosen:
        return None
    found = []
    for choice in chosen:
        person = next((p for p in record.people if p.id == choice), None)
        if person is not None:
            name = person.name or (person.aliases[0] if person.aliases and not person.role else "")
            found.append(Told(author=True) if person.author else Told(name, person.role))
        elif choice == OTHER:
            found.append(Told(" ".join(other.split())))
        elif choice != NONE:
            raise SettingError(f"person {choice}: nobody in the record goes by that id.")
    return tuple(found)


def carry_over(request: Request, given: Given) -> Response:
    """Takes the corrections of the version before into this one."""
    with room_of(request).opened() as library:
        filed = wanted(library, request.path_params["id"])
        library.carry_over(filed.name)
    return back(f"/doc/{filed.name}#corrections")


def undo(request: Request, given: Given) -> Response:
    """Takes a correction back."""
    with room_of(request).opened() as library:
        undone = library.undo_correction(request.path_params["number"], reader(request).who)
    return back(f"/doc/{undone.document}#corrections")
