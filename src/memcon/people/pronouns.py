"""Pronouns as mentions: "I", "we", "you" by the speaker and hearer of their statement, "he" by what stands before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from memcon.model import Mention, Parsed, Person, Statement, Token

SPEAKER = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
HEARER = {"you", "your", "yours", "yourself"}
THIRD = {"he", "him", "his", "himself", "she", "her", "hers", "herself"}
GLOSS = re.compile(r"\s*\(")


def resolve(parsed: Parsed, mentions: tuple[Mention, ...], people: tuple[Person, ...], told: tuple[Statement, ...]) -> tuple[Mention, ...]:
    """The pronouns of all statements that can be tied to a person; a doubtful one stays without."""
    author = next((p.id for p in people if p.author), "")
    singular = {p.id for p in people if p.participant or (p.name and p.name.lower() != p.role.lower())}
    starts = [m.start for m in mentions]
    found: list[Mention] = []
    tokens = [t for t in parsed.tokens if t.tag in {"PRP", "PRP$"}]
    begins = [t.start for t in tokens]
    for statement in told:
        for token in tokens[bisect_left(begins, statement.start) : bisect_right(begins, statement.end - 1)]:
            who = one(parsed, token, statement, mentions, starts, singular, author)
            if who:
                found.append(Mention(token.start, token.end, who))
    return tuple(found)


def one(
    parsed: Parsed, token: Token, statement: Statement, mentions: tuple[Mention, ...], starts: list[int], singular: set[str], author: str
) -> str:
    """The person a pronoun means, "" where it stays open."""
    low = token.text.lower()
    speaker = statement.speaker[0] if len(statement.speaker) == 1 else ""
    if low in SPEAKER:
        first_person = low in {"i", "me", "my", "mine", "myself"} and statement.mode != "verbatim"
        return author if first_person else speaker
    if low in HEARER:
        return statement.to[0] if len(statement.to) == 1 and statement.mode == "verbatim" else ""
    if low in THIRD:
        return third(parsed, token, statement, mentions, starts, singular, speaker)
    return ""


def third(
    parsed: Parsed, token: Token, statement: Statement, mentions: tuple[Mention, ...], starts: list[int], singular: set[str], speaker: str
) -> str:
    """"He": the gloss behind it, the speaker where it is the source, else the last person named in the sentence, else the speaker."""
    if gloss := GLOSS.match(parsed.text, token.end):
        index = bisect_left(starts, gloss.end())
        if index < len(mentions) and mentions[index].start == gloss.end():
            return mentions[index].person
    if statement.source == (token.start, token.end):
        return speaker
    index = bisect_left(starts, token.start)
    for mention in reversed(mentions[max(0, index - 4) : index]):
        if mention.start < statement.start:
            break
        if mention.person in singular and mention.person != speaker:
            return mention.person
    return speaker if statement.mode == "reported" else ""
