// What the public sees, against a plain replay of everything that was confirmed and released.
#include "release/public_figures.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "db/testing.h"
#include "figure/testing.h"
#include "release/release_service.h"
#include "release/suppression.h"

namespace release {
namespace {

using db::testing::for_each_engine;
using figure::testing::Clock;
using figure::testing::kPlan;
using figure::testing::kWard;
using record::RecordId;

const std::string kSmall(kPlan);

PublicPlan seen(db::Database& database) {
  return database.read([](db::Read& tx) { return public_plan(tx, kWard, kPlan, base::now()); });
}

// 4700, x, none
std::string told(const PublicPlan& plan, std::string_view row, std::string_view key, int year) {
  const PublicRow* line = plan.find(row);
  const PublicFigure* figure = line == nullptr ? nullptr : line->find(key);
  if (figure == nullptr) return "none";
  const auto found = figure->years.find(year);
  if (found == figure->years.end()) return "none";
  return found->second.hidden ? "x" : std::to_string(found->second.value.sum.value);
}

std::string told(db::Database& database, std::string_view row, std::string_view key,
                 int year = 2011) {
  return told(seen(database), row, key, year);
}

RecordId fair(db::Database& database, std::int64_t people) {
  record::Facts facts = figure::testing::facts("craft-fair", "event_held", "2011-05-28");
  facts.people = people;
  return figure::testing::post(database, facts);
}

void confirmed_grants(db::Database& database, int count, std::int64_t yen = 1'000) {
  for (int i = 0; i < count; ++i)
    figure::testing::confirm(
        database, figure::testing::post(database, figure::testing::grant("2011-06-01", yen)));
}

Released publish_now(db::Database& database, const std::string& title) {
  const auto done = publish(database, figure::testing::planner(), kWard, {kSmall, title, {}});
  REQUIRE(done.has_value());
  return *done;
}

Released open_now(db::Database& database, const std::string& title,
                  const std::vector<std::string>& rows) {
  const auto done =
      open(database, figure::testing::planner(), kWard, {kSmall, title, rows, {}, {}});
  REQUIRE(done.has_value());
  return *done;
}

TEST_CASE("a publication is frozen, a continuous line follows every confirmation") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    const RecordId first = fair(database, 4'700);
    CHECK(told(database, "1", "visitors") == "none");
    figure::testing::confirm(database, first);
    CHECK(told(database, "1", "visitors") == "none");
    publish_now(database, "first");
    CHECK(told(database, "1", "visitors") == "4700");
    fair(database, 1);
    CHECK(told(database, "1", "visitors") == "4700");
    figure::testing::confirm(database, fair(database, 300));
    CHECK(told(database, "1", "visitors") == "4700");
    const auto opened = open_now(database, "open", {"1"});
    CHECK(told(database, "1", "visitors") == "5000");
    const RecordId third = fair(database, 20);
    CHECK(told(database, "1", "visitors") == "5000");
    figure::testing::confirm(database, third);
    CHECK(told(database, "1", "visitors") == "5020");
    clock.pass(60);
    publish_now(database, "second");
    figure::testing::confirm(database, fair(database, 7));
    CHECK(told(database, "1", "visitors") == "5027");  // continuous holds over the publication
    REQUIRE(
        withdraw(database, figure::testing::planner(), kWard, opened.release, "why").has_value());
    CHECK(told(database, "1", "visitors") == "5020");
  });
}

// 件, 延べ and 者 of a desk: of one line, over the same work.
void confirmed_talks(db::Database& database, int count, std::int64_t clients) {
  for (int i = 0; i < count; ++i) {
    auto talk = figure::testing::facts("advice", "consultation_held", "2011-06-01");
    if (clients > 0) talk.business = 500 + i % clients;
    figure::testing::confirm(database, figure::testing::post(database, talk));
  }
}

