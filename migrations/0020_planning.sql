-- 計画案: a plan while it is being made. What it is called and which years it covers are versions; its state moves by
-- deeds; `edits` is counted up first in every change, so that changes of one draft stand in a line.
CREATE TABLE plan_draft (
  municipality {{text}} NOT NULL REFERENCES municipality (municipality),
  draft {{text}} NOT NULL,
  predecessor {{text}},
  state {{text}} NOT NULL CHECK (state IN ('draft', 'in_review', 'proposed', 'adopted')),
  adoptions INTEGER NOT NULL CHECK (adoptions >= 0),
  edits BIGINT NOT NULL CHECK (edits >= 0),
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, draft),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

CREATE TABLE plan_draft_version (
  municipality {{text}} NOT NULL,
  draft {{text}} NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  title {{text}} NOT NULL,
  period {{text}} NOT NULL,
  from_year INTEGER NOT NULL,
  to_year INTEGER NOT NULL CHECK (to_year >= from_year),
  levels {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  person BIGINT NOT NULL,
  PRIMARY KEY (municipality, draft, version),
  FOREIGN KEY (municipality, draft) REFERENCES plan_draft (municipality, draft),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- Each step of a draft from state to state, only ever added to.
CREATE TABLE plan_draft_step (
  municipality {{text}} NOT NULL,
  draft {{text}} NOT NULL,
  step INTEGER NOT NULL CHECK (step >= 1),
  state {{text}} NOT NULL CHECK (state IN ('draft', 'in_review', 'proposed', 'adopted')),
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  person BIGINT NOT NULL,
  PRIMARY KEY (municipality, draft, step),
  FOREIGN KEY (municipality, draft) REFERENCES plan_draft (municipality, draft),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);

-- A line of a draft has its number for life, and from its first adoption on the key under which the plan knows it.
CREATE TABLE draft_line (
  municipality {{text}} NOT NULL,
  draft {{text}} NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 1),
  kind {{text}} NOT NULL CHECK (kind IN ('node', 'row')),
  carried_plan {{text}},
  carried_row {{text}},
  plan_key {{text}},
  PRIMARY KEY (municipality, draft, line),
  FOREIGN KEY (municipality, draft) REFERENCES plan_draft (municipality, draft)
);

-- What a line says, version by version: the latest counts, the others are what it said before. An ended line stays.
CREATE TABLE draft_line_version (
  municipality {{text}} NOT NULL,
  draft {{text}} NOT NULL,
  line INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  parent INTEGER,
  ordinal INTEGER NOT NULL,
  number {{text}},
  title {{text}} NOT NULL,
  ended {{text}},
  content {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  person BIGINT NOT NULL,
  PRIMARY KEY (municipality, draft, line, version),
  FOREIGN KEY (municipality, draft, line) REFERENCES draft_line (municipality, draft, line),
  FOREIGN KEY (municipality, draft, parent) REFERENCES draft_line (municipality, draft, line),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
CREATE INDEX draft_line_version_by_deed ON draft_line_version (municipality, draft, deed);

-- 意見: said of a line while the draft is in review, answered once by the planner.
CREATE TABLE draft_comment (
  municipality {{text}} NOT NULL,
  draft {{text}} NOT NULL,
  comment BIGINT NOT NULL,
  line INTEGER NOT NULL,
  text {{text}} NOT NULL,
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  person BIGINT NOT NULL,
  answer {{text}},
  answered_deed BIGINT,
  answered_at BIGINT,
  answered_by BIGINT,
  PRIMARY KEY (municipality, draft, comment),
  FOREIGN KEY (municipality, draft, line) REFERENCES draft_line (municipality, draft, line),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed),
  FOREIGN KEY (municipality, answered_deed) REFERENCES deed (municipality, deed)
);
