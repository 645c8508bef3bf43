// Definitions by version: what is equal costs nothing, what is new or changed becomes a further
// version, and every version can be found again at the moments it was in force.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/words.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/testing.h"
#include "job/job.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;

constexpr db::Statement kCount{
    "figure_test.written",
    "SELECT (SELECT count(*) FROM deed) AS deeds, (SELECT count(*) FROM figure) AS figures, "
    "(SELECT count(*) FROM figure_row) AS rows, (SELECT count(*) FROM job) AS jobs, "
    "(SELECT max(generation) FROM figure_clock) AS generation, "
    "(SELECT max(last_mark) FROM figure_clock) AS last_mark"};

std::vector<std::int64_t> written(db::Database& database) {
  const auto to_numbers = [](db::Row& row) {
    std::vector<std::int64_t> numbers;
    for (const char* column : {"deeds", "figures", "rows", "jobs", "generation", "last_mark"})
      numbers.push_back(row.integer(column));
    return numbers;
  };
  return database.read(
      [&](db::Read& tx) { return tx.one<std::vector<std::int64_t>>(kCount, to_numbers).value(); });
}

Installed installed(db::Database& database, const DefinitionSet& set) {
  return database.write([&](db::Write& tx) { return install(tx, base::Actor::system(), set); });
}

RowDefinition& row_of(DefinitionSet& set, std::string_view key) {
  return *std::ranges::find(set.rows, key, &RowDefinition::row);
}

Definition& figure_of(DefinitionSet& set, std::string_view row, std::string_view key) {
  return *std::ranges::find(row_of(set, row).figures, key, &Definition::key);
}

Held held(db::Database& database, std::string_view row, std::string_view key,
          std::optional<base::Instant> at = {}) {
  return database.read([&](db::Read& tx) { return find(tx, kWard, kPlan, row, key, at); }).value();
}

std::vector<Held> all(db::Database& database, std::optional<base::Instant> at = {}) {
  return database.read([&](db::Read& tx) { return figures(tx, kWard, kPlan, at); });
}

std::size_t waiting(db::Database& database) {
  return database.read([](db::Read& tx) { return job::pending(tx, "figure.build").size(); });
}

base::Instant just_before(base::Instant at) {
  return {at.microseconds - 1};
}

TEST_CASE("figures over records that do not exist yet are in force at once, totals last") {
  for_each_engine([](db::Database& database) {
    lay_register(database);
    const DefinitionSet set = small_plan();
    const Installed first = installed(database, set);
    CHECK(first.figures_new == 16);
    CHECK(first.figures_changed == 0);
    CHECK(first.figures_gone == 0);
    CHECK(first.rows_written == 10);
    CHECK(waiting(database) == 0);
    const auto figures = all(database);
    REQUIRE(figures.size() == 16);
    CHECK(figures.front().definition == set.rows.front().figures.front());
    CHECK(figures.back().row == "");
    CHECK(figures.back().definition.key == "people");
    for (const Held& figure : figures) {
      CHECK(figure.version == 1);
      CHECK(figure.state == "current");
      CHECK(figure.from == figures.front().from);
      CHECK_FALSE(figure.until.has_value());
    }
    const auto marked = database.read([](db::Read& tx) { return marks(tx, kWard); });
    REQUIRE(marked.size() == 1);
    CHECK(marked[0].at == figures.front().from);
    CHECK(marked[0].kind == "definition");
    CHECK(all(database, just_before(marked[0].at)).empty());
  });
}

TEST_CASE("a plan that is loaded again unchanged writes nothing at all") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-05-02", 300'000));
    const auto before = written(database);
    const Installed again = installed(database, small_plan());
    CHECK(again.figures_new + again.figures_changed + again.figures_gone + again.rows_written == 0);
    CHECK(written(database) == before);
  });
}

TEST_CASE("a change without records is in force at once, the version before found at its time") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    DefinitionSet set = small_plan();
    figure_of(set, "42", "cases").label = "事業";
    const auto before = written(database);
    const Installed second = installed(database, set);
    CHECK(second.figures_changed == 1);
    CHECK(second.figures_new + second.figures_gone + second.rows_written == 0);
    CHECK(written(database)[0] == before[0] + 1);  // one deed
    CHECK(written(database)[4] != before[4]);      // posts read their definitions anew
    const Held now = held(database, "42", "cases");
    CHECK(now.version == 2);
    CHECK(now.definition.label == "事業");
    const Held old = held(database, "42", "cases", just_before(*now.from));
    CHECK(old.version == 1);
    CHECK(old.state == "retired");
    CHECK(old.until == now.from);
    CHECK(old.definition.label == "");
    CHECK(held(database, "42", "cases", now.from).id == now.id);
    CHECK(held(database, "42", "yen").version == 1);
    CHECK(all(database).size() == 16);
    CHECK(all(database, just_before(*now.from)).size() == 16);
  });
}

