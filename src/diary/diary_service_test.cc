// What an officer does, on both databases: the record follows the entry, the figure follows the
// record, and whatever is refused leaves nothing behind.
#include "diary/diary_service.h"

#include "base/japanese_text.h"
#include "db/testing.h"
#include "diary/diary_test.h"
#include "figure/moved.h"
#include "history/history.h"

namespace diary {
namespace {

using db::testing::for_each_engine;
using namespace testing;

const Days kFair{base::Date(2011, 10, 8), base::Date(2011, 10, 8)};

Occurrence fair(std::int64_t visitors, Days days = kFair, std::string place = "区役所") {
  record::Facts facts;
  facts.programme = "craft-fair-support";
  facts.kind = "event_held";
  facts.occurred_on = days.last;
  facts.people = visitors;
  return {"craft-fair-support", days, {std::move(place), "", "晴れ"}, {facts}};
}

std::string row_text(db::Database& database, std::string_view row, std::string_view key, int year,
                     figure::Scope scope = figure::Scope::all) {
  return database.read([&](db::Read& tx) {
    const auto held = figure::find(tx, kWard, "nerima-2011", row, key).value();
    const auto table = figure::table(tx, kWard, "nerima-2011", scope);
    return std::to_string(figure::value_in(table, held, year).sum.value);
  });
}

Entry opened(db::Database& database, std::int64_t entry) {
  return database.read([&](db::Read& tx) { return open(tx, clerk(), entry); }).value();
}

TEST_CASE("an occurrence moves its figure at once; a correction to 4,070 is one, and taking back") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-09T10:00");
    lay_plans(database);
    const auto logged = log(clerk(), database, {"", ""}, fair(4700), {}).value();
    CHECK(row_text(database, "1", "visitors", 2011) == "4700");
    CHECK(row_text(database, "1", "visitors", 2011, figure::Scope::confirmed) == "0");
    const Entry entry = opened(database, logged.entry);
    CHECK(entry.texts.place == "区役所");
    CHECK(entry.version == 1);
    CHECK(entry.unconfirmed());
    REQUIRE(entry.records.size() == 1);
    CHECK(entry.records.front().people == 4700);
    CHECK(database.read([&](db::Read& tx) {
      return store::entry_of(tx, kWard, entry.records.front().id);
    }) == logged.entry);

    const Which first{logged.entry, 1};
    CHECK(code_of(correct(clerk(), database, {}, first, fair(4070), {})) == reason_missing.code);
    CHECK(correct(clerk(), database, {"", "数え違い"}, first, fair(4070), {}).has_value());
    CHECK(row_text(database, "1", "visitors", 2011) == "4070");
    CHECK(code_of(correct(clerk(), database, {"", "x"}, first, fair(1), {})) == entry_changed.code);
    CHECK(code_of(correct(clerk(), database, {"", "x"}, {logged.entry, 2}, fair(4070), {})) ==
          nothing_changed.code);
    CHECK(correct(clerk(), database, {}, {logged.entry, 2}, fair(4070, kFair, "ココネリ"), {})
              .has_value());  // a place needs no reason
    database.read([&](db::Read& tx) {
      CHECK(store::versions(tx, kWard, logged.entry).size() == 3);
      const auto past = store::past_records(tx, kWard, logged.entry);
      REQUIRE(past.size() == 2);
      CHECK(past.front().until == 2);
      CHECK(past.front().record.people == 4700);
      const auto open = figure::open_record(tx, kWard, past.front().record.id).value();
      CHECK(open.reversal.has_value());
      return 0;
    });

    CHECK(code_of(take_back(clerk(), database, {}, {logged.entry, 3})) == reason_missing.code);
    CHECK(take_back(clerk(), database, {"", "雨で中止"}, {logged.entry, 3}).has_value());
    CHECK(row_text(database, "1", "visitors", 2011) == "0");
    CHECK(code_of(take_back(clerk(), database, {"", "x"}, {logged.entry, 4})) ==
          already_taken_back.code);
    CHECK(code_of(correct(clerk(), database, {"", "x"}, {logged.entry, 4}, fair(1), {})) ==
          already_taken_back.code);
    CHECK(figure::verify(database).empty());
    CHECK(history::verify(database).empty());
  });
}

TEST_CASE("a record that should count no longer, or elsewhere, is found") {
  for (const char* sql : {"UPDATE diary_record SET until = since + 1 WHERE until IS NULL",
                          "UPDATE diary_entry SET state = 'taken_back' WHERE state = 'standing'",
                          "UPDATE diary_entry SET programme = 'commerce-industry-advice'"}) {
    CAPTURE(sql);
    for_each_engine([&](db::Database& database) {
      const Clock clock("2011-10-09T10:00");
      lay_plans(database);
      const auto logged = log(clerk(), database, {"", ""}, fair(4700), {}).value();
      CHECK(correct(clerk(), database, {"", "数え違い"}, {logged.entry, 1}, fair(4070), {})
                .has_value());
      CHECK(verify(database).empty());
      database.write([&](db::Write& tx) { tx.run(db::Statement{"test.tamper", sql}); });
      CHECK(verify(database).size() == 1);
    });
  }
}

