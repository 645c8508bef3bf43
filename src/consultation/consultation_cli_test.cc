// The desk from the command line, as a person sees it: the same posts, the same refusals, the same
// traces in the history as at the pages.
#include "consultation/consultation_cli.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/said_test.h"
#include "consultation/desk_test.h"
#include "db/testing.h"
#include "history/history.h"

namespace consultation {
namespace {

using db::testing::for_each_engine;
using namespace testing;

using base::testing::As;
using base::testing::Said;

struct Counter {
  explicit Counter(db::Database& of) : database(of) { lay_desk(of); }

  template <class Options, class Command>
  Said run(Command command, const Options& options, As as = As::text) {
    return base::testing::said(
        base::Language::en,
        [&](base::Terminal& terminal) { return command(database, options, terminal); }, as);
  }

  // A file with these words in it, of this test alone.
  std::string file(std::string_view text) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("nigiwai-desk-" + std::to_string(::getpid()) + ".json");
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  std::vector<std::string> deeds_of(std::int64_t person) {
    std::vector<std::string> kinds;
    for (const auto& deed :
         database.read([&](db::Read& tx) { return history::of_person(tx, kWard, person, 100); }))
      kinds.push_back(deed.kind);
    return kinds;
  }

  const figure::testing::Clock clock{"2012-06-02T10:00"};
  db::Database& database;
};

cli::By by(const base::Actor& actor) {
  return {.municipality = std::string(kWard),
          .person = actor.id,
          .post = actor.post,
          .body = actor.body,
          .with = {}};
}

cli::WriteOptions writing(const base::Actor& actor, std::string file, std::int64_t number = 0) {
  cli::WriteOptions options;
  options.by = by(actor);
  options.file = std::move(file);
  options.number = number;
  return options;
}

const std::string kTalk =
    R"("programme":"advice","day":"2012-06-01","channel":"visit","topics":["finance"],"content":"資金繰り")";

TEST_CASE(
    "a consultation from a file is recorded once, shown, corrected, followed and taken back") {
  for_each_engine([](db::Database& database) {
    Counter desk(database);
    const std::string file = desk.file(
        "{" + kTalk +
        R"(,"next_action":"資料を送る","next_on":"2012-06-01","referral":"startup-advice"})");
    cli::WriteOptions options = writing(clerk(), file);
    options.id = "talk-1";
    const Said added = desk.run(cli::add, options);
    CHECK(added.code == base::kDone);
    CHECK(added.tells("was recorded"));
    const Said again = desk.run(cli::add, options, As::json);
    CHECK(again.shows("\"repeated\":true"));
    CHECK(again.shows(added.first()));
    CHECK(value_of(database, "cases") == 1);

    const std::int64_t number = std::stoll(added.first());
    const cli::OneOptions one{.by = by(clerk()), .number = number};
    CHECK(desk.run(cli::show, one).shows("資金繰り"));
    CHECK(desk.run(cli::show, one, As::json).shows("\"referral_state\":\"open\""));
    const Said due = desk.run(cli::due, cli::DueOptions{by(clerk())});
    CHECK(due.code == base::kRefused);  // since yesterday
    CHECK(due.shows(added.first()));

    cli::WriteOptions step = writing(clerk(), desk.file("郵送した\n"), number);
    step.step = "next_done";
    CHECK(desk.run(cli::step, step).code == base::kDone);
    CHECK(desk.run(cli::step, step).code == base::kRefused);  // it is done already
    step.step = "referral_followed";
    step.file.clear();
    CHECK(desk.run(cli::step, step).code == base::kDone);
    CHECK(desk.run(cli::show, one).shows("郵送した"));
    CHECK(desk.run(cli::due, cli::DueOptions{by(clerk())}).code == base::kDone);

    const std::string corrected =
        "{" + kTalk + R"(,"from":"10:00","until":"10:30","version":1,"reason":"時刻を書き足す"})";
    CHECK(
        desk.run(cli::correct, writing(clerk(), desk.file(corrected), number)).tells("version 2"));
    CHECK(desk.run(cli::correct, writing(clerk(), desk.file(corrected), number)).code ==
          base::kRefused);
    cli::WriteOptions taking = writing(chief(), "", number);
    CHECK(desk.run(cli::withdraw, taking).code == base::kRefused);  // no reason
    taking.reason = "二重に記録した";
    CHECK(desk.run(cli::withdraw, taking).code == base::kDone);
    CHECK(value_of(database, "cases") == 0);
  });
}

TEST_CASE("lists go on where they ended, counts are those of the desk, a file has every line") {
  for_each_engine([](db::Database& database) {
    Counter desk(database);
    const std::int64_t shop = client_of(database, "大泉製作所");
    for (int i = 0; i < 3; ++i) held(database, talk_of(shop));
    held(database, talk());
    Entry secret = talk();
    secret.secrecy = Secrecy::secret;
    secret.adviser = colleague().id;
    held(database, secret, colleague());

    cli::ListOptions list{.by = by(clerk()), .limit = 3, .output = {}};
    const Said page = desk.run(cli::list, list);
    CHECK(std::ranges::count(page.out, '\n') == 3);
    REQUIRE(page.tells("--after "));
    list.after = page.err.substr(page.err.find("--after ") + 8);
    list.after.resize(list.after.find('\n'));
    CHECK(std::ranges::count(desk.run(cli::list, list).out, '\n') == 2);
    CHECK(desk.run(cli::list, list, As::json).shows("\"next\":\"\""));

    const Said csv = desk.run(cli::export_csv, cli::ListOptions{.by = by(clerk()), .output = {}});
    CHECK(std::ranges::count(csv.out, '\n') == 6);
    CHECK(csv.shows("Ordinary"));
    CHECK(csv.shows("Secret"));
    const Said count = desk.run(cli::count, cli::CountOptions{by(clerk())}, As::json);
    CHECK(count.shows(R"("consultations":5,"visits":3,"clients":1)"));
    CHECK(desk.run(cli::count, cli::CountOptions{by(clerk()), 2011}).out.empty());
    CHECK(desk.run(cli::client, cli::OneOptions{.by = by(clerk()), .number = shop})
              .shows("資金繰りの相談"));

    const auto deeds = desk.deeds_of(clerk().id);
    CHECK(std::ranges::count(deeds, "staff.view") == 6);
    CHECK(std::ranges::count(deeds, "staff.export") == 1);
  });
}

TEST_CASE("every refusal of the command line, one a row") {
  for_each_engine([](db::Database& database) {
    Counter desk(database);
    Entry secret = talk();
    secret.secrecy = Secrecy::secret;
    const std::int64_t number = held(database, secret).consultation;
    const auto list = [](auto change) {
      return [change](Counter& at) {
        cli::ListOptions options{.by = by(clerk()), .output = {}};
        change(options);
        return at.run(cli::list, options);
      };
    };
    const auto add = [](std::string text) {
      return [text = std::move(text)](Counter& at) {
        return at.run(cli::add, writing(clerk(), at.file(text)));
      };
    };
    struct {
      const char* what;
      std::function<Said(Counter&)> command;
      const char* told;
    } const table[] = {
        {"nobody acts", list([](cli::ListOptions& of) { of.by.person.reset(); }), "--by"},
        {"a post that may not", list([](cli::ListOptions& of) { of.by.post = "planner"; }),
         "planner"},
        {"a town that is none", list([](cli::ListOptions& of) { of.by.municipality = "999999"; }),
         "999999"},
        {"a day that is none", list([](cli::ListOptions& of) { of.from = "yesterday"; }), "--from"},
        {"a place that is none", list([](cli::ListOptions& of) { of.after = "7"; }), "--after"},
        {"no lines", list([](cli::ListOptions& of) { of.limit = 0; }), "--limit"},
        {"too many lines", list([](cli::ListOptions& of) { of.limit = 501; }), "--limit"},
        {"no file", [](Counter& at) { return at.run(cli::add, writing(clerk(), "/no/such/file")); },
         "/no/such/file"},
        {"a file that is no JSON", add("content"), "mistakes"},
        {"keys that are unknown", add("{" + kTalk + R"(,"contents":"x"})"), "contents"},
        {"a file that is too large", add(std::string(70'000, ' ')), "too large"},
        {"a topic that is unknown",
         add(R"({"programme":"advice","day":"2012-06-01","channel":"visit","topics":["x"],)"
             R"("content":"c"})"),
         "“x”"},
        {"somebody else's secret",
         [&](Counter& at) {
           return at.run(cli::show, cli::OneOptions{.by = by(of_corporation()), .number = number});
         },
         "may not"},
        {"a year that is none",
         [](Counter& at) { return at.run(cli::count, cli::CountOptions{by(clerk()), 12}); },
         "--year"},
    };
    for (const auto& row : table) {
      CAPTURE(row.what);
      const Said said = row.command(desk);
      CAPTURE(said.err);
      CHECK(said.code == base::kRefused);
      CHECK(said.out.empty());
      CHECK(said.tells(row.told));
    }
    CHECK(value_of(database, "cases") == 1);
    CHECK(std::ranges::count(desk.deeds_of(of_corporation().id), "staff.refused") == 1);
  });
}

}  // namespace
}  // namespace consultation
