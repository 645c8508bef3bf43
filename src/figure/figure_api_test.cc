// The staff API answer by answer: who may, what is refused, and that a token sees its own
// municipality alone. docs/using/api.md shows the first answers of this file.
#include "figure/figure_api.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>

#include "db/testing.h"
#include "figure/testing.h"
#include "history/history.h"
#include "http/http.h"
#include "staff/municipality_service.h"
#include "staff/token.h"

namespace figure {
namespace {

using db::testing::for_each_engine;

std::string token(db::Database& database, std::string municipality, std::int64_t person,
                  staff::May may, std::string post = "manager") {
  const auto issued = staff::issue(base::Actor::system(municipality), database,
                                   {.municipality = municipality,
                                    .person = person,
                                    .name = "somebody",
                                    .post = std::move(post),
                                    .body = "ward",
                                    .may = may,
                                    .days = 9});
  REQUIRE(issued);
  return issued->secret;
}

// A municipality next door, with a token and nothing else.
void lay_neighbour(db::Database& database) {
  database.write([](db::Write& tx) {
    const auto deed = history::write(tx, base::Actor::system("131211"),
                                     {.kind = "programme.load",
                                      .municipality = "131211",
                                      .subject_kind = "register",
                                      .subject_key = "131211",
                                      .reason = {},
                                      .payload_json = {}});
    staff::keep_municipality(tx, {"131211", "足立区", "Adachi", staff::MunicipalityKind::ward},
                             "hash", deed.value);
    staff::keep_body(tx, "131211", {"ward", "足立区", "municipality"}, deed.value);
  });
}

// What a client sends; the handler is called as the route would call it.
struct Client {
  db::Database& database;
  std::string secret;
  std::string second = {};
  std::string key = {};

  http::Request request(std::map<std::string, std::string> captures, http::Fields query) const {
    http::Request request;
    request.method = "GET";
    request.language = base::Language::en;
    request.captures = std::move(captures);
    request.query = std::move(query);
    if (!secret.empty()) request.headers["authorization"] = "Bearer " + secret;
    if (!second.empty()) request.headers["second-authorization"] = "Bearer " + second;
    if (!key.empty()) request.headers["idempotency-key"] = key;
    return request;
  }
  http::Response get(http::Response (*handler)(db::Database&, const http::Request&),
                     std::map<std::string, std::string> captures = {},
                     http::Fields query = {}) const {
    return handler(database, request(std::move(captures), std::move(query)));
  }
  http::Response post(http::Response (*handler)(db::Database&, const http::Request&),
                      std::string body, std::map<std::string, std::string> captures = {},
                      const std::string& type = "application/json") const {
    http::Request sent = request(std::move(captures), {});
    sent.method = "POST";
    sent.body = std::move(body);
    sent.headers["content-type"] = type;
    return handler(database, sent);
  }
};

std::string code_of(const http::Response& response) {
  return response.refusal ? std::string(response.refusal->code) : "";
}
bool holds(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}
std::string member(const http::Response& response, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":\"";
  const auto at = response.body.find(key);
  REQUIRE(at != std::string::npos);
  return response.body.substr(at + key.size(),
                              response.body.find('"', at + key.size()) - at - key.size());
}

const std::map<std::string, std::string> kYen = {
    {"slug", "small-plan"}, {"row", "42"}, {"figure", "yen"}};
constexpr const char* kGrant =
    R"({"programme":"vacant-shop","kind":"grant_paid","occurred_on":"2011-06-30","yen":480000})";

TEST_CASE("a record is added, corrected, confirmed, taken back and looked at") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const Client client{database, token(database, "131202", 17, staff::May::write)};
    const auto added = client.post(api::post_record, kGrant);
    REQUIRE(added.status == 201);
    const std::string id = member(added, "record");
    CHECK(holds(added, R"("figure":"yen")"));
    CHECK(holds(added, R"("value":"480")"));
    CHECK(std::ranges::find(added.headers, std::pair<std::string, std::string>(
                                               "Location", "/api/v1/staff/records/" + id)) !=
          added.headers.end());

