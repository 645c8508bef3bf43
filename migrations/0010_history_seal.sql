-- A seal holds the head of every chain at one moment and covers the seal before it: whoever cuts the end off a chain has to
-- rewrite every later seal, and the numbers printed or exported from them no longer agree.
CREATE TABLE history_seal (
  municipality {{text}} NOT NULL,
  seal BIGINT NOT NULL CHECK (seal >= 1),
  sealed_at BIGINT NOT NULL,
  heads {{text}} NOT NULL,
  deeds BIGINT NOT NULL,
  digest {{text}} NOT NULL,
  PRIMARY KEY (municipality, seal)
);
