-- 職員: people who sign in, of the municipality or of another body. The login is unique in the
-- municipality; a person who left stays, because deeds name them.
CREATE TABLE person (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  person BIGINT NOT NULL CHECK (person >= 1),
  login {{text}} NOT NULL,
  login_key {{text}} NOT NULL,
  name {{text}} NOT NULL,
  body {{text}} NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  ended_at BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, person),
  UNIQUE (municipality, login_key),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- What proves who somebody is. Secret: no page, list or export reads this table.
CREATE TABLE person_proof (
  municipality {{text}} NOT NULL,
  person BIGINT NOT NULL,
  password_hash {{text}},
  totp_secret {{text}},
  totp_confirmed INTEGER NOT NULL CHECK (totp_confirmed IN (0, 1)),
  totp_last_step BIGINT NOT NULL,
  PRIMARY KEY (municipality, person),
  FOREIGN KEY (municipality, person) REFERENCES person (municipality, person)
);

-- A recovery code stands in once for the second factor.
CREATE TABLE recovery_code (
  municipality {{text}} NOT NULL,
  code_hash {{text}} NOT NULL,
  person BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (municipality, code_hash),
  FOREIGN KEY (municipality, person) REFERENCES person (municipality, person)
);
CREATE INDEX recovery_code_by_person ON recovery_code (municipality, person);

-- A link by which a person sets a password once: the first one, or a new one when it is forgotten.
CREATE TABLE invitation (
  municipality {{text}} NOT NULL,
  secret_hash {{text}} NOT NULL,
  person BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, secret_hash),
  FOREIGN KEY (municipality, person) REFERENCES person (municipality, person),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
-- A request brings the secret alone; whose it is, the invitation says.
CREATE INDEX invitation_by_hash ON invitation (secret_hash);

-- How often a login failed in a row, whether anybody has it or not: the answer tells nobody which
-- logins there are.
CREATE TABLE sign_in_guard (
  municipality {{text}} NOT NULL,
  login_key {{text}} NOT NULL,
  failures BIGINT NOT NULL CHECK (failures >= 0),
  wait_until BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, login_key)
);

-- Somebody at a browser. The cookie holds a secret, this table its hash; half: the password was
-- right, the second factor is still to come.
CREATE TABLE staff_session (
  municipality {{text}} NOT NULL,
  session_hash {{text}} NOT NULL,
  person BIGINT NOT NULL,
  half INTEGER NOT NULL CHECK (half IN (0, 1)),
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  remote {{text}} NOT NULL,
  agent {{text}} NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (municipality, session_hash),
  FOREIGN KEY (municipality, person) REFERENCES person (municipality, person)
);
-- A request brings the cookie alone; whose it is, the session says.
CREATE INDEX staff_session_by_hash ON staff_session (session_hash);
CREATE INDEX staff_session_by_person ON staff_session (municipality, person, started_at);

-- 組織: departments and sections by fiscal year; each belongs to a body and may stand below another.
CREATE TABLE unit (
  municipality {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  unit {{text}} NOT NULL,
  name {{text}} NOT NULL,
  body {{text}} NOT NULL,
  above {{text}},
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, fiscal_year, unit),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body),
  FOREIGN KEY (municipality, fiscal_year, above) REFERENCES unit (municipality, fiscal_year, unit),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 職: what a person may do, from a day to a day; several at once (兼務). A deputy (代決) holds the
-- post of another person for the time being.
CREATE TABLE post_held (
  municipality {{text}} NOT NULL,
  held BIGINT NOT NULL,
  person BIGINT NOT NULL,
  post {{text}} NOT NULL,
  unit {{text}} NOT NULL,
  from_on {{text}} NOT NULL,
  until_on {{text}},
  deputy_for BIGINT,
  deed BIGINT NOT NULL,
  ended_by BIGINT,
  PRIMARY KEY (municipality, held),
  FOREIGN KEY (municipality, person) REFERENCES person (municipality, person),
  FOREIGN KEY (municipality, deputy_for) REFERENCES person (municipality, person),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, ended_by) REFERENCES deed (municipality, deed)
);
CREATE INDEX post_held_by_person ON post_held (municipality, person, from_on);
