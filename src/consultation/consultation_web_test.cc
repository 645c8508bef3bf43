// The doors of the pages: reception as people do it, and that nobody without the right finds a name
// or a word of a secret consultation behind any address of the desk.
#include "consultation/consultation_web.h"

#include <algorithm>

#include "business/business_web.h"
#include "consultation/desk_test.h"
#include "db/testing.h"
#include "history/history.h"
#include "staff/asking_test.h"

namespace consultation {
namespace {

using db::testing::for_each_engine;
using namespace testing;
using staff::testing::place_of;
using staff::testing::SignedIn;
using staff::web::Desk;

constexpr std::string_view kName = "ひみつ商店";
constexpr std::string_view kWords = "夜逃げの話";

struct Office {
  explicit Office(db::Database& database) : desk{database, hasher} { lay_desk(database); }
  const figure::testing::Clock clock{"2012-06-02T10:00"};
  staff::Hasher hasher{staff::testing::kCheap};
  Desk desk;
  staff::testing::Pages pages{desk, {web::staff_routes(), business::web::staff_routes()}};

  SignedIn enter(std::string_view login, std::string_view post, std::string_view body = "ward") {
    const auto person = staff::add_person(staff::testing::system(), desk.database,
                                          {.municipality = std::string(kWard),
                                           .login = std::string(login),
                                           .name = "職員 " + std::string(login),
                                           .body = std::string(body)})
                            .value();
    const auto link =
        staff::invite(staff::testing::system(), desk.database, kWard, person.person).value();
    staff::give_post(
        staff::testing::system(), desk.database, kWard,
        {.person = person.person, .post = std::string(post), .from = base::Date(2012, 4, 1)})
        .value();
    staff::accept(desk.database, hasher, link, staff::testing::kPassword).value();
    return staff::testing::signed_in(desk, login);
  }

  http::Response ask(const SignedIn& who, std::string_view method, const std::string& path,
                     http::Fields form = {}, http::Fields query = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.form = std::move(form);
    request.query = std::move(query);
    return pages.ask(who, std::move(request));
  }
};

http::Fields form_of(const SignedIn& who, http::Fields more = {}) {
  http::Fields form = {{"client_kind", "anonymous"},
                       {"day_year", "平成24"},
                       {"day_month", "６"},
                       {"day_day", "1"},
                       {"programme", "advice/consultation_held"},
                       {"channel", "visit"},
                       {"topics[]", "finance"},
                       {"secrecy", "ordinary"},
                       {"adviser", std::to_string(who.person)},
                       {"content", "資金繰り"}};
  for (auto& field : more) {
    std::erase_if(form, [&](const auto& one) { return one.first == field.first; });
    if (!field.second.empty()) form.push_back(std::move(field));
  }
  return form;
}

TEST_CASE("reception: found in the register, chosen among several, written in anew, or nobody") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const SignedIn clerk = office.enter("hanako", "clerk");
    const auto send = [&](http::Fields more) {
      return office.ask(clerk, "POST", "/staff/consultations/new", form_of(clerk, std::move(more)));
    };
    CHECK(office.ask(clerk, "GET", "/staff/consultations/new").status == 200);
    const auto anonymous = send({});
    REQUIRE(anonymous.status == 303);
    CHECK(office.ask(clerk, "GET", place_of(anonymous)).body.find("資金繰り") != std::string::npos);
    const auto unknown = send({{"client_kind", "known"}, {"client", "大泉"}});
    CHECK(unknown.status == 400);
    CHECK(unknown.body.find("台帳に見つかりません") != std::string::npos);
    CHECK(unknown.body.find("資金繰り") != std::string::npos);
    CHECK(send({{"client_kind", "business"}, {"client", "大泉製作所"}}).status == 303);
    CHECK(send({{"client_kind", "known"}, {"client", "大泉"}}).status == 303);
    const auto double_entry = send({{"client_kind", "business"}, {"client", "株式会社大泉製作所"}});
    CHECK(double_entry.status == 409);
    CHECK(double_entry.body.find("どれでもない") != std::string::npos);
    CHECK(
        send({{"client_kind", "business"}, {"client", "株式会社大泉製作所"}, {"candidate", "new"}})
            .status == 303);
    const auto several = send({{"client_kind", "known"}, {"client", "大泉"}});
    CHECK(several.status == 400);
    CHECK(several.body.find("2件あります") != std::string::npos);
    CHECK(send({{"client_kind", "known"}, {"client", ""}}).status == 400);
    CHECK(send({{"client", "大泉"}}).status == 400);
    CHECK(send({{"client_kind", "founder"}, {"client", "練馬 太郎"}, {"kana", "ねりま"}}).status ==
          303);
    CHECK(value_of(database, "cases") == 5);
    CHECK(value_of(database, "clients") == 3);
  });
}

