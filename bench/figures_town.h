// A town to measure with: the programmes that a plan's figures count, years of working days, and a
// stream of facts of the work that is the same in every run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "figure/figure_service.h"
#include "record/record.h"

namespace town_bench {

// Records of one programme and kind, with the figures that count them.
struct Work {
  std::string programme;
  const record::RecordKind* kind = nullptr;
  std::vector<const figure::Definition*> figures;
};

struct Day {
  base::Date date;
  std::int64_t records = 0;
};

class Town {
 public:
  // Throws std::runtime_error when the file of definitions cannot be read.
  explicit Town(const std::filesystem::path& definitions);

  const std::string& municipality() const { return set_.municipality; }
  const std::string& plan() const { return set_.plan; }
  const std::vector<Work>& works() const { return works_; }
  // Those whose figures are sums alone, without members and milestones.
  std::vector<Work> sum_works() const;

  // Migrates the database and puts the register and the definitions into it.
  void found(db::Database& database) const;

  // Working days of four fiscal years, with so many records in all; every 25th is a busy one.
  static std::vector<Day> days(std::int64_t records);

  // One fact of the work that happened a few days before `recorded_on`; `works` are weighted by
  // their place, the first ones most.
  record::Facts fact(const std::vector<Work>& works, base::Date recorded_on);
  std::vector<record::Facts> facts(std::size_t count, base::Date recorded_on);
  std::uint64_t below(std::uint64_t end) { return numbers_() % end; }

 private:
  figure::DefinitionSet set_;
  std::vector<Work> works_;
  std::mt19937_64 numbers_{20110401};
};

// Who writes in it.
figure::Signers officer();

// The moment a day's work is written down: nine in the morning, in Japan.
base::Instant morning_of(base::Date day);

struct Filled {
  double seconds = 0;
  std::int64_t records = 0;
};
// Writes `records` through the bulk door, day by day with the clock of the day; every other batch
// is confirmed at once, some records are taken back and some confirmed one by one.
Filled fill(db::Database& database, Town& town, std::int64_t records, std::ostream& progress);

}  // namespace town_bench
