// The one door: what a record adds, takes back and confirms; what is refused; what a repeated
// command gets.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/words.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/testing.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;

base::Result<Posted> try_post(db::Database& database, const record::Facts& said,
                              const Signers& signers = alone(), const Command& command = {}) {
  return write(database, [&](db::Write& tx) { return post(tx, signers, kWard, command, said); });
}

std::string_view code_of(const base::Result<Posted>& posted) {
  return posted ? "taken" : posted.error().code;
}

TEST_CASE(
    "a visitor count, a loan, an interest subsidy, a consultation and a grant move their figures "
    "at once") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    record::Facts fair = facts("craft-fair", "event_held", "2011-10-02");
    fair.people = 3200;
    testing::post(database, fair);
    CHECK(value(database, "1", "visitors", 2011).sum == Sum{1, 3200, 3200, 0});

    record::Facts loan = facts("loans", "loan_executed", "2011-06-30");
    loan.yen = 5'000'000;
    testing::post(database, loan);
    record::Facts interest = facts("loans", "interest_subsidy_paid", "2011-09-30");
    interest.yen = 24'930;
    interest.attributes = {{"half", "first"}, {"lent_in", "2009"}};
    testing::post(database, interest);
    CHECK(value(database, "13", "loans", 2011).sum.value == 1);
    CHECK(value(database, "13", "interest", 2011).sum.value == 24'930);

    record::Facts advice = facts("advice", "consultation_held", "2011-05-10");
    advice.business = 501;
    testing::post(database, advice);
    testing::post(database, advice);
    CHECK(value(database, "17", "cases", 2011).sum.value == 2);
    CHECK(value(database, "17", "clients", 2011).sum.value == 1);

    testing::post(database, grant("2012-03-31", 500'400));
    testing::post(database, grant("2012-04-01", 99'700));
    CHECK(value(database, "42", "yen", 2011).sum.value == 500'400);
    CHECK(value(database, "42", "yen", 2012).sum.value == 99'700);
  });
}

TEST_CASE("a record taken back leaves the figure, a second taking back is refused") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto first = testing::post(database, grant("2011-05-02", 300'000));
    testing::post(database, grant("2011-05-02", 200'000));
    const auto reversal = testing::reverse(database, first);
    CHECK(value(database, "42", "yen", 2011).sum == Sum{1, 200'000, 200'000, 0});
    const auto again = [&](record::RecordId record) {
      return write(database, [&](db::Write& tx) {
        return reverse(tx, alone(), kWard, {.id = "", .reason = "once more"}, record);
      });
    };
    CHECK(code_of(again(first)) == "record.already_reversed");
    CHECK(code_of(again(reversal)) == "record.is_a_reversal");
    CHECK(code_of(again(record::RecordId{1})) == "record.unknown_record");
    CHECK(value(database, "42", "yen", 2011).sum.value == 200'000);
  });
}

TEST_CASE("staff see a record at once, the public when it is confirmed; so with its taking back") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto yen = [&](Scope scope) {
      return value(database, "42", "yen", 2011, scope).sum.value;
    };
    const auto first = testing::post(database, grant("2011-05-02", 300'000));
    CHECK(yen(Scope::all) == 300'000);
    CHECK(yen(Scope::confirmed) == 0);
    testing::confirm(database, first);
    CHECK(yen(Scope::all) == 300'000);
    CHECK(yen(Scope::confirmed) == 300'000);
    const auto reversal = testing::reverse(database, first);
    CHECK(yen(Scope::all) == 0);
    CHECK(yen(Scope::confirmed) == 300'000);
    testing::confirm(database, reversal);
    CHECK(yen(Scope::confirmed) == 0);

    const auto confirm_again = [&](record::RecordId record) {
      return write(database,
                   [&](db::Write& tx) { return confirm(tx, alone(18), kWard, {}, record); });
    };
    CHECK(code_of(confirm_again(first)) == "record.already_confirmed");
    const auto never = testing::post(database, grant("2011-05-02", 1000));
    const auto taken_back = testing::reverse(database, never);
    CHECK(code_of(confirm_again(never)) == "record.nothing_to_confirm");
    CHECK(code_of(confirm_again(taken_back)) == "record.nothing_to_confirm");
  });
}

TEST_CASE(
    "a distinct count moves when a client comes first and goes last, confirmed clients counted "
    "apart") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto clients = [&](Scope scope) {
      return value(database, "17", "clients", 2011, scope).sum.value;
    };
    record::Facts advice = facts("advice", "consultation_held", "2011-05-10");
    testing::post(database, advice);  // a client whose business nobody knows
    CHECK(clients(Scope::all) == 0);
    CHECK(value(database, "16", "anonymous", 2011).sum.value == 1);
    CHECK(value(database, "16", "visits", 2011).sum.value == 0);
    advice.business = 501;
    const auto first = testing::post(database, advice);
    const auto second = testing::post(database, advice);
    advice.business = 502;
    testing::post(database, advice);
    CHECK(clients(Scope::all) == 2);
    testing::confirm(database, first);
    CHECK(clients(Scope::confirmed) == 1);
    CHECK(value(database, "17", "cases", 2011).sum.value == 4);
    CHECK(value(database, "16", "visits", 2011).sum.value == 3);
    CHECK(value(database, "16", "visits", 2011, Scope::confirmed).sum.value == 1);
    const auto reversal = testing::reverse(database, first);
    CHECK(clients(Scope::all) == 2);
    CHECK(clients(Scope::confirmed) == 1);
    testing::reverse(database, second);
    CHECK(clients(Scope::all) == 1);
    testing::confirm(database, reversal);
    CHECK(clients(Scope::confirmed) == 0);
    CHECK(value(database, "16", "visits", 2011).sum.value == 1);
    CHECK(value(database, "16", "visits", 2011, Scope::confirmed).sum.value == 0);
    CHECK(value(database, "16", "anonymous", 2011).sum.value == 1);
    CHECK(verify(database).empty());
    // The line alone says what the table says.
    const auto now = database.read([](db::Read& tx) { return row_now(tx, kWard, kPlan, "17"); });
    REQUIRE(now.has_value());
    CHECK(now->definition.figures.size() == 2);
    CHECK(now->values.at("cases").at(2011).sum == value(database, "17", "cases", 2011).sum);
    CHECK(now->values.at("clients").at(2011).sum == value(database, "17", "clients", 2011).sum);
    CHECK_FALSE(
        database.read([](db::Read& tx) { return row_now(tx, kWard, kPlan, "no such line"); })
            .has_value());
  });
}

TEST_CASE(
    "the latest milestone of a year counts, by the day it was reached and not by when it was "
    "typed") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto reached = [&](std::string_view day, std::string_view milestone) {
      record::Facts said = facts("hall", "milestone_reached", day);
      said.attributes = {{"milestone", std::string(milestone)}};
      return testing::post(database, said);
    };
    const auto state = [&](Scope scope) {
      const auto milestone = value(database, "31", "state", 2012, scope).milestone;
      return milestone ? milestone->code : "";
    };
    CHECK(state(Scope::all).empty());
    const auto built = reached("2012-11-01", "built");
    reached("2012-05-01", "supported");
    CHECK(state(Scope::all) == "built");
    CHECK(state(Scope::confirmed).empty());
    testing::confirm(database, built);
    CHECK(state(Scope::confirmed) == "built");
    testing::reverse(database, built);
    CHECK(state(Scope::all) == "supported");
    CHECK(state(Scope::confirmed) == "built");
  });
}

TEST_CASE("one record feeds two rows and a total that counts it once") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    record::Facts enrolled = facts("seminar", "participant_enrolled", "2011-07-01");
    enrolled.people = 28;
    enrolled.summary = true;
    testing::post(database, enrolled);
    enrolled.people = 1;
    enrolled.summary = false;
    testing::post(database, enrolled);
    for (const std::string_view row : {"15", "30"})
      CHECK(value(database, row, "participants", 2011).sum == Sum{2, 29, 1, 0});
    CHECK(value(database, "", "people", 2011).sum.value == 29);
  });
}

