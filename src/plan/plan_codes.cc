// What each choice is called in files, in the database and in the API: one table an enum, read in
// both directions. The migration's CHECK lists are compared with these tables by a test.
#include <array>

#include "plan/plan.h"
#include "plan/row_work.h"

namespace plan {

namespace {

template <class Enum>
struct Codes;

template <>
struct Codes<PlanKind> {
  static constexpr std::array<std::pair<PlanKind, std::string_view>, 4> table{{
      {PlanKind::plan, "plan"},
      {PlanKind::direction, "direction"},
      {PlanKind::action_plan, "action_plan"},
      {PlanKind::regional_plan, "regional_plan"},
  }};
};

template <>
struct Codes<ColumnKind> {
  static constexpr std::array<std::pair<ColumnKind, std::string_view>, 4> table{{
      {ColumnKind::year, "year"},
      {ColumnKind::target, "target"},
      {ColumnKind::state_at, "state_at"},
      {ColumnKind::total, "total"},
  }};
};

template <>
struct Codes<RelationKind> {
  static constexpr std::array<std::pair<RelationKind, std::string_view>, 5> table{{
      {RelationKind::before, "before"},
      {RelationKind::after, "after"},
      {RelationKind::above, "above"},
      {RelationKind::implementing, "implementing"},
      {RelationKind::related, "related"},
  }};
};

template <>
struct Codes<Confidence> {
  static constexpr std::array<std::pair<Confidence, std::string_view>, 3> table{{
      {Confidence::high, "high"},
      {Confidence::medium, "medium"},
      {Confidence::low, "low"},
  }};
};

template <>
struct Codes<CellKind> {
  static constexpr std::array<std::pair<CellKind, std::string_view>, 6> table{{
      {CellKind::quantity, "quantity"},
      {CellKind::status, "status"},
      {CellKind::dash, "dash"},
      {CellKind::handed_over, "handed_over"},
      {CellKind::absent, "absent"},
      {CellKind::unassigned, "unassigned"},
  }};
};

template <>
struct Codes<CellState> {
  static constexpr std::array<std::pair<CellState, std::string_view>, 10> table{{
      {CellState::quantities, "quantities"},
      {CellState::words, "words"},
      {CellState::not_yet_counted, "not_yet_counted"},
      {CellState::outside_years, "outside_years"},
      {CellState::dash, "dash"},
      {CellState::not_carried_out, "not_carried_out"},
      {CellState::handed_over, "handed_over"},
      {CellState::done_elsewhere, "done_elsewhere"},
      {CellState::unassigned, "unassigned"},
      {CellState::unknown, "unknown"},
  }};
};

template <>
struct Codes<ReadingSource> {
  static constexpr std::array<std::pair<ReadingSource, std::string_view>, 3> table{{
      {ReadingSource::printed, "printed"},
      {ReadingSource::entered, "entered"},
      {ReadingSource::computed, "computed"},
  }};
};

template <>
struct Codes<RatingScope> {
  static constexpr std::array<std::pair<RatingScope, std::string_view>, 2> table{{
      {RatingScope::row, "row"},
      {RatingScope::programme, "programme"},
  }};
};

template <>
struct Codes<Direction> {
  static constexpr std::array<std::pair<Direction, std::string_view>, 4> table{{
      {Direction::up, "up"},
      {Direction::down, "down"},
      {Direction::maintain, "maintain"},
      {Direction::milestone, "milestone"},
  }};
};

template <>
struct Codes<Nature> {
  static constexpr std::array<std::pair<Nature, std::string_view>, 3> table{{
      {Nature::flow, "flow"},
      {Nature::stock, "stock"},
      {Nature::cumulative, "cumulative"},
  }};
};

template <>
struct Codes<MoneyStage> {
  static constexpr std::array<std::pair<MoneyStage, std::string_view>, 3> table{{
      {MoneyStage::planned, "planned"},
      {MoneyStage::budgeted, "budgeted"},
      {MoneyStage::executed, "executed"},
  }};
};

template <>
struct Codes<BlockKind> {
  static constexpr std::array<std::pair<BlockKind, std::string_view>, 3> table{{
      {BlockKind::heading, "heading"},
      {BlockKind::paragraph, "paragraph"},
      {BlockKind::list, "list"},
  }};
};

template <class Enum>
std::string_view code_of(Enum value) {
  for (const auto& [key, code] : Codes<Enum>::table) {
    if (key == value) return code;
  }
  return {};
}

}  // namespace

std::string_view in_db(PlanKind kind) {
  return code_of(kind);
}
std::string_view in_db(ColumnKind kind) {
  return code_of(kind);
}
std::string_view in_db(RelationKind kind) {
  return code_of(kind);
}
std::string_view in_db(Confidence confidence) {
  return code_of(confidence);
}
std::string_view in_db(CellKind kind) {
  return code_of(kind);
}
std::string_view in_db(CellState state) {
  return code_of(state);
}
std::string_view in_db(ReadingSource source) {
  return code_of(source);
}
std::string_view in_db(RatingScope scope) {
  return code_of(scope);
}
std::string_view in_db(BlockKind kind) {
  return code_of(kind);
}
std::string_view in_db(Direction direction) {
  return code_of(direction);
}
std::string_view in_db(Nature nature) {
  return code_of(nature);
}
std::string_view in_db(MoneyStage stage) {
  return code_of(stage);
}

template <class Enum>
std::optional<Enum> from_db(std::string_view code) {
  for (const auto& [key, known] : Codes<Enum>::table) {
    if (known == code) return key;
  }
  return std::nullopt;
}

template std::optional<PlanKind> from_db(std::string_view);
template std::optional<ColumnKind> from_db(std::string_view);
template std::optional<RelationKind> from_db(std::string_view);
template std::optional<Confidence> from_db(std::string_view);
template std::optional<CellKind> from_db(std::string_view);
template std::optional<CellState> from_db(std::string_view);
template std::optional<ReadingSource> from_db(std::string_view);
template std::optional<RatingScope> from_db(std::string_view);
template std::optional<BlockKind> from_db(std::string_view);
template std::optional<Direction> from_db(std::string_view);
template std::optional<Nature> from_db(std::string_view);
template std::optional<MoneyStage> from_db(std::string_view);

}  // namespace plan
