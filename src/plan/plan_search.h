// Plans in the search index: the plan itself, every line with its cells, every prose chapter. The
// index holds every plan, also one that nobody outside may know of yet; what is found is what the
// reader may know of at that moment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/search.h"
#include "plan/plan.h"
#include "plan/public_plans.h"

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
  std::int64_t total = 0;
  bool more = false;
};

inline constexpr std::size_t kSearchCharactersMax = 200;

struct SearchQuestion {
  std::string_view words;
  std::int64_t limit = 50;
  std::optional<db::search::Position> after = std::nullopt;
};

// Where a hit stands in the order of all hits, as one text, and back; nullopt for another text.
std::string position_text(const Hit& hit);
std::optional<db::search::Position> position_from(std::string_view text);

// What has left the document: keys of rows and of chapters.
struct Gone {
  std::vector<std::string> rows;
  std::vector<std::string> documents;
};

// Puts what the plan says now into the index and takes out what it no longer says.
void put_into_search(db::Write& tx, const Plan& plan, const Gone& gone);

Hits find_in_search(db::Read& tx, const KnownPlans& known, const SearchQuestion& question);

}  // namespace plan