    const auto figure = client.get(api::get_figure, kYen, {{"year", "2011"}});
    CHECK(figure.status == 200);
    CHECK(holds(figure, R"("years":[{"fiscal_year":2011,"shown":"480","unit":"千円")"));
    CHECK(holds(figure, R"("explained":[)"));
    CHECK(holds(client.get(api::get_figure, kYen, {{"year", "2012"}}), R"("years":[])"));
    CHECK(holds(client.get(api::get_figures, {{"slug", "small-plan"}}), R"("shown":"480")"));

    // Who added it does not confirm it.
    CHECK(client.post(api::post_confirmation, "{}", {{"record", id}}).status == 409);
    const Client chief{database, token(database, "131202", 18, staff::May::write)};
    const auto confirmed = chief.post(api::post_confirmation, "{}", {{"record", id}});
    CHECK(confirmed.status == 200);
    CHECK(holds(confirmed, R"("confirmed":"480")"));
    const auto corrected = client.post(
        api::post_correction,
        R"({"programme":"vacant-shop","kind":"grant_paid","occurred_on":"2011-06-30","yen":500000,"reason":"wrong amount"})",
        {{"record", id}});
    REQUIRE(corrected.status == 201);
    CHECK(holds(corrected, R"("value":"500")"));
    const auto reversed = client.post(api::post_reversal, R"({"reason":"not paid"})",
                                      {{"record", member(corrected, "record")}});
    REQUIRE(reversed.status == 201);
    CHECK(holds(reversed, R"("adds":-500000)"));

    const auto opened = client.get(api::get_record, {{"record", id}});
    CHECK(opened.status == 200);
    CHECK(holds(opened, R"("kind":"record.correct")"));
    CHECK(holds(opened, R"("actor":"17")"));
  });
}

std::string text_of(const char* file) {
  std::ifstream stream(std::string(NIGIWAI_SOURCE_DIR "/") + file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Numbers that the database gives out, as the page writes them.
std::string with_numbers_of_the_page(std::string body) {
  body = std::regex_replace(body, std::regex("\"record\":\"[0-9]+\""), "\"record\":\"123\"");
  return std::regex_replace(body, std::regex("\"deed\":\"[0-9]+\""), "\"deed\":\"122\"");
}

TEST_CASE("the page about the API says what the API says") {
  const std::string page = text_of("docs/using/api.md");
  const std::string table = text_of("src/app/routes.cc");
  const std::regex address("\"(GET|POST)\",\\s*\"(/api/v1/staff/[^\"]*)\"");
  int addresses = 0;
  for (std::sregex_iterator at(table.begin(), table.end(), address), end; at != end; ++at) {
    ++addresses;
    const std::string line = "| `" + (*at)[1].str() + " " + (*at)[2].str() + "` |";
    CAPTURE(line);
    CHECK(page.find(line) != std::string::npos);
  }
  CHECK(addresses >= 13);
  for_each_engine([&](db::Database& database) {
    testing::lay_plan(database);
    const Client client{database, token(database, "131202", 17, staff::May::write)};
    CHECK(page.find(kGrant) != std::string::npos);
    const std::string answer = with_numbers_of_the_page(client.post(api::post_record, kGrant).body);
    CAPTURE(answer);
    CHECK(page.find(answer) != std::string::npos);
  });
}

TEST_CASE("records behind a figure come page by page, as CSV, by month and as a difference") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const Client client{database, token(database, "131202", 17, staff::May::write)};
    const Client planner{database, token(database, "131202", 19, staff::May::write, "planner")};
    CHECK(code_of(client.post(api::post_mark, R"({"name":"before"})")) == "staff.post_may_not");
    const auto mark = planner.post(api::post_mark, R"({"name":"before"})");
    REQUIRE(mark.status == 201);
    for (const char* day : {"2011-06-30", "2011-07-01", "2012-03-31"}) {
      REQUIRE(client
                  .post(api::post_record,
                        R"({"programme":"vacant-shop","kind":"grant_paid","occurred_on":")" +
                            std::string(day) + R"(","yen":1000})")
                  .status == 201);
    }
    const auto page = client.get(api::get_records, kYen, {{"year", "2011"}, {"limit", "2"}});
    CHECK(holds(page, R"("in_all":3)"));
    const auto rest =
        client.get(api::get_records, kYen, {{"year", "2011"}, {"after", member(page, "next")}});
    CHECK(holds(rest, "2012-03-31"));
    CHECK_FALSE(holds(rest, "2011-06-30"));
    const auto csv = client.get(api::get_records_csv, kYen, {{"year", "2011"}});
    CHECK(csv.content_type == "text/csv; charset=utf-8");
    CHECK(holds(csv, "2011-07-01"));
    CHECK(holds(client.get(api::get_series, kYen, {{"year", "2011"}}), R"({"month":201106,)"));
    REQUIRE(planner.post(api::post_mark, R"({"name":"after"})").status == 201);
    const auto difference = client.get(api::get_difference, kYen,
                                       {{"year", "2011"}, {"from", "before"}, {"until", "after"}});
    CHECK(client.get(api::get_difference, kYen, {{"year", "2011"}, {"from", "before"}}).body ==
          difference.body);
    CHECK(difference.status == 200);
    CHECK(holds(difference, R"("change":1000)"));
    CHECK(holds(client.get(api::get_marks), R"("name":"before")"));
    CHECK(holds(client.get(api::get_figure, kYen, {{"as_known", "before"}}), R"("years":[])"));
  });
}

