// Writing a note on a line's result, by its owner or by planning, and deciding whether it is
// printed on the papers of the review.
#pragma once

#include <string_view>

#include "review/note.h"
#include "review/review_service.h"

namespace review {

// The owner's side asks answer_data_call of the body that owns the line, the planner's side
// check_answer. Refusals: those of open_review and line_of, staff.not_permitted, those of
// check_note.
base::Result<void> write_note(const staff::Who& who, db::Database& database, std::string_view plan,
                              std::string_view period, const WantedNote& wanted);

struct PrintedNote {
  std::string row;
  NoteSide side = NoteSide::owner;
  int version = 0;  // that was on the screen
  bool printed = false;
};
// Refusals: those of open_review and line_of, staff.not_permitted, review_closed, note_unknown,
// note_changed_meanwhile.
base::Result<void> print_note(const staff::Who& who, db::Database& database, std::string_view plan,
                              std::string_view period, const PrintedNote& wanted);

}  // namespace review
