// What a plan is worked with beside its printed lines: who owns a line (担当) in which year, what
// it is measured by (指標), what is aimed at in each year (目標), what it rests on, and its money
// as planned, budgeted and executed (計画額・予算額・決算額), three values that never stand for
// each other.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.h"
#include "plan/plan.h"
#include "programme/programme.h"

namespace plan {

// Which way a value should go. A milestone is reached or not: 実施, 開設.
enum class Direction { up, down, maintain, milestone };
// What a year's value is: of the year alone, as it stands at its end, or everything up to it.
enum class Nature { flow, stock, cumulative };
enum class MoneyStage { planned, budgeted, executed };

struct Indicator {
  int number = 1;  // within its line, for life
  std::string label;
  std::string unit;
  Direction direction = Direction::up;
  Nature nature = Nature::flow;
  std::optional<base::Number> tolerance = {};  // maintain: how far from the base still counts
  std::optional<base::Number> base = {};       // 現況
  std::optional<std::string> base_at = {};     // as written: 平成26年度末
};

// As it was written, 「120件」「実施」; a number only where the text says one.
struct Target {
  int indicator = 1;
  int fiscal_year = 0;
  std::string text;
  std::optional<base::Number> value = {};
};

struct Money {
  int fiscal_year = 0;
  MoneyStage stage = MoneyStage::planned;
  std::int64_t yen = 0;
  std::optional<std::string> note = {};
};

struct RowWork {
  std::string row;
  std::vector<programme::Owner> owners = {};  // empty: its programmes say who owns it
  std::vector<Indicator> indicators = {};
  std::vector<Target> targets = {};
  std::vector<Money> money = {};
  std::vector<std::string> legal_basis = {};
  std::vector<std::string> funding = {};
};

const RowWork* find_work(std::span<const RowWork> work, std::string_view row);
const Target* find_target(const RowWork& work, int indicator, int fiscal_year);

// Who owns a line in a year: what the plan says of it, then of the line above it, then the owner of
// its first programme that has one, then of the programmes of the line above. nullptr: nobody is
// known, and whoever looks has to say so.
const programme::Owner* owner_of(const Plan& plan, const Row& row, int fiscal_year,
                                 std::span<const RowWork> work,
                                 std::span<const programme::Programme> programmes);

std::string_view in_db(Direction direction);
std::string_view in_db(Nature nature);
std::string_view in_db(MoneyStage stage);

}  // namespace plan
