-- Who did what to which record, when and why: only ever added to.
-- Each municipality has a chain for every writer: the digest of a deed covers the digest before it.
CREATE TABLE deed (
  municipality {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  writer BIGINT NOT NULL,
  sequence BIGINT NOT NULL CHECK (sequence >= 1),
  recorded_at BIGINT NOT NULL,
  actor_kind {{text}} NOT NULL CHECK (actor_kind IN ('staff', 'applicant', 'system')),
  actor BIGINT NOT NULL,
  post {{text}} NOT NULL,
  body {{text}} NOT NULL,
  installation BIGINT NOT NULL,
  kind {{text}} NOT NULL,
  subject_kind {{text}} NOT NULL,
  subject_key {{text}} NOT NULL,
  payload_digest {{text}} NOT NULL,
  salt {{text}} NOT NULL,
  digest {{text}} NOT NULL,
  PRIMARY KEY (municipality, deed),
  UNIQUE (municipality, writer, sequence)
);
CREATE INDEX deed_by_subject ON deed (municipality, subject_kind, subject_key, deed);

-- Reason and payload may hold personal data and are erased by a deed when their years are over.
CREATE TABLE deed_payload (
  municipality {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  retention {{text}} NOT NULL CHECK (retention IN (
    'permanent', 'years_30', 'years_10', 'years_5', 'years_3', 'years_1')),
  reason {{text}} NOT NULL,
  payload {{text}} NOT NULL,
  salt {{text}} NOT NULL,
  erased_by BIGINT,
  PRIMARY KEY (municipality, deed),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, erased_by) REFERENCES deed (municipality, deed)
);

-- The last link of each chain.
CREATE TABLE deed_chain (
  municipality {{text}} NOT NULL,
  writer BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  digest {{text}} NOT NULL,
  PRIMARY KEY (municipality, writer)
);

-- Commands by the id their sender gave them: a repeated one gets the first answer.
CREATE TABLE command (
  municipality {{text}} NOT NULL,
  command {{text}} NOT NULL,
  content_hash {{text}} NOT NULL,
  recorded_at BIGINT NOT NULL,
  answer {{text}},
  PRIMARY KEY (municipality, command)
);
