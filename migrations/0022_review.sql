-- 達成度の目安 in versions: what was published is never changed, a further version follows it.
CREATE TABLE scale_rule (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  name {{text}} NOT NULL,
  published_on {{text}} NOT NULL,
  reference {{text}} NOT NULL,
  tolerance_numerator BIGINT,
  tolerance_denominator BIGINT CHECK (tolerance_denominator > 0),
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, version),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- Its lines: grades from the best, marks that are no grades, and the words of milestones (in mark).
CREATE TABLE scale_rule_line (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  version INTEGER NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('grade', 'non_grade', 'reached', 'partly', 'missed')),
  ordinal INTEGER NOT NULL,
  mark {{text}} NOT NULL,
  at_least_numerator BIGINT,
  at_least_denominator BIGINT CHECK (at_least_denominator > 0),
  condition {{text}},
  words {{text}} NOT NULL,
  PRIMARY KEY (municipality, plan, version, kind, ordinal),
  FOREIGN KEY (municipality, plan, version) REFERENCES scale_rule (municipality, plan, version)
);

-- 点検 of one year, or of several (the period): its key is 2014 or 2011-2014.
CREATE TABLE review (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  period {{text}} NOT NULL,
  from_year INTEGER NOT NULL,
  to_year INTEGER NOT NULL CHECK (to_year >= from_year),
  rule_version INTEGER,
  state {{text}} NOT NULL CHECK (state IN ('open', 'in_approval', 'closed')),
  opened_by BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, period),
  FOREIGN KEY (municipality, plan) REFERENCES plan (municipality, plan),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- What people said of a line: proposed, decided, looked at a second time. Only added to; the latest of
-- a kind counts, and rule_mark keeps what the rule proposed then.
CREATE TABLE row_rating (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  period {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  kind {{text}} NOT NULL CHECK (kind IN ('proposed', 'decided', 'second_look')),
  mark {{text}} NOT NULL,
  reason {{text}} NOT NULL,
  rule_mark {{text}},
  rule_version INTEGER,
  person BIGINT NOT NULL,
  post {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, period, row_key, version),
  FOREIGN KEY (municipality, plan, period) REFERENCES review (municipality, plan, period),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 今後の方向, version by version; the latest counts.
CREATE TABLE next_action (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  period {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  direction {{text}} NOT NULL CHECK (direction IN (
    'continue', 'improve', 'expand', 'shrink', 'merge', 'hand_over', 'complete', 'abolish')),
  text {{text}} NOT NULL,
  owner_body {{text}} NOT NULL,
  due_on {{text}},
  person BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, period, row_key, version),
  FOREIGN KEY (municipality, plan, period) REFERENCES review (municipality, plan, period),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 行ったこと: what became of a next action, written in a later review, version by version.
CREATE TABLE followed_action (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  period {{text}} NOT NULL,
  row_key {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  state {{text}} NOT NULL CHECK (state IN ('done', 'partly', 'not_done')),
  text {{text}} NOT NULL,
  person BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, period, row_key, version),
  FOREIGN KEY (municipality, plan, period) REFERENCES review (municipality, plan, period),
  FOREIGN KEY (municipality, plan, row_key) REFERENCES plan_row (municipality, plan, row_key),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