void lay_counts_of_a_desk(db::Database& database) {
  figure::testing::lay_register(database);
  figure::DefinitionSet set = figure::testing::small_plan();
  const auto row = [&](std::string_view key) -> figure::RowDefinition& {
    return *std::ranges::find(set.rows, key, &figure::RowDefinition::row);
  };
  figure::RowDefinition& desk = row("17");
  figure::Definition visits = row("16").figures.front();
  visits.part_of = "cases";
  desk.figures.back().records = visits.records;  // clients, of known ones alone
  desk.figures.push_back(visits);
  std::erase_if(set.rows, [](const auto& one) { return one.row == "16"; });
  figure::testing::install_plan(database, set);
}

TEST_CASE("cases, visits and clients of a desk are kept back together") {
  struct Row {
    int of_clients, anonymous;
    std::int64_t clients;
    const char *cases, *visits, *distinct;
  };
  for (const Row& row : {
           Row{90, 10, 30, "100", "90", "30"},  // enough of all
           Row{12, 8, 3, "20", "x", "x"},       // three clients: nor how often they came
           Row{12, 0, 3, "x", "x", "x"},        // nobody else: the cases are their visits
           Row{12, 2, 6, "14", "x", "x"},       // two without a name are not to be worked out
           Row{0, 20, 0, "20", "0", "0"},
       }) {
    CAPTURE(row.of_clients);
    CAPTURE(row.anonymous);
    for_each_engine([&](db::Database& database) {
      Clock clock("2011-06-10T09:00");
      lay_counts_of_a_desk(database);
      confirmed_talks(database, row.of_clients, row.clients);
      confirmed_talks(database, row.anonymous, 0);
      publish_now(database, "first");
      CHECK(told(database, "17", "cases") == row.cases);
      CHECK(told(database, "17", "visits") == row.visits);
      CHECK(told(database, "17", "clients") == row.distinct);
      // By month too, where nothing may give away what the year keeps back.
      const PublicPlan plan = seen(database);
      const auto months = database.read(
          [&](db::Read& tx) { return public_months(tx, plan, *plan.find("17"), 2011); });
      CHECK_FALSE(months.contains("clients"));
      for (const auto& [key, list] : months)
        for (const PublicMonth& one : list)
          if (told(plan, "17", key, 2011) == "x") {
            CHECK(one.hidden);
            CHECK(one.sum == figure::Sum{});
          }
    });
  }
}

TEST_CASE("an embargo ends at its minute, in public, in what changed last and in the moments") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    figure::testing::confirm(database, fair(database, 4'700));
    const auto at = base::parse_japan("2011-06-10T10:00").value();
    REQUIRE(
        publish(database, figure::testing::planner(), kWard, {kSmall, "later", at}).has_value());
    const auto moments = [&] {
      return database.read([](db::Read& tx) { return moments_from(tx, base::now()); });
    };
    CHECK(moments() == std::vector<base::Instant>{at});
    clock.go_to("2011-06-10T09:59:59");
    CHECK(seen(database).releases.empty());
    CHECK_FALSE(seen(database).changed_at.has_value());
    CHECK(database.read([](db::Read& tx) { return is_public(tx, kWard, kPlan, base::now()); }) ==
          false);
    clock.go_to("2011-06-10T10:00");
    CHECK(told(database, "1", "visitors") == "4700");
    CHECK(seen(database).changed_at == at);
    CHECK(database.read([](db::Read& tx) { return is_public(tx, kWard, kPlan, base::now()); }));
    CHECK(moments() == std::vector<base::Instant>{at});  // the last that has come
  });
}

