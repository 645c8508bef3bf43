-- 訂正: somebody asks with a reason that an approved value be answered again; another person reopens
-- the line or declines. `version` is the approved answer, which stays; only added to.
CREATE TABLE value_correction (
  municipality {{text}} NOT NULL,
  data_call BIGINT NOT NULL,
  row_key {{text}} NOT NULL,
  version INTEGER NOT NULL,
  step INTEGER NOT NULL CHECK (step >= 1),
  kind {{text}} NOT NULL CHECK (kind IN ('asked', 'declined', 'reopened')),
  person BIGINT NOT NULL,
  person_name {{text}} NOT NULL,
  reason {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, data_call, row_key, version, step),
  FOREIGN KEY (municipality, data_call, row_key, version) REFERENCES call_answer (municipality, data_call, row_key, version),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 他事業で対応: through which line of the plan.
ALTER TABLE call_answer ADD COLUMN done_through {{text}};

-- 督促の予定: what the daily job found to be due, with the text as it is to be sent; at most one a
-- sheet and day of the rule. Nothing goes out by itself: a person sends it and says so (sent_by).
CREATE TABLE call_notice (
  municipality {{text}} NOT NULL,
  data_call BIGINT NOT NULL,
  sheet INTEGER NOT NULL,
  rule_day {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('before', 'due', 'late')),
  contact_name {{text}} NOT NULL,
  contact_mail {{text}} NOT NULL,
  body {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  settled_as {{text}} CHECK (settled_as IN ('sent', 'dropped')),
  settled_by BIGINT,
  PRIMARY KEY (municipality, data_call, sheet, rule_day),
  FOREIGN KEY (municipality, data_call, sheet) REFERENCES call_sheet (municipality, data_call, sheet),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, settled_by) REFERENCES deed (municipality, deed)
);
