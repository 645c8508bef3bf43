// The proof of the review list: what the rule says of a link stands on the list, every mark was
// made by a deed that names what it marked, and everything such a deed names is marked.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "db/db.h"
#include "db/finding.h"
#include "history/history_store.h"

namespace history {

class ReviewWalk {
 public:
  // A page of links of any chains.
  void meet(db::Read& tx, const std::vector<store::StoredLink>& page,
            std::vector<db::Finding>& findings);
  void end(db::Read& tx, int rows_at_once, std::vector<db::Finding>& findings);

 private:
  struct Mark {
    std::string municipality;
    std::int64_t deed = 0;
    std::int64_t seen_by = 0;
    auto operator<=>(const Mark&) const = default;
  };
  struct Stretch {
    std::string_view municipality;
    std::int64_t first = 0;
    std::int64_t last = 0;
  };
  void meet(db::Read& tx, const std::vector<store::StoredLink>& page, const Stretch& stretch,
            std::vector<db::Finding>& findings);
  void check_named(db::Read& tx, std::string_view municipality, std::int64_t mark,
                   std::vector<db::Finding>& findings) const;

  std::vector<Mark> reviews_;                                // rows of the list that are marked
  std::vector<std::pair<std::string, std::int64_t>> marks_;  // the deeds that mark
};

}  // namespace history
