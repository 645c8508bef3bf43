-- What somebody typed and has not sent: kept for that person alone, gone when it is sent or thrown away. Passwords are
-- never in it.
CREATE TABLE unsent_form (
  municipality {{text}} NOT NULL,
  person BIGINT NOT NULL,
  path {{text}} NOT NULL,
  fields {{text}} NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, person, path),
  FOREIGN KEY (municipality, person) REFERENCES person (municipality, person)
);
