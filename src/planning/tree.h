// The tree of a draft: what may be moved, merged, split and ended, and what the tree is afterwards.
// Every step takes the draft and gives the draft as it would be; which lines differ is what is
// saved. Nothing is ever removed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "planning/line.h"

namespace planning {

enum class Step { up, down, in, out };

// The living lines below a line (nullopt: at the top), in their order.
std::vector<const Line*> below(const Draft& draft, std::optional<int> parent);

// A line at its place: how many places or rows stand above it, and whether anything does.
struct Placed {
  const Line* line = nullptr;
  int depth = 0;
};
// All living lines from the top down, each before those below it.
std::vector<Placed> in_order(const Draft& draft);

// Whether the lines above a living line live too, up to the top.
bool hangs_in_tree(const Draft& draft, int line);

// The name of its level: places by how deep they stand, rows by whether they stand below a row.
std::string_view level_name(const Draft& draft, const Line& line);

struct NewLine {
  Kind kind = Kind::row;
  std::optional<int> parent = {};
  std::string title = {};
  std::optional<std::string> number = {};
};
struct Added {
  Draft draft;
  int line = 0;
};

// Refusals of all: unknown_line, not_being_written, and those named.
// title_missing, text_too_long, number_taken, parent_ended, node_below_row, too_deep
base::Result<Added> add_line(Draft draft, const NewLine& wanted);
// line_ended, nowhere_to_move, node_below_row, too_deep
base::Result<Draft> move_line(Draft draft, int line, Step step);
// To the end of what stands below `parent`: line_ended, parent_ended, below_itself, node_below_row,
// too_deep
base::Result<Draft> place_below(Draft draft, int line, std::optional<int> parent);
// line_ended, lines_below, reason_missing, text_too_long
base::Result<Draft> end_line(Draft draft, int line, std::string_view reason);
// line_not_ended, parent_ended
base::Result<Draft> restore_line(Draft draft, int line);
// `line` goes into `into`: what stands below it moves there, indicators, targets, sums, programmes
// and departments are taken over; `line` ends. below_itself, line_ended, of_other_kind, too_deep
base::Result<Draft> merge_lines(Draft draft, int line, int into, std::string_view reason);
// A further line behind `line` with the same programmes, departments and owners.
// line_ended, title_missing, text_too_long, number_taken
base::Result<Added> split_line(Draft draft, int line, std::string_view title,
                               const std::optional<std::string>& number);

// number_taken, number_for_life, title_missing, text_too_long
base::Result<void> check_name(const Draft& draft, int line, std::string_view title,
                              const std::optional<std::string>& number);

}  // namespace planning