TEST_CASE("every refusal, and nothing is left of what was refused") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-09T10:00");
    lay_plans(database);
    struct Case {
      std::string name;
      std::function<void(Occurrence&)> bend;
      std::string_view code;
    };
    const auto on = [](Occurrence& one, base::Date first, base::Date last) {
      one.days = {first, last};
      one.facts.front().occurred_on = last;
    };
    const Case cases[] = {
        {"nobody's programme", [](auto& one) { one.programme = "nothing"; },
         unknown_programme.code},
        {"a place with a line break", [](auto& one) { one.texts.place = "上\n下"; },
         base::text_forbidden_character.code},
        {"a long note", [](auto& one) { one.texts.note = std::string(2001, 'x'); },
         base::text_too_long.code},
        {"reversed", [&](auto& one) { one.days.last = base::Date(2011, 10, 7); },
         days_reversed.code},
        {"32 days", [&](auto& one) { on(one, base::Date(2011, 8, 1), base::Date(2011, 9, 1)); },
         too_many_days.code},
        {"over the end of March",
         [&](auto& one) { on(one, base::Date(2011, 3, 31), base::Date(2011, 4, 1)); },
         years_crossed.code},
        {"nothing", [](auto& one) { one.facts.clear(); }, nothing_entered.code},
        {"a day of last year",
         [&](auto& one) { on(one, base::Date(2011, 3, 31), base::Date(2011, 3, 31)); },
         other_year.code},
        {"tomorrow",
         [&](auto& one) { on(one, base::Date(2011, 10, 10), base::Date(2011, 10, 10)); },
         record::in_the_future.code},
        {"a kind without yen", [](auto& one) { one.facts.front().yen = 3; },
         record::yen_not_carried.code},
    };
    for (const Case& one : cases) {
      CAPTURE(one.name);
      Occurrence occurrence = fair(4700);
      one.bend(occurrence);
      CHECK(code_of(log(clerk(), database, {}, occurrence, {})) == one.code);
    }
    CHECK(code_of(log(clerk(2, "corporation"), database, {}, fair(1), {})) == "staff.post_may_not");
    auto auditor = clerk();
    auditor.post = "auditor";
    CHECK(code_of(log(auditor, database, {}, fair(1), {})) == "staff.post_may_not");
    CHECK(code_of(log(clerk(2, "ward", "132098"), database, {}, fair(1), {})) ==
          unknown_programme.code);
    database.read([&](db::Read& tx) {
      CHECK(store::standing(tx, kWard, "ward", 2011).empty());
      CHECK(code_of(open(tx, clerk(), 5)) == unknown_entry.code);
      CHECK(code_of(worked(tx, clerk(2, "corporation"), "craft-fair-support", 2011)) ==
            "staff.post_may_not");
      CHECK(code_of(worked(tx, clerk(), "nothing", 2011)) == unknown_programme.code);
      return 0;
    });
    CHECK(row_text(database, "1", "visitors", 2011) == "0");
    CHECK(code_of(take_back(clerk(), database, {"", "x"}, {5, 1})) == unknown_entry.code);
    CHECK(code_of(erase_texts(clerk(), database, 5, "x")) == unknown_entry.code);
  });
}

TEST_CASE("the same entry sent five times is one; another of the same numbers is asked about") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-09T10:00");
    lay_plans(database);
    const auto first = log(clerk(), database, {"phone-1", ""}, fair(4700), {}).value();
    for (int i = 0; i < 4; ++i) {
      const auto again = log(clerk(), database, {"phone-1", ""}, fair(4700), {}).value();
      CHECK(again.repeated);
      CHECK(again.entry == first.entry);
    }
    CHECK(code_of(log(clerk(), database, {"phone-1", ""}, fair(4800), {})) ==
          history::command_id_reused.code);
    CHECK(code_of(log(clerk(3), database, {"phone-1", ""}, fair(4700), {})) ==
          history::command_id_reused.code);
    CHECK(code_of(log(clerk(), database, {"phone-2", ""}, fair(4700), {})) == same_entry.code);
    CHECK(log(clerk(), database, {"phone-2", ""}, fair(4700, kFair, "別の会場"), {}).has_value());
    CHECK(log(clerk(), database, {"phone-3", ""}, fair(4700), {.same = true}).has_value());
    CHECK(row_text(database, "1", "visitors", 2011) == "14100");
  });
}

