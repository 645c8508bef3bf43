-- 公表: what of the confirmed figures the public sees, and from when. Only added to. publication: the whole plan as
-- known at a mark. continuous: the lines of figure_release_row follow every confirmation. effective_at: from this moment
-- on; before it nobody outside knows of the release.
CREATE TABLE figure_release (
  municipality {{text}} NOT NULL,
  release BIGINT NOT NULL,
  plan {{text}} NOT NULL,
  kind {{text}} NOT NULL CHECK (kind IN ('publication', 'continuous')),
  title {{text}} NOT NULL,
  mark BIGINT NOT NULL,
  effective_at BIGINT NOT NULL,
  released_by BIGINT NOT NULL,
  released_at BIGINT NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, release),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
CREATE INDEX figure_release_by_plan ON figure_release (municipality, plan, effective_at, release);
CREATE INDEX figure_release_by_moment ON figure_release (effective_at);

-- The lines of a continuous release.
CREATE TABLE figure_release_row (
  municipality {{text}} NOT NULL,
  release BIGINT NOT NULL,
  row_key {{text}} NOT NULL,
  PRIMARY KEY (municipality, release, row_key),
  FOREIGN KEY (municipality, release) REFERENCES figure_release (municipality, release)
) {{by_key}};

-- Figures of a publication that stay as an earlier one told them: they changed by so few records that the
-- difference would tell of single businesses or persons.
CREATE TABLE figure_release_held (
  municipality {{text}} NOT NULL,
  release BIGINT NOT NULL,
  row_key {{text}} NOT NULL,
  figure_key {{text}} NOT NULL,
  fiscal_year INTEGER NOT NULL,
  mark BIGINT NOT NULL,
  PRIMARY KEY (municipality, release, row_key, figure_key, fiscal_year),
  FOREIGN KEY (municipality, release) REFERENCES figure_release (municipality, release)
) {{by_key}};

-- 取下げ: from then on the public sees what it saw without the release, and that it was withdrawn.
CREATE TABLE figure_release_withdrawal (
  municipality {{text}} NOT NULL,
  release BIGINT NOT NULL,
  withdrawn_at BIGINT NOT NULL,
  reason {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, release),
  FOREIGN KEY (municipality, release) REFERENCES figure_release (municipality, release),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
