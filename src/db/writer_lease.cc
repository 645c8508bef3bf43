// Taking, renewing and giving back a writer's number. The row of a number promises "nothing after
// promised_until and ids_until has been given out", so whoever takes the number over starts there.
#include "db/writer_lease.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <vector>

#include "db/backend.h"

namespace db {
namespace {

constexpr std::int64_t kLeaseMicroseconds = 15'000'000;
constexpr std::int64_t kRenewAfterMicroseconds = 5'000'000;
constexpr std::int64_t kYear2020Milliseconds = 1'577'836'800'000;
constexpr int kWritersOfInstallation = 256;
constexpr int kSequenceBits = 10;
constexpr int kWriterBits = 12;

constexpr Statement kWritersInUse{
    "db.writers_in_use",
    "SELECT writer, holder, leased_until FROM writer_lease WHERE writer BETWEEN ?1 AND ?2 "
    "ORDER BY writer"};
constexpr Statement kAddWriter{
    "db.add_writer",
    "INSERT INTO writer_lease (writer, holder, leased_until, promised_until, ids_until) "
    "VALUES (?1, 0, 0, 0, 0) ON CONFLICT (writer) DO NOTHING"};
constexpr Statement kTakeWriter{"db.take_writer",
                                "UPDATE writer_lease SET holder = ?2, leased_until = ?3 "
                                "WHERE writer = ?1 AND (holder = 0 OR leased_until < ?4)"};
constexpr Statement kWriterMarks{
    "db.writer_marks", "SELECT promised_until, ids_until FROM writer_lease WHERE writer = ?1"};
constexpr Statement kRenewWriter{
    "db.renew_writer",
    "UPDATE writer_lease SET leased_until = ?3, promised_until = ?4, ids_until = ?5 "
    "WHERE writer = ?1 AND holder = ?2"};
constexpr Statement kReleaseWriter{
    "db.release_writer",
    "UPDATE writer_lease SET holder = 0, leased_until = 0, promised_until = ?3, ids_until = ?4 "
    "WHERE writer = ?1 AND holder = ?2"};

// Leases end by the machine's clock even when --clock fixes the time that is recorded.
std::int64_t machine_now() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

// Fixed clocks of tests may stand before 2020: their ids count from 0.
std::int64_t id_milliseconds() {
  return std::max<std::int64_t>(0, base::now().microseconds / 1000 - kYear2020Milliseconds);
}

std::int64_t random_holder() {
  std::random_device device;
  return static_cast<std::int64_t>((std::uint64_t{device()} << 31 | device()) >> 1) | 1;
}

struct WriterRow {
  int writer;
  std::int64_t holder;
  std::int64_t leased_until;
};

// Numbers given back come first, then numbers never used, then those whose holder went silent.
std::vector<int> candidates(const std::vector<WriterRow>& rows, int first, std::int64_t now) {
  std::vector<int> given_back, unused, silent;
  std::size_t next = 0;
  for (int writer = first; writer < first + kWritersOfInstallation; ++writer) {
    if (next == rows.size() || rows[next].writer != writer) {
      unused.push_back(writer);
      continue;
    }
    const WriterRow& row = rows[next++];
    if (row.holder == 0)
      given_back.push_back(writer);
    else if (row.leased_until < now)
      silent.push_back(writer);
  }
  given_back.insert(given_back.end(), unused.begin(), unused.end());
  given_back.insert(given_back.end(), silent.begin(), silent.end());
  return given_back;
}

}  // namespace

bool WriterLease::due() const {
  return !held() || machine_now() - held_.renewed_at > kRenewAfterMicroseconds ||
         std::max(base::now().microseconds, last_microseconds_) + kRenewAfterMicroseconds >
             held_.promised_until;
}

void WriterLease::prepare(Backend& backend, int installation) {
  before_ = held_;
  if (!due() || (held() && renew(backend))) return;
  acquire(backend, installation);
}

void WriterLease::undone() {
  held_ = before_;
}

bool WriterLease::renew(Backend& backend) {
  const std::int64_t now = machine_now();
  const std::int64_t promised_until =
      std::max(base::now().microseconds, last_microseconds_) + kLeaseMicroseconds;
  const std::int64_t ids_until =
      std::max(id_milliseconds(), last_id_clock_ >> kSequenceBits) + kLeaseMicroseconds / 1000;
  const auto values =
      values_of(held_.writer, held_.holder, now + kLeaseMicroseconds, promised_until, ids_until);
  if (backend.execute(kRenewWriter, values) == 0) return false;
  held_.renewed_at = now;
  held_.promised_until = promised_until;
  return true;
}

bool WriterLease::take(Backend& backend, int writer) {
  const std::int64_t now = machine_now();
  const std::int64_t holder = random_holder();
  backend.execute(kAddWriter, values_of(writer));
  const auto values = values_of(writer, holder, now + kLeaseMicroseconds, now);
  if (backend.execute(kTakeWriter, values) == 0) return false;
  const auto go_on = [&](Row& row) {
    last_microseconds_ = std::max(last_microseconds_, row.integer("promised_until"));
    last_id_clock_ = std::max(last_id_clock_, (row.integer("ids_until") + 1) << kSequenceBits);
  };
  backend.query(kWriterMarks, values_of(writer), go_on);
  held_ = Held{.writer = writer, .holder = holder};
  return renew(backend);
}

void WriterLease::acquire(Backend& backend, int installation) {
  const int first = installation * kWritersOfInstallation;
  std::vector<WriterRow> rows;
  const auto add = [&](Row& row) {
    rows.push_back({static_cast<int>(row.integer("writer")), row.integer("holder"),
                    row.integer("leased_until")});
  };
  backend.query(kWritersInUse, values_of(first, first + kWritersOfInstallation - 1), add);
  for (const int writer : candidates(rows, first, machine_now()))
    if (take(backend, writer)) return;
  throw Fault(FaultKind::busy, "all 256 writers of this installation are in use");
}

void WriterLease::release(Backend& backend) {
  const auto values =
      values_of(held_.writer, held_.holder, last_microseconds_, last_id_clock_ >> kSequenceBits);
  backend.execute(kReleaseWriter, values);
  held_ = before_ = Held{};
}

base::Instant WriterLease::recorded_at() {
  const std::int64_t now = std::min(base::now().microseconds, held_.promised_until);
  last_microseconds_ = std::max(now, last_microseconds_ + 1);
  return base::Instant{last_microseconds_};
}

// The moment may lie beyond the promise: the next transaction renews it before anything else.
void WriterLease::not_before(base::Instant at) {
  last_microseconds_ = std::max(last_microseconds_, at.microseconds);
}

std::int64_t WriterLease::new_id() {
  last_id_clock_ = std::max(id_milliseconds() << kSequenceBits, last_id_clock_ + 1);
  const std::int64_t milliseconds = last_id_clock_ >> kSequenceBits;
  const std::int64_t sequence = last_id_clock_ & ((1 << kSequenceBits) - 1);
  return milliseconds << (kWriterBits + kSequenceBits) |
         std::int64_t{held_.writer} << kSequenceBits | sequence;
}

}  // namespace db
