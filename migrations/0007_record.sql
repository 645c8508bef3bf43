-- 実績記録: one countable fact of the work. Only ever added to; a mistake is taken back by a further row that
-- points at it and counts negative. No free text and no personal data: notes stand in a table of their own.
-- attributes: a JSON object, keys in order, values as the kind declares them. reverses: the record taken back.
-- year_stated: by_date, stated (by the person, until 31 May) or by_two. seal: SHA-256 over the fields and the salt.
CREATE TABLE record (
  municipality {{text}} NOT NULL,
  record BIGINT NOT NULL,
  programme {{text}} NOT NULL,
  record_kind {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  occurred_on {{text}} NOT NULL,
  recorded_at BIGINT NOT NULL,
  count BIGINT NOT NULL,
  people BIGINT,
  yen BIGINT,
  in_town INTEGER CHECK (in_town IN (0, 1)),
  attributes {{text}} NOT NULL,
  case_file BIGINT,
  business BIGINT,
  entry BIGINT,
  summary INTEGER NOT NULL CHECK (summary IN (0, 1)),
  year_stated {{text}} NOT NULL CHECK (year_stated IN ('by_date', 'stated', 'by_two')),
  reverses BIGINT,
  deed BIGINT NOT NULL,
  salt {{text}} NOT NULL,
  seal {{text}} NOT NULL,
  PRIMARY KEY (municipality, record),
  FOREIGN KEY (municipality, programme) REFERENCES programme (municipality, programme),
  FOREIGN KEY (municipality, reverses) REFERENCES record (municipality, record) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
CREATE INDEX record_by_work ON record (municipality, programme, record_kind, fiscal_year, occurred_on, record);
CREATE INDEX record_by_time ON record (municipality, recorded_at, record);
CREATE UNIQUE INDEX record_by_reversal ON record (municipality, reverses) WHERE reverses IS NOT NULL;

-- 確認: a chief has looked at the record; from then on it may be published.
CREATE TABLE record_confirmation (
  municipality {{text}} NOT NULL,
  record BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, record),
  FOREIGN KEY (municipality, record) REFERENCES record (municipality, record),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
) {{by_key}};
CREATE INDEX record_confirmation_by_time ON record_confirmation (municipality, recorded_at, record);

-- What the person wrote beside a record; erased by a deed when it has to go.
CREATE TABLE record_note (
  municipality {{text}} NOT NULL,
  record BIGINT NOT NULL,
  note {{text}} NOT NULL,
  erased_by BIGINT,
  PRIMARY KEY (municipality, record),
  FOREIGN KEY (municipality, record) REFERENCES record (municipality, record),
  FOREIGN KEY (municipality, erased_by) REFERENCES deed (municipality, deed)
);

-- 年度締め and reopening: the latest version of a year counts. Both are deeds of two persons.
CREATE TABLE year_closing (
  municipality {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
  reason {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, fiscal_year, version),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
