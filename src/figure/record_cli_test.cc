// The commands about records as a person sees them, on the small ward of the tests.
#include "figure/record_cli.h"

#include <doctest/doctest.h>

#include <fstream>

#include "base/said_test.h"
#include "db/testing.h"
#include "figure/figure_cli.h"
#include "figure/record_import.h"
#include "figure/testing.h"
#include "figure/year_cli.h"

namespace figure {
namespace {

using cli::WriteOptions;
using db::testing::for_each_engine;

using base::testing::Said;

template <class Command>
Said said(Command command, bool json = false) {
  using base::testing::As;
  return base::testing::said(base::Language::en, command, json ? As::json : As::text);
}

WriteOptions grant(const char* day, const char* yen) {
  WriteOptions options;
  options.by.municipality = testing::kWard;
  options.by.person = 17;
  options.by.post = "manager";
  options.by.body = "ward";
  options.facts.programme = "vacant-shop";
  options.facts.kind = "grant_paid";
  options.facts.on = day;
  options.facts.yen = yen;
  return options;
}

Said add(db::Database& database, const WriteOptions& options, bool json = false) {
  return said([&](base::Terminal& t) { return cli::add(database, options, t); }, json);
}

TEST_CASE("a write answers with the number and the figures it moved, as they are now") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const Said first = add(database, grant("2011-06-30", "500,000"));
    CHECK(first.code == base::kDone);
    CHECK(first.shows("small-plan 42  (yen) fiscal 2011: 500千円 (confirmed 0千円) +500,000"));
    CHECK(first.shows("small-plan 42  (cases) fiscal 2011: 1件 (confirmed 0件) +1"));
    CHECK(first.tells("Record " + first.first() + " was added."));
    CHECK(first.tells("amount"));  // declared, no ledger entry
    const Said second = add(database, grant("2011-07-01", "250000"));
    CHECK(second.shows("fiscal 2011: 750千円"));

    WriteOptions by = grant("", "");
    WriteOptions chief = by;
    chief.by.person = 18;
    const Said confirmed = said([&](base::Terminal& t) {
      return cli::confirm(database, {first.first(), second.first()}, chief, t);
    });
    CHECK(confirmed.code == base::kDone);
    CHECK(confirmed.shows("750千円 (confirmed 750千円)"));

    by.reason = "typed twice";
    const Said reversed =
        said([&](base::Terminal& t) { return cli::reverse(database, second.first(), by, t); });
    CHECK(reversed.shows("500千円 (confirmed 750千円) -250,000"));

    WriteOptions right = grant("2011-06-30", "480000");
    right.reason = "wrong amount";
    const Said corrected =
        said([&](base::Terminal& t) { return cli::correct(database, first.first(), right, t); });
    CHECK(corrected.shows("480千円"));
    CHECK(corrected.shows("-20,000"));

    const Said shown = said([&](base::Terminal& t) {
      return cli::show(database, std::string(testing::kWard), first.first(), t);
    });
    CHECK(shown.shows("record.correct"));
    CHECK(shown.shows("staff 17"));
    CHECK(shown.shows("small-plan 42  (yen) fiscal 2011: +500,000"));
  });
}

TEST_CASE("both halves of a correction named in one confirmation are confirmed once, and done") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const auto first = testing::post(database, testing::grant("2011-06-30", 500'000));
    testing::confirm(database, first);
    WriteOptions right = grant("2011-06-30", "480000");
    right.reason = "wrong amount";
    const Said corrected = said([&](base::Terminal& t) {
      return cli::correct(database, std::to_string(first.value), right, t);
    });
    const auto reversal = database.read(
        [&](db::Read& tx) { return record::store::reversal_of(tx, testing::kWard, first)->id; });
    WriteOptions chief = grant("", "");
    chief.by.person = 18;
    const std::vector<std::string> both = {std::to_string(reversal.value), corrected.first()};
    const Said confirmed =
        said([&](base::Terminal& t) { return cli::confirm(database, both, chief, t); });
    CHECK(confirmed.code == base::kDone);
    CHECK(confirmed.shows("480千円 (confirmed 480千円)"));
    CHECK(confirmed.shows(corrected.first()));
    // Another command later is told that it was done before.
    CHECK(said([&](base::Terminal& t) { return cli::confirm(database, both, chief, t); }).code !=
          base::kDone);
  });
}

