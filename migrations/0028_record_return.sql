-- 差戻し: a record that somebody looked at and did not confirm; why stands in the deed. Only added to: the
-- latest counts, until the record is corrected, taken back or confirmed after all.
CREATE TABLE record_return (
  municipality {{text}} NOT NULL,
  record BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, record, deed),
  FOREIGN KEY (municipality, record) REFERENCES record (municipality, record),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
) {{by_key}};
