"""What the place of a noun in its sentence says: whether it stands as somebody who speaks, thinks or is told something."""

from __future__ import annotations

from memcon import lexicon
from memcon.model import Parsed, Token

SUBJECTS = {"nsubj", "nsubjpass"}
TALKS = {
    "meeting", "meet", "met", "conversation", "conversations", "talk", "talks", "talked", "call", "interview", "lunch", "dinner",
    "discussion", "discussions", "discussed", "spoke", "speak", "spoken", "message", "letter", "note", "telegram", "told", "tell", "views",
    "audience", "conferred", "consulted", "called", "appointment", "remarks", "approach", "approached", "wrote", "written", "heard", "hear",
    "learned", "informed", "received", "inquired", "advised", "assured", "word", "reports", "information", "instructions",
}
TOLD = {
    "told", "tell", "asked", "ask", "informed", "inform", "met", "meet", "saw", "see", "thanked", "assured", "reminded", "advised", "urged",
    "received", "invited", "interrupted", "quoted", "congratulated", "showed", "pressed", "warned", "questioned", "approached", "joined",
    "accompanied", "persuade", "convince",
}
NOUNS = {
    "view", "views", "opinion", "belief", "position", "wish", "wishes", "fear", "fears", "feeling", "feelings", "concern", "desire",
    "attitude", "hope", "hopes", "thinking", "remarks", "remark", "statement", "statements", "reply", "message", "letter", "speech",
    "proposal", "proposals", "suggestion", "request", "assurance", "assurances", "comment", "comments", "reaction", "response", "answer",
    "note", "memo", "interest", "decision", "judgment", "line", "plan", "intentions", "intention", "approach", "complaint", "complaints",
    "promise", "expression", "expressions", "reluctance", "dissatisfaction", "disappointment", "criticism", "warning", "insistence",
    "objection", "objections", "argument", "contention", "assertion", "claim", "charges", "demand", "demands", "anxiety", "apprehension",
    "suspicion", "suspicions", "recommendation", "recommendations", "reservations", "idea", "thesis", "willingness", "refusal",
    "explanation", "denial", "consensus", "points", "point", "observations", "question", "questions", "impression",
}
MINDED = {
    "prepared", "willing", "ready", "anxious", "opposed", "concerned", "interested", "afraid", "worried", "convinced", "unhappy", "content",
    "happy", "eager", "inclined", "reluctant", "aware", "determined", "satisfied", "disturbed", "upset", "grateful", "pleased", "agreed",
    "unwilling", "desirous", "insistent", "confident", "apprehensive", "suspicious", "angry", "hopeful", "disappointed", "sure",
    "uneasy", "sceptical", "skeptical", "sympathetic", "nervous", "glad", "sorry",
}
ASIDE = {
    "seem", "seemed", "seems", "appear", "appeared", "appears", "prefer", "preferred", "prefers", "resent", "resented", "like", "liked",
}
BEING = {
    "made", "gave", "took", "raised", "put", "showed", "offered", "is", "are", "was", "were", "be", "been", "am", "has", "have", "had",
    "being", "felt", "seemed", "appeared", "remained", "became",
}
PARTS = {"some", "many", "most", "several", "all", "both", "one", "none", "each", "few", "certain", "members", "others"}
STEPS = 8
BEHIND = {"with", "to", "from", "by", "for", "on", "of", "among", "between", "in"}
MINDS = {"thinking", "view", "views", "feeling", "feelings", "opinion", "mood", "attitude", "concern", "sentiment", "reaction"}


def up(parsed: Parsed, index: int) -> int:
    """The noun that stands in the sentence for others: the first that "and" joins to it, the "some" of "some of them"."""
    for _ in range(STEPS):
        token = parsed.tokens[index]
        above = parsed.tokens[parsed.tokens[token.head].head]
        if token.dep == "conj" and token.head < index:
            index = token.head
        elif token.dep == "pobj" and parsed.tokens[token.head].text.lower() == "of" and above.text.lower() in PARTS:
            index = parsed.tokens[token.head].head
        else:
            break
    return index


def acts(parsed: Parsed, index: int) -> bool:
    """Whether a noun stands as a party does: it says or thinks, is minded, is told, or something said or thought is its own."""
    at = up(parsed, index)
    token, head = parsed.tokens[at], parsed.tokens[parsed.tokens[at].head]
    low = head.text.lower()
    if who_acts(parsed, index):
        return True
    if token.dep in SUBJECTS:
        return thinks(parsed, token.head)
    if token.dep == "pobj":
        return low in BEHIND and owns(parsed, low, head)
    if token.dep in {"dobj", "dative", "iobj"}:
        return low in TOLD
    return token.dep in {"poss", "compound"} and low in NOUNS


def thinks(parsed: Parsed, verb: int) -> bool:
    """Whether the subject of a verb says, thinks or is minded."""
    low = parsed.tokens[verb].text.lower()
    return low in lexicon.cues() or low in ASIDE or low in MINDED or (low in BEING and minded(parsed, verb)) or looks(parsed, verb)


def looks(parsed: Parsed, verb: int) -> bool:
    """Whether a verb tells how something is looked at."""
    after = parsed.tokens[verb + 1].text.lower() if verb + 1 < len(parsed.tokens) else ""
    return parsed.tokens[verb].text.lower() in {"look", "looks", "looked"} and after in {"at", "on", "upon"}


def who_acts(parsed: Parsed, index: int) -> bool:
    """Whether "who" behind a noun says, thinks or is minded: "Sundish who were willing"."""
    after = parsed.tokens[index + 1 : index + 3]
    return len(after) == 2 and after[0].text.lower() == "who" and thinks(parsed, index + 2)


def owns(parsed: Parsed, preposition: str, token: Token) -> bool:
    """Whether what stands behind a preposition speaks, is heard, or holds the view that governs it."""
    governor = parsed.tokens[token.head]
    low = governor.text.lower()
    if preposition == "in":
        return low in MINDS
    if preposition in {"of", "among", "by", "from"} and low in NOUNS:
        return True
    if preposition in {"by", "from"} and low in lexicon.cues():
        return True
    above = parsed.tokens[governor.head].text.lower() if governor.dep == "dobj" else ""
    return preposition != "among" and (low in TALKS or (preposition == "with" and above in TALKS))


def minded(parsed: Parsed, verb: int) -> bool:
    """Whether what follows a verb of being tells a state of mind or a talk: "were somewhat worried", "had conversations"."""
    following = {t.text.lower() for t in parsed.tokens[verb + 1 : verb + 6]}
    return not (following.isdisjoint(MINDED) and following.isdisjoint(NOUNS) and following.isdisjoint(TALKING))


TALKING = {"conversation", "conversations", "talk", "talks", "discussion", "discussions", "meeting", "meetings"}
