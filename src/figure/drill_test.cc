// From a figure to its records and from a record to its figures: what is listed, in which order,
// how many, and that the streamed list, the counted one and the sums always agree.
#include "figure/drill.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "base/words.h"
#include "db/testing.h"
#include "figure/figure_sheet.h"
#include "figure/testing.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;

Held held(db::Read& tx, std::string_view row, std::string_view key) {
  return find(tx, kWard, kPlan, row, key).value();
}

base::Result<Page> ask(db::Database& database, std::string_view row, std::string_view key,
                       const Question& question, int fiscal_year = 2011) {
  return database.read(
      [&](db::Read& tx) { return records(tx, kWard, held(tx, row, key), fiscal_year, question); });
}

std::vector<std::int64_t> values(const Page& page) {
  std::vector<std::int64_t> list;
  for (const Counted& counted : page.records) list.push_back(counted.contribution.value);
  return list;
}

using List = std::vector<std::int64_t>;

TEST_CASE("cases with a known client and without are opened apart") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    record::Facts advice = facts("advice", "consultation_held", "2011-05-10");
    const auto anonymous = testing::post(database, advice);
    advice.business = 501;
    const auto first = testing::post(database, advice);
    const auto second = testing::post(database, advice);
    testing::reverse(database, second);
    const Page visits = ask(database, "16", "visits", {}).value();
    REQUIRE(visits.records.size() == 1);
    CHECK(visits.records.front().record.id == first);
    CHECK(visits.in_all == 1);
    const Page without = ask(database, "16", "anonymous", {}).value();
    REQUIRE(without.records.size() == 1);
    CHECK(without.records.front().record.id == anonymous);
    Question of_month;
    of_month.in_town = false;  // counted one by one
    CHECK(ask(database, "16", "visits", of_month)->in_all == 0);
    const auto opened =
        database.read([&](db::Read& tx) { return open_record(tx, kWard, first).value(); });
    std::vector<std::string> figures;
    for (const Place& place : opened.places) figures.push_back(place.row + "/" + place.figure);
    CHECK(figures == std::vector<std::string>{"16/visits", "17/cases", "17/clients"});
  });
}

TEST_CASE("records are listed by day, by day backwards and by size, page by page") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-06-30", 300));
    testing::post(database, grant("2011-05-02", 100));
    testing::post(database, grant("2011-05-02", 500));
    testing::post(database, grant("2012-04-01", 900));
    struct Case {
      Sort sort;
      List first;
      List second;
    };
    const Case cases[] = {{Sort::oldest_first, {100, 500}, {300}},
                          {Sort::newest_first, {300, 500}, {100}},
                          {Sort::largest_first, {500, 300}, {100}}};
    for (const Case& expected : cases) {
      Question question;
      question.sort = expected.sort;
      question.limit = 2;
      const Page first = ask(database, "42", "yen", question).value();
      CHECK(values(first) == expected.first);
      CHECK(first.in_all == 3);
      REQUIRE(!first.next.empty());
      question.after = first.next;
      const Page second = ask(database, "42", "yen", question).value();
      CHECK(values(second) == expected.second);
      CHECK(second.next.empty());
      CHECK(second.in_all == 3);
    }
  });
}

TEST_CASE("a place is readable, and one that nobody gave out is refused") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto first = testing::post(database, grant("2011-05-02", 100));
    testing::post(database, grant("2011-06-30", 300));
    Question question;
    question.limit = 1;
    CHECK(ask(database, "42", "yen", question)->next ==
          "2011-05-02." + std::to_string(first.value));
    for (const std::string_view place :
         {"x", "2011-05-02", "2011-05-02.", "2011-02-30.5", "2011-05-02.0", "2011-05-02.-3",
          "2011-05-02.5x", "5.2011-05-02.7", "2011-05-02.99999999999999999999"}) {
      CAPTURE(place);
      question.after = place;
      const auto page = ask(database, "42", "yen", question);
      REQUIRE(!page.has_value());
      CHECK(page.error().code == bad_place.code);
      CHECK(base::say(base::Language::ja, page.error()).find('{') == std::string::npos);
    }
    question.sort = Sort::largest_first;
    question.after = "2011-05-02.5";
    CHECK(!ask(database, "42", "yen", question).has_value());
    question.after = "5.2011-05-02.7";
    CHECK(ask(database, "42", "yen", question).has_value());
  });
}

