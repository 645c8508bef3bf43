-- Plans: the document as printed. What describes a plan carries the deed that wrote it last; what a cell or a
-- rating says is never changed, only followed by a further version.

-- Addresses are the installation's, not a municipality's: a slug is given once and never again.
CREATE TABLE plan_address (
  slug {{text}} NOT NULL PRIMARY KEY,
  municipality {{text}} NOT NULL REFERENCES municipality (municipality)
);

CREATE TABLE plan (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  plan {{text}} NOT NULL,
  title {{text}} NOT NULL,
  title_printed {{text}},
  edition {{text}},
  kind {{text}} NOT NULL CHECK (kind IN ('plan', 'direction', 'action_plan', 'regional_plan')),
  period_printed {{text}} NOT NULL,
  period_from INTEGER NOT NULL,
  period_to INTEGER NOT NULL CHECK (period_to >= period_from),
  file_hash {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan)
);

CREATE TABLE plan_source (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  source {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  file {{text}} NOT NULL,
  title {{text}} NOT NULL,
  publisher {{text}} NOT NULL,
  published {{text}},
  note {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, source),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

-- Caveats (limits printed wherever the totals are) and remarks of the transcription.
CREATE TABLE plan_remark (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('caveat', 'note')),
  ordinal INTEGER NOT NULL,
  text {{text}} NOT NULL,
  note {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, kind, ordinal),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

CREATE TABLE plan_level (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  level {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  name {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, level),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

-- rows_named: keys of the rows the relation is printed beside, separated by spaces (keys hold none).
CREATE TABLE plan_relation (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('before', 'after', 'above', 'implementing', 'related')),
  other_plan {{text}},
  name {{text}} NOT NULL,
  period {{text}},
  mark {{text}},
  rows_named {{text}} NOT NULL,
  note {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, ordinal),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

CREATE TABLE plan_column (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  column_key {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  header {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('year', 'target', 'state_at', 'total')),
  fiscal_years {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, column_key),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

CREATE TABLE plan_node (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  node {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  level {{text}} NOT NULL,
  parent {{text}},
  code {{text}},
  name {{text}},
  direction {{text}},
  printed {{text}},
  text {{text}},
  note {{text}},
  confidence {{text}} NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  reason {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, node),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

-- marks: "A=Ａ" lines in the order of the scale.
CREATE TABLE rating_scale (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  scale {{text}} NOT NULL,
  version INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  header {{text}} NOT NULL,
  marks {{text}} NOT NULL,
  definition {{text}},
  note {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, scale, version),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

-- texts: one line for each text printed in the merged cell (a text holds no line break).
CREATE TABLE merged_cell (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  merged {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  rows_merged {{text}} NOT NULL,
  columns_merged {{text}} NOT NULL,
  texts {{text}} NOT NULL,
  unassigned INTEGER NOT NULL CHECK (unassigned IN (0, 1)),
  confidence {{text}} NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  reason {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, merged),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

-- A row or column whose deed is older than its plan's is no longer in the document: its cells stay, nothing shows it.
CREATE TABLE plan_row (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  number {{text}},
  level {{text}} NOT NULL,
  parent {{text}},
  node {{text}},
  node_confidence {{text}} NOT NULL CHECK (node_confidence IN ('high', 'medium', 'low')),
  node_reason {{text}},
  title {{text}} NOT NULL,
  title_reason {{text}},
  description {{text}},
  description_confidence {{text}} NOT NULL CHECK (description_confidence IN ('high', 'medium', 'low')),
  description_reason {{text}},
  star INTEGER NOT NULL CHECK (star IN (0, 1)),
  years_printed {{text}},
  fiscal_years {{text}} NOT NULL,
  source {{text}} NOT NULL,
  page INTEGER,
  confidence {{text}} NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  reason {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

-- Short lists of a row in printed order: departments, parties (who carries it), notes.
CREATE TABLE plan_row_text (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('department', 'party', 'note')),
  ordinal INTEGER NOT NULL,
  text {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, kind, ordinal),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key)
);

CREATE TABLE plan_row_programme (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  programme {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, ordinal),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, programme) REFERENCES programme (municipality, programme)
);
CREATE INDEX plan_row_programme_by_programme ON plan_row_programme (municipality, programme);

CREATE TABLE plan_row_related (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  related_row {{text}} NOT NULL,
  kind {{text}} NOT NULL,
  note {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, ordinal),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key)
);

-- What a cell says, by source and version. The latest version of a source counts; none is ever changed.
CREATE TABLE cell_reading (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  column_key {{text}} NOT NULL,
  source {{text}} NOT NULL CHECK (source IN ('printed', 'entered', 'computed')),
  version INTEGER NOT NULL CHECK (version >= 1),
  text {{text}},
  kind {{text}} NOT NULL CHECK (kind IN (
    'quantity', 'status', 'dash', 'handed_over', 'absent', 'unassigned')),
  state {{text}} NOT NULL CHECK (state IN (
    'quantities', 'words', 'not_yet_counted', 'outside_years', 'dash', 'not_carried_out', 'handed_over',
    'done_elsewhere', 'unassigned', 'unknown')),
  state_body {{text}},
  state_row {{text}},
  state_by {{text}},
  state_reason {{text}},
  merged {{text}},
  confidence {{text}} NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  reason {{text}},
  content_hash {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, column_key, source, version),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, plan, column_key) REFERENCES plan_column (municipality, plan, column_key)
);

-- The quantities read from a cell's text when it was loaded, in order: a better reader never changes them silently.
-- value = numerator / denominator, as printed; high_…: the upper end of a range; yen is exact; spans are bytes of the text.
CREATE TABLE cell_quantity (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  column_key {{text}} NOT NULL,
  source {{text}} NOT NULL,
  version INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  label {{text}} NOT NULL,
  numerator BIGINT NOT NULL,
  denominator BIGINT NOT NULL CHECK (denominator > 0),
  decimals INTEGER NOT NULL,
  unit {{text}} NOT NULL,
  base_unit {{text}} NOT NULL,
  scale BIGINT NOT NULL,
  yen BIGINT,
  qualifiers {{text}} NOT NULL,
  approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
  comparison {{text}} NOT NULL,
  per {{text}} NOT NULL,
  high_numerator BIGINT,
  high_denominator BIGINT,
  high_decimals INTEGER,
  part_of INTEGER,
  figure_begin INTEGER NOT NULL,
  figure_end INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, column_key, source, version, ordinal),
  FOREIGN KEY (municipality, plan, row_key, column_key, source, version)
    REFERENCES cell_reading (municipality, plan, row_key, column_key, source, version)
);

CREATE TABLE rating (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  scale {{text}} NOT NULL,
  mark {{text}} NOT NULL,
  printed {{text}} NOT NULL,
  from_year INTEGER,
  to_year INTEGER,
  scope {{text}} NOT NULL CHECK (scope IN ('row', 'programme')),
  over_rows {{text}} NOT NULL,
  confidence {{text}} NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  reason {{text}},
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  content_hash {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, version),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key)
);

CREATE TABLE plan_document (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  document {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  title {{text}} NOT NULL,
  source {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, document),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan)
);

-- items: one line an item; rows_named as in plan_relation.
CREATE TABLE plan_document_block (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  document {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('heading', 'paragraph', 'list')),
  level INTEGER NOT NULL,
  text {{text}} NOT NULL,
  items {{text}} NOT NULL,
  rows_named {{text}} NOT NULL,
  link_reason {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, document, ordinal),
  FOREIGN KEY (municipality, plan, document) REFERENCES plan_document (municipality, plan, document)
);