TEST_CASE("bad input: what is wrong is said, what was typed stays, nothing is half done") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const SignedIn clerk = office.enter("hanako", "clerk");
    struct Case {
      http::Fields more;
      std::string_view says;
    };
    const Case cases[] = {
        {{{"from", "−5分"}, {"until", "10:00"}}, "読み取れません"},
        {{{"from", "１１：００"}, {"until", "１０：００"}}, "後になっていません"},
        {{{"from", "10:00"}}, "両方入れるか"},
        {{{"day_year", "2062"}}, "今日（2012-06-02）より後"},
        {{{"day_month", "13"}}, "日"},
        {{{"topics[]", ""}}, "分類"},
        {{{"programme", "no-such/consultation_held"}}, "事業台帳にありません"},
        {{{"programme", "startup-advice/consultation_held"}}, "別の団体の事業"},
        {{{"secrecy", "shared"}}, "匿名の相談は「共有」にできません"},
        {{{"adviser", "1"}}, "あなたの団体の職員ではありません"},
        {{{"next_action", "電話する"}}, "期限がありません"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.says);
      const auto refused =
          office.ask(clerk, "POST", "/staff/consultations/new", form_of(clerk, one.more));
      CHECK(refused.status >= 400);
      CHECK(refused.body.find(one.says) != std::string::npos);
      CHECK(refused.body.find("資金繰り") != std::string::npos);
    }
    CHECK(value_of(database, "cases") == 0);
    const http::Fields once = form_of(clerk, {{"command", "click"}});
    for (int i = 0; i < 5; ++i)
      CHECK(office.ask(clerk, "POST", "/staff/consultations/new", once).status == 303);
    CHECK(value_of(database, "cases") == 1);
  });
}

TEST_CASE("corrected, followed up and taken back on the pages") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const SignedIn clerk = office.enter("hanako", "clerk");
    const http::Fields next = {{"next_action", "電話する"},
                               {"next_on_year", "2012"},
                               {"next_on_month", "6"},
                               {"next_on_day", "1"},
                               {"referral", "loans"}};
    const std::string path =
        place_of(office.ask(clerk, "POST", "/staff/consultations/new", form_of(clerk, next)));
    const auto desk = office.ask(clerk, "GET", "/staff/consultations");
    CHECK(desk.body.find("1日遅れ") != std::string::npos);
    CHECK(desk.body.find("1件・延べ0者・0者") != std::string::npos);
    CHECK(desk.body.find("small-plan №17：1件") != std::string::npos);
    CHECK(office.ask(clerk, "GET", path + "/correct").body.find("電話する") != std::string::npos);
    http::Fields better = form_of(clerk, next);
    better.emplace_back("version", "1");
    CHECK(office.ask(clerk, "POST", path + "/correct", better).status == 409);
    better.emplace_back("advice", "融資の案内");
    CHECK(office.ask(clerk, "POST", path + "/correct", better).status == 400);
    better.emplace_back("reason", "追記");
    CHECK(office.ask(clerk, "POST", path + "/correct", better).status == 303);
    CHECK(office.ask(clerk, "POST", path + "/step", {{"step", "x"}}).status == 400);
    CHECK(office.ask(clerk, "POST", path + "/step", {{"step", "followed_up"}}).status == 409);
    CHECK(office.ask(clerk, "POST", path + "/step", {{"step", "next_done"}, {"note", "電話した"}})
              .status == 303);
    CHECK(office.ask(clerk, "POST", path + "/step", {{"step", "referral_followed"}}).status == 303);
    const auto shown = office.ask(clerk, "GET", path);
    for (const std::string_view part :
         {"融資の案内", "電話した", "紹介先につながった", "small-plan №17", "第1版"}) {
      CAPTURE(part);
      CHECK(shown.body.find(part) != std::string::npos);
    }
    CHECK(office.ask(clerk, "POST", path + "/withdraw", {{"reason", ""}}).status == 400);
    CHECK(office.ask(clerk, "POST", path + "/withdraw", {{"reason", "誤り"}}).status == 303);
    CHECK(office.ask(clerk, "GET", path).body.find("取り消されています") != std::string::npos);
    CHECK(value_of(database, "cases") == 0);
  });
}

