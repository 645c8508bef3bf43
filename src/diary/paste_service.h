// A pasted table against what stands: rows that are there already, days of a year that is over,
// and what the door would refuse.
#pragma once

#include "diary/diary_service.h"
#include "diary/paste.h"

namespace diary {

// Fills is_there, is_other_year and what record::check says of a row.
void check_rows(db::Read& tx, const base::Actor& actor, const Worked& worked, base::Date today,
                Pasted& pasted);

struct Taking {
  bool other_year = false;
  bool same = false;  // rows that are there already are taken as well
};
// The rows as a sheet to save; those that are there already are left out unless they are wanted.
Sheet sheet_of(const Worked& worked, const Pasted& pasted, const Taking& taking,
               const std::string& subject);

}  // namespace diary
