// A line as the fields of its form and back. The same fields are compared where two people wrote at
// once, between two dates, and filled from the columns of a spreadsheet; their names are:
//   title number description direction years departments programmes legal_basis funding related
//   owner_<n>_from|to|body|department
//   indicator_<n>_label|unit|direction|nature|tolerance|base|base_at
//   target_<n>_<year>   money_<planned|budgeted|executed>_<year>
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "planning/line.h"

namespace planning {

using LineFields = std::map<std::string, std::string>;

// Every field that says something; title always.
LineFields fields_of(const Line& line);
std::string field_of(const LineFields& fields, std::string_view name);

struct WrongField {
  std::string field;
  base::Refusal refusal;
};

struct Known {
  std::set<std::string, std::less<>> programmes;
  std::set<std::string, std::less<>> bodies;
  std::string own_body = {};  // the municipality itself
};

struct ReadLine {
  Line line;
  std::vector<WrongField> wrong;
};
// `line` with what was typed in place of what it said. Every mistake is told with its field:
// title_missing, text_too_long, number_taken, number_for_life, year_outside, years_reversed,
// owners_overlap, owner_body_missing, unknown_programme, target_without_indicator,
// number_unreadable, money_unreadable, money_negative, unknown_choice.
ReadLine read_line(const Draft& draft, const Line& line, const LineFields& typed,
                   const Known& known);

// A field that two people changed, or that differs between two moments.
struct FieldDifference {
  std::string field;
  std::string before;
  std::string after;
};
std::vector<FieldDifference> differences(const LineFields& before, const LineFields& after);

// What I typed on the grounds of `base` meets what somebody else saved meanwhile.
struct Meeting {
  std::string field;
  std::string base;
  std::string mine;
  std::string theirs;
};
// Fields that somebody else changed since `base`; empty: nothing is in the way. Where both wrote
// the same there is nothing to choose.
std::vector<Meeting> meetings(const LineFields& base, const LineFields& mine,
                              const LineFields& theirs);
// What both changed, put together: mine where only I changed it, theirs where only they did.
LineFields merged(const LineFields& base, const LineFields& mine, const LineFields& theirs);

// 120 of 「120件」「120」 when the unit is 件; nullopt where the text says no such number.
std::optional<base::Number> number_in(std::string_view text, std::string_view unit);
std::string number_text(const base::Number& number);

// owner_2_from → 2; 0 where the name has no number.
int slot_of(std::string_view field);

}  // namespace planning
