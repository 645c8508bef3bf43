// 二つの時計: what the town knew on any day of its four years equals its journal played again. The
// replay is plain C++ over the deeds of the history: each record counts from the moment of the deed
// that wrote it, each confirmation from the moment of its own, and what a figure counts is decided
// here a second time. What came late or was corrected is explained, record by record.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json_text.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/known_at.h"
#include "record/record.h"
#include "town/draw.h"
#include "town/town_service.h"
#include "town/twin.h"
#include "town/whole_town_test.h"

namespace town {
namespace {

using db::testing::for_each_engine;
using figure::Definition;
using figure::Measure;
using figure::Scope;

constexpr std::string_view kPlans = NIGIWAI_SOURCE_DIR "/plans/131202";

std::string plan_of_town() {
  return twin_slug("nerima-2011");
}

// ---- the journal

struct Fact {
  std::int64_t record = 0;
  std::string programme;
  std::string kind;
  int fiscal_year = 0;
  std::string occurred_on;
  std::int64_t count = 0;
  std::int64_t people = 0;
  std::int64_t yen = 0;
  std::optional<bool> in_town;
  std::map<std::string, std::string> attributes;
  std::int64_t business = 0;
  bool is_summary = false;
  bool is_reversal = false;
  std::int64_t reverses = 0;
  std::int64_t written = 0;                 // when its deed was
  std::optional<std::int64_t> confirmed{};  // when the deed of its confirmation was
};

// The moment of a deed counts, not what the rows of a record say of themselves.
constexpr db::Statement kJournal{
    "town_test.journal",
    "SELECT r.record AS record, r.programme AS programme, r.record_kind AS kind, "
    "r.fiscal_year AS fiscal_year, r.occurred_on AS occurred_on, r.count AS count, "
    "r.people AS people, r.yen AS yen, r.in_town AS in_town, r.attributes AS attributes, "
    "r.business AS business, r.summary AS summary, r.reverses AS reverses, "
    "w.recorded_at AS written, s.recorded_at AS confirmed FROM deed w "
    "JOIN record r ON r.municipality = w.municipality AND r.deed = w.deed "
    "LEFT JOIN record_confirmation c ON c.municipality = r.municipality AND c.record = r.record "
    "LEFT JOIN deed s ON s.municipality = c.municipality AND s.deed = c.deed "
    "WHERE w.municipality = ?1 ORDER BY w.recorded_at, r.record"};

std::map<std::string, std::string> attributes_of(std::string_view json) {
  std::map<std::string, std::string> attributes;
  for (const record::AttributeValue& one : record::attributes_from_json(json))
    attributes.emplace(one.name, one.value);
  return attributes;
}

std::vector<Fact> journal_of(db::Database& database) {
  return database.read([](db::Read& tx) {
    return tx.list<Fact>(
        kJournal,
        [](db::Row& row) {
          Fact fact;
          fact.record = row.integer("record");
          fact.programme = row.text("programme");
          fact.kind = row.text("kind");
          fact.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
          fact.occurred_on = row.text("occurred_on");
          fact.count = row.integer("count");
          fact.people = row.maybe_integer("people").value_or(0);
          fact.yen = row.maybe_integer("yen").value_or(0);
          if (const auto in_town = row.maybe_integer("in_town")) fact.in_town = *in_town != 0;
          fact.attributes = attributes_of(row.text("attributes"));
          fact.business = row.maybe_integer("business").value_or(0);
          fact.is_summary = row.flag("summary");
          if (const auto first = row.maybe_integer("reverses")) {
            fact.is_reversal = true;
            fact.reverses = *first;
          }
          fact.written = row.integer("written");
          fact.confirmed = row.maybe_integer("confirmed");
          return fact;
        },
        kTown);
  });
}

// ---- what a figure counts, decided a second time

bool meets(const figure::Condition& condition, const Fact& fact) {
  const auto found = fact.attributes.find(condition.attribute);
  const bool is_there = found != fact.attributes.end();
  const bool is_among =
      is_there && std::ranges::find(condition.values, found->second) != condition.values.end();
  switch (condition.test) {
    case figure::Test::one_of:
      return is_among;
    case figure::Test::none_of:
      return !is_among;
    case figure::Test::at_least:
      return is_there && std::stoll(found->second) >= condition.number;
    case figure::Test::at_most:
      return is_there && std::stoll(found->second) <= condition.number;
  }
  return false;
}

bool is_counted(const Definition& definition, const Fact& fact) {
  return std::ranges::any_of(definition.records, [&](const figure::Selection& selection) {
    return selection.kind == fact.kind &&
           std::ranges::find(selection.programmes, fact.programme) != selection.programmes.end() &&
           (!selection.in_town || selection.in_town == fact.in_town) &&
           (!selection.with_business || *selection.with_business == (fact.business != 0)) &&
           std::ranges::all_of(selection.where,
                               [&](const auto& condition) { return meets(condition, fact); });
  });
}

std::int64_t part_of(Measure measure, const std::string& attribute, const Fact& fact) {
  switch (measure) {
    case Measure::count:
    case Measure::carried_out:
      return fact.count;
    case Measure::people:
      return fact.people;
    case Measure::yen:
      return fact.yen;
    case Measure::attribute: {
      const auto found = fact.attributes.find(attribute);
      const std::int64_t number = found == fact.attributes.end() ? 0 : std::stoll(found->second);
      return fact.is_reversal ? -number : number;
    }
    case Measure::distinct_businesses:
    case Measure::milestone:
    case Measure::ratio:
      break;
  }
  return 0;
}

struct Played {
  std::int64_t records = 0;
  std::int64_t value = 0;
  std::int64_t divisor = 0;
  std::string milestone;
  bool operator==(const Played&) const = default;
};

// The years of one figure, as far as the deeds until `at` tell.
std::map<int, Played> play(const std::vector<const Fact*>& facts, const Definition& definition,
                           Scope scope, std::int64_t at) {
  const auto is_known = [&](const Fact& fact) {
    return scope == Scope::all ? fact.written <= at : fact.confirmed && *fact.confirmed <= at;
  };
  std::set<std::int64_t> gone;
  for (const Fact* fact : facts)
    if (fact->is_reversal && is_known(*fact)) gone.insert(fact->reverses);
  std::map<int, Played> years;
  std::map<int, std::map<std::int64_t, int>> members;
  std::map<int, std::pair<std::string, std::int64_t>> latest;
  for (const Fact* one : facts) {
    const Fact& fact = *one;
    if (!is_known(fact)) continue;
    Played& played = years[fact.fiscal_year];
    const int sign = fact.is_reversal ? -1 : 1;
    if (definition.measure == Measure::distinct_businesses) {
      if (fact.business == 0) continue;
      played.records += sign;
      members[fact.fiscal_year][fact.business] += sign;
      continue;
    }
    played.records += sign;
    if (definition.measure == Measure::milestone) {
      const std::pair place(fact.occurred_on, fact.record);
      if (fact.is_reversal || gone.contains(fact.record) || place < latest[fact.fiscal_year])
        continue;
      latest[fact.fiscal_year] = place;
      const auto code = fact.attributes.find("milestone");
      played.milestone = code == fact.attributes.end() ? "carried_out" : code->second;
    } else if (definition.measure == Measure::ratio) {
      played.value += part_of(definition.upper, definition.attribute, fact);
      played.divisor += part_of(definition.lower, definition.attribute, fact);
    } else {
      played.value += part_of(definition.measure, definition.attribute, fact);
    }
  }
  for (const auto& [year, counted] : members)
    for (const auto& [member, records] : counted)
      if (records > 0) ++years[year].value;
  return years;
}

Played told_by(const figure::Table& table, const figure::Held& held, int fiscal_year) {
  const auto found = table.find({held.id.value, fiscal_year});
  if (found == table.end()) return {};
  const figure::Value& value = found->second;
  const bool is_milestone = held.definition.measure == Measure::milestone;
  return {value.sum.records, is_milestone ? 0 : value.sum.value, value.sum.divisor,
          value.milestone ? value.milestone->code : ""};
}

// How many values differ, and how many were compared.
struct Comparison {
  int compared = 0;
  int differing = 0;
  std::string first_differing;
};

class Replay {
 public:
  explicit Replay(db::Database& database) : database_(database), journal_(journal_of(database)) {
    held_ = database.read([](db::Read& tx) { return figure::figures(tx, kTown, plan_of_town()); });
    for (const figure::Held& held : held_) {
      std::vector<const Fact*>& facts = counted_.emplace_back();
      for (const Fact& fact : journal_)
        if (is_counted(held.definition, fact)) facts.push_back(&fact);
    }
  }

