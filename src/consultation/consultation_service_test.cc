// The desk at work, on both databases: what is written with a consultation, what a correction and a
// taking back move, who finds it again.
#include "consultation/consultation_service.h"

#include <algorithm>

#include "consultation/desk_test.h"
#include "db/testing.h"
#include "figure/testing.h"
#include "history/history.h"

namespace consultation {
namespace {

using db::testing::for_each_engine;
using namespace testing;

// A desk on 2 June 2012.
template <class Body>
void at_the_desk(Body body) {
  for_each_engine([&](db::Database& database) {
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    body(database);
    CHECK(figure::verify(database).empty());
    CHECK(history::verify(database).empty());
  });
}

base::Result<Opened> opened(db::Database& database, const base::Actor& actor,
                            std::int64_t consultation) {
  return database.read([&](db::Read& tx) { return open(tx, eyes(actor), consultation); });
}

std::size_t deeds_about(db::Database& database, std::string_view kind, std::int64_t key) {
  return database
      .read([&](db::Read& tx) {
        return history::of_subject(tx, kWard, kind, std::to_string(key), 50);
      })
      .size();
}

TEST_CASE("a consultation is written with its record, its figures and its deed") {
  at_the_desk([](db::Database& database) {
    const std::int64_t shop = client_of(database, "大泉製作所");
    Entry entry = talk_of(shop);
    entry.from = 600;
    entry.until = 645;
    entry.topics = {"finance", "tax"};
    entry.advice = "融資の案内";
    const Held one = held(database, entry);
    CHECK(value_of(database, "cases") == 1);
    CHECK(value_of(database, "clients") == 1);
    const auto found = opened(database, clerk(), one.consultation);
    REQUIRE(found.has_value());
    CHECK(found->sight == Sight::whole);
    CHECK(found->client->content.name == "大泉製作所");
    CHECK(found->consultation.entry.topics == entry.topics);
    CHECK(found->consultation.entry.until == 645);
    CHECK(found->notes.front().content == "資金繰りの相談");
    database.read([&](db::Read& tx) {
      const auto record = figure::open_record(tx, kWard, one.record);
      CHECK(record->record.case_file == one.consultation);
      CHECK(record->record.business == shop);
      CHECK_FALSE(record->note.has_value());
      CHECK(of_record(tx, kWard, one.record.value) == one.consultation);
      CHECK(code_of(of_record(tx, kWard, 5)) == unknown_consultation.code);
      for (const auto& deed :
           history::of_subject(tx, kWard, "consultation", std::to_string(one.consultation), 5))
        CHECK(history::whole(tx, kWard, deed.id)->payload.find("資金") == std::string::npos);
    });
    // One act, one deed: it stands for the consultation and for its record.
    CHECK(deeds_about(database, "consultation", one.consultation) == 1);
    CHECK(deeds_about(database, "record", one.record.value) == 0);
    CHECK(one.record.value == one.consultation);
  });
}

TEST_CASE("whatever is refused leaves nothing: no client, no record, no number moved") {
  at_the_desk([](db::Database& database) {
    const std::int64_t shop = client_of(database, "大泉製作所");
    struct Case {
      std::string_view code;
      void (*change)(Entry&);
      std::string_view field;
    };
    const Case cases[] = {
        {unknown_programme.code, [](Entry& e) { e.programme = "no-such"; }, "programme"},
        {programme_of_another.code, [](Entry& e) { e.programme = "startup-advice"; }, "programme"},
        {unknown_referral.code, [](Entry& e) { e.referral = "no-such"; }, "referral"},
        {unknown_adviser.code, [](Entry& e) { e.adviser = 99; }, "adviser"},
        {business::unknown_business.code, [](Entry& e) { e.client = 99; }, "client"},
        {shared_without_consent.code, [](Entry& e) { e.secrecy = Secrecy::shared; }, "secrecy"},
        {in_the_future.code, [](Entry& e) { e.day = base::Date(2026, 6, 1); }, "day"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.code);
      Entry entry = talk_of(shop);
      one.change(entry);
      const auto refused = hold(clerk(), database, "", entry);
      CHECK(code_of(refused) == one.code);
      CHECK(field_of(refused.error()) == one.field);
    }
    Entry entry = talk();
    entry.channel = "fax";
    const NewClient fresh{{.kind = business::Kind::founder, .name = "練馬 花子"}};
    CHECK(code_of(hold(clerk(), database, "", entry, fresh)) == unknown_channel.code);
    const auto nobody =
        database.read([](db::Read& tx) { return business::search(tx, kWard, "花子", ""); });
    CHECK(nobody.businesses.empty());
    CHECK(code_of(hold(staff(5, "planner"), database, "", talk())) == staff::post_may_not.code);
    CHECK(code_of(hold(clerk(), database, std::string(201, 'x'), talk())) == command_unfit.code);
    CHECK(value_of(database, "cases") == 0);
    const auto seen =
        database.read([](db::Read& tx) { return search(tx, eyes(clerk()), Question{}); });
    CHECK(seen.consultations.empty());
  });
}

TEST_CASE("a closed year takes nothing, and says so") {
  at_the_desk([](db::Database& database) {
    const auto held_then = held(database, talk("2012-03-30"));
    figure::write(database, [](db::Write& tx) {
      return figure::close_year(tx, figure::testing::two(), kWard, 2011, "締め");
    }).value();
    CHECK(code_of(hold(clerk(), database, "", talk("2012-03-31"))) == record::year_closed.code);
    CHECK(code_of(withdraw(clerk(), eyes(clerk()), database, held_then.consultation, "誤り")) ==
          record::year_closed.code);
    CHECK(value_of(database, "cases", 2011) == 1);
  });
}

TEST_CASE(
    "the same entry five times is one consultation; the same id with other words is refused") {
  at_the_desk([](db::Database& database) {
    const NewClient fresh{{.kind = business::Kind::founder, .name = "練馬 花子"}};
    const Held first = hold(clerk(), database, "click-1", talk(), fresh).value();
    for (int i = 0; i < 4; ++i) {
      const Held again = hold(clerk(), database, "click-1", talk(), fresh).value();
      CHECK(again.repeated);
      CHECK(again.consultation == first.consultation);
      CHECK(again.record == first.record);
    }
    Entry other = talk();
    other.content = "別の話";
    CHECK(code_of(hold(clerk(), database, "click-1", other, fresh)) ==
          history::command_id_reused.code);
    CHECK(value_of(database, "cases") == 1);
    CHECK(code_of(hold(clerk(), database, "", talk(), fresh)) == business::known_already.code);
  });
}

TEST_CASE("a correction moves the record when something counted changes, and only then") {
  at_the_desk([](db::Database& database) {
    const std::int64_t shop = client_of(database, "大泉製作所");
    const Held one = held(database, talk_of(shop));
    Entry entry = talk_of(shop);
    const auto fix = [&](int version, std::string reason = "聞き違い") {
      return correct(clerk(), eyes(clerk()), database,
                     {one.consultation, version, entry, std::move(reason)});
    };
    CHECK(code_of(fix(1)) == nothing_changed.code);
    entry.advice = "融資の案内";
    CHECK(code_of(fix(1, " ")) == reason_missing.code);
    CHECK(fix(1).value() == 2);
    CHECK(opened(database, clerk(), one.consultation)->consultation.record == one.record);
    entry.client.reset();
    entry.day = base::Date(2012, 3, 30);
    CHECK(code_of(fix(1)) == changed_meanwhile.code);
    CHECK(fix(2).value() == 3);
    const auto now = opened(database, clerk(), one.consultation).value();
    CHECK(now.consultation.record != one.record);
    CHECK(now.notes.size() == 3);
    CHECK(now.notes.back().advice.empty());
    CHECK(value_of(database, "cases", 2012) == 0);
    CHECK(value_of(database, "cases", 2011) == 1);
    CHECK(value_of(database, "clients", 2011) == 0);
    CHECK(code_of(correct(of_corporation(), eyes(of_corporation()), database,
                          {one.consultation, 3, entry, "x"})) == not_for_you.code);
  });
}

TEST_CASE("what is taken back is not counted, not due and not changed any more") {
  at_the_desk([](db::Database& database) {
    Entry entry = talk();
    entry.next_action = "電話する";
    entry.next_on = kToday;
    const Held one = held(database, entry);
    const auto take_back = [&](std::string_view reason) {
      return withdraw(clerk(), eyes(clerk()), database, one.consultation, reason);
    };
    CHECK(code_of(take_back("")) == reason_missing.code);
    CHECK(take_back("二重の入力").has_value());
    CHECK(code_of(take_back("もう一度")) == withdrawn_already.code);
    CHECK(code_of(correct(clerk(), eyes(clerk()), database,
                          {one.consultation, 1, talk(), "直す"})) == withdrawn_already.code);
    CHECK(value_of(database, "cases") == 0);
    database.read([&](db::Read& tx) {
      CHECK(inbox(tx, eyes(clerk())).mine.empty());
      CHECK(search(tx, eyes(clerk()), Question{}).consultations.front().consultation.withdrawn_by);
      CHECK(tally_of_year(tx, eyes(clerk()), base::FiscalYear(2012)).empty());
      CHECK(tally_of_day(tx, eyes(clerk()), base::Date(2012, 6, 1)).empty());
    });
  });
}

TEST_CASE("what is due: mine first, the earliest first; done lines go, follow-ups come again") {
  at_the_desk([](db::Database& database) {
    const auto due = [&](const base::Actor& actor, int days, bool follow_up = false) {
      Entry entry = talk();
      entry.adviser = actor.id;
      if (follow_up) {
        entry.follow_up_on = base::add_days(kToday, days);
      } else {
        entry.next_action = "電話する";
        entry.next_on = base::add_days(kToday, days);
      }
      return held(database, entry, actor).consultation;
    };
    const std::int64_t later = due(clerk(), 3);
    const std::int64_t late = due(clerk(), -1);
    const std::int64_t follow = due(clerk(), 0, true);
    due(colleague(), -1);
    const auto look = [&](const base::Actor& actor, int limit = kPageOf) {
      return database.read([&](db::Read& tx) { return inbox(tx, eyes(actor), {}, {}, limit); });
    };
    const Inbox waits = look(clerk());
    REQUIRE(waits.mine.size() == 3);
    CHECK(waits.mine[0].due.consultation == late);
    CHECK(waits.mine[1].due.consultation == follow);
    CHECK(waits.mine[1].due.kind == DueKind::follow_up);
    CHECK(waits.mine[2].due.consultation == later);
    CHECK(waits.others.size() == 1);
    CHECK_FALSE(waits.mine_next.has_value());
    const Inbox page = look(clerk(), 2);
    REQUIRE(page.mine_next.has_value());
    CHECK(page.mine_next->consultation == follow);
    const auto rest = database.read(
        [&](db::Read& tx) { return inbox(tx, eyes(clerk()), *page.mine_next, {}, 2); });
    REQUIRE(rest.mine.size() == 1);
    CHECK(rest.mine.front().due.consultation == later);
    const auto count =
        database.read([](db::Read& tx) { return due_count(tx, eyes(clerk()), kToday); });
    CHECK(count.due == 2);
    CHECK(count.late == 1);

    const auto step = [&](std::int64_t consultation, const StepTaken& taken) {
      return code_of(take_step(clerk(), eyes(clerk()), database, consultation, taken));
    };
    CHECK(step(late, {StepKind::next_done, "電話した"}) == "");
    CHECK(step(late, {StepKind::next_done, ""}) == nothing_to_do.code);
    CHECK(step(late, {StepKind::followed_up, ""}) == nothing_to_do.code);
    CHECK(step(late, {StepKind::referral_followed, ""}) == nothing_to_do.code);
    CHECK(step(follow, {StepKind::followed_up, "順調", base::add_days(kToday, -1)}) ==
          due_before_day.code);
    CHECK(step(follow, {StepKind::followed_up, "順調", base::add_days(kToday, 90)}) == "");
    const Inbox after = look(clerk());
    REQUIRE(after.mine.size() == 2);
    CHECK(after.mine.back().due.consultation == follow);
    CHECK(opened(database, clerk(), late)->steps.front().note == "電話した");
  });
}

TEST_CASE("a correction of what was done already keeps its words without a day") {
  at_the_desk([](db::Database& database) {
    Entry entry = talk();
    entry.next_action = "電話する";
    entry.next_on = kToday;
    const Held one = held(database, entry);
    take_step(clerk(), eyes(clerk()), database, one.consultation, {StepKind::next_done, ""})
        .value();
    entry.next_on.reset();
    entry.advice = "融資の案内";
    CHECK(correct(clerk(), eyes(clerk()), database, {one.consultation, 1, entry, "追記"}) == 2);
    CHECK(opened(database, clerk(), one.consultation)->notes.front().next_action == "電話する");
  });
}

TEST_CASE("a referral is open until somebody says what came of it") {
  at_the_desk([](db::Database& database) {
    Entry entry = talk();
    entry.referral = "loans";
    const Held one = held(database, entry);
    const auto state = [&] {
      return opened(database, clerk(), one.consultation)->consultation.referral_state;
    };
    CHECK(state() == Referral::open);
    take_step(clerk(), eyes(clerk()), database, one.consultation,
              {StepKind::referral_followed, "申し込んだ"})
        .value();
    CHECK(state() == Referral::followed);
    take_step(clerk(), eyes(clerk()), database, one.consultation,
              {StepKind::referral_not_followed, ""})
        .value();
    CHECK(state() == Referral::not_followed);
  });
}

TEST_CASE("a client's history: of both bodies as far as agreed, secret ones without a word") {
  at_the_desk([](db::Database& database) {
    const std::int64_t shop = client_of(database, "大泉製作所", true);
    const auto hold_as = [&](const base::Actor& actor, std::string_view programme,
                             Secrecy secrecy) {
      Entry entry = talk_of(shop);
      entry.programme = programme;
      entry.adviser = actor.id;
      entry.secrecy = secrecy;
      return held(database, entry, actor).consultation;
    };
    hold_as(clerk(), "advice", Secrecy::ordinary);
    hold_as(clerk(), "advice", Secrecy::shared);
    const std::int64_t secret = hold_as(clerk(), "advice", Secrecy::secret);
    hold_as(of_corporation(), "startup-advice", Secrecy::ordinary);
    hold_as(of_corporation(), "startup-advice", Secrecy::shared);
    hold_as(of_corporation(), "startup-advice", Secrecy::secret);
    const auto look = [&](const base::Actor& actor) {
      return database.read([&](db::Read& tx) {
        return history_of(tx, eyes(actor), business::find(tx, kWard, shop).value());
      });
    };
    const auto count = [](const Page& page, Sight sight) {
      return std::ranges::count(page.consultations, sight, &Opened::sight);
    };
    CHECK(count(look(clerk()), Sight::whole) == 4);
    CHECK(count(look(colleague()), Sight::whole) == 3);
    CHECK(count(look(colleague()), Sight::closed) == 1);
    CHECK(count(look(chief()), Sight::whole) == 4);
    CHECK(count(look(of_corporation()), Sight::whole) == 4);
    CHECK(count(look(auditor()), Sight::whole) == 4);
    CHECK(count(look(auditor()), Sight::closed) == 2);
    for (const Opened& one : look(colleague()).consultations) {
      if (one.sight != Sight::closed) continue;
      CHECK(one.consultation.id == secret);
      CHECK(one.notes.empty());
      CHECK_FALSE(one.client.has_value());
      CHECK(one.consultation.entry.topics.empty());
    }
    CHECK(code_of(opened(database, of_corporation(), secret)) == not_for_you.code);
    // The consent is taken back: the other body sees its own alone.
    business::Content content =
        database.read([&](db::Read& tx) { return business::find(tx, kWard, shop)->content; });
    content.share = business::Consent{false, kToday};
    business::correct(clerk(), database, {shop, 1, content, "同意の取消し"}).value();
    CHECK(look(of_corporation()).consultations.size() == 3);
  });
}

TEST_CASE("a history and a list go on in pages, nothing twice and nothing passed over") {
  at_the_desk([](db::Database& database) {
    const std::int64_t shop = client_of(database, "大泉製作所");
    for (int i = 0; i < 7; ++i)
      held(database, talk_of(shop, i % 2 == 0 ? "2012-05-01" : "2012-05-02"));
    Entry by_phone = talk();
    by_phone.channel = "phone";
    by_phone.topics = {"tax", "startup"};
    held(database, by_phone);
    std::size_t seen = 0;
    Place before;
    for (bool more = true; more;) {
      const Page page = database.read([&](db::Read& tx) {
        return history_of(tx, eyes(clerk()), business::find(tx, kWard, shop).value(), before, 3);
      });
      seen += page.consultations.size();
      more = !page.next.empty();
      if (more) before = place_from(page.next).value();
    }
    CHECK(seen == 7);
    const auto listed = [&](Question question) {
      return database.read([&](db::Read& tx) { return search(tx, eyes(clerk()), question); })
          .consultations.size();
    };
    CHECK(listed({}) == 8);
    CHECK(listed({.from = base::Date(2012, 5, 2)}) == 4);
    CHECK(listed({.until = base::Date(2012, 5, 1)}) == 4);
    CHECK(listed({.programme = "advice"}) == 8);
    CHECK(listed({.programme = "loans"}) == 0);
    CHECK(listed({.topic = "startup"}) == 1);
    CHECK(listed({.topic = "start"}) == 0);
    CHECK(listed({.channel = "phone"}) == 1);
    CHECK(listed({.adviser = 22}) == 0);
    for (const std::string_view text : {"", "2012-05-01", "2012-05-01.", "2012-05-01.x", "x.1"})
      CHECK_FALSE(place_from(text).has_value());
  });
}

TEST_CASE("件 counts meetings, 延べ those of known clients, 者 each client once") {
  at_the_desk([](db::Database& database) {
    const std::int64_t shop = client_of(database, "大泉製作所");
    for (int i = 0; i < 3; ++i) held(database, talk_of(shop));
    held(database, talk_of(client_of(database, "ねりまパン")));
    held(database, talk());
    held(database, talk("2012-05-31"));
    held(database, talk_of(shop, "2012-03-31"));
    const auto told = [](const std::vector<Tally>& counts) {
      REQUIRE(counts.size() == 1);
      const Tally& one = counts.front();
      return std::vector<std::int64_t>{one.consultations, one.visits, one.clients};
    };
    using Counts = std::vector<std::int64_t>;
    database.read([&](db::Read& tx) {
      const Eyes mine = eyes(clerk());
      CHECK(told(tally_of_day(tx, mine, base::Date(2012, 6, 1))) == Counts{5, 4, 2});
      CHECK(told(tally_of_month(tx, mine, kToday)) == Counts{5, 4, 2});
      CHECK(told(tally_of_year(tx, mine, base::FiscalYear(2012))) == Counts{6, 4, 2});
      CHECK(told(tally_of_year(tx, mine, base::FiscalYear(2011))) == Counts{1, 1, 1});
      CHECK(tally_of_year(tx, eyes(of_corporation()), base::FiscalYear(2012)).empty());
    });
    CHECK(value_of(database, "cases") == 6);
    CHECK(value_of(database, "clients") == 2);
  });
}

TEST_CASE("an adviser is found by a number of any width") {
  for_each_engine([](db::Database& database) {
    lay_desk(database);
    held(database, talk());
    const auto of_adviser = [&](std::int64_t adviser) {
      return database
          .read([&](db::Read& tx) { return search(tx, eyes(clerk()), {.adviser = adviser}); })
          .consultations.size();
    };
    CHECK(of_adviser(clerk().id) == 1);
    CHECK(of_adviser(912'634'988'443'205'632) == 0);
  });
}

TEST_CASE("a file has every line, read page by page, or says how to ask for fewer") {
  at_the_desk([](db::Database& database) {
    const std::int64_t client = client_of(database, "大泉製作所");
    for (int i = 0; i < 5; ++i) held(database, talk_of(client));
    const auto all = [&](std::size_t lines_max) {
      return database.read(
          [&](db::Read& tx) { return search_all(tx, eyes(clerk()), {}, lines_max); });
    };
    CHECK(all(kFileLinesMax)->size() == 5);
    CHECK(all(5)->size() == 5);
    CHECK(all(5)->front().client->content.name == "大泉製作所");
    CHECK(code_of(all(4)) == too_many_lines.code);
  });
}

TEST_CASE("doubles that are merged count as one client from then on, in open years") {
  at_the_desk([](db::Database& database) {
    const std::int64_t one = client_of(database, "大泉製作所");
    const std::int64_t other = client_of(database, "大泉ＭＦＧ");
    held(database, talk_of(one));
    held(database, talk_of(other, "2012-03-30"));
    const Held moved = held(database, talk_of(other));
    held(database, talk_of(other));
    CHECK(value_of(database, "clients") == 2);
    figure::write(database, [](db::Write& tx) {
      return figure::close_year(tx, figure::testing::two(), kWard, 2011, "締め");
    }).value();
    const auto forecast = [&] {
      return database.read([&](db::Read& tx) { return merge_forecast(tx, clerk(), other); });
    };
    CHECK(forecast().handed_over == 2);
    CHECK(forecast().left == 1);
    const auto merged = merge_clients(clerk(), database, other, one, "同じ会社の二重登録").value();
    CHECK(merged.handed_over == 2);
    CHECK(merged.left == 1);
    CHECK(forecast().handed_over == 0);
    CHECK(forecast().left == 1);
    CHECK(value_of(database, "clients") == 1);
    CHECK(value_of(database, "cases") == 3);
    CHECK(value_of(database, "clients", 2011) == 1);
    database.read([&](db::Read& tx) {
      const auto year = tally_of_year(tx, eyes(clerk()), base::FiscalYear(2012));
      CHECK(year.front().consultations == 3);
      CHECK(year.front().clients == 1);
    });
    CHECK(opened(database, clerk(), moved.consultation)->client->id == one);
    // What stayed with the other entry is still of this client's history, page by page.
    database.read([&](db::Read& tx) {
      const auto client = business::find(tx, kWard, one).value();
      const Page all = history_of(tx, eyes(clerk()), client);
      CHECK(all.consultations.size() == 4);
      CHECK(all.next.empty());
      const Page first = history_of(tx, eyes(clerk()), client, {}, 3);
      CHECK(first.consultations.size() == 3);
      const Page rest = history_of(tx, eyes(clerk()), client, place_from(first.next).value(), 3);
      REQUIRE(rest.consultations.size() == 1);
      CHECK(base::iso(rest.consultations.front().consultation.entry.day) == "2012-03-30");
    });
    CHECK(code_of(merge_clients(clerk(), database, other, one, "もう一度")) ==
          business::merged_away.code);
  });
}

TEST_CASE("nothing of one municipality is seen or changed from another") {
  at_the_desk([](db::Database& database) {
    const Held one = held(database, talk());
    base::Actor neighbour = chief();
    neighbour.municipality = "131211";
    CHECK(code_of(opened(database, neighbour, one.consultation)) == unknown_consultation.code);
    CHECK(code_of(withdraw(neighbour, eyes(neighbour), database, one.consultation, "x")) ==
          unknown_consultation.code);
  });
}

TEST_CASE("who reads consultations at all") {
  for (const auto& [post, reads] : {std::pair{"clerk", true},
                                    {"chief", true},
                                    {"manager", true},
                                    {"auditor", true},
                                    {"director", false},
                                    {"planner", false},
                                    {"administrator", false}}) {
    CAPTURE(post);
    CHECK(eyes_of(staff(1, post)).has_value() == reads);
  }
}

TEST_CASE("counts and records that were tampered with are found, and nothing else") {
  struct Tampered {
    const char* sql;
    std::string_view code;
  };
  const Tampered table[] = {
      {"UPDATE consultation_sum SET visits = visits + 1 WHERE month = '2012-05'",
       "consultation.sum_differs"},
      {"UPDATE consultation_sum SET consultations = 9 WHERE month = '2012-06'",
       "consultation.sum_differs"},
      {"UPDATE consultation_sum SET clients = clients + 1 WHERE month = '2012-05'",
       "consultation.sum_differs"},
      {"UPDATE consultation_sum SET new_clients = new_clients + 1 WHERE month = '2012-05'",
       "consultation.sum_differs"},
      {"UPDATE consultation_client SET months = 7 WHERE fiscal_year = 2012",
       "consultation.client_differs"},
      {"UPDATE consultation SET record_kind = 'guidance_visited' WHERE client IS NULL",
       "consultation.record_differs"},
      {"UPDATE consultation SET occurred_on = '2012-03-31' WHERE client IS NULL",
       "consultation.record_differs"},
  };
  for (const Tampered& one : table) {
    CAPTURE(one.sql);
    for_each_engine([&](db::Database& database) {
      const figure::testing::Clock clock("2012-06-02T10:00");
      lay_desk(database);
      const std::int64_t client = client_of(database, "大泉製作所");
      hold(clerk(), database, "", talk_of(client), {}).value();
      hold(clerk(), database, "", talk_of(client, "2012-05-31"), {}).value();
      hold(clerk(), database, "", talk(), {}).value();
      const auto last = hold(clerk(), database, "", talk_of(client), {}).value();
      CHECK(
          withdraw(clerk(), eyes(clerk()), database, last.consultation, "二重の記録").has_value());
      CHECK(verify(database).empty());
      database.write([&](db::Write& tx) { tx.run(db::Statement{"test.tamper", one.sql}); });
      const auto findings = verify(database);
      CHECK(std::ranges::any_of(
          findings, [&](const db::Finding& finding) { return finding.code == one.code; }));
    });
  }
}

}  // namespace
}  // namespace consultation
