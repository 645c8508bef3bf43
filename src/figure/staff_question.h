// What staff ask about a figure, as texts from the command line or from an address: names of
// scopes, sorts and months, and the figure a question is about.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "figure/figure_service.h"

namespace figure {

// In the order in which read_question checks.
inline constexpr base::RefusalKind unknown_scope{"figure.unknown_scope", 400};
inline constexpr base::RefusalKind unknown_sort{"figure.unknown_sort", 400};
inline constexpr base::RefusalKind month_unreadable{"figure.month_unreadable", 400};
inline constexpr base::RefusalKind limit_out_of_range{"figure.limit_out_of_range", 400};

inline constexpr base::RefusalKind plan_without_figures{"figure.plan_without_figures", 404};
inline constexpr base::RefusalKind unknown_row{"figure.unknown_row", 404};

inline constexpr int kLimitMax = 500;

struct QuestionText {
  std::string scope = {};  // all, confirmed; "": all
  std::string sort = {};   // oldest, newest, largest; "": oldest
  std::string month = {};  // 2011-04
  std::string after = {};
  int limit = 50;
};
base::Result<Question> read_question(const QuestionText& text);
base::Result<Scope> read_scope(std::string_view text);

// The latest moment that is surely settled: the last mark, or a minute ago.
base::Instant latest_settled(db::Read& tx, std::string_view municipality);

// The municipality a plan's figures belong to. Refusals: plan_without_figures.
base::Result<std::string> municipality_of_plan(db::Read& tx, std::string_view plan);

}  // namespace figure
