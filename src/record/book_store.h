// Rows of year_closing with the deed, when and why.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/db.h"

namespace record::store {

struct YearRow {
  int fiscal_year = 0;
  bool closed = false;
  base::Instant at;
  std::string reason;
  std::int64_t deed = 0;
};
// Of each year the latest version that was known at this moment.
std::vector<YearRow> year_rows(db::Read& tx, std::string_view municipality, base::Instant until);
// Every version of every year, the latest first.
std::vector<YearRow> year_versions(db::Read& tx, std::string_view municipality);

}  // namespace record::store
