// A data call on both databases: who owes what, answers, signs, the cell they end in, links, and
// every door that stays shut.
#include "datacall/call_service.h"

#include "datacall/call_test.h"
#include "datacall/datacall_store.h"
#include "db/testing.h"
#include "history/history.h"
#include "plan/adoption.h"
#include "plan/computed_service.h"
#include "staff/permission.h"

namespace datacall {
namespace {

using db::testing::for_each_engine;
using namespace testing;

std::string entered(db::Database& database, std::string_view row, std::string_view column) {
  const auto table = plan::open_table(planner(), database, "small-2012", {}).value();
  const auto* cell = plan::find_cell(*plan::find_row(table.plan, row), column);
  const auto* reading =
      cell == nullptr ? nullptr : plan::find_reading(*cell, plan::ReadingSource::entered);
  return reading == nullptr ? "none" : reading->text.value_or("absent");
}

std::string answered(db::Database& database, std::int64_t call, const Given& given,
                     const By& by = clerk(), int sheet = 1, How how = How::form) {
  return code_of(answer(by, database, {call, sheet}, how, {given}));
}

TEST_CASE("the lines of a plan fall to their owners of that year, those of nobody apart") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto of_2012 = preview(planner(), database, "small-2012", 2012).value();
    REQUIRE(of_2012.groups.size() == 2);
    CHECK(of_2012.column == "2012");
    CHECK(of_2012.groups[0].body == "ward");
    CHECK(of_2012.groups[0].department == "商工課");
    CHECK(of_2012.groups[0].rows == std::vector<std::string>{"1"});
    CHECK_FALSE(of_2012.groups[1].body.has_value());
    CHECK(of_2012.groups[1].rows == std::vector<std::string>{"2", "3-1", "3-2"});
    CHECK(code_of(preview(planner(), database, "small-2012", 2014)) == no_column_of_year.code);
    CHECK(code_of(preview(planner(), database, "nowhere", 2012)) == plan::unknown_plan.code);
    const base::Actor other = staff(1, "planner", "ward", "131211");
    CHECK(code_of(preview(other, database, "small-2012", 2012)) == plan::unknown_plan.code);
  });
}

TEST_CASE("a call needs a title and a day to come") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    NewCall call = wanted();
    call.title = "　";
    CHECK(code_of(open_call(planner(), database, call, kToday)) == title_missing.code);
    call = wanted();
    call.due = base::Date(2013, 4, 30);
    CHECK(code_of(open_call(planner(), database, call, kToday)) == due_before_today.code);
    call.due = kToday;
    CHECK(open_call(planner(), database, call, kToday).has_value());
    CHECK(database.read([](db::Read& tx) { return calls(tx, "131202").size(); }) == 1);
    CHECK(database.read([](db::Read& tx) { return calls(tx, "131211").size(); }) == 0);
  });
}

TEST_CASE("from the answer to the approved value: what each step writes") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    CHECK(answered(database, call, {"1", "10,400千円", "", "", 10'399'120}) == "");
    CHECK(entered(database, "1", "2012") ==
          "none");  // before the chief, it lives in the call alone
    CHECK(opened(database, call).state_of_row("1") == ValueState::entered);
    CHECK(sign(chief(), database, {call, 1}, Sign::confirmed, {{"1", 1}}, "").value() == 1);
    CHECK(entered(database, "1", "2012") == "10,400千円");
    CHECK(plan::verify(database).empty());
    const auto work =
        database.read([](db::Read& tx) { return plan::row_work(tx, "131202", "small-2012"); });
    REQUIRE(work.size() == 1);
    REQUIRE(work[0].money.size() == 1);
    CHECK(work[0].money[0].yen == 10'399'120);
    CHECK(work[0].money[0].stage == plan::MoneyStage::executed);
    CHECK(sign(checker(), database, {call, 1}, Sign::checked, {{"1", 1}}, "").value() == 1);
    CHECK(code_of(sign(checker(), database, {call, 1}, Sign::approved, {{"1", 1}}, "")) ==
          checker_approves.code);
    CHECK(sign(manager(), database, {call, 1}, Sign::approved, {{"1", 1}}, "").value() == 1);
    const auto now = opened(database, call);
    CHECK(now.state_of_row("1") == ValueState::approved);
    CHECK(now.progress(1, kToday).approved == 1);
    CHECK(answered(database, call, {"1", "11,000千円", "", "", {}, 1}) == approved_already.code);
    const auto deeds = database.read([&](db::Read& tx) {
      return history::of_subject(tx, "131202", "call_sheet", std::to_string(call) + "/1", 9);
    });
    CHECK(deeds.size() == 4);
  });
}

TEST_CASE("an absence becomes a typed reading without text") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    CHECK(answered(database, call, {"1", "", "handed_over", "公社へ"}) == "");
    CHECK(sign(chief(), database, {call, 1}, Sign::confirmed, {{"1", 1}}, "").has_value());
    const auto table = plan::open_table(planner(), database, "small-2012", {}).value();
    const auto* reading = plan::find_reading(
        *plan::find_cell(*plan::find_row(table.plan, "1"), "2012"), plan::ReadingSource::entered);
    REQUIRE(reading != nullptr);
    CHECK(reading->meaning.state == plan::CellState::handed_over);
  });
}

