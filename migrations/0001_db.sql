-- The tables the database layer itself needs.
-- Marks: {{text}} {{by_key}} {{sqlite}}…{{end}} {{postgres}}…{{end}}: see src/db/dialect.h.

CREATE TABLE writer_lease (
  writer BIGINT NOT NULL PRIMARY KEY CHECK (writer BETWEEN 0 AND 4095),
  holder BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  promised_until BIGINT NOT NULL,
  ids_until BIGINT NOT NULL
);

CREATE TABLE search_entry (
  municipality {{text}} NOT NULL,
  kind {{text}} NOT NULL,
  key {{text}} NOT NULL,
  entry BIGINT NOT NULL,
  title {{text}} NOT NULL,
  text {{text}} NOT NULL,
  PRIMARY KEY (municipality, kind, key)
);
CREATE INDEX search_entry_by_entry ON search_entry (entry);

{{sqlite}}
CREATE VIRTUAL TABLE search_grams USING fts5 (grams, tokenize = 'ascii');
{{end}}
{{postgres}}
CREATE TABLE search_grams (
  entry BIGINT NOT NULL PRIMARY KEY,
  words TEXT COLLATE "C" NOT NULL,
  grams TEXT[] COLLATE "C" NOT NULL
);
CREATE INDEX search_grams_by_gram ON search_grams USING gin (grams);
{{end}}
