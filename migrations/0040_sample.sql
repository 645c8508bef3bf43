-- 試査: a random sample of the records behind a figure, as an auditor drew it. population, adds and list_sha256 are of
-- the list it was drawn from, as known at `mark`; bodies: who owned each programme then, one "programme body" a line.
CREATE TABLE sample (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  sample BIGINT NOT NULL,
  title {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  figure_key {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  scope {{text}} NOT NULL CHECK (scope IN ('all', 'confirmed')),
  method {{text}} NOT NULL CHECK (method IN ('simple', 'by_month', 'by_body')),
  size INTEGER NOT NULL CHECK (size >= 1),
  seed {{text}} NOT NULL,
  mark BIGINT NOT NULL,
  population BIGINT NOT NULL,
  adds BIGINT NOT NULL,
  list_sha256 {{text}} NOT NULL,
  bodies {{text}} NOT NULL,
  drawn_by BIGINT NOT NULL,
  drawn_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, sample),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

CREATE TABLE sample_stratum (
  municipality {{text}} NOT NULL,
  sample BIGINT NOT NULL,
  stratum {{text}} NOT NULL,
  population BIGINT NOT NULL,
  adds BIGINT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (municipality, sample, stratum),
  FOREIGN KEY (municipality, sample) REFERENCES sample (municipality, sample)
) {{by_key}};

CREATE TABLE sample_item (
  municipality {{text}} NOT NULL,
  sample BIGINT NOT NULL,
  item INTEGER NOT NULL CHECK (item >= 1),
  record BIGINT NOT NULL,
  stratum {{text}} NOT NULL,
  adds BIGINT NOT NULL,
  PRIMARY KEY (municipality, sample, item),
  UNIQUE (municipality, sample, record),
  FOREIGN KEY (municipality, sample) REFERENCES sample (municipality, sample),
  FOREIGN KEY (municipality, record) REFERENCES record (municipality, record)
) {{by_key}};

-- What the auditor found at a record, version by version: the last one stands.
CREATE TABLE sample_finding (
  municipality {{text}} NOT NULL,
  sample BIGINT NOT NULL,
  item INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  verdict {{text}} NOT NULL CHECK (verdict IN ('verified', 'exception')),
  seen {{text}} NOT NULL,
  note {{text}} NOT NULL,
  person BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, sample, item, version),
  FOREIGN KEY (municipality, sample, item) REFERENCES sample_item (municipality, sample, item),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
) {{by_key}};

-- 結び: concluded, and taken up again with a reason; the last one stands.
CREATE TABLE sample_conclusion (
  municipality {{text}} NOT NULL,
  sample BIGINT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  kind {{text}} NOT NULL CHECK (kind IN ('concluded', 'reopened')),
  text {{text}} NOT NULL,
  person BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, sample, version),
  FOREIGN KEY (municipality, sample) REFERENCES sample (municipality, sample),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
) {{by_key}};
