-- Which reading a cell shows, declared by a deed with its reason; the latest version counts. Without a row here an
-- imported table shows what was printed.
CREATE TABLE cell_source (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  column_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  source {{text}} NOT NULL CHECK (source IN ('printed', 'entered', 'computed')),
  reason {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, column_key, version),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, plan, column_key) REFERENCES plan_column (municipality, plan, column_key),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
