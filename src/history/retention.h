// 保存年限: when reason, payload and origin of deeds may be erased, and their erasing by two
// persons: one proposes a class, another erases what was past its years on the day of the proposal.
// The deeds themselves stay for ever. A year is the fiscal year; it counts from the 1 April behind
// it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "history/history.h"

namespace history {

std::optional<Retention> retention_from(std::string_view code);
int years_of(Retention retention);  // 0: permanent
// Pure: deeds recorded before that day are past their years on `today`; nullopt: permanent.
std::optional<base::Date> past_before(Retention retention, base::Date today);

inline constexpr int kPastCountedMax = 100'000;

struct Past {
  Retention retention = Retention::years_1;
  base::Date before;                      // deeds recorded before that day
  std::int64_t deeds = 0;                 // counted up to kPastCountedMax
  std::int64_t unseen = 0;                // of them still on the review list: they stay
  std::optional<PastDeed> proposal = {};  // still open
};
// Every class that ends, whether anything is past its years or not.
std::vector<Past> past_years(db::Read& tx, std::string_view municipality, base::Date today);
// What erasing would take first.
std::vector<PastDeed> past_preview(db::Read& tx, std::string_view municipality, Retention retention,
                                   base::Date before, int limit);

inline constexpr base::RefusalKind unknown_retention{"history.unknown_retention", 404};
inline constexpr base::RefusalKind erasure_reason_missing{"history.erasure_reason_missing", 400};
inline constexpr base::RefusalKind nothing_past{"history.nothing_past", 409};
inline constexpr base::RefusalKind not_proposed{"history.not_proposed", 409};
inline constexpr base::RefusalKind proposer_erases{"history.proposer_erases", 409};
inline constexpr int kProposalDays = 30;
inline constexpr int kErasedAtOnce = 500;

base::Result<DeedId> propose_erasure(db::Write& tx, const base::Actor& actor,
                                     std::string_view municipality, Retention retention,
                                     std::string_view reason);

struct Erased {
  DeedId deed;
  std::int64_t deeds = 0;
};
// At most kErasedAtOnce, the oldest first, by one deed: call it again until nothing_past.
base::Result<Erased> erase_past(db::Write& tx, const base::Actor& actor,
                                std::string_view municipality, Retention retention,
                                std::string_view reason);

}  // namespace history
