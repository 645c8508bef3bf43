// Every row of both plans of Nerima, and of plans that were adopted here, is worked once through
// the diary, as its own form asks it, and moves: a row whose work is done elsewhere by the row it
// refers to, or says in words why not.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "db/testing.h"
#include "diary/diary_test.h"
#include "figure/moved.h"
#include "plan/adoption.h"
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

// The rows of 2011 once more for the years after, measured by what 2011 counted or by nothing.
enum class Measured { as_before, by_nothing };
struct Next {
  plan::Plan plan;
  std::vector<plan::RowWork> work;
};
Next next_plan(db::Database& database, Measured measured) {
  const auto before =
      database.read([](db::Read& tx) { return plan::printed_plan(tx, kWard, "nerima-2011"); });
  const auto rows =
      database.read([](db::Read& tx) { return figure::rows(tx, kWard, "nerima-2011"); });
  Next next;
  next.plan.slug = measured == Measured::as_before ? "garden-2015" : "orchard-2015";
  next.plan.municipality = kWard;
  next.plan.title = "平成27・28年度の計画";
  next.plan.period = {"平成27～28年度", 2015, 2016};
  next.plan.sources.push_back({"draft", "", "計画案", "練馬区", {}, {}});
  next.plan.levels = {{"programme", "事業"}};
  next.plan.columns = {{"2015", "平成27年度", plan::ColumnKind::year, {2015}},
                       {"2016", "平成28年度", plan::ColumnKind::year, {2016}}};
  for (const plan::Row* leaf : plan::leaves(*before)) {
    plan::Row row;
    row.key = leaf->key;
    row.number = leaf->key;
    row.level = "programme";
    row.title = leaf->title;
    row.programmes = leaf->programmes.empty() ? plan::programme_row(*before, *leaf).programmes
                                              : leaf->programmes;
    row.provenance.source = "draft";
    next.plan.rows.push_back(row);
    const auto known = std::ranges::find(rows, leaf->key, &figure::RowDefinition::row);
    if (measured == Measured::by_nothing || known == rows.end()) continue;
    plan::RowWork work{.row = leaf->key};
    for (const figure::Definition& one : known->figures) {
      plan::Indicator indicator;
      indicator.number = static_cast<int>(work.indicators.size()) + 1;
      indicator.label = one.label;
      indicator.unit = one.unit;
      if (one.unit.empty()) indicator.direction = plan::Direction::milestone;
      work.indicators.push_back(indicator);
    }
    next.work.push_back(std::move(work));
  }
  return next;
}

TEST_CASE("each row of a plan that was adopted here is worked through the diary and moves") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2019-10-20T10:00");
    lay_plans(database);
    for (const Measured measured : {Measured::as_before, Measured::by_nothing}) {
      const Next next = next_plan(database, measured);
      REQUIRE(next.plan.rows.size() == 59);
      REQUIRE(database
                  .write([&](db::Write& tx) {
                    return plan::adopt(tx, base::Actor::system(), next.plan, next.work, "決定");
                  })
                  .has_value());
      figure::build(database, base::Actor::system());
      const Worked worked = work_every_row(database, next.plan.slug, 2015);
      CHECK(worked.rows == 59);
      CHECK(worked.moved == 59);
      for (const std::string& row : worked.unmoved) MESSAGE(next.plan.slug, " ", row);
    }
    // Measured as before, it counts what 2011 counts.
    database.read([](db::Read& tx) {
      for (const figure::Held& one : figure::figures(tx, kWard, "nerima-2011")) {
        if (one.row.empty() || one.definition.unit.empty()) continue;
        const auto same = figure::figures(tx, kWard, "garden-2015");
        const bool found = std::ranges::any_of(same, [&](const figure::Held& other) {
          return other.row == one.row && other.definition.label == one.definition.label &&
                 other.definition.records == one.definition.records &&
                 other.definition.measure == one.definition.measure;
        });
        CHECK_MESSAGE(found, one.row, " ", one.definition.key);
      }
    });
    CHECK(figure::verify(database).empty());
    CHECK(plan::verify(database).empty());
  });
}

}  // namespace
}  // namespace diary