TEST_CASE("a change over records is built, and until then the version before stays in force") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-05-02", 300'000));
    DefinitionSet set = small_plan();
    figure_of(set, "42", "cases").label = "事業";
    CHECK(installed(database, set).figures_changed == 1);
    CHECK(waiting(database) == 1);
    CHECK(held(database, "42", "cases").version == 1);
    testing::post(database, grant("2011-06-02", 1000));
    CHECK(value(database, "42", "cases", 2011).sum.value == 2);

    figure_of(set, "42", "cases").label = "助成";  // again, before it was built
    CHECK(installed(database, set).figures_changed == 1);
    CHECK(installed(database, set).figures_changed == 0);
    CHECK(build(database, base::Actor::system()) == 1);
    CHECK(waiting(database) == 0);
    const Held now = held(database, "42", "cases");
    CHECK(now.version == 3);
    CHECK(now.definition.label == "助成");
    CHECK(held(database, "42", "cases", just_before(*now.from)).version == 1);
    CHECK(value(database, "42", "cases", 2011).sum.value == 2);
  });
}

TEST_CASE("a change taken back before it was built leaves what is in force untouched") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-05-02", 300'000));
    DefinitionSet set = small_plan();
    figure_of(set, "42", "cases").label = "事業";
    installed(database, set);
    const Installed back = installed(database, small_plan());
    CHECK(back.figures_new + back.figures_changed + back.figures_gone == 0);
    CHECK(build(database, base::Actor::system()) == 0);
    CHECK(waiting(database) == 0);
    CHECK(held(database, "42", "cases").version == 1);
    const auto before = written(database);
    installed(database, small_plan());
    CHECK(written(database) == before);
  });
}

TEST_CASE("what the file no longer says retires; when it comes back, it is a further version") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    DefinitionSet set = small_plan();
    std::erase_if(set.rows, [](const RowDefinition& row) { return row.row == "17"; });
    const Installed without = installed(database, set);
    CHECK(without.figures_gone == 2);
    const auto refused =
        database.read([](db::Read& tx) { return find(tx, kWard, kPlan, "17", "cases"); });
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == "figure.unknown_figure");
    for (const auto language : {base::Language::ja, base::Language::en})
      CHECK(base::say(language, refused.error()).contains("cases"));
    const auto rows_now = [&] {
      return database.read([](db::Read& tx) { return rows(tx, kWard, kPlan).size(); });
    };
    CHECK(rows_now() == 9);
    const Installed again = installed(database, small_plan());
    CHECK(again.figures_new == 2);
    CHECK(again.rows_written == 1);
    CHECK(rows_now() == 10);
    CHECK(held(database, "17", "cases").version == 2);
  });
}

TEST_CASE("rows keep their versions too, and come with the figures in force") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    DefinitionSet set = small_plan();
    row_of(set, "17").columns[0].text = "相談{cases}件";
    CHECK(installed(database, set).rows_written == 1);
    const auto marked = database.read([](db::Read& tx) { return marks(tx, kWard); });
    const auto text_at = [&](std::optional<base::Instant> at) {
      const auto found = database.read([&](db::Read& tx) { return rows(tx, kWard, kPlan, at); });
      const auto row = std::ranges::find(found, "17", &RowDefinition::row);
      CHECK(row->figures.size() == 2);
      CHECK(row->figures[0].key == "cases");
      return row->columns[0].text;
    };
    CHECK(text_at({}) == "相談{cases}件");
    CHECK(text_at(marked[0].at) == "相談{cases}件");
    CHECK(text_at(just_before(marked[0].at)) == "{cases}件 {clients}者");
  });
}

TEST_CASE("another order in the file is another order of the list, not another version") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-05-02", 300'000));
    DefinitionSet set = small_plan();
    std::ranges::rotate(set.rows, set.rows.end() - 1);
    const Installed moved = installed(database, set);
    CHECK(moved.figures_new + moved.figures_changed + moved.rows_written == 0);
    CHECK(all(database).front().row == "42");
    CHECK(all(database).front().version == 1);
    const auto rows_now = database.read([](db::Read& tx) { return rows(tx, kWard, kPlan); });
    CHECK(rows_now.front().row == "42");
    CHECK(waiting(database) == 0);
  });
}

}  // namespace
}  // namespace figure
