-- What readers add to records, kept apart from what was read: it points to a document's lasting id and to a stretch of its
-- text, not to rows of the reading, so that it outlives a new reading. It goes when the document is deleted (forgetting.py).

-- A reader's own reading of a stretch. change is JSON (Change in corrections.py); undone is '' while it holds.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,            -- documents.name
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    change TEXT NOT NULL,
    who TEXT NOT NULL,
    time TEXT NOT NULL,                -- UTC
    undone TEXT NOT NULL DEFAULT '',   -- UTC
    undone_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX corrections_document ON corrections(document);

-- In the tables below start = end = -1 means the whole document.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    start INTEGER NOT NULL DEFAULT -1,
    "end" INTEGER NOT NULL DEFAULT -1,
    words TEXT NOT NULL,
    who TEXT NOT NULL,
    time TEXT NOT NULL
);
CREATE INDEX notes_document ON notes(document);

CREATE TABLE tags (
    document TEXT NOT NULL,
    start INTEGER NOT NULL DEFAULT -1,
    "end" INTEGER NOT NULL DEFAULT -1,
    tag TEXT NOT NULL,
    who TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (document, start, "end", tag)
) WITHOUT ROWID;
CREATE INDEX tags_tag ON tags(tag);

CREATE TABLE collections (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    who TEXT NOT NULL,
    time TEXT NOT NULL
);

CREATE TABLE collected (
    collection INTEGER NOT NULL REFERENCES collections(id),
    document TEXT NOT NULL,
    start INTEGER NOT NULL DEFAULT -1,
    "end" INTEGER NOT NULL DEFAULT -1,
    who TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (collection, document, start, "end")
) WITHOUT ROWID;
CREATE INDEX collected_document ON collected(document);

CREATE TABLE searches (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    query TEXT NOT NULL,
    sort TEXT NOT NULL,
    who TEXT NOT NULL,
    time TEXT NOT NULL
);
