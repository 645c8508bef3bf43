-- Long work that goes on after a stop: how far it is, who holds it, what went wrong.
-- place: where the next piece begins, in the words of the room that does the work.
CREATE TABLE job (
  municipality {{text}} NOT NULL,
  job BIGINT NOT NULL,
  kind {{text}} NOT NULL,
  subject {{text}} NOT NULL,
  state {{text}} NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  place {{text}} NOT NULL,
  problem {{text}} NOT NULL,
  holder BIGINT NOT NULL,
  held_until BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, job)
);
-- What is still to do: workers ask for the next job of a kind over all municipalities.
CREATE INDEX job_to_do ON job (kind, job) WHERE state IN ('waiting', 'running');
