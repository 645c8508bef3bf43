-- The new definitions of one row come into force together, when the last of its figures is built. Until then the row itself
-- waits (in_force_from is not known yet; without both moments it waits, with in_force_until alone it was given up before it
-- came into force), and a figure that the row no longer names stays (leaving).
ALTER TABLE figure ADD COLUMN leaving INTEGER NOT NULL DEFAULT 0 CHECK (leaving IN (0, 1));
{{postgres}}
ALTER TABLE figure_row ALTER COLUMN in_force_from DROP NOT NULL;
{{end}}
{{sqlite}}
CREATE TABLE figure_row_waiting_allowed (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  ordinal INTEGER NOT NULL,
  definition {{text}} NOT NULL,
  in_force_from BIGINT,
  in_force_until BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, version),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
INSERT INTO figure_row_waiting_allowed SELECT municipality, plan, row_key, version, ordinal, definition,
  in_force_from, in_force_until, deed FROM figure_row;
DROP TABLE figure_row;
ALTER TABLE figure_row_waiting_allowed RENAME TO figure_row;
{{end}}
