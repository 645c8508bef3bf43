-- What the desk counts, told by twelve rows a year: 件, 延べ and 者 of a month stand beside each other, and so does how
-- many of its clients had not come in the fiscal year before they were counted there, which added up over a year are the
-- 者 of the year. Nobody counts clients to show a page, and a client who is counted in the month already writes nothing.
-- shard: the writer, so that servers do not wait for each other. record: the latest one, which leads to the cells of the
-- plan that count the same.
DROP TABLE consultation_sum;
CREATE TABLE consultation_sum (
  municipality {{text}} NOT NULL,
  body {{text}} NOT NULL,
  month {{text}} NOT NULL,
  programme {{text}} NOT NULL,
  record_kind {{text}} NOT NULL,
  shard INTEGER NOT NULL,
  consultations BIGINT NOT NULL,
  visits BIGINT NOT NULL,
  clients BIGINT NOT NULL,
  new_clients BIGINT NOT NULL,
  record BIGINT NOT NULL,
  PRIMARY KEY (municipality, body, month, programme, record_kind, shard)
) {{by_key}};

-- The months of the fiscal year in which a client came: 1 is April, 2048 March. A line without any is gone.
DROP TABLE consultation_client;
CREATE TABLE consultation_client (
  municipality {{text}} NOT NULL,
  body {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  programme {{text}} NOT NULL,
  record_kind {{text}} NOT NULL,
  client BIGINT NOT NULL,
  months INTEGER NOT NULL CHECK (months BETWEEN 0 AND 4095),
  PRIMARY KEY (municipality, body, fiscal_year, programme, record_kind, client)
) {{by_key}};

INSERT INTO consultation_client (municipality, body, fiscal_year, programme, record_kind, client, months)
SELECT municipality, body, fiscal_year, programme, record_kind, client, SUM(1 << place) FROM (
  SELECT DISTINCT municipality, body, CAST(substr(occurred_on, 1, 4) AS INTEGER)
    - CASE WHEN substr(occurred_on, 6, 2) < '04' THEN 1 ELSE 0 END AS fiscal_year, programme, record_kind, client,
    (CAST(substr(occurred_on, 6, 2) AS INTEGER) + 8) % 12 AS place
  FROM consultation WHERE withdrawn_by IS NULL AND client IS NOT NULL) came
GROUP BY municipality, body, fiscal_year, programme, record_kind, client;

-- Whoever came in several months is new in the first of them.
INSERT INTO consultation_sum (municipality, body, month, programme, record_kind, shard, consultations, visits, clients,
  new_clients, record)
SELECT municipality, body, substr(occurred_on, 1, 7), programme, record_kind, 0, COUNT(*), COUNT(client),
  COUNT(DISTINCT client), COUNT(DISTINCT CASE WHEN occurred_on = first_on THEN client END), MAX(record)
FROM (
  SELECT municipality, body, occurred_on, programme, record_kind, client, record, MIN(occurred_on) OVER (
    PARTITION BY municipality, body, programme, record_kind, client, CAST(substr(occurred_on, 1, 4) AS INTEGER)
      - CASE WHEN substr(occurred_on, 6, 2) < '04' THEN 1 ELSE 0 END) AS first_on
  FROM consultation WHERE withdrawn_by IS NULL) counted
GROUP BY municipality, body, substr(occurred_on, 1, 7), programme, record_kind;
