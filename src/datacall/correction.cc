// Two persons: the one who asks and the one who settles.
#include "datacall/correction.h"

#include <array>
#include <utility>

#include "base/japanese_text.h"

namespace datacall {
namespace {

constexpr std::array kKinds = {std::pair{CorrectionKind::asked, "asked"},
                               std::pair{CorrectionKind::declined, "declined"},
                               std::pair{CorrectionKind::reopened, "reopened"}};

base::Result<void> check_reason(std::string_view reason, bool needed) {
  if (needed && base::is_blank(reason)) return base::refuse(correction_reason_missing);
  const std::size_t characters = base::character_count(reason);
  if (characters > kNoteCharactersMax) {
    return base::refuse(answer_too_long, {{"characters", std::to_string(characters)},
                                          {"max", std::to_string(kNoteCharactersMax)}});
  }
  return base::check_text(reason, base::Lines::many, kNoteCharactersMax);
}

}  // namespace

std::string_view in_db(CorrectionKind kind) {
  for (const auto& [one, code] : kKinds)
    if (one == kind) return code;
  return {};
}

std::optional<CorrectionKind> correction_kind(std::string_view code) {
  for (const auto& [one, its] : kKinds)
    if (code == its) return one;
  return std::nullopt;
}

const Correction* last_step(std::span<const Correction> corrections, std::string_view row,
                            std::int64_t version) {
  const Correction* last = nullptr;
  for (const Correction& one : corrections) {
    const bool is_later = last == nullptr || one.step > last->step;
    if (one.row == row && one.version == version && is_later) last = &one;
  }
  return last;
}

base::Result<void> may_ask(std::string_view row, ValueState state, const Correction* last,
                           std::string_view reason) {
  if (state != ValueState::approved)
    return base::refuse(not_approved_yet, {{"row", std::string(row)}});
  if (last != nullptr && last->kind == CorrectionKind::asked)
    return base::refuse(asked_already, {{"row", std::string(row)}, {"name", last->person_name}});
  return check_reason(reason, true);
}

base::Result<void> may_settle(std::string_view row, CorrectionKind kind, std::int64_t person,
                              const Correction* last, std::string_view reason) {
  if (last == nullptr || last->kind != CorrectionKind::asked)
    return base::refuse(nothing_asked, {{"row", std::string(row)}});
  if (last->person == person) return base::refuse(asker_settles, {{"row", std::string(row)}});
  return check_reason(reason, kind == CorrectionKind::declined);
}

}  // namespace datacall
