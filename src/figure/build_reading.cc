// Two streams, one of records and one of confirmations, each read by its own index, become one in
// order.
#include "figure/build_reading.h"

#include <algorithm>
#include <limits>

namespace figure {
namespace {

constexpr std::int64_t kLastRecord = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::vector<Stretch> stretches_of(db::Read& tx, std::string_view municipality,
                                  const std::vector<Work>& works) {
  std::vector<Stretch> stretches;
  for (const Work& work : works) {
    for (const int year : record::store::years_of(tx, municipality, work.programme, work.kind))
      stretches.push_back({year, work});
  }
  std::ranges::sort(stretches);
  return stretches;
}

std::vector<Event> events_until(const std::vector<record::Record>& records, base::Instant mark) {
  std::vector<Event> events;
  for (const record::Record& record : records) {
    if (record.recorded_at > mark) continue;
    events.push_back({{record.recorded_at, false, record.id.value}, &record});
    if (record.confirmed_at && *record.confirmed_at <= mark)
      events.push_back({{*record.confirmed_at, true, record.id.value}, &record});
  }
  return events;
}

Moment end_of(base::Instant at) {
  return {at, true, kLastRecord};
}

News news_between(db::Read& tx, std::string_view municipality, const Moment& after,
                  base::Instant until, int limit) {
  const record::RecordId last{after.record};
  News news;
  news.recorded = record::store::recorded_between(
      tx, municipality, after.at, after.confirmation ? record::RecordId{kLastRecord} : last, until,
      limit);
  news.confirmed = record::store::confirmed_between(
      tx, municipality, after.at, after.confirmation ? last : record::RecordId{0}, until, limit);
  for (const record::Record& record : news.recorded)
    news.events.push_back({{record.recorded_at, false, record.id.value}, &record});
  for (const record::Record& record : news.confirmed)
    news.events.push_back({{record.confirmed_at.value(), true, record.id.value}, &record});
  std::ranges::sort(news.events, {}, &Event::moment);
  if (news.events.size() > static_cast<std::size_t>(limit))
    news.events.resize(static_cast<std::size_t>(limit));
  return news;
}

}  // namespace figure
