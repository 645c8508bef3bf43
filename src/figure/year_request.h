// 年度締め and reopening where two people do not sit at one desk: one asks with a reason (起案),
// another of those who may signs, and in that moment the year is closed or open. Nothing happens to
// the year before.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"
#include "record/books.h"

namespace figure {

inline constexpr base::RefusalKind unknown_year_request{"figure.unknown_year_request", 404};
inline constexpr base::RefusalKind year_request_waits{"figure.year_request_waits", 409};
inline constexpr base::RefusalKind year_request_ended{"figure.year_request_ended", 409};
inline constexpr base::RefusalKind own_year_request{"figure.own_year_request", 409};
inline constexpr base::RefusalKind year_reason_too_long{"figure.year_reason_too_long", 400};

// In the order in which the service checks them.
inline constexpr const base::RefusalKind* kYearRequestRefusals[] = {
    &unknown_year_request, &year_request_ended, &own_year_request, &year_reason_too_long,
    &year_request_waits};

struct YearRequest {
  std::int64_t request = 0;
  int fiscal_year = 0;
  bool closes = true;  // else it opens the year again
  std::string reason;
  std::int64_t asked_by = 0;
  std::string asked_post = {};
  std::string asked_body = {};
  base::Instant asked_at = {};
  std::int64_t deed = 0;
  std::string outcome = {};  // signed, turned_down; empty: it waits
};

// Refusals: those of staff::permits, year_reason_too_long, those of close_year or reopen_year but
// the second signature, year_request_waits.
base::Result<std::int64_t> ask_year(const base::Actor& actor, db::Database& database,
                                    const YearRequest& wanted, std::string_view command = {});
// By another person. Refusals: those of staff::permits, unknown_year_request, year_request_ended,
// own_year_request, those of close_year or reopen_year.
base::Result<void> sign_year(const base::Actor& actor, db::Database& database,
                             std::int64_t request);
// By anybody who may sign, and by who asked. Refusals: as before, without own_year_request.
base::Result<void> turn_down_year(const base::Actor& actor, db::Database& database,
                                  std::int64_t request);

// The first asked first.
std::vector<YearRequest> waiting_year_requests(db::Read& tx, std::string_view municipality);
// Everything two persons ever did to the years, the latest first.
std::vector<record::YearMove> year_moves(db::Read& tx, std::string_view municipality);

}  // namespace figure
