// The latest version of a line and side counts; what it follows is compared before it is added.
#include "review/note.h"

#include <algorithm>

#include "base/japanese_text.h"

namespace review {
namespace {

const ResultNote* last_of(std::span<const ResultNote> notes, std::string_view row, NoteSide side) {
  const ResultNote* last = nullptr;
  for (const ResultNote& one : notes) {
    const bool is_later = last == nullptr || one.version > last->version;
    if (one.row == row && one.side == side && is_later) last = &one;
  }
  return last;
}

}  // namespace

std::string_view in_db(NoteSide side) {
  switch (side) {
    case NoteSide::owner:
      return "owner";
    case NoteSide::planner:
      return "planner";
  }
  return {};
}

std::optional<NoteSide> note_side(std::string_view code) {
  for (const NoteSide one : kNoteSides)
    if (in_db(one) == code) return one;
  return std::nullopt;
}

const ResultNote* latest_note(std::span<const ResultNote> notes, std::string_view row,
                              NoteSide side) {
  const ResultNote* last = last_of(notes, row, side);
  return last == nullptr || last->text.empty() ? nullptr : last;
}

int latest_version(std::span<const ResultNote> notes, std::string_view row, NoteSide side) {
  const ResultNote* last = last_of(notes, row, side);
  return last == nullptr ? 0 : last->version;
}

base::Result<void> check_note(const Review& review, std::span<const ResultNote> before,
                              const WantedNote& wanted) {
  if (review.state != State::open) return base::refuse(review_closed, {{"period", review.period}});
  if (latest_version(before, wanted.row, wanted.side) != wanted.seen_version)
    return base::refuse(note_changed_meanwhile, {{"row", wanted.row}});
  const ResultNote* last = latest_note(before, wanted.row, wanted.side);
  const bool is_blank = base::is_blank(wanted.text);
  if (is_blank && last == nullptr) return base::refuse(note_missing, {{"row", wanted.row}});
  const std::size_t characters = base::character_count(wanted.text);
  if (characters > kNoteCharactersMax)
    return base::refuse(note_too_long, {{"characters", std::to_string(characters)},
                                        {"max", std::to_string(kNoteCharactersMax)}});
  if (const auto fit = base::check_text(wanted.text, base::Lines::many, kNoteCharactersMax); !fit)
    return fit;
  if (last != nullptr && last->text == wanted.text)
    return base::refuse(note_unchanged, {{"row", wanted.row}});
  return {};
}

}  // namespace review
