// 訂正 on both databases: asked by one person, settled by another, answered again, and nothing of
// what was approved is lost.
#include "datacall/correction_service.h"

#include "base/words.h"
#include "datacall/call_test.h"
#include "db/testing.h"
#include "history/history.h"
#include "plan/computed_service.h"
#include "staff/permission.h"

namespace datacall {
namespace {

using db::testing::for_each_engine;
using namespace testing;
using enum CorrectionKind;

struct Scene {
  explicit Scene(db::Database& at) : database(at), call(call_of(at)) {}

  std::string answers(std::string text, std::int64_t seen) {
    return code_of(answer(clerk(), database, {call, 1}, How::form,
                          {{"1", std::move(text), "", "", {}, seen}}));
  }
  std::string signs(const By& by, Sign sign, std::int64_t version) {
    return code_of(datacall::sign(by, database, {call, 1}, sign, {{"1", version}}, ""));
  }
  void approves(std::int64_t version) {
    CHECK(signs(chief(), Sign::confirmed, version) == "");
    CHECK(signs(checker(), Sign::checked, version) == "");
    CHECK(signs(manager(), Sign::approved, version) == "");
  }
  std::string asks(const By& by, std::string_view reason = "集計漏れ", std::string_view row = "1") {
    return code_of(ask_correction(by, database, {call, 1}, row, reason));
  }
  std::string settles(const By& by, CorrectionKind kind, std::string_view reason = "") {
    return code_of(settle_correction(by, database, {call, 1}, "1", kind, reason));
  }
  ValueState state() { return opened(database, call).state_of_row("1"); }
  std::string shown() {
    const auto table = plan::open_table(planner(), database, "small-2012", {}).value();
    const auto* reading = plan::find_reading(
        *plan::find_cell(*plan::find_row(table.plan, "1"), "2012"), plan::ReadingSource::entered);
    return reading == nullptr ? "none" : reading->text.value_or("absent");
  }

  db::Database& database;
  std::int64_t call;
};

TEST_CASE("every refusal of a correction has its sentence in both languages") {
  for (const auto* refusal : kCorrectionRefusals) {
    CAPTURE(refusal->code);
    CHECK(base::has_words(refusal->code));
  }
}

TEST_CASE("from the approved value to the corrected one: every step, by two persons") {
  for_each_engine([](db::Database& database) {
    Scene scene(database);
    CHECK(scene.asks(clerk()) == not_approved_yet.code);
    CHECK(scene.answers("12件", 0) == "");
    CHECK(scene.asks(clerk()) == not_approved_yet.code);
    scene.approves(1);
    CHECK(scene.settles(checker(), reopened) == nothing_asked.code);
    CHECK(scene.asks(clerk(), " ") == correction_reason_missing.code);
    CHECK(scene.asks(clerk(), std::string(1000, 'x') + "x") == answer_too_long.code);
    CHECK(scene.asks(clerk()) == "");
    CHECK(scene.asks(chief()) == asked_already.code);
    CHECK(scene.state() == ValueState::approved);  // asking alone opens nothing
    CHECK(scene.answers("13件", 1) == approved_already.code);
    CHECK(asked_corrections(opened(database, scene.call)).size() == 1);
    CHECK(scene.settles(checker(), reopened) == "");
    CHECK(scene.state() == ValueState::reopened);
    CHECK(asked_corrections(opened(database, scene.call)).empty());
    CHECK(scene.shown() == "12件");  // until the new answer is confirmed
    CHECK(scene.answers("13件", 1) == "");
    CHECK(scene.state() == ValueState::entered);
    CHECK(scene.signs(manager(), Sign::approved, 2) == nothing_to_sign.code);  // no short cut
    scene.approves(2);
    CHECK(scene.shown() == "13件");
    CHECK(scene.state() == ValueState::approved);
    CHECK(scene.answers("14件", 2) == approved_already.code);

    const auto now = opened(database, scene.call);
    const auto versions = database.read([&](db::Read& tx) { return versions_of(tx, now, "1"); });
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].answer.given.text == "13件");
    CHECK(versions[0].corrections.empty());
    CHECK(versions[1].answer.given.text == "12件");
    CHECK(versions[1].signs.size() == 3);
    REQUIRE(versions[1].corrections.size() == 2);
    CHECK(versions[1].corrections[0].reason == "集計漏れ");
    CHECK(versions[1].corrections[1].kind == reopened);
    CHECK(plan::verify(database).empty());
    const auto deeds = database.read([&](db::Read& tx) {
      return history::of_subject(tx, "131202", "call_sheet", std::to_string(scene.call) + "/1", 20);
    });
    CHECK(deeds.size() == 10);
  });
}

