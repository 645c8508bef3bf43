// What the plan tells on the start page: the table of every plan as it is worked with, and the
// records of the last week in work that the reader's post reaches, the latest first.
#include <algorithm>
#include <chrono>
#include <limits>

#include "figure/year_request.h"
#include "plan/plan_service.h"
#include "plan/work_web.h"
#include "record/record_store.h"
#include "staff/staff_page.h"

namespace plan::web {
namespace {

using staff::web::say;
using staff::web::word;

constexpr int kRecordsRead = 200;
constexpr std::size_t kLinesMax = 8;
constexpr std::int64_t kWeek =
    std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::days(7)).count();

// Records of one deed stand together: a month that was entered at once is one change.
struct Change {
  record::Record record;  // the last of them
  int records = 1;
};

bool is_one_change(const Change& change, const record::Record& record) {
  return change.record.deed == record.deed && change.record.programme == record.programme &&
         change.record.reverses.has_value() == record.reverses.has_value();
}

std::vector<Change> last_changes(db::Read& tx, const staff::Who& who, const Owners& owners) {
  std::vector<Change> changes;
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  const std::int64_t week_ago = base::now().microseconds - kWeek;
  const auto records = record::store::recorded_before(tx, who.municipality, base::Instant{kLast},
                                                      record::RecordId{kLast}, kRecordsRead);
  for (const auto& record : records) {
    if (record.recorded_at.microseconds < week_ago) break;
    if (!changes.empty() && is_one_change(changes.back(), record)) {
      ++changes.back().records;
      continue;
    }
    if (!may_with(who, staff::Deed::read_work, owners, record.programme,
                  record.fiscal_year.number()))
      continue;
    if (changes.size() == kLinesMax) break;
    changes.push_back({record});
  }
  return changes;
}

staff::StartLink line_of(const http::Request& request, const Owners& owners, const Change& change) {
  const auto& record = change.record;
  const auto programme =
      std::ranges::find(owners.programmes, record.programme, &programme::Programme::key);
  const std::string_view what =
      record.reverses ? "plan_work.change_taken_back" : "plan_work.change_added";
  return {programme == owners.programmes.end() ? record.programme : programme->name,
          http::address(request.language, work_record_path(record.id.value)),
          say(request, what,
              {{"when", staff::web::moment_words(request, record.recorded_at)},
               {"kind", word(request, "record.kind_" + record.kind)},
               {"count", std::to_string(change.records)}}),
          staff::StartKind::changed};
}

}  // namespace

std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  if (!staff::may(who, staff::Deed::read_work, {who.municipality, who.body})) return {};
  staff::StartSection section{word(request, "plan_work.start_title"), {}};
  base::Actor reader;
  reader.kind = base::ActorKind::staff;
  reader.municipality = who.municipality;
  for (const auto& listed : list(reader, desk.database)) {
    if (listed.summary.municipality != who.municipality || listed.summary.rows == 0) continue;
    section.lines.push_back({listed.summary.title,
                             http::address(request.language, work_table_path(listed.summary.slug)),
                             listed.summary.period.printed});
  }
  desk.database.read([&](db::Read& tx) {
    const Owners known = owners(tx, who.municipality);
    for (const Change& change : last_changes(tx, who, known))
      section.lines.push_back(line_of(request, known, change));
    return 0;
  });
  if (staff::may(who, staff::Deed::close_year, {who.municipality, who.body}))
    for (const auto& one : desk.database.read(
             [&](db::Read& tx) { return figure::waiting_year_requests(tx, who.municipality); }))
      if (one.asked_by != who.person)
        section.lines.push_back(
            {say(request, one.closes ? "plan_work.years_ask_close" : "plan_work.years_ask_reopen",
                 {{"year", std::to_string(one.fiscal_year)}}),
             http::address(request.language, "/staff/years"),
             word(request, "plan_work.years_start"), staff::StartKind::waiting});
  return {section};
}

}  // namespace plan::web
