-- From where a deed was done (remote address, name of the session) and in whose place (代決). Both are erased with
-- reason and payload, and digested with them where they are given: deeds of before keep their digests.
ALTER TABLE deed_payload ADD COLUMN origin {{text}} NOT NULL DEFAULT '';
ALTER TABLE deed_payload ADD COLUMN deputy_for BIGINT NOT NULL DEFAULT 0;

-- What is past its years is looked up by class, the oldest first.
CREATE INDEX deed_payload_by_retention ON deed_payload (municipality, retention, deed)
  WHERE erased_by IS NULL AND retention <> 'permanent';
-- What was done to a thing is found behind any number of deeds that only looked at it.
CREATE INDEX deed_done_by_subject ON deed (municipality, subject_kind, subject_key, deed)
  WHERE kind NOT IN ('staff.view', 'staff.search', 'staff.export', 'staff.print');
CREATE INDEX deed_by_kind ON deed (municipality, kind, deed);
-- Which seal covers a deed is found by the moment.
CREATE INDEX history_seal_by_time ON history_seal (municipality, sealed_at, seal);

-- 点検: the deeds somebody has to look at, and why. seen_by: the deed that marked it as seen (確認済み).
CREATE TABLE deed_review (
  municipality {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  reason {{text}} NOT NULL CHECK (reason IN (
    'out_of_hours', 'many_views', 'refused', 'sign_in_failed', 'deputy', 'administrator', 'erasure')),
  seen_by BIGINT,
  PRIMARY KEY (municipality, deed, reason),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, seen_by) REFERENCES deed (municipality, deed)
);
CREATE INDEX deed_review_unseen ON deed_review (municipality, deed) WHERE seen_by IS NULL;

-- 確認済み: which deed was looked at by which deed; the note is the reason of the second.
CREATE TABLE deed_seen (
  municipality {{text}} NOT NULL,
  seen_by BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, deed),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, seen_by) REFERENCES deed (municipality, deed)
);
CREATE INDEX deed_seen_by ON deed_seen (municipality, seen_by, deed);

-- Until now nobody kept who read what: of earlier deeds the kind and the post say what has to be looked at.
INSERT INTO deed_review (municipality, deed, reason)
  SELECT municipality, deed, 'sign_in_failed' FROM deed WHERE kind = 'staff.sign_in_failed';
INSERT INTO deed_review (municipality, deed, reason)
  SELECT municipality, deed, 'erasure' FROM deed WHERE kind IN ('history.erase', 'record.erase_note');
INSERT INTO deed_review (municipality, deed, reason)
  SELECT municipality, deed, 'administrator' FROM deed WHERE actor_kind = 'staff' AND post = 'administrator';
