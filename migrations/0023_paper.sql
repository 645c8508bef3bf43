-- 書類: a file put to a thing of another room, named by kind and key, and whose work it is. The content
-- lies in the folder of files under its hash; the row is written when the content is on the disk.
CREATE TABLE paper (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  paper BIGINT NOT NULL CHECK (paper >= 1),
  subject_kind {{text}} NOT NULL,
  subject_key {{text}} NOT NULL,
  body {{text}} NOT NULL,
  name {{text}} NOT NULL,
  media_type {{text}} NOT NULL,
  bytes BIGINT NOT NULL CHECK (bytes >= 1),
  sha256 {{text}} NOT NULL CHECK (length(sha256) = 64),
  eyes {{text}} NOT NULL CHECK (eyes IN ('staff', 'personal')),
  kept_by BIGINT,
  kept_at BIGINT NOT NULL,
  held BIGINT NOT NULL CHECK (held IN (0, 1)),
  deed BIGINT NOT NULL,
  taken_off_deed BIGINT,
  PRIMARY KEY (municipality, paper),
  FOREIGN KEY (municipality, body) REFERENCES body (municipality, body),
  FOREIGN KEY (municipality, kept_by) REFERENCES person (municipality, person),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, taken_off_deed) REFERENCES deed (municipality, deed)
);
CREATE INDEX paper_by_subject ON paper (municipality, subject_kind, subject_key, paper);
CREATE INDEX paper_by_content ON paper (municipality, sha256);
