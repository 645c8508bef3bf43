// 実績の備考: what the owner says of a line's result in a review, and what planning says of it. A
// note is never overwritten, a further version follows it; an empty one takes it back. On papers
// stands what the planner decided to print.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "review/review.h"

namespace review {

inline constexpr base::RefusalKind note_missing{"review.note_missing", 400};
inline constexpr base::RefusalKind note_too_long{"review.note_too_long", 400};
inline constexpr base::RefusalKind note_unchanged{"review.note_unchanged", 400};
inline constexpr base::RefusalKind note_changed_meanwhile{"review.note_changed_meanwhile", 409};
inline constexpr base::RefusalKind note_unknown{"review.note_unknown", 404};

// In the order in which the rules check, behind review_closed.
inline constexpr const base::RefusalKind* kNoteRefusals[] = {
    &note_changed_meanwhile, &note_missing, &note_too_long, &note_unchanged, &note_unknown};

inline constexpr std::size_t kNoteCharactersMax = 2000;

enum class NoteSide { owner, planner };
inline constexpr std::array kNoteSides = {NoteSide::owner, NoteSide::planner};
std::string_view in_db(NoteSide side);
std::optional<NoteSide> note_side(std::string_view code);

struct ResultNote {
  std::string row;
  NoteSide side = NoteSide::owner;
  int version = 1;
  std::string text;  // empty: taken back
  bool printed = false;
  std::int64_t person = 0;
  base::Instant at = {};
};

struct WantedNote {
  std::string row;
  NoteSide side = NoteSide::owner;
  std::string text;
  int seen_version = 0;  // that was on the screen; 0: none yet
};

// The latest of a line and side that says something; nullptr: none.
const ResultNote* latest_note(std::span<const ResultNote> notes, std::string_view row,
                              NoteSide side);
// Its version, also of one that was taken back; 0: none was ever written.
int latest_version(std::span<const ResultNote> notes, std::string_view row, NoteSide side);

// Refusals: review_closed, note_changed_meanwhile, note_missing, note_too_long, those of
// base::check_text, note_unchanged.
base::Result<void> check_note(const Review& review, std::span<const ResultNote> before,
                              const WantedNote& wanted);

}  // namespace review
