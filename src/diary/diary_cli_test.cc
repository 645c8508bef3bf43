// The diary from the command line and through the staff API, as a person and a program see it: the
// same forms, refusals and traces as at the pages.
#include "diary/diary_cli.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/said_test.h"
#include "db/testing.h"
#include "diary/diary_api.h"
#include "diary/diary_test.h"
#include "diary/listing.h"
#include "figure/moved.h"
#include "history/history.h"
#include "staff/permission.h"
#include "staff/token.h"

namespace diary {
namespace {

using db::testing::for_each_engine;
using namespace testing;

using base::testing::As;
using base::testing::Said;

template <class Options, class Command>
Said run(db::Database& database, Command command, const Options& options, As as = As::text) {
  return base::testing::said(
      base::Language::ja,
      [&](base::Terminal& terminal) { return command(database, options, terminal); }, as);
}

cli::By by(const base::Actor& actor) {
  return {.municipality = actor.municipality,
          .person = actor.id,
          .post = actor.post,
          .body = actor.body,
          .with = {}};
}

cli::WriteOptions fair(std::string on, std::string visitors) {
  cli::WriteOptions options;
  options.by = by(clerk());
  options.programme = "craft-fair-support";
  options.on = std::move(on);
  options.set = {"people=" + std::move(visitors)};
  return options;
}

std::string file(std::string_view text) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("nigiwai-diary-" + std::to_string(::getpid()) + ".csv");
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

std::int64_t visitors(db::Database& database) {
  return database.read([](db::Read& tx) {
    const auto held = figure::find(tx, kWard, "nerima-2011", "1", "visitors").value();
    const auto table = figure::table(tx, kWard, "nerima-2011", figure::Scope::all);
    return figure::value_in(table, held, 2011).sum.value;
  });
}

std::vector<std::string> deeds_of(db::Database& database, std::int64_t person) {
  std::vector<std::string> kinds;
  for (const auto& deed :
       database.read([&](db::Read& tx) { return history::of_person(tx, kWard, person, 100); }))
    kinds.push_back(deed.kind);
  return kinds;
}

TEST_CASE("an occurrence is logged once, moves its figure, is corrected, repeated and taken back") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-09T10:00");
    lay_plans(database);
    cli::ListOptions form{.by = by(clerk()), .programme = "craft-fair-support"};
    CHECK(run(database, cli::form, form).shows("event_held\t"));
    CHECK(run(database, cli::form, form).shows("people"));
    CHECK(run(database, cli::programmes, form).shows("craft-fair-support\t"));

    cli::WriteOptions options = fair("2011-10-08", "4,700人");
    options.place = "区役所";
    options.id = "fair-1";
    const Said logged = run(database, cli::log, options);
    CAPTURE(logged.err);
    REQUIRE(logged.code == base::kDone);
    CHECK(logged.shows("nerima-2011 1"));
    CHECK(visitors(database) == 4700);
    CHECK(run(database, cli::log, options, As::json).shows("\"repeated\":true"));
    options.id.clear();
    CHECK(run(database, cli::log, options).code == base::kRefused);  // the same once more

    cli::WriteOptions change;
    change.by = by(clerk());
    change.entry = std::stoll(logged.first());
    change.set = {"event_held.people=4070"};
    CHECK(run(database, cli::correct, change).code == base::kRefused);  // no reason
    change.reason = "数え違い";
    CHECK(run(database, cli::correct, change).tells("直しました"));
    CHECK(visitors(database) == 4070);
    const Said shown = run(database, cli::show, change);
    CHECK(shown.shows("区役所"));  // what was not given stays
    CHECK(run(database, cli::show, change, As::json).shows("\"version\":2"));

    cli::WriteOptions again;
    again.by = by(clerk());
    again.entry = change.entry;
    again.on = "2011-10-09";
    again.set = {"people=30"};
    CHECK(run(database, cli::repeat, again).code == base::kDone);
    CHECK(visitors(database) == 4100);

