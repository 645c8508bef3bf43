// Rows of deed_review and deed_seen: a line is added with its deed and marked once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "history/review.h"

namespace history::store {

void add_review(db::Write& tx, std::string_view municipality, std::int64_t deed, Review review);

struct ReviewRow {
  std::int64_t deed = 0;
  std::string reason;
  std::optional<std::int64_t> seen_by;
};
// Rows, not deeds: a deed with two reasons has two.
std::vector<ReviewRow> unseen(db::Read& tx, std::string_view municipality, std::string_view reason,
                              std::int64_t before, int limit);
std::vector<ReviewRow> seen(db::Read& tx, std::string_view municipality, std::string_view reason,
                            std::int64_t before, int limit);
std::int64_t unseen_count(db::Read& tx, std::string_view municipality);
// From a deed to a deed, both included.
std::vector<ReviewRow> reviews_between(db::Read& tx, std::string_view municipality,
                                       std::int64_t first, std::int64_t last);

// How many rows were still unseen: 0 when somebody was faster.
std::int64_t see(db::Write& tx, std::string_view municipality, std::int64_t deed,
                 std::int64_t seen_by);
void add_seen(db::Write& tx, std::string_view municipality, std::int64_t deed,
              std::int64_t seen_by);

// All marks, by municipality and deed: the page of `rows` behind a place.
struct SeenRow {
  std::string municipality;
  std::int64_t deed = 0;
  std::int64_t seen_by = 0;
};
std::vector<SeenRow> seen_after(db::Read& tx, std::string_view municipality, std::int64_t deed,
                                int rows);
std::vector<std::int64_t> seen_by(db::Read& tx, std::string_view municipality, std::int64_t mark);

}  // namespace history::store
