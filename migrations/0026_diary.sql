-- 実績日誌: what an officer wrote down of a programme's work: when, where, with whom. Its numbers are records of the
-- work (record), which the entry points to; place, co-organisers and note stand here, where they can be erased.
-- state moves standing → taken_back; version is counted up in every change, so that two people do not change one
-- entry at the same moment. body: whose work it is in that fiscal year. repeats: the entry of another year it was
-- begun from.
CREATE TABLE diary_entry (
  municipality {{text}} NOT NULL,
  entry BIGINT NOT NULL,
  programme {{text}} NOT NULL,
  body {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  first_on {{text}} NOT NULL,
  last_on {{text}} NOT NULL,
  state {{text}} NOT NULL CHECK (state IN ('standing', 'taken_back')),
  version INTEGER NOT NULL CHECK (version >= 1),
  how {{text}} NOT NULL CHECK (how IN ('form', 'month', 'paste')),
  repeats BIGINT,
  PRIMARY KEY (municipality, entry),
  FOREIGN KEY (municipality, programme) REFERENCES programme (municipality, programme),
  FOREIGN KEY (municipality, repeats) REFERENCES diary_entry (municipality, entry) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX diary_entry_by_body ON diary_entry (municipality, body, fiscal_year, first_on, entry);
CREATE INDEX diary_entry_by_programme ON diary_entry (municipality, programme, first_on, entry);

-- What an entry says, version by version; only ever added to. Erased texts are empty and name the deed. search: place,
-- co-organisers and note as they are searched, erased with them.
CREATE TABLE diary_version (
  municipality {{text}} NOT NULL,
  entry BIGINT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  place {{text}} NOT NULL,
  co_organisers {{text}} NOT NULL,
  note {{text}} NOT NULL,
  search {{text}} NOT NULL,
  erased_by BIGINT,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  person BIGINT NOT NULL,
  PRIMARY KEY (municipality, entry, version),
  FOREIGN KEY (municipality, entry) REFERENCES diary_entry (municipality, entry),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, erased_by) REFERENCES deed (municipality, deed)
);
CREATE INDEX diary_version_by_deed ON diary_version (municipality, deed);

-- The records of an entry: of the versions from `since` to before `until`; without `until` they stand.
CREATE TABLE diary_record (
  municipality {{text}} NOT NULL,
  record BIGINT NOT NULL,
  entry BIGINT NOT NULL,
  since INTEGER NOT NULL CHECK (since >= 1),
  until INTEGER CHECK (until > since),
  PRIMARY KEY (municipality, record),
  FOREIGN KEY (municipality, record) REFERENCES record (municipality, record),
  FOREIGN KEY (municipality, entry) REFERENCES diary_entry (municipality, entry)
) {{by_key}};
CREATE INDEX diary_record_by_entry ON diary_record (municipality, entry);