TEST_CASE("a person without the right finds neither name nor word behind any address") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const SignedIn author = office.enter("author", "clerk");
    const auto sent = office.ask(author, "POST", "/staff/consultations/new",
                                 form_of(author, {{"client_kind", "business"},
                                                  {"client", std::string(kName)},
                                                  {"secrecy", "secret"},
                                                  {"content", std::string(kWords)},
                                                  {"advice", std::string(kWords)},
                                                  {"follow_up_on_year", "2012"},
                                                  {"follow_up_on_month", "6"},
                                                  {"follow_up_on_day", "2"}}));
    REQUIRE(sent.status == 303);
    const std::string path = place_of(sent);
    const auto record = database.read([&](db::Read& tx) {
      return open(tx, Eyes{std::string(kWard), "ward", 0, false, true},
                  std::stoll(path.substr(path.rfind('/') + 1)))
          ->consultation;
    });
    const std::string client = std::to_string(record.entry.client.value());
    struct Address {
      std::string_view method;
      std::string path;
      http::Fields form = {};
    };
    const Address addresses[] = {
        {"GET", "/staff/consultations"},
        {"GET", "/staff/consultations/list"},
        {"GET", "/staff/consultations/list.csv"},
        {"GET", path},
        {"GET", path + "/correct"},
        {"POST", path + "/correct", {{"version", "1"}, {"reason", "x"}}},
        {"POST", path + "/withdraw", {{"reason", "x"}}},
        {"POST", path + "/step", {{"step", "followed_up"}}},
        {"GET", "/staff/records/" + std::to_string(record.record.value) + "/consultation"},
    };
    const auto leaks = [](const http::Response& answer) {
      return answer.body.find(kName) != std::string::npos ||
             answer.body.find(kWords) != std::string::npos;
    };
    CHECK(leaks(office.ask(author, "GET", path)));  // the words are there to be found
    for (const auto& [login, post, body] : {std::tuple{"colleague", "clerk", "ward"},
                                            {"adviser", "clerk", "corporation"},
                                            {"its-chief", "chief", "corporation"},
                                            {"auditor", "auditor", "ward"},
                                            {"planner", "planner", "ward"},
                                            {"director", "director", "ward"},
                                            {"admin", "administrator", "ward"}}) {
      CAPTURE(login);
      const SignedIn who = office.enter(login, post, body);
      for (const Address& one : addresses) {
        CAPTURE(one.method);
        CAPTURE(one.path);
        const auto answer = office.ask(who, one.method, one.path, one.form);
        CHECK_FALSE(leaks(answer));
        if (one.method == "POST") CHECK(answer.status == 403);
      }
      // The client's own page names the client, and says of the secret talk that there was one.
      const auto history = office.ask(who, "GET", "/staff/clients/" + client);
      CHECK(history.body.find(kWords) == std::string::npos);
      const auto refusals = database.read(
          [&](db::Read& tx) { return history::of_person(tx, kWard, who.person, 100); });
      CHECK(std::ranges::count(refusals, "staff.refused", &history::PastDeed::kind) >= 3);
    }
    const SignedIn chief = office.enter("own-chief", "chief");
    CHECK(leaks(office.ask(chief, "GET", path)));
    CHECK(office.ask(office.enter("x-adviser", "clerk", "corporation"), "GET", path).status == 403);
  });
}

TEST_CASE("every look at people is in the history, with what was looked at") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const SignedIn clerk = office.enter("hanako", "clerk");
    const std::string path = place_of(
        office.ask(clerk, "POST", "/staff/consultations/new",
                   form_of(clerk, {{"client_kind", "business"}, {"client", "大泉製作所"}})));
    const std::string client = std::to_string(database.read([](db::Read& tx) {
      return business::search(tx, kWard, "大泉", "").businesses.front().id;
    }));
    const auto looked = [&](const std::string& address, http::Fields query = {}) {
      const auto before = database.read(
          [&](db::Read& tx) { return history::of_person(tx, kWard, clerk.person, 200); });
      CHECK(office.ask(clerk, "GET", address, {}, std::move(query)).status == 200);
      const auto after = database.read(
          [&](db::Read& tx) { return history::of_person(tx, kWard, clerk.person, 200); });
      return after.size() == before.size() + 1
                 ? after.front().kind + " " + after.front().subject_kind
                 : std::string("nothing");
    };
    CHECK(looked("/staff/consultations") == "staff.view page");
    CHECK(looked("/staff/consultations/list") == "staff.view page");
    CHECK(looked("/staff/consultations/list.csv") == "staff.export page");
    CHECK(looked(path) == "staff.view consultation");
    CHECK(looked(path + "/correct") == "staff.view consultation");
    CHECK(looked("/staff/clients/" + client) == "staff.view business");
    CHECK(looked("/staff/clients/" + client + "/merge") == "staff.view business");
    CHECK(looked("/staff/businesses") == "staff.view page");
    CHECK(looked("/staff/businesses", {{"q", "大泉"}}) == "staff.search page");
    CHECK(looked("/staff/businesses.csv") == "staff.export page");
    CHECK(looked("/staff/businesses/" + client) == "staff.view business");
    CHECK(looked("/staff/businesses/" + client + "/correct") == "staff.view business");
  });
}

