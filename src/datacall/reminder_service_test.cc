// 督促 on both databases: the days of the rule on both sides of each, one reminder a day and sheet,
// and what becomes of it.
#include "datacall/reminder_service.h"

#include "base/words.h"
#include "datacall/call_test.h"
#include "db/testing.h"
#include "staff/permission.h"

namespace datacall {
namespace {

using db::testing::for_each_engine;
using namespace testing;

base::Date may(unsigned day) {
  return {2013, 5, day};
}

TEST_CASE("the days of the rule: seven days before, on the day, each week late") {
  struct Case {
    base::Date opened, today;
    std::string_view expected;
  };
  const base::Date due(2013, 5, 20);
  const Case cases[] = {
      {may(1), may(12), ""},
      {may(1), may(13), "2013-05-13 before"},
      {may(1), may(19), "2013-05-13 before"},  // a day that was missed is made up for
      {may(1), may(20), "2013-05-20 due"},
      {may(1), may(26), "2013-05-20 due"},
      {may(1), may(27), "2013-05-27 late"},
      {may(1), {2013, 6, 2}, "2013-05-27 late"},
      {may(1), {2013, 6, 3}, "2013-06-03 late"},
      {may(12), may(13), "2013-05-13 before"},
      {may(13), may(13), ""},  // opened that day
      {may(16), may(19), ""},  // opened later than seven days before
      {may(16), may(20), "2013-05-20 due"},
      {may(20), may(20), ""},
      {may(20), may(27), "2013-05-27 late"},
  };
  for (const Case& one : cases) {
    CAPTURE(base::iso(one.opened));
    CAPTURE(base::iso(one.today));
    const auto day = reminder_day(one.opened, due, one.today);
    CHECK((day ? base::iso(day->day) + " " + std::string(in_db(day->kind)) : "") == one.expected);
  }
  for (const auto* refusal : kReminderRefusals) CHECK(base::has_words(refusal->code));
}

struct Scene {
  explicit Scene(db::Database& at) : database(at) {
    set_day("2013-05-01");
    call = call_of(database);
    set_contact(planner(), database, call, 1, {"山田", "yamada@example.jp"}).value();
  }
  ~Scene() { base::release_clock(); }
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  void set_day(const std::string& day) {
    base::fix_clock(base::parse_japan(day + "T09:00").value());
    today = base::parse_date(day).value();
  }
  int prepares(const std::string& day) {
    set_day(day);
    return prepare_reminders(database, "131202", today);
  }
  std::vector<Notice> waiting() {
    return database.read([&](db::Read& tx) {
      return notices_to_send(tx, datacall::open(tx, "131202", call).value());
    });
  }
  std::string settles(const base::Actor& actor, int sheet, base::Date day, NoticeEnd end) {
    return code_of(settle_notice(actor, database, call, sheet, day, end));
  }

  db::Database& database;
  std::int64_t call = 0;
  base::Date today{2013, 5, 1};
};

TEST_CASE("one reminder a day and sheet, and the one before it gives way") {
  for_each_engine([](db::Database& database) {
    Scene scene(database);
    CHECK(scene.prepares("2013-05-12") == 0);
    CHECK(scene.prepares("2013-05-13") == 1);  // the sheet of nobody is left alone
    CHECK(scene.prepares("2013-05-13") == 0);
    CHECK(scene.prepares("2013-05-14") == 0);
    auto waiting = scene.waiting();
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].sheet == 1);
    CHECK(waiting[0].rule == ReminderDay{may(13), ReminderKind::before});
    CHECK(waiting[0].contact.mail == "yamada@example.jp");
    CHECK(waiting[0].body.find("山田 様") == 0);
    CHECK(waiting[0].body.find("2013年5月20日") != std::string::npos);
    CHECK(scene.prepares("2013-05-28") == 1);
    waiting = scene.waiting();
    REQUIRE(waiting.size() == 1);  // the one of the 13th was not sent and gave way
    CHECK(waiting[0].rule == ReminderDay{may(27), ReminderKind::late});
    CHECK(waiting[0].body.find("8日過ぎています") != std::string::npos);
    CHECK(prepare_reminders(database, {}, scene.today) == 0);  // all municipalities
  });
}

TEST_CASE("sent counts on the board, dropped does not, and neither twice") {
  for_each_engine([](db::Database& database) {
    Scene scene(database);
    CHECK(scene.prepares("2013-05-13") == 1);
    CHECK(scene.settles(clerk().actor, 1, may(13), NoticeEnd::sent) == staff::post_may_not.code);
    CHECK(scene.settles(planner(), 1, may(14), NoticeEnd::sent) == unknown_notice.code);
    CHECK(scene.settles(planner(), 1, may(13), NoticeEnd::sent) == "");
    CHECK(scene.settles(planner(), 1, may(13), NoticeEnd::dropped) == notice_settled.code);
    CHECK(scene.waiting().empty());
    CHECK(opened(database, scene.call).progress(1, scene.today).reminders == 1);
    CHECK(scene.prepares("2013-05-20") == 1);
    CHECK(scene.settles(planner(), 1, may(20), NoticeEnd::dropped) == "");
    CHECK(opened(database, scene.call).progress(1, scene.today).reminders == 1);
    CHECK(code_of(settle_notice(planner(), database, scene.call + 1, 1, may(20),
                                NoticeEnd::sent)) == unknown_call.code);
  });
}

TEST_CASE("who was reminded by a person today waits, who answered all is left in peace") {
  for_each_engine([](db::Database& database) {
    Scene scene(database);
    scene.set_day("2013-05-20");
    CHECK(remind(planner(), database, scene.call, 1).has_value());
    CHECK(scene.prepares("2013-05-20") == 0);
    CHECK(scene.prepares("2013-05-21") == 1);
    CHECK(code_of(answer(clerk(), database, {scene.call, 1}, How::form, {{"1", "12件"}})) == "");
    CHECK(scene.waiting().empty());
    CHECK(scene.prepares("2013-05-27") == 0);
    CHECK(sign(chief(), database, {scene.call, 1}, Sign::returned, {{"1", 1}}, "延べ数ですか")
              .has_value());
    CHECK(scene.prepares("2013-05-27") == 1);
    CHECK(close(planner(), database, scene.call).has_value());
    CHECK(scene.waiting().empty());
    CHECK(scene.prepares("2013-06-03") == 0);
  });
}

}  // namespace
}  // namespace datacall
