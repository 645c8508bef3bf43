// The staff API of the desk: a thousand consultations make the row of the plan, a repeat is told,
// and whoever has no right gets neither names nor notes by any address.
#include "consultation/consultation_api.h"

#include <algorithm>

#include "consultation/desk_test.h"
#include "db/testing.h"
#include "history/history.h"
#include "history/search.h"
#include "http/http.h"
#include "staff/token.h"

namespace consultation {
namespace {

using db::testing::for_each_engine;
using namespace testing;

constexpr std::string_view kName = "ひみつ商店";
constexpr std::string_view kWords = "夜逃げの話";

std::string token(db::Database& database, const base::Actor& actor,
                  staff::May may = staff::May::write) {
  return staff::issue(base::Actor::system(std::string(kWard)), database,
                      {.municipality = std::string(kWard),
                       .person = actor.id,
                       .name = "somebody",
                       .post = actor.post,
                       .body = actor.body,
                       .may = may,
                       .days = 9})
      ->secret;
}

using Handler = http::Response (*)(db::Database&, const http::Request&);

struct Client {
  db::Database& database;
  std::string secret;

  http::Request request(std::int64_t consultation, http::Fields query = {}) const {
    http::Request request;
    request.method = "GET";
    request.path = "/api/v1/staff/consultations";
    request.language = base::Language::ja;
    request.captures["consultation"] = std::to_string(consultation);
    request.query = std::move(query);
    if (!secret.empty()) request.headers["authorization"] = "Bearer " + secret;
    return request;
  }
  http::Response get(Handler handler, std::int64_t consultation = 0,
                     http::Fields query = {}) const {
    return handler(database, request(consultation, std::move(query)));
  }
  http::Response post(Handler handler, std::string body, std::int64_t consultation = 0,
                      std::string key = {}) const {
    http::Request sent = request(consultation);
    sent.method = "POST";
    sent.body = std::move(body);
    sent.headers["content-type"] = "application/json";
    if (!key.empty()) sent.headers["idempotency-key"] = std::move(key);
    return handler(database, sent);
  }
};

std::string body_of(std::string_view more = {}, std::string_view day = "2012-06-01") {
  return R"({"programme":"advice","day":")" + std::string(day) +
         R"(","channel":"visit","topics":["finance"],"content":"資金繰り")" + std::string(more) +
         "}";
}

std::string text_of(const http::Response& response) {
  std::string text = response.body;
  if (response.refusal)
    for (const base::Fact& fact : response.refusal->facts) text += fact.value;
  return text;
}

std::string refused_as(const http::Response& response) {
  return response.refusal ? std::string(response.refusal->code) : std::string();
}

std::int64_t number_in(const std::string& json, std::string_view key) {
  const auto at = json.find("\"" + std::string(key) + "\":\"");
  return at == json.npos ? 0 : std::stoll(json.substr(at + key.size() + 4));
}

TEST_CASE("a thousand consultations through the API make the row; 件, 延べ and 者 differ") {
  for_each_engine([](db::Database& database) {
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    const Client desk{database, token(database, clerk())};
    std::vector<std::int64_t> shops;
    for (int i = 0; i < 100; ++i)
      shops.push_back(client_of(database, "商店" + std::to_string(1000 + i)));
    for (int i = 0; i < 1000; ++i) {
      // Every tenth gives no name; the others come again and again.
      const std::string client =
          i % 10 == 0
              ? ""
              : R"(,"client":")" + std::to_string(shops[static_cast<std::size_t>(i % 100)]) + "\"";
      const auto answer =
          desk.post(api::post_consultation, body_of(client), 0, "talk-" + std::to_string(i));
      REQUIRE(answer.status == 201);
    }
    CHECK(value_of(database, "cases") == 1000);
    CHECK(value_of(database, "clients") == 90);
    const auto counts = database.read(
        [](db::Read& tx) { return tally_of_year(tx, eyes(clerk()), base::FiscalYear(2012)); });
    CHECK(counts.front().consultations == 1000);
    CHECK(counts.front().visits == 900);
    CHECK(counts.front().clients == 90);
    CHECK(figure::verify(database).empty());
    CHECK(history::verify(database).empty());
  });
}

