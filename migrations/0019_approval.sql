-- 決裁: a paper on its way: drafted (起案), co-signed (合議), decided (決裁). The subject is a thing of
-- another room, named by kind and key.
CREATE TABLE approval (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  approval BIGINT NOT NULL CHECK (approval >= 1),
  subject_kind {{text}} NOT NULL,
  subject_key {{text}} NOT NULL,
  title {{text}} NOT NULL,
  text {{text}} NOT NULL,
  body {{text}} NOT NULL,
  drafted_by BIGINT NOT NULL,
  drafted_post {{text}} NOT NULL,
  drafted_at BIGINT NOT NULL,
  state {{text}} NOT NULL CHECK (state IN ('open', 'approved', 'returned', 'withdrawn')),
  closed_at BIGINT,
  comment {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, approval),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body),
  FOREIGN KEY (municipality, drafted_by) REFERENCES person (municipality, person),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
CREATE INDEX approval_by_subject ON approval (municipality, subject_kind, subject_key, approval);

-- One station of the route; signed once and never changed but for the later look (後閲) of the
-- person somebody signed for (代決).
CREATE TABLE approval_step (
  municipality {{text}} NOT NULL,
  approval BIGINT NOT NULL,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  kind {{text}} NOT NULL CHECK (kind IN ('co_sign', 'decide')),
  post {{text}} NOT NULL,
  signed_by BIGINT,
  deputy_for BIGINT,
  outcome {{text}} CHECK (outcome IN ('signed', 'returned')),
  comment {{text}},
  signed_at BIGINT,
  looked_after_at BIGINT,
  PRIMARY KEY (municipality, approval, ordinal),
  FOREIGN KEY (municipality, approval) REFERENCES approval (municipality, approval),
  FOREIGN KEY (municipality, signed_by) REFERENCES person (municipality, person),
  FOREIGN KEY (municipality, deputy_for) REFERENCES person (municipality, person)
);