    change.set.clear();
    change.seen = 1;
    CHECK(run(database, cli::take_back, change).code == base::kRefused);  // it has moved on
    change.seen.reset();
    CHECK(run(database, cli::take_back, change).code == base::kDone);
    CHECK(visitors(database) == 30);
  });
}

TEST_CASE("entries are listed page by page, and a file has all of them or says how to narrow") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-20T10:00");
    lay_plans(database);
    for (int day = 1; day <= 5; ++day) {
      const std::string number = std::to_string(day);
      REQUIRE(run(database, cli::log, fair("2011-10-0" + number, number)).code == base::kDone);
    }
    cli::ListOptions options{.by = by(clerk()), .limit = 3};
    const Said page = run(database, cli::list, options);
    CHECK(std::ranges::count(page.out, '\n') == 3);
    REQUIRE(page.tells("--after "));
    options.after = page.err.substr(page.err.find("--after ") + 8);
    options.after.resize(options.after.find('\n'));
    CHECK(std::ranges::count(run(database, cli::list, options).out, '\n') == 2);
    options = {.by = by(clerk()), .programme = "craft-fair-support", .month = 11};
    CHECK(run(database, cli::list, options).out.empty());
    options.month = 10;
    CHECK(std::ranges::count(run(database, cli::export_csv, options).out, '\n') == 6);
    database.read([](db::Read& tx) {
      const auto asked = asked_of({.fiscal_year = 2011}, "ward");
      CHECK(list_all(tx, kWard, asked, 5)->size() == 5);
      CHECK(code_of(list_all(tx, kWard, asked, 4)) == too_many_lines.code);
      return 0;
    });
    const auto deeds = deeds_of(database, clerk().id);
    CHECK(std::ranges::count(deeds, "staff.export") == 1);
    CHECK(std::ranges::count(deeds, "staff.view") == 3);
  });
}

TEST_CASE("a table is shown first, kept on demand, and a second time nothing is") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-20T10:00");
    lay_plans(database);
    cli::PasteOptions options;
    options.by = by(clerk());
    options.programme = "craft-fair-support";
    options.file = file("日付,来場者,場所\n10/8,4700,区役所\n10/9,30,区役所\n");
    const Said preview = run(database, cli::paste, options);
    CAPTURE(preview.err);
    CHECK(preview.code == base::kDone);
    CHECK(preview.shows("4,700"));
    CHECK(preview.tells("--commit"));
    CHECK(visitors(database) == 0);
    options.commit = true;
    CHECK(run(database, cli::paste, options, As::json).code == base::kDone);
    CHECK(visitors(database) == 4730);
    CHECK(run(database, cli::paste, options).tells("すべて記録済み"));
    CHECK(visitors(database) == 4730);
    options.file = file("日付,来場者\n10/32,x\n");
    CHECK(run(database, cli::paste, options).code == base::kRefused);
    options.file = "/no/such/file";
    CHECK(run(database, cli::paste, options).tells("/no/such/file"));
  });
}

