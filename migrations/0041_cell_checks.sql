-- SQLite looks a value up in a list of several words by way of a table that it makes for every statement, and a large
-- import asks four such lists of every cell. Each list is asked after its most usual word: what may stand there is the
-- same. PostgreSQL compares with the words of a list directly. SQLite has no other way to say a CHECK anew than the
-- text of its schema; rows are not touched.
{{sqlite}}
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql,
  'CHECK (source IN (', 'CHECK (source = ''printed'' OR source IN ('),
  'CHECK (kind IN (', 'CHECK (kind = ''quantity'' OR kind IN ('),
  'CHECK (state IN (', 'CHECK (state = ''quantities'' OR state IN ('),
  'CHECK (confidence IN (', 'CHECK (confidence = ''high'' OR confidence IN (')
  WHERE type = 'table' AND name = 'cell_reading';
PRAGMA writable_schema = RESET;
{{end}}