TEST_CASE("filters: month, confirmed, in town, and what was taken back") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    record::Facts company = facts("fairs", "company_joined", "2011-04-30");
    company.in_town = true;
    const auto april = testing::post(database, company);
    company.occurred_on = base::Date(2011, 5, 1);
    company.in_town = false;
    testing::post(database, company);
    const auto wrong = testing::post(database, company);
    testing::reverse(database, wrong);
    testing::confirm(database, april);

    const auto counted = [&](const Question& question, std::string_view key = "companies") {
      const Page page = ask(database, "23", key, question).value();
      CHECK(page.in_all == static_cast<std::int64_t>(page.records.size()));
      return page.in_all;
    };
    Question all;
    CHECK(counted(all) == 2);
    CHECK(counted(all, "in-town") == 1);
    Question both = all;
    both.reversed_too = true;
    CHECK(counted(both) == 4);
    Question april_only = all;
    april_only.month = 201104;
    CHECK(counted(april_only) == 1);
    april_only.month = 201105;
    CHECK(counted(april_only) == 1);
    april_only.month = 201106;
    CHECK(counted(april_only) == 0);
    Question confirmed = all;
    confirmed.confirmed = true;
    CHECK(counted(confirmed) == 1);
    confirmed.confirmed = false;
    CHECK(counted(confirmed) == 1);
    Question outside = all;
    outside.in_town = false;
    CHECK(counted(outside) == 1);
    Question published = all;
    published.scope = Scope::confirmed;
    CHECK(counted(published) == 1);
    // Until the taking back is confirmed too, the public goes on counting the record.
    const auto reversal = testing::reverse(database, april);
    CHECK(counted(all) == 1);
    CHECK(counted(published) == 1);
    testing::confirm(database, reversal);
    CHECK(counted(published) == 0);
  });
}

TEST_CASE(
    "a figure over several programmes is one list, a record that two selections match stands "
    "once") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_register(database);
    DefinitionSet set = small_plan();
    Definition& visitors = set.rows[0].figures[0];
    visitors.records.front().programmes = {"craft-fair", "seminar"};
    Selection again = visitors.records.front();
    again.programmes = {"seminar"};
    visitors.records.push_back(again);
    install_plan(database, set);
    record::Facts fair = facts("craft-fair", "event_held", "2011-10-02");
    fair.people = 10;
    record::Facts seminar = facts("seminar", "event_held", "2011-09-02");
    seminar.people = 7;
    testing::post(database, fair);
    testing::post(database, seminar);
    seminar.occurred_on = base::Date(2011, 11, 2);
    testing::post(database, seminar);
    Question question;
    question.limit = 2;
    const Page first = ask(database, "1", "visitors", question).value();
    CHECK(values(first) == List{7, 10});
    CHECK(first.in_all == 3);
    question.after = first.next;
    CHECK(values(ask(database, "1", "visitors", question).value()) == List{7});
  });
}

record::Facts any_enrolment(std::mt19937& dice) {
  static constexpr std::string_view courses[] = {"entry", "step_up", "other"};
  const auto roll = [&](int sides) { return std::uniform_int_distribution(0, sides - 1)(dice); };
  record::Facts said = facts("seminar", "participant_enrolled", "2011-04-01");
  said.occurred_on = base::add_days(said.occurred_on, roll(300));
  said.people = 1 + roll(40);
  if (roll(3) > 0) said.attributes = {{"course", std::string(courses[roll(3)])}};
  if (roll(3) > 0) said.in_town = roll(2) == 0;
  return said;
}

DefinitionSet plan_with_conditions() {
  DefinitionSet set = small_plan();
  Selection& selection = set.rows[2].figures[0].records[0];
  Condition courses;
  courses.attribute = "course";
  courses.test = Test::one_of;
  courses.values = {"entry", "other"};
  selection.where = {courses};
  Condition no_step;
  no_step.attribute = "course";
  no_step.test = Test::none_of;
  no_step.values = {"step_up"};
  set.rows[7].figures[0].records[0].where = {no_step};
  return set;
}