TEST_CASE("every refusal of the command line, one a row") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-09T10:00");
    lay_plans(database);
    const auto log = [](auto change) {
      return [change](db::Database& at) {
        cli::WriteOptions options = fair("2011-10-08", "1");
        change(options);
        return run(at, cli::log, options);
      };
    };
    const auto list = [](auto change) {
      return [change](db::Database& at) {
        cli::ListOptions options{.by = by(clerk())};
        change(options);
        return run(at, cli::list, options);
      };
    };
    struct {
      const char* what;
      std::function<Said(db::Database&)> command;
      const char* told;
    } const table[] = {
        {"nobody acts", log([](auto& of) { of.by.person.reset(); }), "--by"},
        {"a post that may not", log([](auto& of) { of.by.post = "planner"; }), "planner"},
        {"a programme of another body", log([](auto& of) { of.by.body = "corporation"; }),
         "corporation"},
        {"a programme that is none", log([](auto& of) { of.programme = "x"; }), "「x」"},
        {"a day that is none", log([](auto& of) { of.on = "yesterday"; }), "--on"},
        {"a last day that is none", log([](auto& of) { of.last = "x"; }), "--last"},
        {"no number", log([](auto& of) { of.set.clear(); }), "数が一つも"},
        {"a set without a value", log([](auto& of) { of.set = {"people"}; }), "--set"},
        {"a field of no line", log([](auto& of) { of.set = {"cups=1"}; }), "cups"},
        {"a line that is none", log([](auto& of) { of.set = {"x.people=1"}; }), "event_held"},
        {"a field the line has not", log([](auto& of) { of.set = {"event_held.cups=1"}; }),
         "people"},
        {"a number that is none", log([](auto& of) { of.set = {"people=many"}; }), "many"},
        {"a past year", log([](auto& of) { of.on = "2011-03-08"; }), "年度"},
        {"a year that is none", list([](auto& of) { of.year = 12; }), "--year"},
        {"a month that is none", list([](auto& of) { of.month = 13; }), "--month"},
        {"too many lines", list([](auto& of) { of.limit = 501; }), "--limit"},
        {"a place that is none", list([](auto& of) { of.after = "x"; }), "--after"},
        {"an entry that is none",
         [](db::Database& at) {
           cli::WriteOptions options;
           options.by = by(clerk());
           options.entry = 7;
           return run(at, cli::show, options);
         },
         "「7」"},
    };
    for (const auto& row : table) {
      CAPTURE(row.what);
      const Said said = row.command(database);
      CAPTURE(said.err);
      CHECK(said.code == base::kRefused);
      CHECK(said.out.empty());
      CHECK(said.tells(row.told));
    }
    CHECK(visitors(database) == 0);
  });
}

// ---- the staff API

struct Client {
  db::Database& database;
  std::string secret;

  Client(db::Database& of, const base::Actor& actor) : database(of) {
    secret = staff::issue(base::Actor::system(std::string(kWard)), of,
                          {.municipality = std::string(kWard),
                           .person = actor.id,
                           .name = "somebody",
                           .post = actor.post,
                           .body = actor.body,
                           .may = staff::May::write,
                           .days = 9})
                 ->secret;
  }

  using Handler = http::Response (*)(db::Database&, const http::Request&);

  http::Request request(std::string capture, http::Fields query) const {
    http::Request request;
    request.method = "GET";
    request.path = "/api/v1/staff/diary/entries";
    request.captures["entry"] = capture;
    request.captures["programme"] = std::move(capture);
    request.query = std::move(query);
    if (!secret.empty()) request.headers["authorization"] = "Bearer " + secret;
    return request;
  }
  http::Response get(Handler handler, std::string capture = {}, http::Fields query = {}) const {
    return handler(database, request(std::move(capture), std::move(query)));
  }
  http::Response post(Handler handler, std::string body, std::string capture = {},
                      std::string key = {}) const {
    http::Request sent = request(std::move(capture), {});
    sent.method = "POST";
    sent.body = std::move(body);
    sent.headers["content-type"] = "application/json";
    if (!key.empty()) sent.headers["idempotency-key"] = std::move(key);
    return handler(database, sent);
  }
};

std::string number_in(const std::string& body) {
  const auto start = body.find("\"entry\":\"") + 9;
  return body.substr(start, body.find('"', start) - start);
}

std::string fair_json(std::string visitors, std::string more = {}) {
  return R"({"programme":"craft-fair-support","first":"2011-10-08","numbers":{"event_held":)"
         R"({"people":")" +
         visitors + R"("}},"place":"区役所")" + more + "}";
}

std::string refused_as(const http::Response& response) {
  return response.refusal ? std::string(response.refusal->code) : std::string();
}

