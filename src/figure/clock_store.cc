// The clock row and the advisory lock. The lock's number is the municipality's code under a prefix
// of ours, so that it meets no other program's.
#include "figure/clock_store.h"

#include <charconv>
#include <string>

#include "figure/figure_file.h"

namespace figure::store {
namespace {

constexpr std::int64_t kLockPrefix = 0x6e67'0000'0000;

std::int64_t lock_number(std::string_view municipality) {
  std::int64_t code = 0;
  std::from_chars(municipality.data(), municipality.data() + municipality.size(), code);
  return kLockPrefix + code;
}

constexpr db::Statement kHoldShared{"figure.hold_shared_postgres",
                                    "SELECT pg_advisory_xact_lock_shared(?1)"};

constexpr db::Statement kHoldAlone{"figure.hold_alone_postgres",
                                   "SELECT pg_advisory_xact_lock(?1)"};

}  // namespace

void hold_shared(db::Write& tx, std::string_view municipality) {
  if (tx.engine() == db::Engine::postgres) tx.save(kHoldShared, lock_number(municipality));
}

void hold_alone(db::Write& tx, std::string_view municipality) {
  if (tx.engine() == db::Engine::postgres) tx.save(kHoldAlone, lock_number(municipality));
}

namespace {
constexpr db::Statement kClock{
    "figure.clock", "SELECT generation, last_mark FROM figure_clock WHERE municipality = ?1"};
}  // namespace

std::optional<Clock> clock(db::Read& tx, std::string_view municipality) {
  const auto to_clock = [](db::Row& row) {
    return Clock{row.integer("generation"), base::Instant{row.integer("last_mark")}};
  };
  return tx.one<Clock>(kClock, to_clock, municipality);
}

namespace {
constexpr db::Statement kAddClock{
    "figure.add_clock",
    "INSERT INTO figure_clock (municipality, generation, last_mark) VALUES (?1, ?2, 0) "
    "ON CONFLICT (municipality) DO NOTHING"};
}  // namespace

void add_clock(db::Write& tx, std::string_view municipality, std::int64_t generation) {
  tx.save(kAddClock, municipality, generation);
}

namespace {
constexpr db::Statement kSetGeneration{
    "figure.set_generation", "UPDATE figure_clock SET generation = ?2 WHERE municipality = ?1"};
}  // namespace

void set_generation(db::Write& tx, std::string_view municipality, std::int64_t generation) {
  tx.save(kSetGeneration, municipality, generation);
}

namespace {
constexpr db::Statement kSetMark{"figure.set_last_mark",
                                 "UPDATE figure_clock SET last_mark = ?2 WHERE municipality = ?1"};
}  // namespace

void set_mark(db::Write& tx, std::string_view municipality, base::Instant mark) {
  tx.save(kSetMark, municipality, mark);
}

namespace {
constexpr db::Statement kInForce{
    "figure.in_force_in_municipality",
    "SELECT figure, plan, row_key, version, ordinal, definition, in_force_from FROM figure "
    "WHERE municipality = ?1 AND state = 'current' ORDER BY figure"};
}  // namespace

std::vector<Held> in_force(db::Read& tx, std::string_view municipality) {
  const auto to_held = [](db::Row& row) {
    Held held;
    held.id = FigureId{row.integer("figure")};
    held.plan = row.text("plan");
    held.row = row.text("row_key");
    held.version = static_cast<int>(row.integer("version"));
    held.ordinal = static_cast<int>(row.integer("ordinal"));
    held.definition = definition_from_json(row.view("definition"));
    held.state = "current";
    if (const auto from = row.maybe_integer("in_force_from")) held.from = base::Instant{*from};
    return held;
  };
  return tx.list<Held>(kInForce, to_held, municipality);
}

}  // namespace figure::store