TEST_CASE("a repeated command gives the first answer, and JSON says the same") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    WriteOptions options = grant("2011-06-30", "500000");
    options.id = "paper 12";
    const Said first = add(database, options, true);
    CHECK(first.shows(R"("repeated":false)"));
    CHECK(first.shows(R"("warnings":["yen_declared"])"));
    CHECK(first.shows(
        R"({"plan":"small-plan","row":"42","figure":"yen","label":"","fiscal_year":2011,"adds":500000,"unit":"千円","value":"500","confirmed":"0"})"));
    const Said again = add(database, options, true);
    CHECK(again.shows(R"("repeated":true)"));
    CHECK(again.shows(R"("value":"500")"));
    options.facts.yen = "500001";
    CHECK(add(database, options).code == base::kRefused);
  });
}

TEST_CASE("what is refused names the field and changes nothing") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const auto refused = [&](WriteOptions options, std::string_view told) {
      const Said said = add(database, options);
      CAPTURE(said.err);
      CHECK(said.code == base::kRefused);
      CHECK(said.out.empty());
      CHECK(said.tells(told));
    };
    refused(grant("2011-06-30", "1.5"), "\"1.5\" for yen");
    refused(grant("2011-06-30", "1000000000000000000"), "1000000000000000000");
    refused(grant("2011-06-30", "-3"), "-3");
    refused(grant("2011-13-01", "3"), "2011-13-01");
    WriteOptions alone = grant("2011-06-30", "3");
    alone.by.person.reset();
    alone.by.with = 18;
    refused(alone, "second person (18)");
    const Said list = said([&](base::Terminal& t) {
      return cli::list(database, {.municipality = std::string(testing::kWard)}, t);
    });
    CHECK(list.tells("No record fits."));
  });
}

TEST_CASE("records are listed by work and by recording, page after page") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const std::string late = add(database, grant("2011-09-01", "3")).first();
    const std::string early = add(database, grant("2011-05-01", "4")).first();
    cli::ListOptions options{.municipality = std::string(testing::kWard)};
    const auto list = [&] {
      return said([&](base::Terminal& t) { return cli::list(database, options, t); });
    };
    CHECK(list().out.starts_with(early + "\t2011-05-01\t2011\tvacant-shop\tgrant_paid\t1\t-\t4\t"));
    CHECK_FALSE(list().tells("--after"));
    options.limit = 1;
    CHECK(list().tells("--after " + early));
    options.after = early;
    CHECK(list().out.starts_with(late));
    options.after = late;
    CHECK(list().out.empty());
    CHECK(list().tells("No record fits."));
    options.after.clear();
    options.kind = "loan_executed";
    CHECK(list().out.empty());
    options = {.municipality = std::string(testing::kWard),
               .programme = "vacant-shop",
               .kind = "grant_paid",
               .year = 2011,
               .limit = 1};
    CHECK(list().out.starts_with(early));
    options.after = early;
    CHECK(list().out.starts_with(late));
    options.limit = 0;
    CHECK(list().code == base::kRefused);
    options = {.municipality = "131202", .from_recorded = "2100-01-01"};
    CHECK(list().out.empty());
    options = {.municipality = "999999"};
    CHECK(list().code == base::kRefused);
  });
}

TEST_CASE("many records that do not fit are not all looked at: the place to go on is told") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const std::string first = add(database, grant("2011-05-01", "4")).first();
    const std::vector<record::Facts> many(
        5000, testing::facts("advice", "consultation_held", "2011-05-02"));
    for (int i = 0; i < 4; ++i) {
      REQUIRE(write(database, [&](db::Write& tx) {
                return post_all(tx, testing::alone(), testing::kWard, {}, many, false);
              }).has_value());
    }
    cli::ListOptions options{.municipality = std::string(testing::kWard), .kind = "grant_paid"};
    const auto list = [&] {
      return said([&](base::Terminal& t) { return cli::list(database, options, t); });
    };
    const Said searched = list();
    CHECK(searched.out.empty());
    REQUIRE(searched.tells("the latest 20,000 records were looked at"));
    const std::size_t at = searched.err.find("--after ") + 8;
    options.after = searched.err.substr(at, searched.err.find('.', at) - at);
    CHECK(list().out.starts_with(first));
  });
}

