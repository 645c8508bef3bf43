-- The municipality's register of programmes: identity for life, owner by fiscal year.
CREATE TABLE municipality (
  municipality {{text}} NOT NULL PRIMARY KEY,
  name {{text}} NOT NULL,
  name_en {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('ward', 'city', 'town', 'village')),
  file_hash {{text}} NOT NULL,
  deed BIGINT NOT NULL
);

CREATE TABLE body (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  body {{text}} NOT NULL,
  name {{text}} NOT NULL,
  kind {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, body)
);

CREATE TABLE programme (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  programme {{text}} NOT NULL,
  name {{text}} NOT NULL,
  programme_type {{text}} NOT NULL CHECK (programme_type IN (
    'subsidy', 'loan', 'consultation', 'gathering', 'matching', 'certification', 'directory',
    'publication', 'survey', 'notification', 'project', 'facility', 'currency', 'network', 'plan')),
  also {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, programme)
);

CREATE TABLE programme_owner (
  municipality {{text}} NOT NULL,
  programme {{text}} NOT NULL,
  from_year INTEGER NOT NULL,
  to_year INTEGER CHECK (to_year IS NULL OR to_year >= from_year),
  body {{text}} NOT NULL,
  department {{text}},
  basis {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, programme, from_year),
  FOREIGN KEY (municipality, programme) REFERENCES programme (municipality, programme),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body)
);
