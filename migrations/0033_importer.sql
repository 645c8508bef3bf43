-- 取込: a table of another place, from its file to the plan it becomes. A draft is corrected until it is taken over;
-- `version` counts its changes, so that two people never overwrite each other's. Afterwards nothing of it changes but
-- its state.
ALTER TABLE plan ADD COLUMN withdrawn_deed BIGINT;

CREATE TABLE import (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  import BIGINT NOT NULL,
  state {{text}} NOT NULL CHECK (state IN ('draft', 'committed', 'undone', 'dropped')),
  version INTEGER NOT NULL CHECK (version >= 1),
  name {{text}} NOT NULL,
  sha256 {{text}} NOT NULL,
  bytes BIGINT NOT NULL,
  pasted INTEGER NOT NULL CHECK (pasted IN (0, 1)),
  table_number INTEGER NOT NULL,
  choices {{text}} NOT NULL,
  target {{text}} NOT NULL CHECK (target IN ('new_plan', 'later_year')),
  plan {{text}} NOT NULL,
  title {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('plan', 'direction', 'action_plan', 'regional_plan')),
  from_year INTEGER NOT NULL,
  to_year INTEGER NOT NULL,
  source_title {{text}} NOT NULL,
  corrects BIGINT,
  person BIGINT NOT NULL,
  body {{text}} NOT NULL,
  made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  committed_deed BIGINT,
  committed_at BIGINT,
  before_deed BIGINT,
  standing_deed BIGINT,
  undone_deed BIGINT,
  columns_added {{text}} NOT NULL,
  PRIMARY KEY (municipality, import),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, corrects) REFERENCES import (municipality, import)
);

-- Where every cell that was taken over stands in the file: `version` is that of the plan's printed reading, 0 for what
-- is no cell (title, number, content, owner, rating). Only ever added to.
CREATE TABLE importer_cell (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  column_key {{text}} NOT NULL,
  version INTEGER NOT NULL,
  import BIGINT NOT NULL,
  grid_row INTEGER NOT NULL,
  grid_column INTEGER NOT NULL,
  address {{text}} NOT NULL,
  text {{text}} NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, column_key, version, import),
  FOREIGN KEY (municipality, import) REFERENCES import (municipality, import)
) {{by_key}};
CREATE INDEX importer_cell_by_import ON importer_cell (municipality, import, grid_row, grid_column);

-- What an officer said about the columns, for next year's file: found by the words of its header.
CREATE TABLE importer_mapping (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  mapping BIGINT NOT NULL,
  plan {{text}} NOT NULL,
  headers {{text}} NOT NULL,
  choices {{text}} NOT NULL,
  import BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, mapping),
  FOREIGN KEY (municipality, import) REFERENCES import (municipality, import)
);