TEST_CASE("small numbers are kept back, yen with their cases, and a year with them") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    confirmed_grants(database, 4);
    publish_now(database, "four");
    CHECK(told(database, "42", "cases") == "x");
    CHECK(told(database, "42", "yen") == "x");
    for (const PublicRow& row : seen(database).rows)
      for (const PublicFigure& figure : row.figures)
        for (const auto& [year, value] : figure.years)
          if (value.hidden) CHECK(value.value == figure::Value{});
    clock.pass(60);
    confirmed_grants(database, 5);
    publish_now(database, "nine");
    CHECK(told(database, "42", "cases") == "9");
    CHECK(told(database, "42", "yen") == "9000");
    const PublicPlan plan = seen(database);
    const auto months = database.read(
        [&](db::Read& tx) { return public_months(tx, plan, *plan.find("42"), 2011); });
    REQUIRE(months.contains("cases"));
    CHECK(months.at("cases").size() == 3);  // April to June: what is to come is not nothing
    CHECK(months.at("cases").back().sum.value == 9);
    CHECK_FALSE(months.at("cases").back().hidden);
  });
}

TEST_CASE("a publication that adds one business to the last one keeps telling the last") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    confirmed_grants(database, 9);
    publish_now(database, "nine");
    confirmed_grants(database, 1, 77'000);
    clock.pass(60);
    publish_now(database, "ten");
    CHECK(told(database, "42", "cases") == "9");
    CHECK(told(database, "42", "yen") == "9000");
    confirmed_grants(database, 4);
    clock.pass(60);
    publish_now(database, "fourteen");
    CHECK(told(database, "42", "cases") == "14");
    CHECK(told(database, "42", "yen") == "90000");
  });
}

TEST_CASE("a continuous line about businesses moves at the end of a day with enough records") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    confirmed_grants(database, 6);
    open_now(database, "open", {"42", "1"});
    CHECK(told(database, "42", "cases") == "6");
    confirmed_grants(database, 4);
    figure::testing::confirm(database, fair(database, 10));
    CHECK(told(database, "1", "visitors") == "10");  // a fair is about nobody
    CHECK(told(database, "42", "cases") == "6");
    clock.go_to("2011-06-11T09:00");
    CHECK(told(database, "42", "cases") == "6");
    confirmed_grants(database, 1);
    CHECK(told(database, "42", "cases") == "6");
    clock.go_to("2011-06-12T00:00");
    CHECK(told(database, "42", "cases") == "11");
    const PublicPlan plan = seen(database);
    const auto months = database.read(
        [&](db::Read& tx) { return public_months(tx, plan, *plan.find("42"), 2011); });
    CHECK(months.at("cases").back().sum.value == 11);
  });
}

