// What a figure's builder reads: the stretches of records that its selections speak of, and what
// became known after a mark, in the order in which it did.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/db.h"
#include "figure/work.h"
#include "record/record_store.h"

namespace figure {

inline constexpr std::string_view kBuildJob = "figure.build";  // its subject: bundle.h

// The records of a work in one fiscal year.
struct Stretch {
  int fiscal_year = 0;
  Work work;
  auto operator<=>(const Stretch&) const = default;
};
std::vector<Stretch> stretches_of(db::Read& tx, std::string_view municipality,
                                  const std::vector<Work>& works);  // sorted

// A record or its confirmation, as it became known; at one moment records come before
// confirmations.
struct Moment {
  base::Instant at;
  bool confirmation = false;
  std::int64_t record = 0;
  auto operator<=>(const Moment&) const = default;
};
struct Event {
  Moment moment;
  const record::Record* record = nullptr;
};
// Everything about these records known until the mark; unsorted.
std::vector<Event> events_until(const std::vector<record::Record>& records, base::Instant mark);

// After everything that bears this instant.
Moment end_of(base::Instant at);

// At most `limit` events after `after` and not later than `until`. The records live as long as it
// does.
struct News {
  std::vector<record::Record> recorded;
  std::vector<record::Record> confirmed;
  std::vector<Event> events;
};
News news_between(db::Read& tx, std::string_view municipality, const Moment& after,
                  base::Instant until, int limit);

}  // namespace figure
