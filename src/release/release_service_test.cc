// The deeds of releasing: who may, what is refused with what sentence, repeats, and what stands in
// the history.
#include "release/release_service.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "figure/testing.h"
#include "history/history.h"

namespace release {
namespace {

using db::testing::for_each_engine;
using figure::testing::Clock;
using figure::testing::kPlan;
using figure::testing::kWard;
using figure::testing::planner;

const std::string kSmall(kPlan);

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

base::Actor by(std::string post, std::string municipality = std::string(kWard)) {
  return {base::ActorKind::staff, 19, std::move(post), "ward", std::move(municipality)};
}

base::Instant at(std::string_view text) {
  return base::parse_japan(text).value();
}

TEST_CASE("who may release") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    struct Row {
      base::Actor actor;
      std::string code;
    };
    int number = 0;
    for (const Row& row :
         {Row{by("clerk"), "staff.post_may_not"}, Row{by("chief"), "staff.post_may_not"},
          Row{by("manager"), ""}, Row{by("director"), ""}, Row{by("planner"), ""},
          Row{by("auditor"), "staff.post_may_not"}, Row{by("administrator"), "staff.post_may_not"},
          Row{base::Actor::system(), ""}}) {
      CAPTURE(row.actor.post);
      const std::string title = "results no " + std::to_string(++number);
      CHECK(code_of(publish(database, row.actor, kWard, {kSmall, title, {}})) == row.code);
      CHECK(code_of(database.read([&](db::Read& tx) {
              return preview(tx, row.actor, kWard, Publication{kSmall, title, {}});
            })) == row.code);
    }
    CHECK(database.read([](db::Read& tx) { return releases(tx, "131211").size(); }) == 0);
  });
}

TEST_CASE("what is refused, and nothing is half done") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00:30");
    figure::testing::lay_plan(database);
    const auto marks = [&] {
      return database.read([](db::Read& tx) { return figure::marks(tx, kWard).size(); });
    };
    const auto before = marks();
    struct Row {
      const char* name;
      Opening wanted;
      bool opening;
      std::string code;
    };
    for (const Row& row : std::vector<Row>{
             {"no such plan", {"nowhere", "t", {}, {}, {}}, false, "release.nothing_to_release"},
             {"no title", {kSmall, " ", {}, {}, {}}, false, "release.title_missing"},
             {"a title that reads as a day",
              {kSmall, "2011-06-10", {}, {}, {}},
              false,
              "figure.mark_name_unusable"},
             {"a minute ago",
              {kSmall, "t", {}, {}, at("2011-06-10T08:59")},
              false,
              "release.in_the_past"},
             {"two years ahead",
              {kSmall, "t", {}, {}, at("2013-06-10T08:59")},
              false,
              "release.too_far_ahead"},
             {"no line", {kSmall, "t", {}, {}, {}}, true, "release.no_rows"},
             {"unknown line", {kSmall, "t", {"999"}, {}, {}}, true, "release.unknown_row"},
             {"unknown programme",
              {kSmall, "t", {}, {"nothing"}, {}},
              true,
              "release.unknown_programme"},
         }) {
      CAPTURE(row.name);
      const auto code =
          row.opening
              ? code_of(open(database, planner(), kWard, row.wanted))
              : code_of(publish(database, planner(), kWard,
                                {row.wanted.plan, row.wanted.title, row.wanted.effective_at}));
      CHECK(code == row.code);
    }
    CHECK(marks() == before);
    CHECK(code_of(publish(database, planner(), kWard, {kSmall, "now", at("2011-06-10T09:00")})) ==
          "");
    CHECK(code_of(publish(database, planner(), kWard, {kSmall, "now", {}})) ==
          "figure.mark_name_taken");
    CHECK(code_of(open(database, planner(), kWard, {kSmall, "open", {"1"}, {}, {}})) == "");
    CHECK(code_of(open(database, planner(), kWard, {kSmall, "again", {"13", "1"}, {}, {}})) ==
          "release.already_open");
    CHECK(code_of(open(database, planner(), kWard, {kSmall, "loans", {}, {"loans"}, {}})) == "");
    CHECK(database.read([](db::Read& tx) { return releases(tx, kWard); })[2].rows ==
          std::vector<std::string>{"13"});
  });
}

TEST_CASE("withdrawing: once, with a reason, and never another's") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    const auto done = publish(database, planner(), kWard, {kSmall, "first", {}}).value();
    const auto code = [&](const base::Actor& actor, std::int64_t id, std::string_view reason) {
      return code_of(withdraw(database, actor, actor.municipality, id, reason));
    };
    CHECK(code(by("clerk"), done.release, "why") == "staff.post_may_not");
    CHECK(code(planner(), done.release + 1, "why") == "release.unknown_release");
    CHECK(code(by("planner", "131211"), done.release, "why") == "release.unknown_release");
    CHECK(code(planner(), done.release, " ") == "release.reason_missing");
    CHECK(code(planner(), done.release, std::string(501, 'a')) == "release.reason_too_long");
    CHECK(code(planner(), done.release, std::string(500, 'a')) == "");
    CHECK(code(planner(), done.release, "why") == "release.already_withdrawn");
    const auto deeds = database.read([&](db::Read& tx) {
      return history::of_subject(tx, kWard, "release", std::to_string(done.release), 9);
    });
    CHECK(deeds.size() == 2);
  });
}

TEST_CASE(
    "the same command twice gives the first answer; other content under its name is refused") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    const Publication wanted{kSmall, "first", at("2011-06-10T10:00")};
    const auto first = publish(database, planner(), kWard, wanted, "c1").value();
    clock.go_to("2011-06-10T11:00");  // the moment has passed meanwhile
    const auto second = publish(database, planner(), kWard, wanted, "c1").value();
    CHECK(second.repeated);
    CHECK(second.release == first.release);
    CHECK(second.effective_at == first.effective_at);
    CHECK(code_of(publish(database, planner(), kWard, {kSmall, "other", {}}, "c1")) ==
          history::command_id_reused.code);
    const auto gone = withdraw(database, planner(), kWard, first.release, "why", "c2").value();
    CHECK(withdraw(database, planner(), kWard, first.release, "why", "c2")->repeated);
    CHECK_FALSE(gone.repeated);
  });
}

TEST_CASE("a look before releasing says what would change and changes nothing") {
  for_each_engine([](db::Database& database) {
    Clock clock("2011-06-10T09:00");
    figure::testing::lay_plan(database);
    record::Facts facts = figure::testing::facts("craft-fair", "event_held", "2011-05-28");
    facts.people = 4'700;
    figure::testing::confirm(database, figure::testing::post(database, facts));
    clock.pass(90);
    const auto seen = database.read([](db::Read& tx) {
      return preview(tx, planner(), kWard, Publication{kSmall, "first", {}});
    });
    REQUIRE(seen.has_value());
    CHECK(seen->before.rows.empty());
    CHECK(seen->after.find("1")->find("visitors")->years.at(2011).value.sum.value == 4'700);
    const auto opening = database.read([](db::Read& tx) {
      return preview(tx, planner(), kWard, Opening{kSmall, "open", {"1"}, {}, {}});
    });
    CHECK(opening->after.rows.size() == 1);
    CHECK(database.read([](db::Read& tx) { return releases(tx, kWard).empty(); }));
  });
}

}  // namespace
}  // namespace release