TEST_CASE("who may") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    lay_neighbour(database);
    const std::string id =
        std::to_string(testing::post(database, testing::grant("2011-06-30", 480000)).value);
    const Client nobody{database, ""};
    const Client stranger{database, "nigiwai_" + std::string(43, 'x')};
    const Client reader{database, token(database, "131202", 17, staff::May::read)};
    const Client neighbour{database, token(database, "131211", 5, staff::May::write)};

    for (const Client& client : {nobody, stranger}) {
      const auto refused = client.get(api::get_record, {{"record", id}});
      CHECK(refused.status == 401);
      CHECK(std::ranges::find(refused.headers,
                              std::pair<std::string, std::string>("WWW-Authenticate", "Bearer")) !=
            refused.headers.end());
      CHECK(client.post(api::post_record, kGrant).status == 401);
    }
    CHECK(reader.get(api::get_record, {{"record", id}}).status == 200);
    CHECK(reader.post(api::post_record, kGrant).status == 403);
    CHECK(reader.post(api::post_mark, R"({"name":"x"})").status == 403);

    CHECK(neighbour.get(api::get_record, {{"record", id}}).status == 404);
    CHECK(neighbour.get(api::get_figures, {{"slug", "small-plan"}}).status == 404);
    for (auto* handler : {api::get_figure, api::get_records, api::get_records_csv, api::get_series,
                          api::get_difference})
      CHECK(neighbour.get(handler, kYen, {{"year", "2011"}}).status == 404);
    CHECK(holds(neighbour.get(api::get_marks), R"("marks":[])"));
    CHECK(neighbour.post(api::post_record, kGrant).status == 404);
    for (auto* handler : {api::post_reversal, api::post_confirmation})
      CHECK(neighbour.post(handler, R"({"reason":"x"})", {{"record", id}}).status == 404);
  });
}

TEST_CASE("two persons are two tokens of one municipality") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    lay_neighbour(database);
    // A day of June said to belong to the year before.
    const char* late =
        R"({"programme":"vacant-shop","kind":"grant_paid","occurred_on":"2012-06-02","fiscal_year":2011,"yen":48000})";
    Client client{database, token(database, "131202", 17, staff::May::write)};
    CHECK(code_of(client.post(api::post_record, late)) == "record.year_needs_two");
    client.second = token(database, "131202", 17, staff::May::write);
    CHECK(code_of(client.post(api::post_record, late)) == "record.same_person_twice");
    client.second = token(database, "131211", 18, staff::May::write);
    CHECK(client.post(api::post_record, late).status == 403);
    client.second = token(database, "131202", 18, staff::May::read);
    CHECK(client.post(api::post_record, late).status == 403);
    client.second = "wrong";
    CHECK(client.post(api::post_record, late).status == 401);
    client.second = token(database, "131202", 18, staff::May::write);
    CHECK(client.post(api::post_record, late).status == 201);
  });
}

