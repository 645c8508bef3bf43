-- 実績の備考: what the owner and the planner say of a line's result in a review, version by version.
-- Whether a note is printed on the papers the planner decides for each version anew.
CREATE TABLE result_note (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  period {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  side {{text}} NOT NULL CHECK (side IN ('owner', 'planner')),
  version INTEGER NOT NULL CHECK (version >= 1),
  note {{text}} NOT NULL,
  person BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  printed_by BIGINT,
  PRIMARY KEY (municipality, plan, period, row_key, side, version),
  FOREIGN KEY (municipality, plan, period) REFERENCES review (municipality, plan, period),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, printed_by) REFERENCES deed (municipality, deed)
);

-- 決算: on which day the council approved the accounts of a fiscal year, version by version; the
-- latest counts, and one without a day takes it back.
CREATE TABLE year_settlement (
  municipality {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  council_on {{text}},
  reason {{text}} NOT NULL,
  person BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, fiscal_year, version),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 独自様式: an Excel file as the office made it, to be filled from reviews. One that somebody tries
-- is theirs alone until it is kept for all; a further one that is kept takes its place.
CREATE TABLE own_form (
  municipality {{text}} NOT NULL,
  own_form BIGINT NOT NULL,
  name {{text}} NOT NULL,
  sha256 {{text}} NOT NULL,
  bytes_base64 {{text}} NOT NULL,
  person BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  uploaded_at BIGINT NOT NULL,
  kept_by BIGINT,
  PRIMARY KEY (municipality, own_form),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, kept_by) REFERENCES deed (municipality, deed)
);
