// The records behind a figure, read in pieces through record_by_work. Salt and seal stay where they
// are: lists have no use for them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "figure/condition_store.h"
#include "figure/figure_service.h"

namespace figure::store {

// A place in a list of records: the last one seen.
struct RecordPlace {
  std::string occurred_on;
  std::int64_t record = 0;
  auto operator<=>(const RecordPlace&) const = default;
};

// Records of one work in one fiscal year that happened from `first` to `last` (ISO days, both
// included).
struct Stretch {
  std::string municipality;
  Work work;
  int fiscal_year = 0;
  std::string first;
  std::string last;
};

// A record, and whether one that counts in the scope has taken it back.
struct Drilled {
  record::Record record;
  bool reversed = false;
};

// At most `limit` records behind `after`, forwards or backwards in (day, number).
std::vector<Drilled> drill(db::Read& tx, const Stretch& stretch, const RecordPlace& after,
                           bool newest_first, Scope scope, int limit);

// The reversals of these records, by the number of the first.
TakenBack reversals_of(db::Read& tx, std::string_view municipality,
                       std::span<const std::int64_t> firsts);

// How many of them a figure counts, as the question asks (month and place are the stretch's
// matter).
std::int64_t count(db::Read& tx, const Stretch& stretch, const Definition& definition,
                   const Question& question);

// What a correction took back and what it put in its place. A deed may hold many of them: each
// reversal is followed by its replacement, if it has one.
struct Correction {
  record::RecordId reversal;
  record::RecordId replacement;
};
// From the first to the last record of a deed of corrections; nothing for deeds of other kinds.
struct CorrectingDeed {
  std::int64_t deed = 0;
  record::RecordId first;
  record::RecordId last;
  bool is_one = false;  // a single correction: these two are all
};
std::optional<CorrectingDeed> correcting(db::Read& tx, std::string_view municipality,
                                         std::int64_t deed);
// The one that a record of the deed belongs to; nothing where it was only taken back.
std::optional<Correction> correction(db::Read& tx, const CorrectingDeed& deed,
                                     const record::Record& part);
std::optional<Correction> correction(db::Read& tx, const record::Record& part);

// What was known at `at` of a figure: sums over the records of a year, and for a distinct count the
// records of every business.
Sum known_sum(db::Read& tx, const Stretch& stretch, const Definition& definition, Scope scope,
              base::Instant at);
struct MemberCount {
  std::int64_t business = 0;
  std::int64_t records = 0;
};
std::vector<MemberCount> known_members(db::Read& tx, const Stretch& stretch,
                                       const Definition& definition, Scope scope, base::Instant at);

// Records that two figures both count, by fiscal year, those taken back left out.
struct Shared {
  int fiscal_year = 0;
  std::int64_t records = 0;
};
std::vector<Shared> shared(db::Read& tx, std::string_view municipality, const Work& work,
                           const Definition& one, const Definition& other);

// The plans that have figures in force.
std::vector<std::string> plans_with_figures(db::Read& tx, std::string_view municipality);

}  // namespace figure::store
