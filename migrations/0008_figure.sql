-- 実績値: declared sums over records, kept up to date by every write.

-- One row a municipality: every change of what records mean (definitions, register, year closing) gives it
-- a new random generation; last_mark is the latest mark: later records have a later recorded_at.
CREATE TABLE figure_clock (
  municipality {{text}} NOT NULL PRIMARY KEY,
  generation BIGINT NOT NULL,
  last_mark BIGINT NOT NULL
);

-- A mark: everything recorded until then was committed when it was written, so what was known at it is exact.
CREATE TABLE figure_mark (
  municipality {{text}} NOT NULL,
  mark BIGINT NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('publication', 'definition', 'check')),
  name {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, mark),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- How a row of a plan shows its figures, by version: patterns, column rules, reasons (JSON).
CREATE TABLE figure_row (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  ordinal INTEGER NOT NULL,
  definition {{text}} NOT NULL,
  in_force_from BIGINT NOT NULL,
  in_force_until BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, row_key, version),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- A figure in one version of its definition (JSON). building: its sums are being put together, nobody reads them;
-- in force from in_force_from until in_force_until.
CREATE TABLE figure (
  municipality {{text}} NOT NULL,
  figure BIGINT NOT NULL,
  plan {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  figure_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  ordinal INTEGER NOT NULL,
  definition {{text}} NOT NULL,
  state {{text}} NOT NULL CHECK (state IN ('building', 'current', 'retired')),
  in_force_from BIGINT,
  in_force_until BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, figure),
  UNIQUE (municipality, plan, row_key, figure_key, version),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- What a figure is today: one row a fiscal year, confirmed and not, and writer. Staff see both sums together, the public the
-- confirmed one. records: records counted (a reversal takes one away); singles: the part of value that does not come from
-- entries typed as totals; divisor: the lower number of a ratio. Distinct counts: value moves when a member comes or goes.
CREATE TABLE figure_sum (
  municipality {{text}} NOT NULL,
  figure BIGINT NOT NULL,
  fiscal_year INTEGER NOT NULL,
  confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
  shard INTEGER NOT NULL,
  records BIGINT NOT NULL,
  value BIGINT NOT NULL,
  singles BIGINT NOT NULL,
  divisor BIGINT NOT NULL,
  PRIMARY KEY (municipality, figure, fiscal_year, confirmed, shard),
  CONSTRAINT figure_sum_in_range CHECK (value BETWEEN -4000000000000000000 AND 4000000000000000000)
) {{by_key}} {{postgres}}WITH (fillfactor = 50){{end}};

-- The same by the day it became known (days since 1970 in Japan) and the month it happened in (201104; 0 for distinct counts).
CREATE TABLE figure_day (
  municipality {{text}} NOT NULL,
  figure BIGINT NOT NULL,
  fiscal_year INTEGER NOT NULL,
  recorded_day INTEGER NOT NULL,
  month INTEGER NOT NULL,
  confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
  shard INTEGER NOT NULL,
  records BIGINT NOT NULL,
  value BIGINT NOT NULL,
  singles BIGINT NOT NULL,
  divisor BIGINT NOT NULL,
  PRIMARY KEY (municipality, figure, fiscal_year, recorded_day, month, confirmed, shard)
) {{by_key}} {{postgres}}WITH (fillfactor = 50){{end}};

-- Who is counted in a distinct count, and how many records say so. scope 0: all records, 1: confirmed ones.
CREATE TABLE figure_member (
  municipality {{text}} NOT NULL,
  figure BIGINT NOT NULL,
  fiscal_year INTEGER NOT NULL,
  scope INTEGER NOT NULL CHECK (scope IN (0, 1)),
  member BIGINT NOT NULL,
  records BIGINT NOT NULL,
  PRIMARY KEY (municipality, figure, fiscal_year, scope, member)
) {{by_key}};

-- From when until when a member was counted, by the moment it became known.
CREATE TABLE figure_presence (
  municipality {{text}} NOT NULL,
  figure BIGINT NOT NULL,
  fiscal_year INTEGER NOT NULL,
  scope INTEGER NOT NULL CHECK (scope IN (0, 1)),
  member BIGINT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT,
  PRIMARY KEY (municipality, figure, fiscal_year, scope, member, from_at)
) {{by_key}};

-- The milestones a status figure chooses the latest of: one row a record, with the moments at which it was recorded,
-- confirmed, taken back, and its taking back confirmed.
CREATE TABLE figure_milestone (
  municipality {{text}} NOT NULL,
  figure BIGINT NOT NULL,
  fiscal_year INTEGER NOT NULL,
  occurred_on {{text}} NOT NULL,
  record BIGINT NOT NULL,
  milestone {{text}} NOT NULL,
  recorded_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  reversed_at BIGINT,
  reversal_confirmed_at BIGINT,
  PRIMARY KEY (municipality, figure, fiscal_year, occurred_on, record)
) {{by_key}};