TEST_CASE("sent back, answered again, and signed only as it stands there") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    const Place place{call, 1};
    CHECK(answered(database, call, {"1", "12件"}) == "");
    CHECK(sign(chief(), database, place, Sign::returned, {{"1", 1}}, "延べ数ですか").has_value());
    CHECK(opened(database, call).progress(1, kToday).returned == 1);
    CHECK(answered(database, call, {"1", "延べ12件", "", "", {}, 1}) == "");
    CHECK(code_of(sign(chief(), database, place, Sign::confirmed, {{"1", 1}}, "")) ==
          answered_meanwhile.code);
    CHECK(code_of(sign(clerk(), database, place, Sign::confirmed, {{"1", 2}}, "")) ==
          author_confirms.code);
    CHECK(sign(chief(), database, place, Sign::confirmed, {{"1", 2}}, "").has_value());
    CHECK(code_of(sign(chief(), database, place, Sign::confirmed, {{"1", 2}}, "")) ==
          nothing_to_sign.code);
    CHECK(sign(checker(), database, place, Sign::questioned, {{"1", 2}}, "出典は").has_value());
    CHECK(answered(database, call, {"1", "延べ13件", "", "", {}, 2}) == "");
    CHECK(sign(chief(), database, place, Sign::confirmed, {{"1", 3}}, "").has_value());
    CHECK(entered(database, "1", "2012") == "延べ13件");
    CHECK(code_of(sign(chief(), database, place, Sign::confirmed, {}, "")) == nothing_to_sign.code);
  });
}

TEST_CASE("what is refused of an answer, in its order, and nothing of it is stored") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    const Given good{"1", "12件"};
    CHECK(answered(database, call + 1, good) == unknown_call.code);
    CHECK(answered(database, call, good, clerk(), 9) == unknown_sheet.code);
    CHECK(answered(database, call, {"2", "検討"}, clerk(), 2) == sheet_without_owner.code);
    CHECK(answered(database, call, good, of_corporation()) == staff::not_permitted.code);
    By elsewhere = clerk();
    elsewhere.actor.municipality = "131211";
    CHECK(answered(database, call, good, elsewhere) == unknown_call.code);
    By nameless = clerk();
    nameless.name = " ";
    CHECK(answered(database, call, good, nameless) == name_missing.code);
    CHECK(answered(database, call, {"2", "検討"}) == unknown_row.code);     // of another owner
    CHECK(answered(database, call, {"1'--", "検討"}) == unknown_row.code);  // forged
    CHECK(answered(database, call, {"1", "12件", "not_yet_counted"}) == answer_twice.code);
    const auto half = answer(clerk(), database, {call, 1}, How::form, {good, {"2", "検討"}});
    CHECK(code_of(half) == unknown_row.code);
    CHECK(opened(database, call).answers.empty());
    CHECK(answered(database, call, good) == "");
    CHECK(answered(database, call, good) == nothing_changed.code);
    CHECK(answered(database, call, {"1", "13件"}) == answered_meanwhile.code);
    CHECK(close(planner(), database, call).has_value());
    CHECK(answered(database, call, {"1", "13件", "", "", {}, 1}) == call_closed.code);
    CHECK(code_of(close(planner(), database, call)) == call_closed.code);
    CHECK(reopen(planner(), database, call).has_value());
    CHECK(code_of(reopen(planner(), database, call)) == call_not_closed.code);
    CHECK(code_of(close(planner(), database, call + 1)) == unknown_call.code);
    CHECK(code_of(reopen(planner(), database, call + 1)) == unknown_call.code);
    CHECK(answered(database, call, {"1", "13件", "", "", {}, 1}) == "");
  });
}

TEST_CASE("the chief of another body confirms nothing, and a forged row is refused") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    CHECK(answered(database, call, {"1", "12件"}) == "");
    const By other{staff(6, "chief", "corporation"), "公社 係長"};
    CHECK(code_of(sign(other, database, {call, 1}, Sign::confirmed, {{"1", 1}}, "")) ==
          staff::not_permitted.code);
    CHECK(code_of(sign(chief(), database, {call, 1}, Sign::confirmed, {{"2", 1}}, "")) ==
          unknown_row.code);
    CHECK(code_of(sign(chief(), database, {call, 7}, Sign::confirmed, {{"1", 1}}, "")) ==
          unknown_sheet.code);
    CHECK(code_of(sign(chief(), database, {call + 1, 1}, Sign::confirmed, {{"1", 1}}, "")) ==
          unknown_call.code);
  });
}