  const std::vector<Fact>& journal() const { return journal_; }
  const std::vector<figure::Held>& held() const { return held_; }

  void compare(base::Instant at, Comparison& comparison) {
    for (const Scope scope : {Scope::all, Scope::confirmed}) {
      const figure::Table table = database_.read([&](db::Read& tx) {
        REQUIRE(figure::knowable(tx, kTown, at).has_value());
        return figure::table(tx, kTown, plan_of_town(), scope, at);
      });
      for (std::size_t i = 0; i < held_.size(); ++i) {
        const auto years = play(counted_[i], held_[i].definition, scope, at.microseconds);
        for (int year = 2010; year <= 2015; ++year) {
          const auto found = years.find(year);
          const Played expected = found == years.end() ? Played{} : found->second;
          ++comparison.compared;
          if (told_by(table, held_[i], year) == expected) continue;
          ++comparison.differing;
          if (comparison.first_differing.empty())
            comparison.first_differing = held_[i].row + "/" + held_[i].definition.key + " " +
                                         std::to_string(year) + " as known at " +
                                         base::iso_japan(at);
        }
      }
    }
  }

 private:
  db::Database& database_;
  const std::vector<Fact> journal_;
  std::vector<figure::Held> held_;
  std::vector<std::vector<const Fact*>> counted_;
};

// ---- the days

// Ends of days by chance, and moments in the middle of them: half a second before and after a deed
// (a deed and its records are written in one transaction, a few microseconds apart).
std::vector<base::Instant> moments(const std::vector<Fact>& journal, int first_year, int years,
                                   int count) {
  Draw draw(7, "days of the replay");
  std::vector<base::Instant> all;
  const base::Date begin(first_year, 4, 2);
  for (int i = 0; i < count; ++i)
    all.push_back(figure::end_of(
        base::add_days(begin, static_cast<int>(draw.below(365 * std::int64_t{years} + 30)))));
  for (int i = 0; i < count / 4; ++i) {
    const Fact& fact =
        journal[static_cast<std::size_t>(draw.below(static_cast<std::int64_t>(journal.size())))];
    for (const std::int64_t beside : {-500'000, 500'000}) all.push_back({fact.written + beside});
  }
  return all;
}

// Late entries and corrections of a year, told record by record after its end: what they change
// adds up to the difference of the two tables.
struct Told {
  std::map<figure::Because, int> lines;
  int explained = 0;
  int wrong_sums = 0;
};

void explain_year(db::Database& database, const std::vector<figure::Held>& held, int fiscal_year,
                  Told& told) {
  const base::Instant from = figure::end_of(base::Date(fiscal_year + 1, 3, 31));
  const base::Instant until = figure::end_of(base::Date(2015, 4, 1));
  const auto table_at = [&](base::Instant at) {
    return database.read(
        [&](db::Read& tx) { return figure::table(tx, kTown, plan_of_town(), Scope::all, at); });
  };
  const figure::Table before = table_at(from);
  const figure::Table after = table_at(until);
  for (const figure::Held& one : held) {
    if (!figure::is_sum(one.definition.measure)) continue;
    if (told_by(before, one, fiscal_year) == told_by(after, one, fiscal_year)) continue;
    const auto explained = database.read([&](db::Read& tx) {
      return figure::difference(tx, kTown, plan_of_town(), one.row, one.definition.key, fiscal_year,
                                Scope::all, from, until);
    });
    REQUIRE(explained.has_value());
    std::int64_t change = 0;
    for (const figure::Difference& line : explained->lines) {
      ++told.lines[line.because];
      change += line.change;
    }
    if (!explained->lines.empty()) ++told.explained;
    if (explained->before.sum.value + change != explained->after.sum.value) ++told.wrong_sums;
  }
}

void check_town(db::Database& database, const Question& question, int first_year, int days) {
  REQUIRE(build(database, plan::read_plan_set({kPlans}), question).has_value());
  Replay replay(database);
  REQUIRE(!replay.journal().empty());
  Comparison comparison;
  const int years = 2015 - first_year;
  for (const base::Instant at : moments(replay.journal(), first_year, years, days))
    replay.compare(at, comparison);
  CAPTURE(comparison.first_differing);
  CHECK(comparison.differing == 0);
  CHECK(comparison.compared > days * 100);
  MESSAGE(comparison.compared, " values compared, from ", replay.journal().size(), " records");

  const auto is_late = [](const Fact& fact) {
    return !fact.is_reversal && base::japan_date(base::Instant{fact.written}) >
                                    base::add_days(base::parse_date(fact.occurred_on).value(), 20);
  };
  CHECK(std::ranges::any_of(replay.journal(), is_late));
  if (years > 1) CHECK(std::ranges::any_of(replay.journal(), &Fact::is_reversal));
  Told told;
  for (int year = first_year; year < 2015; ++year)
    explain_year(database, replay.held(), year, told);
  CHECK(told.wrong_sums == 0);
  if (years > 1) CHECK(told.explained > 0);
  for (const auto& [because, count] : told.lines)
    MESSAGE("because ", static_cast<int>(because), ": ", count);
  CHECK(figure::verify(database).empty());
}

TEST_CASE("four years: as known on any day equals the journal played again") {
  for (const db::Engine engine : testing::engines_of_whole_town()) {
    CAPTURE(db::testing::name_of(engine));
    const db::testing::TemporaryDatabase place(engine,
                                               db::testing::TemporaryDatabase::Schema::current);
    auto database = place.open();
    check_town(database, {}, 2011, 40);
  }
}

TEST_CASE("one year on both databases: as known on any day equals the journal played again") {
  for_each_engine([](db::Database& database) {
    Question question;
    question.years = {2014};
    check_town(database, question, 2014, 40);
  });
}

}  // namespace
}  // namespace town