TEST_CASE("who confirmed and who took back is told, and lists mark what was taken back since") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const auto record = testing::post(database, testing::grant("2011-05-01", 4));
    const std::string number = std::to_string(record.value);
    const auto show = [&] {
      return said([&](base::Terminal& t) { return cli::show(database, "131202", number, t); });
    };
    const auto records = [&](const std::string& scope) {
      cli::RecordsOptions options;
      options.plan = testing::kPlan;
      options.row = "42";
      options.figure = "yen";
      options.year = 2011;
      options.question.scope = scope;
      return said([&](base::Terminal& t) { return cli::records(database, options, t); });
    };
    CHECK_FALSE(show().shows("confirmed by\t"));
    testing::confirm(database, record);
    CHECK(show().shows("confirmed by\t"));
    CHECK(show().shows("staff 18 manager ward"));
    CHECK_FALSE(show().shows("taken back by"));
    const auto reversal = testing::reverse(database, record);
    const std::string mark = "(taken back by " + std::to_string(reversal.value) + ")";
    CHECK(show().shows("taken back by\t"));
    CHECK(show().shows("staff 17 manager ward typed twice"));
    CHECK(show().shows(mark));
    CHECK_FALSE(show().shows("taking back confirmed by"));
    CHECK(records("confirmed").shows(mark));  // the public still sees it
    CHECK(records("all").out.empty());
    const Said list =
        said([&](base::Terminal& t) { return cli::list(database, {.municipality = "131202"}, t); });
    CHECK(list.shows(mark));
    testing::confirm(database, reversal);
    CHECK(show().shows("taking back confirmed by\t"));
    CHECK(records("confirmed").out.empty());
    const Said json = said([&](base::Terminal& t) {
      t.json = true;
      return cli::show(database, "131202", number, t);
    });
    for (const std::string_view part : {R"("confirmed_by":{"deed":)", R"("taken_back_by":{"deed":)",
                                        R"("reversal_confirmed_by":{"deed":)"})
      CHECK(json.shows(part));
  });
}

TEST_CASE("a municipality that is not there is named by every command that writes") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    WriteOptions options = grant("2011-06-30", "3");
    options.by.municipality = "999999";
    options.reason = "mistyped";
    const cli::YearOptions year{.by = options.by, .year = 2011, .reason = "settled"};
    const auto refused = [](auto command) {
      const Said told = said(command);
      CAPTURE(told.err);
      CHECK(told.code == base::kRefused);
      CHECK(told.tells("No municipality with the code \"999999\""));
    };
    refused([&](base::Terminal& t) { return cli::add(database, options, t); });
    refused([&](base::Terminal& t) { return cli::correct(database, "1", options, t); });
    refused([&](base::Terminal& t) { return cli::reverse(database, "1", options, t); });
    refused([&](base::Terminal& t) { return cli::confirm(database, {"1"}, options, t); });
    refused([&](base::Terminal& t) { return cli::close_year(database, year, t); });
    refused([&](base::Terminal& t) { return cli::mark(database, options.by, "spring", t); });
    refused([&](base::Terminal& t) {
      return cli::import(database, {.by = options.by, .file = "none.csv"}, t);
    });
  });
}

TEST_CASE("the row of totals is called -") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const auto show = [&](const char* row, const char* figure) {
      cli::ShowOptions options;
      options.plan = "small-plan";
      options.row = row;
      options.figure = figure;
      return said([&](base::Terminal& t) { return cli::show(database, options, t); });
    };
    const Said totals = show("-", "");
    CHECK(totals.code == base::kDone);
    CHECK(totals.out.starts_with("-\t"));
    CHECK(show("", "").out == totals.out);
    CHECK(show("no-row", "").tells("The row \"no-row\" has no figures."));
    CHECK(show("-", "sen").tells("Row \"-\" of the plan \"small-plan\" has no figure \"sen\"."));
    const Said explained =
        said([&](base::Terminal& t) { return cli::explain(database, "small-plan", "-", t); });
    CHECK(explained.code == base::kDone);
    CHECK(explained.out.starts_with("-\t"));
    cli::RecordsOptions options;
    options.plan = "small-plan";
    options.row = "-";
    options.figure = totals.out.substr(2, totals.out.find('\t', 2) - 2);
    options.year = 2011;
    const Said records =
        said([&](base::Terminal& t) { return cli::records(database, options, t); });
    CHECK(records.code == base::kDone);
    options.figure = "sen";
    CHECK(said([&](base::Terminal& t) {
            return cli::records(database, options, t);
          }).tells("Row \"-\" of the plan"));
  });
}

