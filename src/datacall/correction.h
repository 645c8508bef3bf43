// 訂正: an approved value turns out to be wrong. Somebody asks with a reason that the line be
// answered again, another person reopens it or declines; then the way from the answer to the
// approval is walked anew. The value that was approved stays, and what changed stands beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "datacall/datacall.h"

namespace datacall {

inline constexpr base::RefusalKind not_approved_yet{"datacall.not_approved_yet", 409};
inline constexpr base::RefusalKind asked_already{"datacall.asked_already", 409};
inline constexpr base::RefusalKind nothing_asked{"datacall.nothing_asked", 409};
inline constexpr base::RefusalKind asker_settles{"datacall.asker_settles", 403};
inline constexpr base::RefusalKind correction_reason_missing{"datacall.correction_reason_missing",
                                                             400};

// In the order in which the rules check.
inline constexpr const base::RefusalKind* kCorrectionRefusals[] = {
    &not_approved_yet, &asked_already, &nothing_asked, &asker_settles, &correction_reason_missing};

enum class CorrectionKind { asked, declined, reopened };
std::string_view in_db(CorrectionKind kind);
std::optional<CorrectionKind> correction_kind(std::string_view code);

struct Correction {
  std::string row;
  std::int64_t version = 1;  // of the approved answer
  int step = 1;
  CorrectionKind kind = CorrectionKind::asked;
  std::int64_t person = 0;  // 0: the holder of a link
  std::string person_name;
  std::string reason;
  base::Instant at = {};
};

// The last step about this version; nullptr: nobody asked.
const Correction* last_step(std::span<const Correction> corrections, std::string_view row,
                            std::int64_t version);

// Refusals: not_approved_yet, asked_already, correction_reason_missing, answer_too_long, those of
// base::check_text.
base::Result<void> may_ask(std::string_view row, ValueState state, const Correction* last,
                           std::string_view reason);

// Whoever asked does not settle it, whatever their posts; declining needs a reason. Refusals:
// nothing_asked, asker_settles, correction_reason_missing, answer_too_long, those of
// base::check_text.
base::Result<void> may_settle(std::string_view row, CorrectionKind kind, std::int64_t person,
                              const Correction* last, std::string_view reason);

}  // namespace datacall
