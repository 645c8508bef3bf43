-- 年度締め and reopening are deeds of two persons: one asks with a reason, another signs. What was asked stays.
CREATE TABLE year_request (
  municipality {{text}} NOT NULL,
  request BIGINT NOT NULL,
  fiscal_year INTEGER NOT NULL,
  closes INTEGER NOT NULL CHECK (closes IN (0, 1)),
  reason {{text}} NOT NULL,
  asked_by BIGINT NOT NULL,
  asked_post {{text}} NOT NULL,
  asked_body {{text}} NOT NULL,
  asked_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, request),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

CREATE TABLE year_request_end (
  municipality {{text}} NOT NULL,
  request BIGINT NOT NULL,
  outcome {{text}} NOT NULL CHECK (outcome IN ('signed', 'turned_down')),
  ended_by BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, request),
  FOREIGN KEY (municipality, request) REFERENCES year_request (municipality, request),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
