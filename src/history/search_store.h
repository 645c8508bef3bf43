// Deeds below a number and not below another, the latest first, along one index each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "history/history.h"

namespace history::store {

struct Stretch {
  std::int64_t from = 0;    // included
  std::int64_t before = 0;  // not included
  int limit = 0;
};
std::vector<PastDeed> all_in(db::Read& tx, std::string_view municipality, const Stretch& stretch);
std::vector<PastDeed> of_subject_in(db::Read& tx, std::string_view municipality,
                                    std::string_view subject_kind, std::string_view subject_key,
                                    const Stretch& stretch);
// Without those that only looked.
std::vector<PastDeed> done_to_in(db::Read& tx, std::string_view municipality,
                                 std::string_view subject_kind, std::string_view subject_key,
                                 const Stretch& stretch);
std::vector<PastDeed> of_person_in(db::Read& tx, std::string_view municipality, std::int64_t person,
                                   const Stretch& stretch);
std::vector<PastDeed> of_kind_in(db::Read& tx, std::string_view municipality, std::string_view kind,
                                 const Stretch& stretch);

std::int64_t people_views(db::Read& tx, std::string_view municipality, std::int64_t person,
                          std::int64_t from, base::Instant since);
std::optional<std::string> kind_after(db::Read& tx, std::string_view municipality,
                                      std::string_view kind);

}  // namespace history::store
