// From plan to draft and back: a predecessor or a file becomes the first lines of a draft, the
// living lines of a draft become the plan that is adopted, and what is still missing is said.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "planning/line.h"

namespace planning {

// What a plan was worked with beside its lines.
struct Carried {
  const plan::Plan& plan;
  std::span<const plan::RowWork> work = {};
  std::span<const programme::Programme> programmes = {};
  std::span<const CarriedAction> actions = {};
};

// Places, rows, numbers, titles, descriptions, departments, programmes, legal basis and funding;
// each row's owner as known for the first year of the draft's period. What a review closed
// (complete, abolish) starts as ended, with `closed_reason` before its text.
std::vector<Line> lines_of_predecessor(const Carried& carried, const Head& head,
                                       std::string_view closed_reason);
// The same plan again, with targets and money that lie in its period.
std::vector<Line> lines_of_plan(const Carried& carried, const Head& head);
std::vector<Level> levels_of(const plan::Plan& plan);

// Whether an action closes a row: complete, abolish.
bool closes(const CarriedAction& action);

struct Composed {
  plan::Plan plan;
  std::vector<plan::RowWork> work;
  std::vector<std::pair<int, std::string>> keys;  // of lines that get theirs now
};
// Living lines, and ended ones that an earlier adoption gave to the plan: `ended_note` stands with
// those.
Composed compose(const Draft& draft, std::string_view source_title, std::string_view ended_note);

// What is missing before a draft should be adopted. None of them hinders it.
enum class GapKind {
  no_owner,
  no_indicator,
  no_target,
  no_description,
  empty_place,
  open_comments
};
struct Gap {
  int line = 0;
  GapKind kind = GapKind::no_owner;
  int fiscal_year = 0;  // no_owner: from when; no_target: the first year without one
};
std::vector<Gap> gaps(const Draft& draft, std::span<const int> lines_with_open_comments);

// The body that owns a line in a year, by the line or the line above; empty: nobody is named.
std::string body_of(const Draft& draft, const Line& line, int fiscal_year);

}  // namespace planning
