// Every row of both plans of Nerima is worked once through the diary, as its own form asks it, and
// moves: a row whose work is done elsewhere by the row it refers to, or says in words why not.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "db/testing.h"
#include "diary/diary_test.h"
#include "figure/moved.h"
#include "programme/programme_service.h"

namespace diary {
namespace {

using db::testing::for_each_engine;
using namespace testing;

// A value for every field, as somebody would type it.
std::string value_for(const Field& field) {
  switch (field.asks) {
    case Asks::count:
      return "1";
    case Asks::people:
      return "47";
    case Asks::yen:
      return "949,000";
    case Asks::business:
      return "7";
    case Asks::number:
      return field.name == "lent_in" ? "2010" : "8,000";
    case Asks::code:
      return field.codes.front();
    case Asks::in_town:
      return "yes";
  }
  return {};
}

// The first code that a figure with conditions wants, through its own line.
Typed typed_for(const Line& line) {
  Typed typed;
  for (const Field& field : line.fields) typed[line.key][field.name] = value_for(field);
  return typed;
}

bool is_counted(const figure::Definition& definition, const std::string& programme,
                const Line& line) {
  return std::ranges::any_of(definition.records, [&](const figure::Selection& selection) {
    if (!is_in(selection.programmes, programme) || selection.kind != line.kind->code ||
        (selection.in_town && selection.in_town != line.in_town))
      return false;
    return std::ranges::all_of(selection.where, [&](const figure::Condition& condition) {
      return std::ranges::any_of(line.fixed, [&](const auto& fixed) {
        return fixed.name == condition.attribute && is_in(condition.values, fixed.value);
      });
    });
  });
}

figure::Value value_of(db::Database& database, std::string_view plan, const figure::Held& held,
                       int year) {
  return database.read([&](db::Read& tx) {
    return figure::value_in(figure::table(tx, kWard, plan, figure::Scope::all), held, year);
  });
}

// Works one figure of a row in a year; false: no line of any of its programmes is counted.
bool work(db::Database& database, const figure::Held& held, int year, unsigned day) {
  for (const figure::Selection& selection : held.definition.records) {
    for (const std::string& programme : selection.programmes) {
      const auto owner = database.read([&](db::Read& tx) {
        for (const auto& one : programme::programmes(tx, kWard))
          if (one.key == programme) return body_of(one, year);
        return std::string();
      });
      const base::Actor officer = clerk(2, owner.empty() ? "ward" : owner);
      const auto form =
          database.read([&](db::Read& tx) { return worked(tx, officer, programme, year); });
      REQUIRE(form.has_value());
      for (const Line& line : form->lines) {
        if (!is_counted(held.definition, programme, line)) continue;
        const base::Date on(year, 9, 1 + day % 28);
        const CodeWords words = code_words();
        std::vector<Wrong> wrong;
        const auto facts =
            read_facts(form->lines, {on, on}, typed_for(line), {programme, {}, &words}, wrong);
        for (const Wrong& one : wrong)
          MESSAGE(programme, " ", one.line, " ", one.field, " ", one.refusal.code);
        REQUIRE(wrong.empty());
        const auto logged = log(officer, database, {}, {programme, {on, on}, {}, facts},
                                {.other_year = true, .same = true});
        if (!logged) MESSAGE(programme, " ", logged.error().code);
        REQUIRE(logged.has_value());
        return true;
      }
    }
  }
  return false;
}

struct Worked {
  int rows = 0;
  int moved = 0;
  std::vector<std::string> elsewhere;
  std::vector<std::string> unmoved;
};

// A plain year of the plan in which its columns count.
Worked work_every_row(db::Database& database, const std::string& plan, int year) {
  Worked result;
  const auto [rows, held] = database.read([&](db::Read& tx) {
    return std::pair(figure::rows(tx, kWard, plan), figure::figures(tx, kWard, plan));
  });
  std::set<std::string> moved;
  unsigned day = 0;
  for (const figure::RowDefinition& row : rows) {
    if (row.row.empty()) continue;
    ++result.rows;
    bool all = !row.figures.empty();
    for (const figure::Held& one : held) {
      if (one.row != row.row) continue;
      const auto before = value_of(database, plan, one, year);
      const bool is_worked = work(database, one, year, day++);
      const auto after = value_of(database, plan, one, year);
      all = all && is_worked && after != before;
    }
    if (all) {
      ++result.moved;
      moved.insert(row.row);
    } else if (row.done_elsewhere_row && moved.contains(*row.done_elsewhere_row)) {
      result.elsewhere.push_back(row.row);
    } else if (row.reason || !row.done_elsewhere_text.empty()) {
      result.elsewhere.push_back(row.row);
    } else {
      result.unmoved.push_back(row.row);
    }
  }
  return result;
}

TEST_CASE("each of the 59 rows of 2011 and the 14 of 2018 is worked through the diary and moves") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2019-10-20T10:00");
    lay_plans(database);
    const Worked first = work_every_row(database, "nerima-2011", 2012);
    CHECK(first.rows == 59);
    CHECK(first.moved == 59);  // also those whose work another row does: they have programmes
    CHECK(first.elsewhere.empty());
    for (const std::string& row : first.unmoved) MESSAGE("2011 ", row);
    CHECK(first.unmoved.empty());
    const Worked second = work_every_row(database, "nerima-2018", 2018);
    CHECK(second.rows == 14);
    CHECK(second.moved == 14);
    for (const std::string& row : second.unmoved) MESSAGE("2018 ", row);
    CHECK(figure::verify(database).empty());
  });
}

}  // namespace
}  // namespace diary