TEST_CASE("years are closed and opened by two") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    cli::YearOptions options{.by = {.municipality = std::string(testing::kWard),
                                    .person = 17,
                                    .post = "manager",
                                    .body = "ward"},
                             .year = 2011,
                             .reason = "settled"};
    const auto close = [&] {
      return said([&](base::Terminal& t) { return cli::close_year(database, options, t); });
    };
    CHECK(close().code == base::kRefused);
    options.by.with = 17;
    CHECK(close().code == base::kRefused);
    options.by.with = 18;
    CHECK(close().code == base::kDone);
    CHECK(add(database, grant("2011-06-30", "5")).code == base::kRefused);
    const Said years = said([&](base::Terminal& t) {
      return cli::list_years(database, std::string(testing::kWard), t);
    });
    CHECK(years.out.find("2011\tclosed\t") != std::string::npos);
    CHECK(said([&](base::Terminal& t) { return cli::reopen_year(database, options, t); }).code ==
          base::kDone);
    CHECK(add(database, grant("2011-06-30", "5")).code == base::kDone);
  });
}

TEST_CASE("every kind is told with what it carries") {
  const Said plain = said([](base::Terminal& t) { return cli::kinds(t); });
  CHECK(plain.shows("loan_executed\t"));
  CHECK(plain.shows("  copies *\n"));
  const Said json = said([](base::Terminal& t) { return cli::kinds(t); }, true);
  CHECK(json.shows(R"("kind":"loan_executed")"));
}

Said import(db::Database& database, const std::string& name, const std::string& text,
            const std::string& id = "") {
  const db::testing::TemporaryFolder folder;
  std::ofstream(folder.file(name), std::ios::binary) << text;
  const cli::ImportOptions options{
      .by = {.municipality = std::string(testing::kWard)}, .file = folder.file(name), .id = id};
  return said([&](base::Terminal& t) { return cli::import(database, options, t); });
}

TEST_CASE("a file is checked as a whole, then written; the same file again writes nothing") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    std::string csv = "programme,kind,occurred_on,yen\n";
    for (int i = 0; i < 5001; ++i) csv += "vacant-shop,grant_paid,2011-06-30,1000\n";
    const Said bad = import(
        database, "a.csv",
        csv + "vacant-shop,grant_paid,2011-06-30,1.5\n" + "vacant-shop,grant_paid,2011-06-30,-3\n");
    CHECK(bad.code == base::kRefused);
    CHECK(bad.tells("a.csv:5003: "));
    CHECK(bad.tells("a.csv:5004: "));
    CHECK(testing::value(database, "42", "cases", 2011).sum.value == 0);
    CHECK(import(database, "a.csv", csv).tells("5001 records are there (0 of them from before)."));
    CHECK(testing::value(database, "42", "cases", 2011).sum.value == 5001);
    CHECK(import(database, "b.csv", csv).tells("(5001 of them from before)"));
    CHECK(testing::value(database, "42", "cases", 2011).sum.value == 5001);

    const std::string line =
        R"({"programme":"vacant-shop","kind":"grant_paid","occurred_on":"2011-06-30","yen":7})";
    CHECK(import(database, "c.jsonl", line + "\r\n\n" + line).tells("2 records"));
    CHECK(testing::value(database, "42", "cases", 2011).sum.value == 5003);
    CHECK(import(database, "d.jsonl", line + "\n{}\n").tells("d.jsonl:2: "));
    CHECK(import(database, "e.jsonl", "{").tells("e.jsonl:1: "));
  });
}

TEST_CASE("the same records saved by another program count once") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const Said first = import(database, "a.csv",
                              "programme,kind,occurred_on,yen\n"
                              "vacant-shop,grant_paid,2011-06-30,12345\n"
                              "vacant-shop,grant_paid,2011-07-01,1000\n");
    CHECK(first.tells("2 records are there (0 of them from before)."));
    const std::string others[] = {
        "\xEF\xBB\xBFprogramme,kind,occurred_on,yen\r\n"
        "vacant-shop,grant_paid,2011-06-30,12345\r\nvacant-shop,grant_paid,2011-07-01,1000\r\n",
        "yen,\"programme\",kind,occurred_on\n"
        "\"12,345\",vacant-shop,grant_paid,2011-06-30\n,,,\n\n"
        "1000,vacant-shop,grant_paid,2011-07-01\n , ,,\n"};
    for (const std::string& other : others)
      CHECK(import(database, "b.csv", other).tells("(2 of them from before)"));
    CHECK(testing::value(database, "42", "cases", 2011).sum.value == 2);
    const Said swapped = import(database, "a.csv",
                                "programme,kind,occurred_on,yen\n"
                                "vacant-shop,grant_paid,2011-07-01,1000\n"
                                "vacant-shop,grant_paid,2011-06-30,12345\n");
    CHECK(swapped.tells("(0 of them from before)"));
  });
}

