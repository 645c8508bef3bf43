// The progress table as a choice of lines: which leaves are shown, and how printed cells and marks
// that stretch over several lines lie in what is shown. Pure; the page, the CSV and the API show
// the same choice.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"

namespace plan {

struct TableChoice {
  std::string objective{};   // key of a place in the tree, with all below it; "" is everything
  std::string mark{};        // rating mark; "" is any
  std::string year{};        // fiscal year within the row's implementation years; "" is any
  std::string text{};        // part of number, title, description, cell; compared by search key
  std::string department{};  // as printed on the line; "" is any
  std::string sort{};        // one of kSorts; "" is the printed order
  bool is_set() const {
    return !objective.empty() || !mark.empty() || !year.empty() || !text.empty() ||
           !department.empty() || !sort.empty();
  }
};

// Other orders than the printed one: by title, by mark in the order of the scale, by how much the
// first quantity grew or shrank (the greatest first). Equal lines stay in printed order.
inline constexpr std::string_view kSortTitle = "title";
inline constexpr std::string_view kSortMark = "rating";
inline constexpr std::string_view kSortChange = "change";
inline constexpr std::string_view kSorts[] = {kSortTitle, kSortMark, kSortChange};

// Departments that lines of the plan name, in the order in which they first stand there.
std::vector<std::string> departments_of(const Plan& plan);

// Refusals: unknown_filter (objective, mark, department or order that the plan does not have),
// year_outside.
base::Result<std::vector<const Row*>> choose(const Plan& plan, const TableChoice& choice);

// The rating that stands for a leaf: its own, or the one printed over it and its neighbours.
const Row* rating_holder(const Plan& plan, const Row& leaf);

// The merged cell a leaf is part of in the column at this place; nullopt where it stands alone.
const std::optional<std::string>& merged_at(const Plan& plan, const Row& leaf, std::size_t column);

// How far a printed cell stretches in the shown lines, from this line and column on. Both 0: it
// lies under a cell above or to the left.
struct Stretch {
  int rows = 1;
  int columns = 1;
};
Stretch stretch_of(const Plan& plan, const std::vector<const Row*>& lines, std::size_t line,
                   std::size_t column);

// How many lines from this one on share the same thing with it; 0 when the line above shares it
// already.
template <class Same>
int run_length(const std::vector<const Row*>& lines, std::size_t line, Same same) {
  if (line > 0 && same(*lines[line - 1], *lines[line])) return 0;
  std::size_t end = line + 1;
  while (end < lines.size() && same(*lines[line], *lines[end])) ++end;
  return static_cast<int>(end - line);
}

}  // namespace plan
