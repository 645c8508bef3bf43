-- SQLite chooses between the keys of a table by statistics. Without any it would pass over all records of a municipality
-- to find those of one programme, so it is told what a large municipality looks like: rows for each value of the first
-- column, of the first two, and so on. PostgreSQL gathers its own.
{{sqlite}}
ANALYZE record;
DELETE FROM sqlite_stat1 WHERE tbl = 'record';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('record', 'record', '10000000 10000000 1'),
  ('record', 'record_by_work', '10000000 10000000 100000 50000 10000 50 1'),
  ('record', 'record_by_time', '10000000 10000000 2 1'),
  ('record', 'record_by_reversal', '100000 100000 1');
ANALYZE sqlite_schema;
{{end}}