TEST_CASE("an import that stops says how many records are saved") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const std::string header = "programme,kind,occurred_on,yen\n";
    const std::string line = "vacant-shop,grant_paid,2011-06-30,1000\n";
    database.write([&](db::Write& tx) {
      const Signers alone{.first = base::Actor::system(std::string(testing::kWard)), .second = {}};
      const record::Facts facts = read_facts(grant("2011-05-01", "7").facts).value();
      return figure::post(tx, alone, testing::kWard, {.id = "list/2", .reason = ""}, facts);
    });
    std::string csv = header;
    for (int i = 0; i < 5001; ++i) csv += line;
    const Said stopped = import(database, "b.csv", csv, "list");
    CHECK(stopped.code == base::kRefused);
    CHECK(stopped.tells("5000 of 5001 records are saved."));
    CHECK(testing::value(database, "42", "cases", 2011).sum.value == 5001);
  });
}

TEST_CASE("a folder is no file") {
  for_each_engine([](db::Database& database) {
    testing::lay_plan(database);
    const db::testing::TemporaryFolder folder;
    const cli::ImportOptions options{.by = {.municipality = std::string(testing::kWard)},
                                     .file = folder.file("")};
    const Said told = said([&](base::Terminal& t) { return cli::import(database, options, t); });
    CHECK(told.code == base::kRefused);
    CHECK(told.tells("is a folder"));
  });
}

TEST_CASE("every row of a CSV file is as long as the first") {
  const char* const header = "programme,kind,occurred_on,yen\n";
  const struct {
    const char* row;
    const char* found;  // "": taken
  } rows[] = {{"vacant-shop,grant_paid,2011-06-30", "3"},
              {"vacant-shop,grant_paid,2011-06-30,12345", ""},
              {"vacant-shop,grant_paid,2011-06-30,\"12,345\"", ""},
              {"vacant-shop,grant_paid,2011-06-30,12,345", "5"},
              {"vacant-shop,grant_paid,2011-06-30,12345,", "5"}};
  for (const auto& row : rows) {
    CAPTURE(row.row);
    const ReadFile file = read_csv_records(std::string(header) + row.row + "\n");
    const bool taken = std::string_view(row.found).empty();
    CHECK(file.mistakes.empty() == taken);
    REQUIRE(file.lines.size() == (taken ? 1 : 0));
    if (taken) {
      CHECK(file.lines[0].facts.yen == 12345);
      continue;
    }
    CHECK(file.mistakes[0].line == 2);
    CHECK(file.mistakes[0].code == row_length.code);
    CHECK(file.mistakes[0].facts[0].value == "4");
    CHECK(file.mistakes[0].facts[1].value == row.found);
  }
}

TEST_CASE("columns of a CSV file") {
  struct Row {
    const char* header;
    std::string_view code;
  };
  const Row rows[] = {{"programme,kind,occurred_on,colour", "figure.unknown_column"},
                      {"programme,kind,occurred_on,kind", "figure.column_twice"},
                      {"programme,kind", "figure.column_missing"},
                      {"", "figure.column_missing"},
                      {"programme,\"kind", "sheet.quote_open"}};
  for (const Row& row : rows) {
    CAPTURE(row.header);
    const ReadFile file = read_csv_records(row.header);
    REQUIRE_FALSE(file.mistakes.empty());
    CHECK(file.mistakes.front().code == row.code);
  }
  const ReadFile file = read_csv_records(
      "programme,kind,occurred_on,summary,in_town,course,note\n"
      "seminar,participant_enrolled,2011-06-30,yes,no,entry,\"a,b\"\n"
      "seminar,participant_enrolled,2011-06-30,perhaps,,,\n");
  REQUIRE(file.lines.size() == 1);
  CHECK(file.lines[0].line == 2);
  CHECK(file.lines[0].facts.summary);
  CHECK(file.lines[0].facts.in_town == false);
  CHECK(file.lines[0].facts.note == "a,b");
  CHECK(file.lines[0].facts.attributes.front().value == "entry");
  REQUIRE(file.mistakes.size() == 1);
  CHECK(file.mistakes[0].code == yes_or_no.code);
}

}  // namespace
}  // namespace figure
