-- A seal holds the head of every chain at one moment and covers the seal before it: whoever cuts the end off a chain has to
-- rewrite every later seal, and the numbers printed or exported from them no longer agree.
-- heads: a line "writer:sequence:digest" for each chain, by writer. deeds: how many deeds the chains had.
CREATE TABLE history_seal (
  municipality {{text}} NOT NULL,
  seal BIGINT NOT NULL CHECK (seal >= 1),
  sealed_at BIGINT NOT NULL,
  heads {{text}} NOT NULL,
  deeds BIGINT NOT NULL,
  digest {{text}} NOT NULL,
  PRIMARY KEY (municipality, seal)
);

-- The last seal of each municipality.
CREATE TABLE history_seal_head (
  municipality {{text}} NOT NULL PRIMARY KEY,
  seal BIGINT NOT NULL,
  digest {{text}} NOT NULL
);
