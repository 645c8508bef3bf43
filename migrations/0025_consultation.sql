-- 商工相談: one conversation at an advice desk. What is counted and looked up stands here and is moved on by
-- corrections (the deeds keep what stood before); what was said stands in the notes. record: the countable fact
-- that stands for it now. withdrawn_by: the deed that took it back.
CREATE TABLE consultation (
  municipality {{text}} NOT NULL,
  consultation BIGINT NOT NULL,
  body {{text}} NOT NULL,
  programme {{text}} NOT NULL,
  record_kind {{text}} NOT NULL,
  occurred_on {{text}} NOT NULL,
  from_minute INTEGER CHECK (from_minute BETWEEN 0 AND 1439),
  until_minute INTEGER CHECK (until_minute BETWEEN 1 AND 1440),
  channel {{text}} NOT NULL,
  topics {{text}} NOT NULL,
  secrecy {{text}} NOT NULL CHECK (secrecy IN ('ordinary', 'shared', 'secret')),
  client BIGINT,
  adviser BIGINT NOT NULL,
  author BIGINT NOT NULL,
  referral {{text}} NOT NULL,
  referral_state {{text}} NOT NULL CHECK (referral_state IN ('none', 'open', 'followed', 'not_followed')),
  next_on {{text}},
  follow_up_on {{text}},
  record BIGINT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  withdrawn_by BIGINT,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, consultation),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body),
  FOREIGN KEY (municipality, programme) REFERENCES programme (municipality, programme),
  FOREIGN KEY (municipality, client) REFERENCES business (municipality, business),
  FOREIGN KEY (municipality, record) REFERENCES record (municipality, record),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
CREATE INDEX consultation_by_day ON consultation (municipality, body, occurred_on, consultation);
CREATE INDEX consultation_by_client ON consultation (municipality, client, occurred_on, consultation) WHERE client IS NOT NULL;

-- What was said, version by version; personal, and never copied into records or deeds.
CREATE TABLE consultation_note (
  municipality {{text}} NOT NULL,
  consultation BIGINT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  content {{text}} NOT NULL,
  advice {{text}} NOT NULL,
  next_action {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, consultation, version),
  FOREIGN KEY (municipality, consultation) REFERENCES consultation (municipality, consultation),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
) {{by_key}};

-- What still has to be done, by whom and until when; a line goes when it is done.
CREATE TABLE consultation_due (
  municipality {{text}} NOT NULL,
  body {{text}} NOT NULL,
  adviser BIGINT NOT NULL,
  due_on {{text}} NOT NULL,
  consultation BIGINT NOT NULL,
  due_kind {{text}} NOT NULL CHECK (due_kind IN ('next_action', 'follow_up')),
  PRIMARY KEY (municipality, body, adviser, due_on, consultation, due_kind),
  FOREIGN KEY (municipality, consultation) REFERENCES consultation (municipality, consultation)
) {{by_key}};
CREATE INDEX consultation_due_by_day ON consultation_due (municipality, body, due_on, consultation, due_kind);

-- What was done afterwards.
CREATE TABLE consultation_step (
  municipality {{text}} NOT NULL,
  consultation BIGINT NOT NULL,
  step BIGINT NOT NULL,
  step_kind {{text}} NOT NULL CHECK (step_kind IN ('next_done', 'followed_up', 'referral_followed', 'referral_not_followed')),
  person BIGINT NOT NULL,
  note {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, consultation, step),
  FOREIGN KEY (municipality, consultation) REFERENCES consultation (municipality, consultation),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
) {{by_key}};

-- 件 and 延べ by fiscal year ("2026") and by month ("2026-10"), so that nobody counts consultations to show a page.
-- shard: the writer, so that servers do not wait for each other. record: the latest one, which leads to the cells
-- of the plan that count the same.
CREATE TABLE consultation_sum (
  municipality {{text}} NOT NULL,
  body {{text}} NOT NULL,
  period {{text}} NOT NULL,
  programme {{text}} NOT NULL,
  record_kind {{text}} NOT NULL,
  shard INTEGER NOT NULL,
  consultations BIGINT NOT NULL,
  visits BIGINT NOT NULL,
  record BIGINT NOT NULL,
  PRIMARY KEY (municipality, body, period, programme, record_kind, shard)
) {{by_key}};

-- 者: how often each client came in the period; a line without any is gone.
CREATE TABLE consultation_client (
  municipality {{text}} NOT NULL,
  body {{text}} NOT NULL,
  period {{text}} NOT NULL,
  programme {{text}} NOT NULL,
  record_kind {{text}} NOT NULL,
  client BIGINT NOT NULL,
  consultations BIGINT NOT NULL,
  PRIMARY KEY (municipality, body, period, programme, record_kind, client)
) {{by_key}};
