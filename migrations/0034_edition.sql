-- 公表版: the published table of a plan, frozen, hashed and signed. Nothing here is ever changed. Private keys are in no
-- table: they lie in a file beside the data.
CREATE TABLE edition_key (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  key_id {{text}} NOT NULL,
  public_pem {{text}} NOT NULL,
  valid_from BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, key_id),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
-- From then on nothing is signed with it; what was signed before stays good.
CREATE TABLE edition_key_retirement (
  municipality {{text}} NOT NULL,
  key_id {{text}} NOT NULL,
  retired_at BIGINT NOT NULL,
  reason {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, key_id),
  FOREIGN KEY (municipality, key_id) REFERENCES edition_key (municipality, key_id),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 公表版の案: the table frozen as known at `mark`, on its way through the approval. releases: the releases of the plan's
-- figures that stood then; where they are others by the day of issue, the draft is out of date.
CREATE TABLE edition_draft (
  municipality {{text}} NOT NULL,
  draft BIGINT NOT NULL,
  plan {{text}} NOT NULL,
  title {{text}} NOT NULL,
  content {{text}} NOT NULL,
  mark BIGINT NOT NULL,
  releases {{text}} NOT NULL,
  with_figures INTEGER NOT NULL CHECK (with_figures IN (0, 1)),
  approval BIGINT NOT NULL,
  drafted_by BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, draft),
  FOREIGN KEY (municipality, approval) REFERENCES approval (municipality, approval),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- release_id: of the figures in it, which become public in the same minute.
CREATE TABLE edition (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  draft BIGINT NOT NULL,
  title {{text}} NOT NULL,
  decided_on {{text}} NOT NULL,
  committee_on {{text}},
  released_at BIGINT NOT NULL,
  release_id BIGINT,
  content {{text}} NOT NULL,
  sha256 {{text}} NOT NULL,
  key_id {{text}} NOT NULL,
  signature {{text}} NOT NULL,
  issued_by BIGINT NOT NULL,
  issued_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, number),
  UNIQUE (municipality, draft),
  FOREIGN KEY (municipality, draft) REFERENCES edition_draft (municipality, draft),
  FOREIGN KEY (municipality, key_id) REFERENCES edition_key (municipality, key_id),
  FOREIGN KEY (municipality, release_id) REFERENCES figure_release (municipality, release),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 正誤 and 取下げ as one person proposes them; another issues them.
CREATE TABLE edition_proposal (
  municipality {{text}} NOT NULL,
  proposal BIGINT NOT NULL,
  plan {{text}} NOT NULL,
  number INTEGER NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('erratum', 'withdrawal')),
  row_key {{text}} NOT NULL,
  column_key {{text}} NOT NULL,
  new_text {{text}} NOT NULL,
  reason {{text}} NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, proposal),
  FOREIGN KEY (municipality, plan, number) REFERENCES edition (municipality, plan, number),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
CREATE TABLE edition_proposal_end (
  municipality {{text}} NOT NULL,
  proposal BIGINT NOT NULL,
  outcome {{text}} NOT NULL CHECK (outcome IN ('issued', 'rejected')),
  ended_by BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, proposal),
  FOREIGN KEY (municipality, proposal) REFERENCES edition_proposal (municipality, proposal),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 正誤: stands beside its edition, signed itself.
CREATE TABLE edition_erratum (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  number INTEGER NOT NULL,
  erratum INTEGER NOT NULL CHECK (erratum >= 1),
  proposal BIGINT NOT NULL,
  content {{text}} NOT NULL,
  sha256 {{text}} NOT NULL,
  key_id {{text}} NOT NULL,
  signature {{text}} NOT NULL,
  issued_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, number, erratum),
  FOREIGN KEY (municipality, plan, number) REFERENCES edition (municipality, plan, number),
  FOREIGN KEY (municipality, proposal) REFERENCES edition_proposal (municipality, proposal),
  FOREIGN KEY (municipality, key_id) REFERENCES edition_key (municipality, key_id),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- 取下げ: the address says so from then on, and keeps the hash.
CREATE TABLE edition_withdrawal (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  number INTEGER NOT NULL,
  proposal BIGINT NOT NULL,
  withdrawn_at BIGINT NOT NULL,
  reason {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, number),
  FOREIGN KEY (municipality, plan, number) REFERENCES edition (municipality, plan, number),
  FOREIGN KEY (municipality, proposal) REFERENCES edition_proposal (municipality, proposal),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- やさしい日本語: what a plan says, version by version; an empty text takes it away.
CREATE TABLE plan_summary (
  municipality {{text}} NOT NULL,
  plan {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  text {{text}} NOT NULL,
  person BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, plan, version),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