TEST_CASE("the register: written in with a warning about doubles, corrected, merged") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const SignedIn clerk = office.enter("hanako", "clerk");
    const auto add = [&](http::Fields form) {
      return office.ask(clerk, "POST", "/staff/businesses/new", std::move(form));
    };
    const auto one = add({{"kind", "business"}, {"name", "大泉製作所"}, {"phone", "03-1234"}});
    REQUIRE(one.status == 303);
    const auto same = add({{"kind", "business"}, {"name", "㈱大泉製作所"}});
    CHECK(same.status == 409);
    CHECK(same.body.find("よく似た登録があります") != std::string::npos);
    const auto other = add({{"kind", "business"}, {"name", "㈱大泉製作所"}, {"doubles", "accept"}});
    REQUIRE(other.status == 303);
    CHECK(add({{"kind", "business"}, {"name", "x"}, {"corporate_number", "１２３"}}).status == 400);
    CHECK(add({{"kind", "founder"}, {"name", ""}}).status == 400);
    const std::string path = place_of(one);
    http::Fields form = {{"kind", "business"},
                         {"name", "大泉精機"},
                         {"share", "given"},
                         {"version", "1"},
                         {"reason", "社名の変更"}};
    CHECK(office.ask(clerk, "POST", path + "/correct", form).status == 303);
    CHECK(office.ask(clerk, "POST", path + "/correct", form).status == 409);
    CHECK(office.ask(clerk, "GET", path).body.find("同意あり") != std::string::npos);
    const std::string from = place_of(other).substr(place_of(other).rfind('/') + 1);
    const std::string into = path.substr(path.rfind('/') + 1);
    const auto merge = [&](const std::string& number, const std::string& reason) {
      return office.ask(clerk, "POST", "/staff/clients/" + from + "/merge",
                        {{"into", number}, {"reason", reason}});
    };
    CHECK(office.ask(clerk, "GET", "/staff/clients/" + from + "/merge")
              .body.contains("移る相談は0件、今のまま残る相談は0件"));
    CHECK(merge("1", "同じ会社").status == 404);
    CHECK(merge(into, "").status == 400);
    const auto merged = merge(into, "同じ会社");
    CHECK(merged.status == 303);
    CHECK(std::ranges::any_of(merged.headers, [](const auto& header) {
      return header.second.ends_with("?moved=0&left=0&done=merged");
    }));
    CHECK(office
              .ask(clerk, "GET", "/staff/clients/" + into, {},
                   {{"done", "merged"}, {"moved", "3"}, {"left", "<1>"}})
              .body.contains("相談3件を移しました。今のまま残った相談は0件です。"));
    CHECK(office.ask(clerk, "GET", "/staff/businesses/" + from).body.find("統合されています") !=
          std::string::npos);
  });
}

TEST_CASE("the start page says what is due") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const SignedIn clerk = office.enter("hanako", "clerk");
    const auto about = [&](const SignedIn& who) {
      http::Request request;
      request.path = "/staff";
      std::string text;
      const auto visit = staff::visit(database, who.secret).value();
      for (const auto& section : web::start_part(office.desk, request, visit))
        for (const auto& line : section.lines) text += line.text + " ";
      return text;
    };
    CHECK(about(clerk).find("自分の期限はありません") != std::string::npos);
    Entry entry = talk();
    entry.adviser = clerk.person;
    entry.follow_up_on = base::Date(2012, 6, 1);
    held(database, entry, staff(clerk.person, "clerk"));
    CHECK(about(clerk).find("1件（うち遅れ1件）") != std::string::npos);
    CHECK(about(office.enter("plans", "planner")).empty());
  });
}

}  // namespace
}  // namespace consultation
