-- Who may act through the staff API: a token stands for one person in one post until people have accounts.
-- The secret is shown once when it is issued; only its hash is kept.
CREATE TABLE staff_token (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  token_hash {{text}} NOT NULL,
  person BIGINT NOT NULL CHECK (person >= 1),
  name {{text}} NOT NULL,
  post {{text}} NOT NULL,
  body {{text}} NOT NULL,
  may {{text}} NOT NULL CHECK (may IN ('read', 'write')),
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, token_hash),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
-- A request brings the secret alone; whose it is, the token says.
CREATE INDEX staff_token_by_hash ON staff_token (token_hash);
