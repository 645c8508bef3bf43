-- What a plan is worked with beside its printed lines. A plan is public once it is released; one that was loaded
-- from published papers is public already.
ALTER TABLE plan ADD COLUMN released INTEGER NOT NULL DEFAULT 1 CHECK (released IN (0, 1));

-- Who owns a line in which years, where the plan says so itself; otherwise its programmes say it.
CREATE TABLE plan_row_owner (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  from_year INTEGER NOT NULL,
  to_year INTEGER CHECK (to_year IS NULL OR to_year >= from_year),
  body {{text}} NOT NULL,
  department {{text}},
  basis {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, from_year),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body)
);

-- 根拠法令・財源: one text a line.
CREATE TABLE plan_row_basis (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('legal', 'funding')),
  ordinal INTEGER NOT NULL,
  text {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, kind, ordinal),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key)
);

-- 指標: what a line is measured by, in which direction, from which baseline.
CREATE TABLE plan_indicator (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  indicator INTEGER NOT NULL CHECK (indicator >= 1),
  label {{text}} NOT NULL,
  unit {{text}} NOT NULL,
  direction {{text}} NOT NULL CHECK (direction IN ('up', 'down', 'maintain', 'milestone')),
  nature {{text}} NOT NULL CHECK (nature IN ('flow', 'stock', 'cumulative')),
  tolerance_numerator BIGINT,
  tolerance_denominator BIGINT CHECK (tolerance_denominator > 0),
  base_numerator BIGINT,
  base_denominator BIGINT CHECK (base_denominator > 0),
  base_at {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, indicator),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key)
);

-- 目標, version by version: the latest counts; an empty text takes the target away.
CREATE TABLE plan_target (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  indicator INTEGER NOT NULL,
  fiscal_year INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  text {{text}} NOT NULL,
  numerator BIGINT,
  denominator BIGINT CHECK (denominator > 0),
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, indicator, fiscal_year, version),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 計画額・予算額・決算額: three values, never one in place of another; the latest version counts, no yen takes it away.
CREATE TABLE plan_money (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  stage {{text}} NOT NULL CHECK (stage IN ('planned', 'budgeted', 'executed')),
  version INTEGER NOT NULL CHECK (version >= 1),
  yen BIGINT,
  note {{text}},
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, fiscal_year, stage, version),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
