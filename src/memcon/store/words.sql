-- Words of paper that readers have typed in the place of recognised ones. A correction points to a page and a rectangle, so that it
-- can be found again in another reading of the same paper. All of it goes when the document is deleted (forgetting.py).

-- left to bottom are points (1/72 inch) from the upper left corner of the page. undone is '' while the correction holds.
CREATE TABLE word_corrections (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,            -- documents.name
    page INTEGER NOT NULL,
    "left" REAL NOT NULL,
    top REAL NOT NULL,
    "right" REAL NOT NULL,
    bottom REAL NOT NULL,
    recognised TEXT NOT NULL,          -- as the paper was read
    word TEXT NOT NULL,                -- as the reader reads it
    who TEXT NOT NULL,
    time TEXT NOT NULL,                -- UTC
    undone TEXT NOT NULL DEFAULT '',   -- UTC
    undone_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX word_corrections_document ON word_corrections(document);

-- A document as it was read before readers typed words; there while one of them holds. Cells as in documents.
CREATE TABLE recognised (
    document TEXT PRIMARY KEY,         -- documents.name
    text TEXT NOT NULL,
    record BLOB NOT NULL
) WITHOUT ROWID;
