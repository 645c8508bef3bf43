-- Two indexes of every consultation, narrower: what a save adds to the log is fewer pages. Numbers are of one
-- installation, not of one municipality, so an index that begins with a client needs no municipality before it. The
-- consultations of one day are put in order when they are read: a client has one or two of them, a desk some dozens.
DROP INDEX consultation_by_client;
CREATE INDEX consultation_by_client ON consultation (client, occurred_on) WHERE client IS NOT NULL;
DROP INDEX consultation_by_day;
CREATE INDEX consultation_by_day ON consultation (municipality, body, occurred_on);