TEST_CASE("an idempotency key makes a repeat harmless") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    Client client{database, token(database, "131202", 17, staff::May::write)};
    client.key = "a-1";
    const auto first = client.post(api::post_record, kGrant);
    const auto again = client.post(api::post_record, kGrant);
    CHECK(member(first, "record") == member(again, "record"));
    CHECK(holds(again, R"("repeated":true)"));
    CHECK(testing::value(database, "42", "cases", 2011).sum.value == 1);
    std::string other = kGrant;
    other.replace(other.find("480000"), 6, "480001");
    CHECK(code_of(client.post(api::post_record, other)) == "history.command_id_reused");
    client.key = std::string(201, 'k');
    CHECK(client.post(api::post_record, kGrant).status == 400);
    client.key = "\xff";
    CHECK(client.post(api::post_record, kGrant).status == 400);
  });
}

TEST_CASE("what cannot be read is refused with its place") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const Client client{database, token(database, "131202", 17, staff::May::write)};
    struct Row {
      std::string body;
      std::string_view code;
    };
    const std::string grant(kGrant);
    const std::string open = grant.substr(0, grant.size() - 1);
    const Row rows[] = {{"", "figure.bad_body"},
                        {"[]", "figure.bad_body"},
                        {"{}", "figure.bad_body"},
                        {open + R"(,"colour":1})", "figure.bad_body"},
                        {open + R"(,"yen":1})", "figure.bad_body"},
                        {open + R"(,"people":1.5})", "figure.bad_body"},
                        {open + R"(,"count":0})", "record.count_out_of_range"},
                        {open + R"(,"people":3})", "record.people_not_carried"},
                        {open + R"(,"attributes":{"half":"first"}})", "record.unknown_attribute"},
                        {std::string(http::kJsonBytesMax + 1, ' '), "http.json_too_large"}};
    for (const Row& row : rows) {
      CAPTURE(row.body.substr(0, 200));
      CHECK(code_of(client.post(api::post_record, row.body)) == row.code);
    }
    CHECK(code_of(client.post(api::post_record, grant, {}, "text/plain")) == "http.not_json");
    CHECK(client.post(api::post_record, grant, {}, "Application/JSON; charset=utf-8").status ==
          201);

    const auto refused = [&](http::Fields query) {
      return code_of(client.get(api::get_records, kYen, std::move(query)));
    };
    CHECK(refused({}) == "figure.bad_number");
    CHECK(refused({{"year", "last"}}) == "figure.bad_number");
    CHECK(refused({{"year", "2011"}, {"limit", "0"}}) == "figure.limit_out_of_range");
    CHECK(refused({{"year", "2011"}, {"limit", "501"}}) == "figure.limit_out_of_range");
    CHECK(refused({{"year", "2011"}, {"sort", "best"}}) == "figure.unknown_sort");
    CHECK(refused({{"year", "2011"}, {"scope", "some"}}) == "figure.unknown_scope");
    CHECK(refused({{"year", "2011"}, {"month", "June"}}) == "figure.month_unreadable");
    CHECK(refused({{"year", "2011"}, {"after", "there"}}) == "figure.bad_place");
    CHECK(code_of(client.get(api::get_figure, kYen, {{"as_known", "never"}})) ==
          "figure.unknown_mark");
    CHECK(code_of(client.get(api::get_figure, kYen, {{"as_known", "2999-01-01T00:00"}})) != "");
    CHECK(client.get(api::get_record, {{"record", "x"}}).status == 404);
  });
}

}  // namespace
}  // namespace figure