TEST_CASE("a body is read strictly; every mistake is told and nothing is kept of it") {
  for_each_engine([](db::Database& database) {
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    const Client desk{database, token(database, clerk())};
    struct Case {
      std::string body;
      std::string_view code;
      int status;
    };
    const Case cases[] = {
        {"{", api::bad_body.code, 400},
        {body_of(R"(,"contents":"x")"), api::bad_body.code, 400},
        {body_of(R"(,"from":"-5","until":"10:00")"), api::bad_body.code, 400},
        {body_of(R"(,"client":"x")"), api::bad_body.code, 400},
        {body_of(R"(,"secrecy":"open")"), api::bad_body.code, 400},
        {body_of(R"(,"new_client":{"kind":"shop","name":"x"})"), api::bad_body.code, 400},
        {body_of("", "2012-06-31"), api::bad_body.code, 400},
        {body_of("", "2062-06-01"), in_the_future.code, 400},
        {body_of(R"(,"from":"11:00","until":"10:00")"), end_before_start.code, 400},
        {body_of(R"(,"kind":"grant_paid")"), unknown_kind.code, 400},
        {body_of(R"(,"adviser":"99")"), unknown_adviser.code, 404},
        {body_of(R"(,"referral":"nowhere")"), unknown_referral.code, 404},
    };
    for (const Case& one : cases) {
      CAPTURE(one.body);
      const auto answer = desk.post(api::post_consultation, one.body);
      CHECK(refused_as(answer) == one.code);
      CHECK(answer.status == one.status);
    }
    CHECK(value_of(database, "cases") == 0);
    CHECK(desk.post(api::post_consultation, body_of(), 0, std::string(201, 'k')).status == 400);
    for (const http::Fields& query :
         {http::Fields{{"from", "x"}}, http::Fields{{"until", "x"}}, http::Fields{{"after", "x"}},
          http::Fields{{"limit", "501"}}, http::Fields{{"limit", "０"}}})
      CHECK(refused_as(desk.get(api::get_consultations, 0, query)) == api::bad_question.code);
  });
}

TEST_CASE("recorded, repeated, corrected, taken back") {
  for_each_engine([](db::Database& database) {
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    const Client desk{database, token(database, clerk())};
    const std::string body = body_of(
        R"(,"new_client":{"kind":"founder","name":"練馬 花子","kana":"ねりま","phone":"03-1"},)"
        R"("from":"10:00","until":"10:30","advice":"助言","next_action":"電話",)"
        R"("next_on":"2012-06-05","referral":"loans","follow_up_on":"2012-09-01")");
    const auto first = desk.post(api::post_consultation, body, 0, "one");
    REQUIRE(first.status == 201);
    CHECK(first.body.find("\"repeated\":false") != std::string::npos);
    const auto again = desk.post(api::post_consultation, body, 0, "one");
    CHECK(again.body.find("\"repeated\":true") != std::string::npos);
    const std::int64_t id = number_in(first.body, "consultation");
    CHECK(number_in(again.body, "consultation") == id);
    const auto shown = desk.get(api::get_consultation, id);
    for (const std::string_view part :
         {"練馬 花子", "資金繰り", "\"from\":\"10:00\"", "\"next_on\":\"2012-06-05\"",
          "\"referral_state\":\"open\"", "\"hidden\":false"}) {
      CAPTURE(part);
      CHECK(shown.body.find(part) != std::string::npos);
    }
    CHECK(desk.get(api::get_consultations).body.find("\"next\":\"\"") != std::string::npos);
    const auto fixed = desk.post(api::post_correction,
                                 body_of(R"(,"version":1,"reason":"日の誤り")", "2012-05-31"), id);
    CHECK(fixed.status == 200);
    CHECK(fixed.body.find("\"version\":2") != std::string::npos);
    CHECK(refused_as(desk.post(api::post_correction,
                               body_of(R"(,"version":1,"reason":"もう一度")", "2012-05-30"), id)) ==
          changed_meanwhile.code);
    CHECK(refused_as(desk.post(api::post_withdrawal, R"({"reason":""})", id)) ==
          reason_missing.code);
    CHECK(desk.post(api::post_withdrawal, R"({"reason":"誤り"})", id).status == 200);
    CHECK(refused_as(desk.post(api::post_withdrawal, R"({"reason":"誤り"})", id)) ==
          withdrawn_already.code);
    CHECK(value_of(database, "cases") == 0);
  });
}

