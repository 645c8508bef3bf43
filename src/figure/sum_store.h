// Rows of figure_sum and figure_day: moved by every post, read by the table.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "figure/moves.h"

namespace figure::store {

struct SumRow {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  bool confirmed = false;
  Sum sum;
};

void move_day(db::Write& tx, std::string_view municipality, int shard, const DayKey& key,
              const Sum& by);
void move_sum(db::Write& tx, std::string_view municipality, int shard, const SumRow& by);

// Today's sums of every figure in force of a plan, all writers added up.
std::vector<SumRow> sums(db::Read& tx, std::string_view municipality, std::string_view plan);
// Of one row of a plan alone.
std::vector<SumRow> sums_of_row(db::Read& tx, std::string_view municipality, std::string_view plan,
                                std::string_view row);
// What was known at the end of the day before `day`, of the figures in force at `at`.
std::vector<SumRow> sums_before(db::Read& tx, std::string_view municipality, std::string_view plan,
                                int day, base::Instant at);

struct MonthRow {
  int month = 0;
  bool confirmed = false;
  Sum sum;
};
std::vector<MonthRow> months(db::Read& tx, std::string_view municipality, FigureId figure,
                             int fiscal_year);

struct RecordedDay {
  int day = 0;
  int month = 0;
  bool confirmed = false;
  Sum sum;
};
std::vector<RecordedDay> days(db::Read& tx, std::string_view municipality, FigureId figure,
                              int fiscal_year);

// The sum of one figure in one year today.
std::vector<SumRow> sums_of(db::Read& tx, std::string_view municipality, FigureId figure,
                            int fiscal_year);

}  // namespace figure::store