TEST_CASE("a correction after a release is told with its numbers, one about businesses without") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    const RecordId first = fair(database, 4'700);
    figure::testing::confirm(database, first);
    std::vector<RecordId> grants;
    for (int i = 0; i < 8; ++i) {
      grants.push_back(
          figure::testing::post(database, figure::testing::grant("2011-06-01", 1'000)));
      figure::testing::confirm(database, grants.back());
    }
    const auto told_corrections = [&] {
      return database.read([&](db::Read& tx) {
        const PublicPlan plan = public_plan(tx, kWard, kPlan, base::now());
        return corrections(tx, plan, 20);
      });
    };
    publish_now(database, "first");
    CHECK(told_corrections().empty());
    clock.pass(3'600);
    record::Facts better = figure::testing::facts("craft-fair", "event_held", "2011-05-28");
    better.people = 4'070;
    const auto corrected = figure::write(database, [&](db::Write& tx) {
      return figure::correct(tx, figure::testing::alone(), kWard, {.id = "", .reason = "slip"},
                             first, better);
    });
    figure::testing::confirm(database, corrected->record);
    const auto dearer = figure::write(database, [&](db::Write& tx) {
      return figure::correct(tx, figure::testing::alone(), kWard, {.id = "", .reason = "slip"},
                             grants[0], figure::testing::grant("2011-06-01", 1'500));
    });
    figure::testing::confirm(database, dearer->record);
    clock.pass(60);
    CHECK(told_corrections().empty());  // frozen: the public has not seen it
    publish_now(database, "second");
    const auto list = told_corrections();
    REQUIRE(list.size() >= 2);
    const auto visitors = std::ranges::find(list, "visitors", &Correction::figure);
    REQUIRE(visitors != list.end());
    CHECK(visitors->before.sum.value == 4'700);
    CHECK(visitors->after.sum.value == 4'070);
    CHECK(visitors->because == figure::Because::corrected);
    CHECK(told(database, "42", "yen") == "8500");  // what was wrong is put right at once
    for (const Correction& one : list) {
      if (one.row != "42") continue;
      CHECK(one.hidden);
      CHECK(one.before == figure::Value{});
      CHECK(one.after == figure::Value{});
    }
  });
}

// Anything may happen; what the public sees is what a plain list of the confirmed says.
TEST_CASE("whatever happens, the public sees the replay and nothing else") {
  for (const unsigned seed : {1U, 2U}) {
    for_each_engine([&](db::Database& database) {
      Clock clock("2011-06-01T09:00");
      figure::testing::lay_plan(database);
      std::mt19937 dice(seed);
      const auto roll = [&](unsigned sides) { return static_cast<unsigned>(dice() % sides); };
      struct Fact {
        RecordId id;
        std::int64_t people;
        std::optional<base::Instant> confirmed;
      };
      std::vector<Fact> facts;
      std::vector<Release> released;
      for (int step = 0; step < 60; ++step) {
        clock.pass(600);
        const unsigned what = roll(10);
        if (what < 4) {
          const std::int64_t people = 1 + roll(900);
          facts.push_back({fair(database, people), people, {}});
        } else if (what < 7 && !facts.empty()) {
          Fact& fact = facts[roll(static_cast<unsigned>(facts.size()))];
          if (!fact.confirmed) {
            figure::testing::confirm(database, fact.id);
            fact.confirmed = clock.now;
          }
        } else if (what == 7) {
          const base::Instant at{clock.now.microseconds +
                                 static_cast<std::int64_t>(roll(4)) * 900'000'000};
          const auto done = publish(database, figure::testing::planner(), kWard,
                                    {kSmall, "release no " + std::to_string(step), at});
          REQUIRE(done.has_value());
          released.push_back(
              database.read([&](db::Read& tx) { return find(tx, kWard, done->release).value(); }));
        } else if (what == 8) {
          const auto done = open(database, figure::testing::planner(), kWard,
                                 {kSmall, "opened no " + std::to_string(step), {"1"}, {}, {}});
          if (done)
            released.push_back(database.read(
                [&](db::Read& tx) { return find(tx, kWard, done->release).value(); }));
        } else if (!released.empty()) {
          Release& one = released[roll(static_cast<unsigned>(released.size()))];
          const auto done =
              withdraw(database, figure::testing::planner(), kWard, one.id, "withdrawn");
          CHECK(done.has_value() == !one.withdrawn.has_value());
          if (done)
            one = database.read([&](db::Read& tx) { return find(tx, kWard, one.id).value(); });
        }
        clock.pass(1);
        // The plain replay.
        const Release* holds = nullptr;
        for (const Release& one : released) {
          const bool in_force =
              one.effective_at <= clock.now && (!one.withdrawn || one.withdrawn->at > clock.now);
          if (!in_force) continue;
          const bool better =
              holds == nullptr ||
              (one.kind == Kind::continuous && holds->kind == Kind::publication) ||
              (one.kind == holds->kind && std::pair(one.effective_at, one.released_at) >
                                              std::pair(holds->effective_at, holds->released_at));
          if (better) holds = &one;
        }
        std::string expected = "none";
        if (holds != nullptr) {
          std::int64_t sum = 0;
          bool any = false;
          for (const Fact& fact : facts) {
            if (!fact.confirmed ||
                (holds->kind == Kind::publication && holds->mark < *fact.confirmed))
              continue;
            sum += fact.people;
            any = true;
          }
          if (any) expected = std::to_string(sum);
        }
        CAPTURE(step);
        CHECK(told(database, "1", "visitors") == expected);
      }
      CHECK(figure::verify(database).empty());
    });
  }
}

}  // namespace
}  // namespace release
