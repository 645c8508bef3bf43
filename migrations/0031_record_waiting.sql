-- 確認待ち: what waits for a second pair of eyes: a record that stands unconfirmed, or the reversal of a confirmed
-- one. Derived from record and record_confirmation and kept by the door of records in the same transaction, so that
-- a page of what waits costs by what waits and not by what ever was; `nigiwai verify` proves it. A line is added when
-- a record begins to wait and goes when it is confirmed or taken back. month: 2011-04, of the day it happened on.
CREATE TABLE record_waiting (
  municipality {{text}} NOT NULL,
  record BIGINT NOT NULL,
  programme {{text}} NOT NULL,
  record_kind {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  month {{text}} NOT NULL,
  is_reversal INTEGER NOT NULL CHECK (is_reversal IN (0, 1)),
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, record)
) {{by_key}};

INSERT INTO record_waiting (municipality, record, programme, record_kind, fiscal_year, month, is_reversal, recorded_at)
SELECT r.municipality, r.record, r.programme, r.record_kind, r.fiscal_year, substr(r.occurred_on, 1, 7),
  CASE WHEN r.reverses IS NULL THEN 0 ELSE 1 END, r.recorded_at
FROM record r
WHERE NOT EXISTS (SELECT 1 FROM record_confirmation c WHERE c.municipality = r.municipality AND c.record = r.record)
  AND ((r.reverses IS NULL AND NOT EXISTS
    (SELECT 1 FROM record b WHERE b.municipality = r.municipality AND b.reverses = r.record))
  OR (r.reverses IS NOT NULL AND EXISTS
    (SELECT 1 FROM record_confirmation f WHERE f.municipality = r.municipality AND f.record = r.reverses)));