TEST_CASE("a line of nobody is given to an owner, whose sheet begins with it") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    CHECK(assign(planner(), database, call, "3-1", "corporation", "").value() == 3);
    CHECK(assign(planner(), database, call, "3-2", "corporation", "").value() == 3);
    CHECK(assign(planner(), database, call, "2", "ward", "商工課").value() == 1);
    CHECK(opened(database, call).rows_of(2).empty());
    CHECK(code_of(assign(planner(), database, call, "2", "ward", "")) == owner_known.code);
    CHECK(code_of(assign(planner(), database, call, "x", "ward", "")) == unknown_row.code);
    CHECK(answered(database, call, {"3-1", "20件"}, of_corporation(), 3) == "");
    CHECK(answered(database, call, {"3-1", "21件", "", "", {}, 1}) == unknown_row.code);
    CHECK(code_of(assign(planner(), database, call + 1, "2", "ward", "")) == unknown_call.code);
  });
}

TEST_CASE("a line cannot be given to a body that nobody knows, nor in a closed call") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    CHECK(code_of(assign(planner(), database, call, "2", "nobody", "")) == unknown_body.code);
    CHECK(close(planner(), database, call).has_value());
    CHECK(code_of(assign(planner(), database, call, "2", "ward", "")) == call_closed.code);
    CHECK(code_of(remind(planner(), database, call, 1)) == call_closed.code);
  });
}

TEST_CASE("reminders are counted, and late is said while something is open") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    CHECK(remind(planner(), database, call, 1).has_value());
    CHECK(remind(planner(), database, call, 1).has_value());
    CHECK(code_of(remind(planner(), database, call, 2)) == sheet_without_owner.code);
    CHECK(code_of(remind(planner(), database, call, 8)) == unknown_sheet.code);
    CHECK(set_contact(planner(), database, call, 1, {"山田", "yamada@example.jp"}).has_value());
    note_seen(database, "131202", call, 1);
    const auto now = opened(database, call);
    CHECK(now.find_sheet(1)->contact.mail == "yamada@example.jp");
    CHECK(now.find_sheet(1)->seen_at.has_value());
    CHECK(now.progress(1, kToday).reminders == 2);
    CHECK(now.progress(1, base::Date(2013, 5, 23)).late_days == 3);
    CHECK(answered(database, call, {"1", "12件"}) == "");
    CHECK(opened(database, call).progress(1, base::Date(2013, 5, 23)).late_days == 0);
  });
}

TEST_CASE("a link opens one sheet until its days are over, is taken back or replaced") {
  for_each_engine([](db::Database& database) {
    const auto call = call_of(database);
    const auto first = issue_link(planner(), database, call, 1).value();
    const auto at = [](std::string_view day) { return base::parse_japan(day).value(); };
    const auto link = [&](std::string_view secret, std::string_view day) {
      return database.read([&](db::Read& tx) { return linked(tx, secret, at(day)); });
    };
    CHECK(link(first, "2013-05-10T09:00")->sheet == 1);
    CHECK(link(first, "2013-06-03T23:59").has_value());  // due 20 May and 14 days
    CHECK(code_of(link(first, "2013-06-04T00:00")) == link_over.code);
    CHECK(code_of(link("guessed", "2013-05-10T09:00")) == link_over.code);
    const auto second = issue_link(planner(), database, call, 1).value();
    CHECK(code_of(link(first, "2013-05-10T09:00")) == link_over.code);
    CHECK(link(second, "2013-05-10T09:00")->call == call);
    CHECK(revoke_link(planner(), database, call, 1).has_value());
    CHECK(code_of(link(second, "2013-05-10T09:00")) == link_over.code);
    CHECK(code_of(issue_link(planner(), database, call, 2)) == sheet_without_owner.code);
    base::Actor holder = base::Actor::visitor();
    holder.municipality = "131202";
    holder.body = "ward";
    CHECK(answered(database, call, {"1", "12件"}, {holder, "電話の人"}, 1, How::link) == "");
    CHECK(opened(database, call).answer_of("1")->person_name == "電話の人");
  });
}

TEST_CASE("an owner sees targets, last year, and what the records say") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    const auto call = open_call(planner(), database, wanted(2013), kToday).value();
    const auto sheet = open_sheet(clerk().actor, database, {call, 1}).value();
    REQUIRE(sheet.lines.size() == 1);
    CHECK(sheet.lines[0].title == "1 空き店舗活用");
    CHECK(sheet.lines[0].last_year == "10,376千円");
    CHECK(sheet.lines[0].from_records == "-");
    CHECK(sheet.lines[0].state == ValueState::open);
    CHECK(code_of(open_sheet(clerk().actor, database, {call, 5})) == unknown_sheet.code);
    CHECK(answered(database, call, {"1", "11,000千円"}) == "");
    CHECK(open_sheet(clerk().actor, database, {call, 1})->lines[0].differs_from_records);
    const auto versions =
        database.read([&](db::Read& tx) { return store::versions(tx, "131202", call, "1"); });
    CHECK(versions.size() == 1);
  });
}

}  // namespace
}  // namespace datacall
