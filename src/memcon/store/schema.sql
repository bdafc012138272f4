-- The library file, schema version 1. Offsets are half-open code point offsets into documents.text.
-- Words of the documents stand in documents.text once; a statement is a stretch of it (view statement_list).

-- One row for each distinct content (sha256) that was read.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reading', 'done')),
    format TEXT NOT NULL DEFAULT '',
    reader TEXT NOT NULL DEFAULT '',   -- version of memcon that read it
    model TEXT NOT NULL DEFAULT '',    -- language model and its version
    settings TEXT NOT NULL DEFAULT '', -- what was forced: a format, the digest of a cast
    imported TEXT NOT NULL DEFAULT '', -- UTC, when the last document of it was stored
    original BLOB                      -- the bytes, zlib-compressed, where --keep-originals was given
);

-- Where a content was found; the row with until = '' is what the path holds now.
CREATE TABLE places (
    path TEXT NOT NULL,
    file INTEGER NOT NULL REFERENCES files(id),
    since TEXT NOT NULL,
    until TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (path, file)
) WITHOUT ROWID;
CREATE INDEX places_file ON places(file);

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,         -- lasting id: the record's own number and the digest of its text
    file INTEGER NOT NULL REFERENCES files(id),
    ordinal INTEGER NOT NULL,          -- which document of the file, from 0
    label TEXT NOT NULL,               -- the name the format gave, as frus1964-68v14-d41
    version INTEGER NOT NULL DEFAULT 1,
    replaces INTEGER,                  -- the document that this one is a newer version of
    current INTEGER NOT NULL DEFAULT 1,
    source TEXT NOT NULL,
    format TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    place TEXT NOT NULL,
    classification TEXT NOT NULL,
    subject TEXT NOT NULL,
    sender TEXT NOT NULL,
    receiver TEXT NOT NULL,
    number TEXT NOT NULL,
    tags TEXT NOT NULL,
    message TEXT NOT NULL,             -- the number of the telegram itself, by which others refer to it
    words INTEGER NOT NULL,
    text TEXT NOT NULL,
    record BLOB NOT NULL,              -- the whole record as JSON without the words in text, zlib-compressed (filing.py)
    digest TEXT NOT NULL               -- sha256 of the whole record's JSON
);
CREATE INDEX documents_date ON documents(date, id);
CREATE INDEX documents_label ON documents(label);
CREATE INDEX documents_file ON documents(file, number);
CREATE INDEX documents_message ON documents(message) WHERE message <> '';

-- Which documents a file holds; document is NULL where it was deleted on request.
CREATE TABLE holdings (
    file INTEGER NOT NULL REFERENCES files(id),
    ordinal INTEGER NOT NULL,
    document INTEGER REFERENCES documents(id),
    label TEXT NOT NULL,
    PRIMARY KEY (file, ordinal)
) WITHOUT ROWID;
CREATE INDEX holdings_document ON holdings(document);

-- What could not be read, and why; ordinal is -1 for a whole file.
CREATE TABLE failures (
    path TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    label TEXT NOT NULL,
    reason TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (path, ordinal)
) WITHOUT ROWID;

-- What was deleted on request: that it was there, not what it said.
CREATE TABLE deletions (
    name TEXT PRIMARY KEY,
    time TEXT NOT NULL
) WITHOUT ROWID;

-- Somebody, across documents. merged is the actor that a hand merged this one into.
CREATE TABLE actors (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    evidence TEXT NOT NULL,            -- what makes the documents' people one: 'identity', 'full name', 'same words only'
    merged INTEGER,
    root INTEGER                       -- the actor at the end of all merges; itself where there is none
);
CREATE INDEX actors_root ON actors(root);

-- Somebody in one document.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents(id),
    label TEXT NOT NULL,               -- p1, p2 in the record
    actor INTEGER REFERENCES actors(id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    side TEXT NOT NULL,
    aliases TEXT NOT NULL,
    identity TEXT NOT NULL,            -- the name that the source's own markup ties to the person
    author INTEGER NOT NULL,
    participant INTEGER NOT NULL
);
CREATE INDEX people_document ON people(document);
CREATE INDEX people_actor ON people(actor);

