-- What is shown of a large library is counted and put in order in an index: a row of documents is wide, for it holds the text.
-- 'current' stands in them as a column too, so that SQLite need not open the row to see it.
CREATE INDEX IF NOT EXISTS documents_number ON documents(number) WHERE number <> '';
CREATE INDEX IF NOT EXISTS documents_dated ON documents(date = '', date, id, current) WHERE current;
CREATE INDEX IF NOT EXISTS documents_titled ON documents(title COLLATE NOCASE, id, current) WHERE current;
CREATE INDEX IF NOT EXISTS documents_old ON documents(id) WHERE NOT current;
CREATE INDEX IF NOT EXISTS people_actor_document ON people(actor, document);
DROP INDEX IF EXISTS people_actor;
