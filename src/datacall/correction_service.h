// Asking that an approved value be answered again, and settling it; and what a line went through:
// every version of its answer with the signs and corrections it had.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "datacall/answer_service.h"

namespace datacall {

// By somebody of the owner (also by a link) or by the planner. Refusals: unknown_call,
// unknown_sheet, staff::not_permitted, name_missing, unknown_row, those of may_ask,
// signed_meanwhile.
base::Result<void> ask_correction(const By& by, db::Database& database, const Place& place,
                                  std::string_view row, std::string_view reason);

// By the planner or by whoever approves values, but never by the one who asked. Once it is
// reopened the owner answers again, also in a call that is closed. Refusals: unknown_call,
// unknown_sheet, staff::not_permitted, unknown_row, those of may_settle, signed_meanwhile.
base::Result<void> settle_correction(const By& by, db::Database& database, const Place& place,
                                     std::string_view row, CorrectionKind kind,
                                     std::string_view reason);

struct Version {
  Answer answer;
  std::vector<Signed> signs;
  std::vector<Correction> corrections;
};
// The latest first.
std::vector<Version> versions_of(db::Read& tx, const Opened& opened, std::string_view row);

// What waits to be settled: lines of the call whose correction was asked for.
std::vector<Correction> asked_corrections(const Opened& opened);

}  // namespace datacall