TEST_CASE("a program logs, corrects and takes back; a repeat of the command is done once") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-09T10:00");
    lay_plans(database);
    const Client client(database, clerk());
    CHECK(client.get(api::get_programmes).body.contains("\"craft-fair-support\""));
    CHECK(client.get(api::get_programme, "craft-fair-support").body.contains("\"event_held\""));

    const auto logged = client.post(api::post_entry, fair_json("4,700"), {}, "k1");
    REQUIRE(logged.status == 201);
    const std::string number = number_in(logged.body);
    CHECK(std::ranges::any_of(logged.headers, [&](const auto& header) {
      return header.first == "Location" && header.second.ends_with("/entries/" + number);
    }));
    const auto again = client.post(api::post_entry, fair_json("4,700"), {}, "k1");
    CHECK(number_in(again.body) == number);
    CHECK(again.body.contains("\"repeated\":true"));
    CHECK(visitors(database) == 4700);
    CHECK(client.post(api::post_entry, fair_json("4,700")).status == 409);  // the same

    const auto correction = fair_json("4070", R"(,"version":1,"reason":"数え違い")");
    CHECK(client.post(api::post_correction, correction, number, "k2").status == 200);
    CHECK(client.post(api::post_correction, correction, number, "k2").status == 200);
    CHECK(visitors(database) == 4070);
    CHECK(client.get(api::get_entry, number).body.contains("\"version\":2"));
    const auto page = client.get(api::get_entries, {}, {{"limit", "1"}});
    CHECK(page.body.contains("\"in_all\":1"));
    CHECK(page.body.contains("\"next\":\"\""));
    CHECK(client.post(api::post_taking_back, R"({"version":2,"reason":"中止"})", number).status ==
          200);
    CHECK(visitors(database) == 0);
    CHECK(std::ranges::count(deeds_of(database, clerk().id), "staff.view") == 4);
  });
}

TEST_CASE("every refusal of the staff API, one a row") {
  for_each_engine([](db::Database& database) {
    const Clock clock("2011-10-09T10:00");
    lay_plans(database);
    const Client own(database, clerk());
    const Client other(database, clerk(3, "corporation"));
    const std::string entry = number_in(own.post(api::post_entry, fair_json("7")).body);
    const std::string of_other =
        R"({"programme":"pegasus-magazine","first":"2011-10-08","numbers":{},"version":1})";
    struct {
      const char* what;
      http::Response answer;
      int status;
      std::string_view code;
    } const table[] = {
        {"no JSON", own.post(api::post_entry, "x"), 400, api::bad_body.code},
        {"a key that is unknown", own.post(api::post_entry, fair_json("1", R"(,"x":1)")), 400,
         api::bad_body.code},
        {"a line that is none",
         own.post(api::post_entry, R"({"programme":"craft-fair-support","first":"2011-10-08",)"
                                   R"("numbers":{"x":{"y":1}}})"),
         400, unknown_line.code},
        {"a number that is none", own.post(api::post_entry, fair_json("many")), 400,
         "diary.bad_numbers"},
        {"another programme", own.post(api::post_correction, of_other, entry), 409,
         "diary.other_programme"},
        {"of another body", other.post(api::post_entry, fair_json("1")), 403,
         staff::post_may_not.code},
        {"read by another body", other.get(api::get_entry, entry), 403, staff::post_may_not.code},
        {"an entry that is none", own.get(api::get_entry, "7"), 404, unknown_entry.code},
        {"a limit that is none", own.get(api::get_entries, {}, {{"limit", "501"}}), 400,
         api::bad_question.code},
        {"a month that is none", own.get(api::get_entries, {}, {{"month", "13"}}), 400,
         api::bad_question.code},
        {"a year that is none", own.get(api::get_programmes, {}, {{"year", "12"}}), 400,
         api::bad_question.code},
        {"a place that is none", own.get(api::get_entries, {}, {{"after", "x"}}), 400,
         api::bad_question.code},
    };
    for (const auto& row : table) {
      CAPTURE(row.what);
      CAPTURE(refused_as(row.answer));
      CHECK(row.answer.refusal->http_status == row.status);
      CHECK(refused_as(row.answer) == row.code);
    }
    Client nobody = own;
    nobody.secret.clear();
    CHECK(nobody.get(api::get_entries).refusal->http_status == 401);
    CHECK(std::ranges::count(deeds_of(database, 3), "staff.refused") == 2);
    CHECK(visitors(database) == 7);
  });
}

}  // namespace
}  // namespace diary