TEST_CASE("two persons, whatever their posts; and who may not ask or settle at all") {
  for_each_engine([](db::Database& database) {
    Scene scene(database);
    CHECK(scene.answers("12件", 0) == "");
    scene.approves(1);
    CHECK(scene.asks(of_corporation()) == staff::not_permitted.code);
    CHECK(scene.asks({staff(9, "auditor", "ward"), "監査"}) == staff::not_permitted.code);
    CHECK(scene.asks({staff(9, "chief", "ward"), "兼務"}) == "");
    CHECK(scene.settles({staff(9, "planner", "ward"), "兼務"}, reopened) == asker_settles.code);
    CHECK(scene.settles(clerk(), reopened) == staff::not_permitted.code);
    CHECK(scene.settles(of_corporation(), reopened) == staff::not_permitted.code);
    CHECK(scene.settles(manager(), declined) == correction_reason_missing.code);
    CHECK(scene.settles(manager(), declined, "決算と合っている") == "");
    CHECK(scene.state() == ValueState::approved);
    CHECK(scene.settles(manager(), reopened) == nothing_asked.code);
    // The planner asks too, and then somebody else settles.
    CHECK(scene.asks(checker()) == "");
    CHECK(scene.settles(checker(), reopened) == asker_settles.code);
    CHECK(scene.settles(manager(), reopened) == "");
    CHECK(scene.state() == ValueState::reopened);
  });
}

TEST_CASE("a reopened line is answered also in a closed call, and makes nobody late") {
  for_each_engine([](db::Database& database) {
    Scene scene(database);
    CHECK(scene.answers("12件", 0) == "");
    scene.approves(1);
    CHECK(scene.asks(clerk()) == "");
    CHECK(scene.settles(checker(), reopened) == "");
    const auto progress = opened(database, scene.call).progress(1, base::Date(2013, 6, 30));
    CHECK(progress.reopened == 1);
    CHECK(progress.late_days == 0);
    CHECK(close(planner(), database, scene.call).has_value());
    CHECK(scene.answers("13件", 1) == "");
    CHECK(scene.answers("14件", 2) == "");  // still in correction
    scene.approves(3);
    CHECK(scene.answers("15件", 3) == call_closed.code);
  });
}

TEST_CASE("what is not there is refused by name") {
  for_each_engine([](db::Database& database) {
    Scene scene(database);
    CHECK(scene.asks(clerk(), "x", "99") == unknown_row.code);
    CHECK(code_of(ask_correction(clerk(), database, {scene.call + 1, 1}, "1", "x")) ==
          unknown_call.code);
    CHECK(code_of(ask_correction(clerk(), database, {scene.call, 9}, "1", "x")) ==
          unknown_sheet.code);
    By nameless = clerk();
    nameless.name = "";
    CHECK(scene.asks(nameless) == name_missing.code);
    CHECK(code_of(settle_correction(checker(), database, {scene.call, 9}, "1", reopened, "")) ==
          unknown_sheet.code);
    CHECK(code_of(settle_correction(checker(), database, {scene.call, 1}, "99", reopened, "")) ==
          unknown_row.code);
  });
}

TEST_CASE("done through another line: the line is named, and it has to be one of the call") {
  for_each_engine([](db::Database& database) {
    Scene scene(database);
    const auto given = [&](std::string absence, std::string note, std::string through) {
      return code_of(answer(clerk(), database, {scene.call, 1}, How::form,
                            {{"1", "", std::move(absence), std::move(note), {}, 0, through}}));
    };
    CHECK(given("done_elsewhere", "", "") == note_missing.code);
    CHECK(given("not_carried_out", "中止", "2") == through_without_reason.code);
    CHECK(given("done_elsewhere", "", "99") == through_unknown.code);
    CHECK(given("done_elsewhere", "", "1") == through_unknown.code);  // not through itself
    CHECK(given("done_elsewhere", "", "2") == "");
    CHECK(opened(database, scene.call).answer_of("1")->given.through == "2");
    CHECK(scene.signs(chief(), Sign::confirmed, 1) == "");
    const auto table = plan::open_table(planner(), database, "small-2012", {}).value();
    const auto* reading = plan::find_reading(
        *plan::find_cell(*plan::find_row(table.plan, "1"), "2012"), plan::ReadingSource::entered);
    REQUIRE(reading != nullptr);
    CHECK(reading->meaning.state == plan::CellState::done_elsewhere);
    CHECK(reading->meaning.row == "2");
  });
}

}  // namespace
}  // namespace datacall
