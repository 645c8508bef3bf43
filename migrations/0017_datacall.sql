-- 照会: the planner asks the owners of a plan's lines for the results of a year.
CREATE TABLE data_call (
  municipality {{text}} NOT NULL,
  data_call BIGINT NOT NULL,
  plan {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  column_key {{text}} NOT NULL,
  title {{text}} NOT NULL,
  message {{text}} NOT NULL,
  due_on {{text}} NOT NULL,
  opened_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  closed_by BIGINT,
  PRIMARY KEY (municipality, data_call),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, closed_by) REFERENCES deed (municipality, deed)
);

-- What one owner owes; without a body: 担当不明, the planner says whose it is.
CREATE TABLE call_sheet (
  municipality {{text}} NOT NULL,
  data_call BIGINT NOT NULL,
  sheet INTEGER NOT NULL CHECK (sheet >= 1),
  body {{text}},
  department {{text}} NOT NULL,
  contact_name {{text}} NOT NULL,
  contact_mail {{text}} NOT NULL,
  seen_at BIGINT,
  link_hash {{text}},
  link_until BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, data_call, sheet),
  FOREIGN KEY (municipality, data_call) REFERENCES data_call (municipality, data_call),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body)
);
-- A request brings the secret of the link alone; whose it is, the sheet says.
CREATE INDEX call_sheet_by_link ON call_sheet (link_hash);

CREATE TABLE call_row (
  municipality {{text}} NOT NULL,
  data_call BIGINT NOT NULL,
  row_key {{text}} NOT NULL,
  ordinal INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  PRIMARY KEY (municipality, data_call, row_key),
  FOREIGN KEY (municipality, data_call, sheet) REFERENCES call_sheet (municipality, data_call, sheet)
);

-- What was answered, version by version: a text as written, or a typed absence with its note.
CREATE TABLE call_answer (
  municipality {{text}} NOT NULL,
  data_call BIGINT NOT NULL,
  row_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  text {{text}} NOT NULL,
  absence {{text}} CHECK (absence IN ('not_yet_counted', 'not_carried_out', 'outside_years', 'handed_over', 'done_elsewhere')),
  note {{text}} NOT NULL,
  executed_yen BIGINT,
  how {{text}} NOT NULL CHECK (how IN ('form', 'link', 'excel')),
  person BIGINT NOT NULL,
  person_name {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, data_call, row_key, version),
  FOREIGN KEY (municipality, data_call, row_key) REFERENCES call_row (municipality, data_call, row_key),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 確認・点検・承認, and what was sent back with a question: each signs one version of one value.
CREATE TABLE value_sign (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  column_key {{text}} NOT NULL,
  data_call BIGINT NOT NULL,
  version INTEGER NOT NULL,
  sign {{text}} NOT NULL CHECK (sign IN ('confirmed', 'returned', 'checked', 'questioned', 'approved')),
  person BIGINT NOT NULL,
  person_name {{text}} NOT NULL,
  reason {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, column_key, data_call, version, sign),
  FOREIGN KEY (municipality, data_call, row_key, version) REFERENCES call_answer (municipality, data_call, row_key, version),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
CREATE INDEX value_sign_by_call ON value_sign (municipality, data_call, row_key);

-- 督促: that an owner was reminded, and when.
CREATE TABLE call_reminder (
  municipality {{text}} NOT NULL,
  data_call BIGINT NOT NULL,
  sheet INTEGER NOT NULL,
  deed BIGINT NOT NULL,
  reminded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, data_call, sheet, deed),
  FOREIGN KEY (municipality, data_call, sheet) REFERENCES call_sheet (municipality, data_call, sheet),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