TEST_CASE("a day of a year that is over counts there once somebody has said so") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2012-05-10T10:00");
    lay_plans(database);
    const Days march{base::Date(2012, 3, 31), base::Date(2012, 3, 31)};
    CHECK(code_of(log(clerk(), database, {}, fair(10, march), {})) == other_year.code);
    CHECK(log(clerk(), database, {}, fair(10, march), {.other_year = true}).has_value());
    CHECK(row_text(database, "1", "visitors", 2011) == "10");
    // 出納整理期間: a day of April may be said to belong to the year just ended.
    const Days april{base::Date(2012, 4, 5), base::Date(2012, 4, 5)};
    Occurrence late = fair(5, april);
    late.facts.front().stated_year = base::FiscalYear(2011);
    CHECK(code_of(log(clerk(), database, {}, late, {})) == other_year.code);
    const auto logged = log(clerk(), database, {}, late, {.other_year = true}).value();
    CHECK(opened(database, logged.entry).fiscal_year == 2011);
    CHECK(row_text(database, "1", "visitors", 2011) == "15");
    const base::Actor manager{base::ActorKind::staff, 30, "manager", "ward", "131202"};
    const base::Actor planner{base::ActorKind::staff, 31, "planner", "ward", "131202"};
    REQUIRE(figure::write(database, [&](db::Write& tx) {
              return figure::close_year(tx, {manager, planner}, kWard, 2011, "決算");
            }).has_value());
    CHECK(code_of(log(clerk(), database, {}, fair(11, march), {.other_year = true})) ==
          record::year_closed.code);
    CHECK(code_of(take_back(clerk(), database, {"", "x"}, {logged.entry, 1})) ==
          record::year_closed.code);
    CHECK(opened(database, logged.entry).stands());
  });
}

TEST_CASE("texts are erased in every version; the records stay") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-09T10:00");
    lay_plans(database);
    const auto logged = log(clerk(), database, {}, fair(4700), {}).value();
    CHECK(correct(clerk(), database, {}, {logged.entry, 1}, fair(4700, kFair, "田中宅"), {})
              .has_value());
    CHECK(code_of(erase_texts(clerk(), database, logged.entry, " ")) == reason_missing.code);
    CHECK(erase_texts(clerk(), database, logged.entry, "名前があった").has_value());
    CHECK(code_of(erase_texts(clerk(), database, logged.entry, "x")) == no_texts.code);
    database.read([&](db::Read& tx) {
      for (const Entry& one : store::versions(tx, kWard, logged.entry)) {
        CHECK(one.erased);
        CHECK(one.texts == Texts{});
      }
      return 0;
    });
    CHECK(row_text(database, "1", "visitors", 2011) == "4700");
  });
}

TEST_CASE("many days in one deed: added, corrected, taken back, or nothing at all") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-31T18:00");
    lay_plans(database);
    const auto day = [](unsigned number, std::int64_t visitors, std::optional<Which> entry = {}) {
      const Days days{base::Date(2011, 10, number), base::Date(2011, 10, number)};
      return DayWork{entry, days, {}, fair(visitors, days).facts};
    };
    Sheet sheet{"craft-fair-support", How::month, {day(1, 10), day(2, 20), day(3, 30)}, "2011-10"};
    const auto saved = save(clerk(), database, {"m", ""}, sheet, {}).value();
    CHECK(saved.added == 3);
    CHECK(save(clerk(), database, {"m", ""}, sheet, {}).value().repeated);
    CHECK(row_text(database, "1", "visitors", 2011) == "60");
    const auto twice = save(clerk(), database, {"m2", ""}, sheet, {});
    CHECK(code_of(twice) == same_entry.code);

    std::vector<Entry> entries;
    database.read([&](db::Read& tx) {
      const Days all{base::Date(2011, 10, 1), base::Date(2011, 10, 31)};
      entries = store::entries_between(tx, kWard, "craft-fair-support", all);
      CHECK(store::records_of_deed(tx, kWard, "craft-fair-support", saved.deed).size() == 3);
      CHECK(store::records_of_deed(tx, kWard, "flower-pots", saved.deed).empty());
      CHECK(store::records_between(tx, kWard, "craft-fair-support", all).size() == 3);
      return 0;
    });
    REQUIRE(entries.size() == 3);
    const auto which = [&](std::size_t i) { return Which{entries[i].entry, entries[i].version}; };
    DayWork none = day(3, 0, which(2));
    none.facts.clear();
    Sheet second{
        "craft-fair-support", How::month, {day(1, 11, which(0)), none, day(4, 40)}, "2011-10"};
    CHECK(code_of(save(clerk(), database, {}, second, {})) == reason_missing.code);
    const auto changed = save(clerk(), database, {"", "数え直し"}, second, {}).value();
    CHECK(changed.added == 1);
    CHECK(changed.corrected == 1);
    CHECK(changed.taken_back == 1);
    CHECK(row_text(database, "1", "visitors", 2011) == "71");
    CHECK(code_of(save(clerk(), database, {"", "x"}, second, {})) == entry_changed.code);

    Sheet future = {"craft-fair-support", How::paste, {day(5, 50), day(31, 1), day(6, 60)}, ""};
    future.days[1].facts.front().occurred_on = base::Date(2011, 11, 1);
    const auto refused = save(clerk(), database, {}, future, {});
    CHECK(code_of(refused) == record::in_the_future.code);
    CHECK(refused.error().facts.back().value == "2");  // the second of them
    CHECK(row_text(database, "1", "visitors", 2011) == "71");
    CHECK(code_of(save(clerk(), database, {}, {"craft-fair-support", How::paste, {}, ""}, {})) ==
          nothing_changed.code);
    CHECK(figure::verify(database).empty());
  });
}