TEST_CASE("a correction takes back and records anew in one deed") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto first = testing::post(database, grant("2011-05-02", 300'000));
    const auto corrected = write(database, [&](db::Write& tx) {
      return correct(tx, alone(), kWard, {.id = "", .reason = "a digit was missing"}, first,
                     grant("2012-05-02", 3'000'000));
    });
    REQUIRE(corrected.has_value());
    CHECK(value(database, "42", "yen", 2011).sum == Sum{});
    CHECK(value(database, "42", "yen", 2012).sum == Sum{1, 3'000'000, 3'000'000, 0});
    const auto wrong = write(database, [&](db::Write& tx) {
      return correct(tx, alone(), kWard, {.id = "", .reason = "worse"}, corrected->record,
                     grant("2012-05-02", -1));
    });
    CHECK(code_of(wrong) == "record.yen_out_of_range");
    CHECK(value(database, "42", "yen", 2012).sum.value == 3'000'000);
  });
}

TEST_CASE("a repeated command gets the first answer, another content under its id is refused") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const Command command{.id = "desk-4711", .reason = ""};
    const auto first = try_post(database, grant("2011-05-02", 300'000), alone(), command);
    const auto repeated = try_post(database, grant("2011-05-02", 300'000), alone(), command);
    REQUIRE(first.has_value());
    REQUIRE(repeated.has_value());
    CHECK(repeated->repeated);
    CHECK(repeated->record == first->record);
    CHECK(repeated->deed == first->deed);
    CHECK(code_of(try_post(database, grant("2011-05-02", 300'001), alone(), command)) ==
          "history.command_id_reused");
    CHECK(code_of(try_post(database, grant("2011-05-02", 300'000), alone(18), command)) ==
          "history.command_id_reused");
    CHECK(value(database, "42", "yen", 2011).sum.value == 300'000);
  });
}

TEST_CASE(
    "six grants of a year: the sixth paid on 15 May belongs to the old year, on 2 June two persons "
    "say so") {
  for_each_engine([](db::Database& database) {
    const Clock in_may("2012-05-15T10:00");
    lay_plan(database);
    for (const std::string_view day :
         {"2011-06-01", "2011-08-01", "2011-10-03", "2011-12-01", "2012-03-30"})
      testing::post(database, grant(day, 100'000));
    record::Facts sixth = grant("2012-05-15", 48'000);
    sixth.stated_year = base::FiscalYear(2011);
    testing::post(database, sixth);
    CHECK(value(database, "42", "yen", 2011).sum == Sum{6, 548'000, 548'000, 0});
    CHECK(value(database, "42", "cases", 2011).sum.value == 6);
    CHECK(value(database, "42", "yen", 2012).sum == Sum{});

    const Clock in_june("2012-06-02T10:00");
    record::Facts seventh = grant("2012-06-02", 48'000);
    seventh.stated_year = base::FiscalYear(2011);
    const auto refused = try_post(database, seventh);
    CHECK(code_of(refused) == "record.year_needs_two");
    CHECK(base::say(base::Language::ja, refused.error()).contains("2012-05-31"));
    CHECK(code_of(try_post(database, seventh, {officer(17), officer(17)})) ==
          "record.same_person_twice");
    CHECK(code_of(try_post(database, seventh, {base::Actor::system(), officer(18)})) ==
          "record.second_person_missing");
    CHECK(code_of(try_post(database, seventh, two())) == "taken");
    CHECK(value(database, "42", "yen", 2011).sum.value == 596'000);

    const Clock gone_back("2012-05-20T10:00");
    record::Facts eighth = grant("2012-05-15", 1'000);
    eighth.stated_year = base::FiscalYear(2011);
    CHECK(code_of(try_post(database, eighth)) == "record.year_needs_two");
  });
}

TEST_CASE("a closed year takes nothing until two persons reopen it") {
  const Clock clock("2012-06-15T10:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto first = testing::post(database, grant("2011-06-01", 100'000));
    const auto close = [&](const Signers& signers, int year, std::string_view reason) {
      const auto closed = database.write(
          [&](db::Write& tx) { return close_year(tx, signers, kWard, year, reason); });
      return closed ? std::string_view("done") : closed.error().code;
    };
    CHECK(close(alone(), 2011, "books are shut") == "record.second_person_missing");
    CHECK(close({officer(17), officer(17)}, 2011, "books") == "record.same_person_twice");
    CHECK(close(two(), 2011, " ") == "record.reason_missing");
    CHECK(close(two(), 2012, "too early") == "record.year_not_over");
    CHECK(close(two(), 2011, "books are shut") == "done");
    CHECK(close(two(), 2011, "again") == "record.already_closed");

    CHECK(code_of(try_post(database, grant("2011-07-01", 1000), two())) == "record.year_closed");
    const auto taken_back = write(database, [&](db::Write& tx) {
      return reverse(tx, two(), kWard, {.id = "", .reason = "wrong"}, first);
    });
    CHECK(code_of(taken_back) == "record.year_closed");
    CHECK(code_of(try_post(database, grant("2012-04-01", 1000))) == "taken");

    const auto reopen = [&](int year) {
      const auto opened = database.write(
          [&](db::Write& tx) { return reopen_year(tx, two(), kWard, year, "a late bill"); });
      return opened ? std::string_view("done") : opened.error().code;
    };
    CHECK(reopen(2010) == "record.not_closed");
    CHECK(reopen(2011) == "done");
    CHECK(code_of(try_post(database, grant("2011-07-01", 1000))) == "taken");
  });
}

TEST_CASE("the permission table is asked about the body that owns the programme in that year") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto by = [](std::string post, std::string body, std::int64_t person = 17) {
      base::Actor actor = officer(person);
      actor.post = std::move(post);
      actor.body = std::move(body);
      return actor;
    };
    struct Row {
      base::Actor actor;
      std::string code;
    };
    for (const Row& row :
         {Row{by("clerk", "ward"), "taken"}, Row{by("chief", "ward"), "taken"},
          Row{by("clerk", "corporation"), "staff.post_may_not"},
          Row{by("planner", "ward"), "staff.post_may_not"},
          Row{by("auditor", "ward"), "staff.post_may_not"},
          Row{by("administrator", "ward"), "staff.post_may_not"},
          Row{by("officer", "ward"), "staff.post_not_in_table"},
          Row{by("", "ward"), "staff.post_not_in_table"}, Row{base::Actor::system(), "taken"}}) {
      CAPTURE(row.actor.post);
      CAPTURE(row.actor.body);
      CHECK(code_of(try_post(database, grant("2011-06-01", 1), {row.actor, {}})) == row.code);
    }
    const record::RecordId id = testing::post(database, grant("2011-06-01", 1));
    const auto confirmed = [&](base::Actor actor) {
      actor.id = 18;
      const auto done = write(
          database, [&](db::Write& tx) { return figure::confirm(tx, {actor, {}}, kWard, {}, id); });
      return done ? std::string("taken") : std::string(done.error().code);
    };
    CHECK(confirmed(by("clerk", "ward")) == "staff.post_may_not");
    CHECK(confirmed(by("chief", "corporation")) == "staff.post_may_not");
    CHECK(confirmed(by("chief", "ward")) == "taken");
    const auto reversed = write(database, [&](db::Write& tx) {
      return figure::reverse(tx, {by("clerk", "corporation"), {}}, kWard, {.id = "", .reason = "x"},
                             id);
    });
    REQUIRE_FALSE(reversed.has_value());
    CHECK(reversed.error().code == "staff.post_may_not");
  });
}

TEST_CASE("somebody of another municipality writes nothing here") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    base::Actor stranger = officer();
    stranger.municipality = "131211";
    CHECK(code_of(try_post(database, grant("2011-06-01", 1), {stranger, {}})) ==
          "figure.not_permitted");
    CHECK(code_of(try_post(database, grant("2011-06-01", 1), {officer(), stranger})) ==
          "figure.not_permitted");
  });
}

TEST_CASE("a sum that would leave its range is refused, and nothing of the record stays") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    testing::post(database, grant("2011-06-01", 1));
    constexpr db::Statement almost_full{
        "test.fill_sums", "UPDATE figure_sum SET value = 3999999999999999999 WHERE value = 1"};
    database.write([&](db::Write& tx) { tx.run(almost_full); });
    CHECK(code_of(try_post(database, grant("2011-06-01", 2))) == "figure.sum_too_large");
    CHECK(database.read([&](db::Read& tx) {
      return record::store::in_order(tx, kWard, record::RecordId{}, 10).size();
    }) == 1);
  });
}

TEST_CASE("the bulk door counts as single posts do, and refuses all with the line that is wrong") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    std::vector<record::Facts> many;
    for (int i = 0; i < 130; ++i) many.push_back(grant("2011-06-01", 1000 + i));
    const Command command{.id = "import-1", .reason = "first import"};
    const auto bulk = [&] {
      return write(database,
                   [&](db::Write& tx) { return post_all(tx, two(), kWard, command, many, true); });
    };
    const auto first = bulk();
    REQUIRE(first.has_value());
    const auto repeated = bulk();
    REQUIRE(repeated.has_value());
    CHECK(repeated->repeated);
    CHECK(repeated->last == first->last);
    const std::int64_t sum = 130 * 1000 + 129 * 130 / 2;
    CHECK(value(database, "42", "yen", 2011, Scope::confirmed).sum == Sum{130, sum, sum, 0});
    many[77].yen = -5;
    const auto wrong = write(
        database, [&](db::Write& tx) { return post_all(tx, alone(), kWard, {}, many, false); });
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().code == "record.yen_out_of_range");
    CHECK(wrong.error().facts.back() == base::Fact{"line", "78"});
    CHECK(value(database, "42", "cases", 2011).sum.value == 130);
  });
}

TEST_CASE("a record before the programme's years is taken with a warning") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto early = try_post(database, grant("2010-05-01", 1000));
    REQUIRE(early.has_value());
    CHECK(early->warnings ==
          std::vector{record::Warning::before_programme, record::Warning::yen_declared});
    struct Case {
      std::int64_t count;
      bool summary;
      bool warned;
    };
    for (const auto& [count, summary, warned] :
         {Case{1, false, false}, {2, false, true}, {2, true, false}, {1, true, false}}) {
      CAPTURE(count);
      CAPTURE(summary);
      record::Facts said = facts("advice", "consultation_held", "2014-05-02");
      said.count = count;
      said.summary = summary;
      const auto taken = try_post(database, said);
      REQUIRE(taken.has_value());
      CHECK(std::ranges::count(taken->warnings, record::Warning::several_in_one) ==
            (warned ? 1 : 0));
    }
    CHECK(value(database, "42", "yen", 2010).sum.value == 1000);
  });
}

}  // namespace
}  // namespace figure
