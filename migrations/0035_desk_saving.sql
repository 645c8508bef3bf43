-- Saving at the desk. Lists of codes that are checked with every deed, record and consultation. For a list of three and more SQLite fills
-- a table of its own with every row it writes; the same said one by one is compared in place. Nothing else changes:
-- what is allowed stays what it was (sqlite.org/lang_altertable.html, "remove or change CHECK constraints").
{{sqlite}}
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'actor_kind IN (''staff'', ''applicant'', ''system'')',
  'actor_kind = ''staff'' OR actor_kind = ''applicant'' OR actor_kind = ''system''')
  WHERE type = 'table' AND name = 'deed';
UPDATE sqlite_schema SET sql = replace(sql, 'retention IN (
    ''permanent'', ''years_30'', ''years_10'', ''years_5'', ''years_3'', ''years_1'')',
  'retention = ''permanent'' OR retention = ''years_30'' OR retention = ''years_10'' OR retention = ''years_5'' '
  || 'OR retention = ''years_3'' OR retention = ''years_1''')
  WHERE type = 'table' AND name = 'deed_payload';
UPDATE sqlite_schema SET sql = replace(sql, 'year_stated IN (''by_date'', ''stated'', ''by_two'')',
  'year_stated = ''by_date'' OR year_stated = ''stated'' OR year_stated = ''by_two''')
  WHERE type = 'table' AND name = 'record';
UPDATE sqlite_schema SET sql = replace(replace(sql, 'secrecy IN (''ordinary'', ''shared'', ''secret'')',
  'secrecy = ''ordinary'' OR secrecy = ''shared'' OR secrecy = ''secret'''),
  'referral_state IN (''none'', ''open'', ''followed'', ''not_followed'')',
  'referral_state = ''none'' OR referral_state = ''open'' OR referral_state = ''followed'' '
  || 'OR referral_state = ''not_followed''')
  WHERE type = 'table' AND name = 'consultation';
UPDATE sqlite_schema SET sql = replace(sql, 'how IN (''form'', ''month'', ''paste'')',
  'how = ''form'' OR how = ''month'' OR how = ''paste''')
  WHERE type = 'table' AND name = 'diary_entry';
PRAGMA writable_schema = RESET;

DROP INDEX deed_done_by_subject;
CREATE INDEX deed_done_by_subject ON deed (municipality, subject_kind, subject_key, deed)
  WHERE kind <> 'staff.view' AND kind <> 'staff.search' AND kind <> 'staff.export' AND kind <> 'staff.print';
{{end}}

-- 件 and 延べ are kept by the month alone; a fiscal year is the sum of its months. 者 stay in both: a client who comes
-- in two months is one of the year.
DELETE FROM consultation_sum WHERE LENGTH(period) = 4;
