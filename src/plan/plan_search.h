// Plans in the search index: the plan itself, every line with its cells, every prose chapter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/search.h"
#include "plan/plan.h"

namespace plan {

inline constexpr std::string_view kSearchPlan = "plan";
inline constexpr std::string_view kSearchRow = "plan_row";
inline constexpr std::string_view kSearchDocument = "plan_document";

struct Hit {
  std::string kind;  // one of the three above
  std::string municipality;
  std::string plan;
  std::string key;  // of the row or document; empty for a plan
  std::string title;
  std::vector<db::search::Piece> snippet;
};

struct Hits {
  std::vector<Hit> page;
  bool more = false;
};

// What has left the document: keys of rows and of chapters.
struct Gone {
  std::vector<std::string> rows;
  std::vector<std::string> documents;
};

// Puts what the plan says now into the index and takes out what it no longer says.
void put_into_search(db::Write& tx, const Plan& plan, const Gone& gone);

Hits find_in_search(db::Read& tx, std::string_view words, int limit, int offset);

}  // namespace plan
