-- PostgreSQL has its wide indexes of a consultation back (0043 made them narrow on both): it saves fast enough with
-- them, and sorts the consultations of a day more dearly than SQLite does: 21 ms for a page of a day of thousands.
{{postgres}}
DROP INDEX consultation_by_client;
CREATE INDEX consultation_by_client ON consultation (municipality, client, occurred_on, consultation) WHERE client IS NOT NULL;
DROP INDEX consultation_by_day;
CREATE INDEX consultation_by_day ON consultation (municipality, body, occurred_on, consultation);
{{end}}
