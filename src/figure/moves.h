// What records' coming, their being taken back and their confirmation do to the sums of figures:
// gathered first, so that a thousand records of one month move each sum once, then saved in one go.
// The counting is order-independent for sums; distinct counts and milestones want the order in
// which things became known.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/db.h"
#include "figure/figure_service.h"

namespace figure {

// Days since 1970 in Japan: the day a fact became known on.
int day_of(base::Instant at);
// 201104 of a day in April 2011.
int month_of(base::Date date);

// A row of figure_day without its municipality and writer.
struct DayKey {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  int day = 0;
  int month = 0;  // 0 for distinct counts: months do not add up
  bool confirmed = false;
  auto operator<=>(const DayKey&) const = default;
};

// A member comes into or goes out of a distinct count, or only gains or loses a record.
struct MemberKey {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  int scope = 0;  // 0: all records, 1: confirmed ones
  std::int64_t member = 0;
  auto operator<=>(const MemberKey&) const = default;
};
struct MemberMove {
  base::Instant at;
  int records = 0;  // +1, -1
};

enum class MilestoneStep { recorded, confirmed, reversed, reversal_confirmed };
struct MilestoneMove {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  std::string occurred_on;
  std::int64_t record = 0;  // the milestone's record, also when it is taken back
  std::string milestone;
  MilestoneStep step = MilestoneStep::recorded;
  base::Instant at;
};

class Moves {
 public:
  Moves(std::string_view municipality, int shard) : municipality_(municipality), shard_(shard) {}

  // A record or a reversal as it is written, unconfirmed, at its recorded_at.
  void recorded(const Held& figure, const record::Record& record);
  // Its confirmation (the record may be a reversal).
  void confirmed(const Held& figure, const record::Record& record, base::Instant at);
  // Distinct counts ask the database who is counted already.
  void save(db::Write& tx);

 private:
  void add(const Held& figure, const record::Record& record, base::Instant at, bool confirmed,
           int sign);
  void move_member(const Held& figure, const record::Record& record, base::Instant at, int scope);
  void move_milestone(const Held& figure, const record::Record& record, base::Instant at,
                      bool confirmed);
  void count_members(db::Write& tx);

  std::string municipality_;
  int shard_;
  std::map<DayKey, Sum> days_;
  std::map<MemberKey, std::vector<MemberMove>> members_;
  std::vector<MilestoneMove> milestones_;
};

}  // namespace figure