TEST_CASE("pages, stream, counting by SQL and sums agree for every question") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_register(database);
    install_plan(database, plan_with_conditions());
    std::mt19937 dice(20111122);
    std::vector<record::RecordId> posted;
    for (int i = 0; i < 120; ++i) posted.push_back(testing::post(database, any_enrolment(dice)));
    for (int i = 0; i < 120; i += 5) testing::confirm(database, posted[i]);
    for (int i = 0; i < 120; i += 7) testing::reverse(database, posted[i]);
    for (int n = 0; n < 96; ++n) {
      Question question;
      question.scope = n % 2 == 0 ? Scope::all : Scope::confirmed;
      question.sort =
          std::array{Sort::oldest_first, Sort::newest_first, Sort::largest_first}[n / 2 % 3];
      question.reversed_too = n / 6 % 2 == 1;
      if (n / 12 % 2 == 1) question.month = 201107;
      if (n / 24 % 2 == 1) question.in_town = true;
      if (n / 48 % 2 == 1) question.confirmed = false;
      question.limit = 9;
      CAPTURE(n);
      for (const std::string_view row : {"15", "30"}) {
        std::vector<std::int64_t> by_page;
        std::int64_t in_all = -1;
        do {
          const Page page = ask(database, row, "participants", question).value();
          if (in_all >= 0) CHECK(page.in_all == in_all);
          in_all = page.in_all;
          for (const Counted& counted : page.records) by_page.push_back(counted.record.id.value);
          question.after = page.next;
        } while (!question.after.empty());
        std::vector<std::int64_t> streamed;
        database.read([&](db::Read& tx) {
          each_record(tx, kWard, held(tx, row, "participants"), 2011, question,
                      [&](const Counted& counted) { streamed.push_back(counted.record.id.value); });
        });
        CHECK(by_page == streamed);
        CHECK(in_all == static_cast<std::int64_t>(streamed.size()));
      }
    }
  });
}

TEST_CASE("a record opens with its reversal, its note and every figure it counts in") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    record::Facts seminar = facts("seminar", "participant_enrolled", "2011-07-01");
    seminar.people = 25;
    seminar.note = "hall B";
    const auto id = testing::post(database, seminar);
    const auto open = [&](record::RecordId record) {
      return database.read([&](db::Read& tx) { return open_record(tx, kWard, record); });
    };
    const OpenedRecord opened = open(id).value();
    CHECK(opened.record.people == 25);
    CHECK(opened.note == "hall B");
    CHECK(!opened.reversal.has_value());
    std::vector<std::string> places;
    for (const Place& place : opened.places) {
      CHECK(place.contribution.value == 25);
      CHECK(place.fiscal_year == 2011);
      places.push_back(place.plan + ' ' + place.row + '/' + place.figure);
    }
    std::ranges::sort(places);
    CHECK(places == std::vector<std::string>{"small-plan /people", "small-plan 15/participants",
                                             "small-plan 30/participants"});
    const auto reversal = testing::reverse(database, id);
    CHECK(open(id)->reversal->id == reversal);
    CHECK(open(reversal)->record.reverses == id);
    const auto unknown = open(record::RecordId{5});
    REQUIRE(!unknown.has_value());
    CHECK(unknown.error().code == record::unknown_record.code);
  });
}

TEST_CASE("rows that count the same records are told with how many") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_register(database);
    install_plan(database, plan_with_conditions());
    const auto post = [&](std::string_view course, std::string_view day) {
      record::Facts seminar = facts("seminar", "participant_enrolled", day);
      seminar.people = 3;
      if (!course.empty()) seminar.attributes = {{"course", std::string(course)}};
      return testing::post(database, seminar);
    };
    post("entry", "2011-07-01");
    post("step_up", "2011-07-01");
    post("", "2011-07-01");
    post("other", "2012-07-01");
    testing::reverse(database, post("other", "2012-07-02"));
    const auto found = database.read([&](db::Read& tx) { return overlaps(tx, kWard, kPlan); });
    REQUIRE(found.size() == 2);
    CHECK(found[0].one.row == "15");
    CHECK(found[0].other.row == "30");
    CHECK(found[0].fiscal_year == 2011);
    CHECK(found[0].records == 1);
    CHECK(found[1].fiscal_year == 2012);
    CHECK(found[1].records == 1);
  });
}

TEST_CASE("the list is a CSV file with one line for each record") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    record::Facts seminar = facts("seminar", "participant_enrolled", "2011-07-01");
    seminar.people = 25;
    seminar.in_town = true;
    seminar.attributes = {{"course", "entry"}};
    const auto id = testing::post(database, seminar);
    for (int i = 0; i < 5; ++i) testing::post(database, seminar);
    std::string file;
    database.read([&](db::Read& tx) {
      records_csv(tx, kWard, held(tx, "15", "participants"), 2011, {}, base::Language::en,
                  [&](std::string_view piece) { file += piece; });
    });
    CHECK(std::ranges::count(file, '\n') == 7);
    const std::size_t second = file.find('\n') + 1;
    const std::string line = file.substr(second, file.find('\r', second) - second);
    CHECK(file.starts_with("\xEF\xBB\xBFRecord,Happened on,"));
    CHECK(
        line.starts_with(std::to_string(id.value) +
                         ",2011-07-01,2011,2014-06-01T09:00:00+09:00,"
                         "seminar,participant_enrolled,1,25,,1,\"{\"\"course\"\":\"\"entry\"\"}\","
                         ",0,,"));
    CHECK(line.ends_with(",25"));
  });
}

}  // namespace
}  // namespace figure
