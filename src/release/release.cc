// Which release holds.
#include "release/release.h"

#include <algorithm>
#include <tuple>

namespace release {

namespace {
constexpr std::int64_t kMinute = 60'000'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
}  // namespace

std::string_view in_db(Kind kind) {
  switch (kind) {
    case Kind::publication:
      return "publication";
    case Kind::continuous:
      return "continuous";
  }
  return {};
}

std::optional<Kind> kind_from(std::string_view code) {
  for (const Kind kind : {Kind::publication, Kind::continuous})
    if (in_db(kind) == code) return kind;
  return std::nullopt;
}

bool Release::in_force(base::Instant at) const {
  return effective_at <= at && (!withdrawn || withdrawn->at > at);
}

bool Release::was_public(base::Instant at) const {
  return effective_at <= at && (!withdrawn || withdrawn->at > effective_at);
}

bool Release::covers(std::string_view row) const {
  return kind == Kind::publication || std::ranges::find(rows, row) != rows.end();
}

const Release* governing(const std::vector<Release>& releases, std::string_view row,
                         base::Instant at) {
  const Release* holds = nullptr;
  const auto rank = [](const Release& one) {
    return std::tuple(one.kind == Kind::continuous, one.effective_at, one.released_at, one.id);
  };
  for (const Release& one : releases) {
    if (!one.in_force(at) || !one.covers(row)) continue;
    if (holds == nullptr || rank(*holds) < rank(one)) holds = &one;
  }
  return holds;
}

base::Result<base::Instant> effective(std::optional<base::Instant> wanted, base::Instant now) {
  if (!wanted) return now;
  const std::int64_t minute = now.microseconds / kMinute * kMinute;
  if (wanted->microseconds < minute)
    return base::refuse(in_the_past,
                        {{"at", base::iso_japan(*wanted)}, {"now", base::iso_japan(now)}});
  if (wanted->microseconds > now.microseconds + kDaysAheadMax * kDay)
    return base::refuse(
        too_far_ahead, {{"at", base::iso_japan(*wanted)}, {"days", std::to_string(kDaysAheadMax)}});
  return std::max(*wanted, now);
}

}  // namespace release