TEST_CASE("without the right: no name, no word, and the refusal is in the history") {
  for_each_engine([](db::Database& database) {
    const figure::testing::Clock clock("2012-06-02T10:00");
    lay_desk(database);
    const std::int64_t shop = client_of(database, std::string(kName), true);
    Entry entry = talk_of(shop);
    entry.content = kWords;
    entry.secrecy = Secrecy::secret;
    const std::int64_t secret = held(database, entry).consultation;
    struct Case {
      base::Actor actor;
      int of_one;   // status of the consultation itself
      int of_list;  // status of the list
    };
    const Case cases[] = {{colleague(), 200, 200},
                          {of_corporation(), 403, 200},
                          {staff(31, "chief", "corporation"), 403, 200},
                          {auditor(), 200, 200},
                          {staff(5, "planner"), 403, 403},
                          {staff(6, "director"), 403, 403},
                          {staff(7, "administrator"), 403, 403}};
    for (const Case& one : cases) {
      CAPTURE(one.actor.post);
      CAPTURE(one.actor.body);
      const Client client{database, token(database, one.actor)};
      const auto shown = client.get(api::get_consultation, secret);
      const auto listed = client.get(api::get_consultations);
      const auto of_client =
          client.get(api::get_consultations, 0, {{"client", std::to_string(shop)}});
      const auto fixed =
          client.post(api::post_correction, body_of(R"(,"version":1,"reason":"x")"), secret);
      const auto back = client.post(api::post_withdrawal, R"({"reason":"x"})", secret);
      CHECK(shown.status == one.of_one);
      CHECK(listed.status == one.of_list);
      CHECK(of_client.status == one.of_list);
      CHECK(fixed.status == 403);
      CHECK(back.status == 403);
      for (const auto* answer : {&shown, &listed, &of_client, &fixed, &back}) {
        CHECK(text_of(*answer).find(kName) == std::string::npos);
        CHECK(text_of(*answer).find(kWords) == std::string::npos);
      }
      const auto deeds = database.read(
          [&](db::Read& tx) { return history::of_person(tx, kWard, one.actor.id, 50); });
      const auto refusals = std::ranges::count(deeds, "staff.refused", &history::PastDeed::kind);
      const auto views = std::ranges::count(deeds, "staff.view", &history::PastDeed::kind);
      CHECK(refusals >= 2 + (one.of_one == 403 ? 1 : 0));
      CHECK(views >= (one.of_list == 200 ? 2 : 0));
    }
    const Client nobody{database, ""};
    CHECK(nobody.get(api::get_consultation, secret).status == 401);
    CHECK(nobody.post(api::post_consultation, body_of()).status == 401);
    CHECK(nobody.post(api::post_correction, body_of(), secret).status == 401);
    CHECK(nobody.post(api::post_withdrawal, "{}", secret).status == 401);
    const Client reader{database, token(database, clerk(), staff::May::read)};
    CHECK(refused_as(reader.post(api::post_consultation, body_of())) == staff::reading_only.code);
    CHECK(reader.get(api::get_consultation, secret).body.find(kWords) != std::string::npos);
  });
}

}  // namespace
}  // namespace consultation
