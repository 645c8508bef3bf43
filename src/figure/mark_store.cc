// Every statement on figure_mark, each above its one function; the latest moment is one step into
// an index.
#include "figure/mark_store.h"

#include <algorithm>

#include "figure/clock.h"

namespace figure::store {
namespace {

constexpr db::Statement kLatestRecord{"figure.latest_record",
                                      "SELECT recorded_at FROM record WHERE municipality = ?1 "
                                      "ORDER BY recorded_at DESC, record DESC LIMIT 1"};

constexpr db::Statement kLatestConfirmation{
    "figure.latest_confirmation",
    "SELECT recorded_at FROM record_confirmation WHERE municipality = ?1 "
    "ORDER BY recorded_at DESC, record DESC LIMIT 1"};

base::Instant to_moment(db::Row& row) {
  return base::Instant{row.integer("recorded_at")};
}

}  // namespace

base::Instant latest_recorded(db::Read& tx, std::string_view municipality) {
  const auto record = tx.one<base::Instant>(kLatestRecord, to_moment, municipality);
  const auto confirmation = tx.one<base::Instant>(kLatestConfirmation, to_moment, municipality);
  return std::max(record.value_or(base::Instant{}), confirmation.value_or(base::Instant{}));
}

base::Instant settle(db::Write& tx, std::string_view municipality) {
  tx.not_before(latest_recorded(tx, municipality));
  const base::Instant mark = tx.recorded_at();
  set_last_mark(tx, municipality, mark);
  return mark;
}

namespace {
constexpr db::Statement kAddMark{
    "figure.add_mark",
    "INSERT INTO figure_mark (municipality, mark, kind, name, deed) VALUES (?1, ?2, ?3, ?4, ?5)"};
}  // namespace

void add_mark(db::Write& tx, std::string_view municipality, const Mark& mark, std::int64_t deed) {
  tx.save(kAddMark, municipality, mark.at, mark.kind, mark.name, deed);
}

namespace {
constexpr db::Statement kMarks{
    "figure.marks",
    "SELECT mark, kind, name FROM figure_mark WHERE municipality = ?1 ORDER BY mark DESC"};
}  // namespace

std::vector<Mark> marks(db::Read& tx, std::string_view municipality) {
  const auto to_mark = [](db::Row& row) {
    return Mark{base::Instant{row.integer("mark")}, row.text("kind"), row.text("name")};
  };
  return tx.list<Mark>(kMarks, to_mark, municipality);
}

namespace {
constexpr db::Statement kMarkOf{
    "figure.mark_of_deed", "SELECT mark FROM figure_mark WHERE municipality = ?1 AND deed = ?2"};
}  // namespace

std::optional<base::Instant> mark_of(db::Read& tx, std::string_view municipality,
                                     std::int64_t deed) {
  return tx.one<base::Instant>(
      kMarkOf, [](db::Row& row) { return base::Instant{row.integer("mark")}; }, municipality, deed);
}

}  // namespace figure::store