CREATE TABLE merges (
    id INTEGER PRIMARY KEY,
    actor INTEGER NOT NULL,
    into_actor INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    time TEXT NOT NULL,
    undone TEXT NOT NULL DEFAULT ''
);

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents(id),
    label TEXT NOT NULL,               -- s1, s2 in the record
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    mode TEXT NOT NULL,
    force TEXT NOT NULL,
    condition INTEGER NOT NULL,
    confidence REAL NOT NULL
);
CREATE INDEX statements_document ON statements(document);

-- Who has which part in a statement: speaker, to, relays, or about (mentioned in its words).
CREATE TABLE voices (
    statement INTEGER NOT NULL REFERENCES statements(id),
    part INTEGER NOT NULL,             -- 1 speaker, 2 to, 3 relays, 4 about
    person INTEGER NOT NULL REFERENCES people(id),
    PRIMARY KEY (statement, part, person)
) WITHOUT ROWID;
CREATE INDEX voices_person ON voices(person, part);

CREATE TABLE exchanges (
    first INTEGER NOT NULL REFERENCES statements(id),
    reply INTEGER REFERENCES statements(id),
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX exchanges_first ON exchanges(first);
CREATE INDEX exchanges_reply ON exchanges(reply);

-- Which other records a document names, in its own words; they are resolved when asked, so that later imports count.
CREATE TABLE refs (
    document INTEGER NOT NULL REFERENCES documents(id),
    kind TEXT NOT NULL,                -- 'message' or 'document'
    words TEXT NOT NULL,
    number TEXT NOT NULL,
    post TEXT NOT NULL,
    year TEXT NOT NULL,
    start INTEGER NOT NULL,            -- -1 where the record's REF lines give it
    "end" INTEGER NOT NULL
);
CREATE INDEX refs_document ON refs(document);
CREATE INDEX refs_number ON refs(number);

-- Append-only; hash is the sha256 of the line before and of this line.
CREATE TABLE log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX log_subject ON log(subject, action);
CREATE TRIGGER log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- The words of statements, found through documents.text; 'statement_words' is the index over them.
CREATE VIEW statement_texts AS
    SELECT s.id AS id, substr(d.text, s.start + 1, s."end" - s.start) AS words
    FROM statements s JOIN documents d ON d.id = s.document;
CREATE VIRTUAL TABLE statement_words USING fts5(
    words, content = 'statement_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE captions USING fts5(
    kind, title, subject, place, classification, sender, receiver, tags,
    content = 'documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE names USING fts5(
    name, identity, role, aliases, side,
    content = 'people', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- For people who open the file with Datasette, DuckDB or the sqlite3 shell.
CREATE VIEW statement_list AS
    SELECT d.name AS document, d.date, s.label AS statement, s.mode, s.force, s.condition, s.confidence,
        (SELECT group_concat(p.name, '; ') FROM voices v JOIN people p ON p.id = v.person WHERE v.statement = s.id AND v.part = 1) AS speaker,
        (SELECT group_concat(p.name, '; ') FROM voices v JOIN people p ON p.id = v.person WHERE v.statement = s.id AND v.part = 2) AS "to",
        (SELECT group_concat(p.name, '; ') FROM voices v JOIN people p ON p.id = v.person WHERE v.statement = s.id AND v.part = 3) AS relays,
        substr(d.text, s.start + 1, s."end" - s.start) AS text
    FROM statements s JOIN documents d ON d.id = s.document;
CREATE VIEW document_list AS
    SELECT name, version, current, date, kind, title, place, classification, subject, sender, receiver, number, tags, words, source, label,
        (SELECT count(*) FROM statements s WHERE s.document = d.id) AS statements
    FROM documents d;
CREATE VIEW people_list AS
    SELECT r.id AS actor, r.name, r.evidence, count(DISTINCT p.document) AS documents, count(*) AS people
    FROM people p JOIN actors a ON a.id = p.actor JOIN actors r ON r.id = a.root
    GROUP BY r.id;
CREATE VIEW exchange_list AS
    SELECT d.name AS document, e.kind, e.outcome,
        substr(d.text, f.start + 1, f."end" - f.start) AS first, substr(d.text, r.start + 1, r."end" - r.start) AS reply
    FROM exchanges e JOIN statements f ON f.id = e.first JOIN documents d ON d.id = f.document LEFT JOIN statements r ON r.id = e.reply;
