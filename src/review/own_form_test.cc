// 独自様式 on both databases: tried by one person, kept for all, replaced by a further one.
#include "review/own_form.h"

#include <doctest/doctest.h>

#include "base/words.h"
#include "db/testing.h"
#include "output/form_fill.h"
#include "output/table.h"
#include "review/form_values.h"
#include "review/office_test.h"
#include "staff/permission.h"

namespace review {
namespace {

using db::testing::for_each_engine;
using testing::Office;

// A form as an office makes it: a heading and one line to repeat.
std::string form_of(const std::vector<std::string>& cells) {
  output::Table table;
  table.name = "様式";
  output::Line line;
  for (std::size_t i = 0; i < cells.size(); ++i)
    line.cells.push_back({.column = static_cast<int>(i), .text = cells[i]});
  for (std::size_t i = 0; i < cells.size(); ++i) table.columns.push_back({.width = 10});
  table.lines.push_back(line);
  return output::xlsx({table});
}

std::string names_of(std::string_view bytes) {
  const auto names = output::form_names(bytes);
  if (!names) return std::string(names.error().code);
  std::string text;
  for (const auto& one : *names) text += one.name + "@" + one.cell.substr(one.cell.find('!')) + " ";
  return text;
}

std::vector<OwnForm> forms_of(db::Database& database, const staff::Who& who) {
  return database.read([&](db::Read& tx) { return own_forms(tx, who.municipality, who.person); });
}

TEST_CASE("the names of a form are told with their cells") {
  CHECK(names_of(form_of({"{{行}}{{番号}}", "事業", "{{目標:2014}} / {{実績:2014}}"}))
            .starts_with("行@!A"));
  const std::string names = names_of(form_of({"{{行}}{{番号}}", "{{目標:2014}} / {{実績:2014}}"}));
  for (const std::string_view one : {"行@!A", "番号@!A", "目標:2014@!B", "実績:2014@!B"})
    CHECK(names.find(one) != std::string::npos);
  CHECK(names_of(form_of({"事業"})) == output::form_without_names.code);
  CHECK(names_of("no workbook") == output::form_unreadable.code);
  for (const auto language : {base::Language::ja, base::Language::en})
    for (const std::string& name : form_names(language)) CHECK_FALSE(name.empty());
  for (const auto* refusal : kOwnFormRefusals) CHECK(base::has_words(refusal->code));
}

TEST_CASE("every name that is told to a form is one it may ask for") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    const Opened opened = office.opened();
    const auto values =
        form_values(opened, lines_of(opened, office.planner), base::Date(2016, 5, 1));
    for (const std::string& name : form_names(base::Language::ja)) {
      CAPTURE(name);
      const bool is_known = name == values.row_mark || values.once.contains(name) ||
                            values.rows.front().contains(name) ||
                            values.rows.front().contains(name + ":2015");
      CHECK(is_known);
    }
  });
}

TEST_CASE("what is tried is the person's own; what is kept is everybody's, one at a time") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const base::Actor planner = office.actor(office.planner);
    base::Actor other = planner;
    other.id = office.director.person;
    base::Actor clerk = planner;
    clerk.post = "clerk";
    const std::string first = form_of({"{{行}}{{番号}}"});
    CHECK(upload_own_form(clerk, database, "様式.xlsx", first).error().code ==
          staff::post_may_not.code);
    CHECK(upload_own_form(planner, database, "様式.xlsx", std::string(kOwnFormBytesMax + 1, 'x'))
              .error()
              .code == own_form_too_large.code);
    const auto tried = upload_own_form(planner, database, "様式.xlsx", first).value();
    CHECK(forms_of(database, office.director).empty());
    CHECK(keep_own_form(other, database, tried).error().code == own_form_unknown.code);
    CHECK(keep_own_form(clerk, database, tried).error().code == staff::post_may_not.code);
    CHECK(keep_own_form(planner, database, tried).has_value());
    CHECK(keep_own_form(planner, database, tried).error().code == own_form_kept_already.code);
    const auto seen = forms_of(database, office.director);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].kept);
    CHECK(seen[0].name == "様式.xlsx");
    CHECK(seen[0].bytes == first);
    // A further one is tried beside it, replaces what was tried before, and then takes its place.
    upload_own_form(planner, database, "b.xlsx", form_of({"{{行}}{{事業名}}"})).value();
    const auto second =
        upload_own_form(planner, database, std::string(300, 'n'), form_of({"{{行}}{{担当}}"}))
            .value();
    const auto both = forms_of(database, office.planner);
    REQUIRE(both.size() == 2);
    CHECK(both[0].id == second);
    CHECK(both[0].name.size() == kOwnFormNameCharactersMax);
    CHECK(both[1].id == tried);
    CHECK(keep_own_form(planner, database, second).has_value());
    const auto last = forms_of(database, office.director);
    REQUIRE(last.size() == 1);
    CHECK(last[0].id == second);
    staff::Who elsewhere = office.planner;
    elsewhere.municipality = "131211";
    CHECK(forms_of(database, elsewhere).empty());
  });
}

}  // namespace
}  // namespace review
