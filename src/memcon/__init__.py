"""memcon reads a diplomatic record and tells its voices apart: who said what, to whom, in whose words."""

from memcon.errors import MemconError
from memcon.model import (
    Condition,
    Document,
    Event,
    Exchange,
    Item,
    Mention,
    Part,
    Participant,
    Person,
    Position,
    Record,
    Statement,
)
from memcon.record import from_json, read, read_all, read_bytes, schema, to_json

__version__ = "0.1.0"

__all__ = [
    "Condition", "Document", "Event", "Exchange", "Item", "MemconError", "Mention", "Part", "Participant", "Person", "Position",
    "Record", "Statement", "from_json", "read", "read_all", "read_bytes", "schema", "to_json",
]