TEST_CASE("a full month: hundreds of records under one deed, each with its entry") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-31T18:00");
    lay_plans(database);
    Sheet sheet{"craft-fair-support", How::month, {}, "2011-10"};
    for (unsigned number = 1; number <= 31; ++number) {
      const Days days{base::Date(2011, 10, number), base::Date(2011, 10, number)};
      DayWork day{{}, days, {}, fair(number, days).facts};
      day.facts.push_back(fair(100, days).facts.front());
      sheet.days.push_back(std::move(day));
    }
    CHECK(save(clerk(), database, {}, sheet, {}).value().added == 31);
    CHECK(row_text(database, "1", "visitors", 2011) == std::to_string(31 * 32 / 2 + 3100));
    database.read([&](db::Read& tx) {
      const Days all{base::Date(2011, 10, 1), base::Date(2011, 10, 31)};
      for (const auto& one : store::records_between(tx, kWard, "craft-fair-support", all))
        CHECK(store::entry(tx, kWard, one.entry)->days.first == one.record.occurred_on);
      return 0;
    });
  });
}

TEST_CASE("lists: by programme, month and words, page by page; what stands and what is expected") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2010-10-20T10:00");
    lay_plans(database);
    const Days then_on{base::Date(2010, 10, 9), base::Date(2010, 10, 9)};
    const std::int64_t last_year =
        log(clerk(), database, {}, fair(3900, then_on), {}).value().entry;
    base::fix_clock(base::parse_japan("2011-10-20T10:00").value());
    for (unsigned day = 1; day <= 5; ++day) {
      const Days days{base::Date(2011, 10, day), base::Date(2011, 10, day)};
      log(clerk(), database, {}, fair(day, days, day == 3 ? "光が丘１００％" : "練馬"), {}).value();
    }
    database.read([&](db::Read& tx) {
      store::Asked asked{"", "ward", 2011, "2011-10-01", "2011-10-31", "", {}, 2};
      CHECK(store::count(tx, kWard, asked) == 5);
      const auto page = store::list(tx, kWard, asked);
      REQUIRE(page.size() == 2);
      CHECK(page[0].days.first == base::Date(2011, 10, 5));
      asked.before = store::Place{base::iso(page[1].days.first), page[1].entry};
      CHECK(store::list(tx, kWard, asked).front().days.first == base::Date(2011, 10, 3));
      asked.before.reset();
      asked.search = "100%";
      CHECK(store::count(tx, kWard, asked) == 1);
      asked.programme = "flower-pots";
      CHECK(store::count(tx, kWard, asked) == 0);
      const auto standing = store::standing(tx, kWard, "ward", 2011);
      REQUIRE(standing.size() == 1);
      CHECK(standing.front().entries == 5);
      CHECK(standing.front().last_on == "2011-10-05");
      const auto then = store::months(tx, kWard, "ward", 2010);
      REQUIRE(then.size() == 1);
      CHECK(then.front().first == last_year);
      CHECK(store::repeated(tx, kWard, "ward", 2011).empty());
      return 0;
    });
    const Days day{base::Date(2011, 10, 6), base::Date(2011, 10, 6)};
    Occurrence again = fair(4100, day);
    again.repeats = last_year;
    log(clerk(), database, {}, again, {}).value();
    database.read([&](db::Read& tx) {
      const auto repeated = store::repeated(tx, kWard, "ward", 2011);
      REQUIRE(repeated.size() == 1);
      CHECK(repeated.front().month == 10);
      CHECK(repeated.front().year == 2010);
      return 0;
    });
  });
}

}  // namespace
}  // namespace diary
