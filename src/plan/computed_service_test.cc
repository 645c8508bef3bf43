// The table of staff on both databases: records become the printed texts, a past moment comes back
// byte for byte, a cell shows what is declared, and nothing of it reaches the public.
#include "plan/computed_service.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "base/japanese_text.h"
#include "db/testing.h"
#include "figure/testing.h"
#include "plan/computed_api.h"
#include "plan/computed_cli.h"
#include "plan/computed_json.h"
#include "plan/computed_sheet.h"
#include "plan/plan_files_test.h"
#include "plan/plan_json.h"
#include "plan/plan_service.h"
#include "plan/value_stage.h"
#include "staff/token.h"

namespace plan {
namespace {

using db::testing::for_each_engine;
using figure::testing::officer;
using testing::bent;

const base::Actor kProgram = base::Actor::system();
const std::string kSmall = "small-2012";

using figure::testing::Clock;

PlanSet small_set(const std::string& figures_text = testing::small_figures_text(),
                  const std::string& plan_text = testing::small_plan_text()) {
  return testing::set_of(testing::small_register_text(), plan_text, testing::small_document_text(),
                         figures_text);
}

LoadReport loaded(db::Database& database, const PlanSet& set) {
  auto report = load(kProgram, database, set);
  REQUIRE_MESSAGE(report.has_value(), std::string(report ? "" : report.error().code));
  figure::build(database, kProgram);
  return *std::move(report);
}

OpenedTable opened(db::Database& database, std::string_view slug,
                   const TableQuestion& question = {}) {
  auto table = open_table(kProgram, database, slug, question);
  REQUIRE_MESSAGE(table.has_value(), std::string(table ? "" : table.error().code));
  return *std::move(table);
}

std::string json(db::Database& database, std::string_view slug,
                 const TableQuestion& question = {}) {
  const auto table = opened(database, slug, question);
  return table_json(table, columns_of(table.plan, {}).value());
}

std::string text_of(const OpenedTable& table, std::string_view row, std::string_view column,
                    ReadingSource source) {
  const Cell* cell = find_cell(*find_row(table.plan, row), column);
  const Reading* reading = cell ? find_reading(*cell, source) : nullptr;
  return reading ? reading->text.value_or("(absent)") : "(none)";
}

std::string agreement(const OpenedTable& table, const std::string& row, const std::string& column) {
  const auto found = table.comparisons.find({row, column});
  return found == table.comparisons.end() ? "" : code_of(found->second.front());
}

record::Facts total(std::string_view programme, std::string_view kind, std::string_view day,
                    std::int64_t count) {
  auto facts = figure::testing::facts(programme, kind, day);
  facts.count = count;
  facts.summary = true;
  return facts;
}

void post(db::Database& database, record::Facts facts, std::optional<std::int64_t> yen = {},
          std::optional<std::int64_t> people = {}) {
  facts.yen = yen;
  facts.people = people;
  figure::testing::post(database, facts);
}

template <class T>
std::string_view code_of_result(const base::Result<T>& result) {
  return result ? "" : result.error().code;
}

constexpr db::Statement kCountDeeds{"plan_test.all_deeds", "SELECT count(*) AS n FROM deed"};

std::int64_t deeds(db::Database& database) {
  return database.read([&](db::Read& tx) {
    return tx.one<std::int64_t>(kCountDeeds, [](db::Row& row) { return row.integer("n"); }).value();
  });
}

TEST_CASE("records become the texts that were printed, and agree with them") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    loaded(database, testing::real_plans());
    post(database, total("craft-fair-support", "event_held", "2011-10-01", 1), {}, 3200);
    post(database, total("business-loan-mediation", "loan_executed", "2011-09-30", 2000), 1000);
    post(database, figure::testing::facts("business-loan-mediation", "loan_executed", "2012-03-31"),
         1000);
    post(database, total("business-loan-mediation", "loan_executed", "2012-03-31", 251), 1000);
    auto interest = total("business-loan-mediation", "interest_subsidy_paid", "2011-09-30", 1);
    interest.attributes = {{"half", "first"}, {"lent_in", "2009"}};
    post(database, interest, 949'888'000);
    interest.attributes = {{"half", "second"}, {"lent_in", "2010"}};
    post(database, interest, 8);
    post(database, total("commerce-industry-advice", "consultation_held", "2011-05-31", 1058));
    post(database, total("vacant-shop-entry", "grant_paid", "2011-05-31", 12), 10'376'400);
    const auto table = opened(database, "nerima-2011");
    const std::pair<const char*, const char*> cells[] = {
        {"1", "来場者数 3,200人"},
        {"13", "貸付2,252件 利子補給 949,888,008円"},
        {"17", "1,058件"},
        {"42", "10,376千円（12事業）"}};
    for (const auto& [row, text] : cells) {
      CAPTURE(row);
      CHECK(text_of(table, row, "2011", ReadingSource::computed) == text);
      CHECK(agreement(table, row, "2011") == "same");
      CHECK(shown(*find_cell(*find_row(table.plan, row), "2011"))->source ==
            ReadingSource::printed);
    }
    CHECK(table.computed.at({"13", "2011"}).singles_percent == 0);
    CHECK(agreement(table, "13", "2012") == "only_printed");
    CHECK(table.computed.at({"13", "2012"}).basis == Basis::no_records);
    CHECK(text_of(table, "28", "2014", ReadingSource::computed) == "産業振興公社に事務移管");
    CHECK(agreement(table, "28", "2014") == "same");
    CHECK(text_of(table, "37", "2011", ReadingSource::computed) == "空き店舗活用事業で対応");
    CHECK(table.computed.size() == 59 * 4);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("what was known at a mark comes back byte for byte, whatever follows") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    post(database, figure::testing::facts("vacant-shop", "grant_paid", "2012-05-01"), 300'000);
    REQUIRE(enter(kProgram, database, {kSmall, "3-2", "2013"}, "3件", "集計表").has_value());
    const std::string before = json(database, kSmall);
    const auto mark = figure::mark(database, kProgram, "131202", "publication", "first").value();
    const TableQuestion question{figure::Scope::all, std::to_string(mark.microseconds)};
    const std::string then = json(database, kSmall, question);
    CHECK(before.size() < then.size());  // the moment is told
    CHECK(before.substr(before.find("\"columns\"")) == then.substr(then.find("\"columns\"")));

    post(database, figure::testing::facts("vacant-shop", "grant_paid", "2012-06-01"), 99'000);
    REQUIRE(enter(kProgram, database, {kSmall, "3-2", "2013"}, "4件", "訂正").has_value());
    REQUIRE(declare_source(kProgram, database, {kSmall, "1", "2012"}, ReadingSource::computed,
                           "記録がそろった")
                .has_value());
    loaded(database, small_set(bent(testing::small_figures_text(), "{yen}千円（{cases}事業）",
                                    "{cases}事業 {yen}千円"),
                               bent(testing::small_plan_text(), "10,376千円", "10,377千円")));
    CHECK(json(database, kSmall, question) == then);
    const auto now = opened(database, kSmall);
    CHECK(text_of(now, "1", "2012", ReadingSource::computed) == "2事業 399千円");
    CHECK(text_of(now, "1", "2012", ReadingSource::printed) == "10,377千円");
    CHECK(text_of(now, "3-2", "2013", ReadingSource::entered) == "4件");
    CHECK(json(database, kSmall, {figure::Scope::all, "2014-06-01"}) == json(database, kSmall));
    CHECK(json(database, kSmall, {figure::Scope::confirmed, ""}).find("399千円") ==
          std::string::npos);
  });
}

// The stage beside the reading of this source: provisional, final, settled, published.
std::string stage(const OpenedTable& table, std::string_view row, std::string_view column,
                  ReadingSource source) {
  const Reading* reading = find_reading(*find_cell(*find_row(table.plan, row), column), source);
  return std::string(in_db(stage_of(*reading, *find_column(table.plan, column), table.closed_years,
                                    table.settled_years)));
}

TEST_CASE("a value is provisional until its year is closed, and a mark remembers what it was") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    post(database, figure::testing::facts("vacant-shop", "grant_paid", "2012-05-01"), 300'000);
    const auto stages = [&](const TableQuestion& question) {
      const auto table = opened(database, kSmall, question);
      return stage(table, "1", "2012", ReadingSource::printed) + " " +
             stage(table, "1", "2012", ReadingSource::computed);
    };
    CHECK(stages({}) == "published provisional");
    const auto mark = figure::mark(database, kProgram, "131202", "publication", "open").value();
    const auto closed = database.write([](db::Write& tx) {
      return figure::close_year(tx, figure::testing::two(), "131202", 2012, "決算が済んだ");
    });
    REQUIRE(closed.has_value());
    CHECK(stages({}) == "published final");
    CHECK(stages({figure::Scope::all, std::to_string(mark.microseconds)}) ==
          "published provisional");
    CHECK(json(database, kSmall).find("\"stage\":\"final\"") != std::string::npos);
    const auto table = opened(database, kSmall);
    const auto columns = columns_of(table.plan, {}).value();
    CHECK(computed_text(table, base::Language::ja, columns).find("記録から集計・確定") !=
          std::string::npos);
    const auto reopened = database.write([](db::Write& tx) {
      return figure::reopen_year(tx, figure::testing::two(), "131202", 2012, "支払の漏れ");
    });
    REQUIRE(reopened.has_value());
    CHECK(stages({}) == "published provisional");
  });
}

TEST_CASE("a cell shows what is declared, and the public sees none of it") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    const std::string visible = plan_json(open(base::Actor::visitor(), database, kSmall).value());
    const auto source = [&] {
      const auto table = opened(database, kSmall);
      const Reading* reading = shown(*find_cell(*find_row(table.plan, "1"), "2012"));
      return reading == nullptr ? std::string("nothing") : std::string(in_db(reading->source));
    };
    const CellName cell{kSmall, "1", "2012"};
    const auto declared = [&](ReadingSource wanted) {
      return code_of_result(declare_source(officer(), database, cell, wanted, "担当課の判断"));
    };
    CHECK(source() == "printed");
    CHECK(declared(ReadingSource::entered) == nothing_to_show.code);
    CHECK(enter(officer(), database, cell, "10,400千円", "聞き取り").has_value());
    CHECK(source() == "printed");
    CHECK(declared(ReadingSource::entered) == "");
    CHECK(source() == "entered");
    post(database, figure::testing::facts("vacant-shop", "grant_paid", "2012-05-01"), 300'000);
    CHECK(source() == "entered");
    CHECK(declared(ReadingSource::computed) == "");
    CHECK(source() == "computed");
    const auto table = opened(database, kSmall);
    CHECK(table.reasons.at({"1", "2012"}) == "担当課の判断");
    CHECK(table.comparisons.at({"1", "2012"}).size() == 3);
    CHECK(plan_json(open(base::Actor::visitor(), database, kSmall).value()) == visible);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("each refusal of the deeds on a cell, in their order") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    loaded(database, small_set());
    base::Actor stranger = officer();
    stranger.municipality = "131211";
    const std::string long_text(501, 'x');
    struct Case {
      base::Actor actor;
      CellName cell;
      std::string text;
      std::string reason;
      std::string_view expected;
    };
    const CellName cell{kSmall, "1", "2012"};
    const Case cases[] = {
        {officer(), {"nowhere", "9", "x"}, "", "", unknown_plan.code},
        {stranger, {kSmall, "9", "x"}, "", "", not_permitted.code},
        {base::Actor::visitor(), {kSmall, "9", "x"}, "", "", not_permitted.code},
        {officer(), {kSmall, "9", "x"}, "", "", unknown_row.code},
        {officer(), {kSmall, "3", "x"}, "", "", unknown_column.code},
        {officer(), {kSmall, "3", "2012"}, "", "", not_a_leaf.code},
        {officer(), cell, "", " 　", reason_missing.code},
        {officer(), cell, "", long_text, reason_too_long.code},
        {officer(), cell, "", "why", text_missing.code},
        {officer(), cell, " 　", "why", text_missing.code},
        {officer(), cell, long_text, "why", text_too_long.code},
        {officer(), cell, "1\n2", "why", base::text_forbidden_character.code},
        {officer(), cell, std::string(500, 'x'), std::string(500, 'x'), ""},
        {officer(), cell, "-", "why", ""},
    };
    for (const auto& row : cases) {
      CAPTURE(row.expected);
      CAPTURE(row.text);
      CHECK(code_of_result(enter(row.actor, database, row.cell, row.text, row.reason)) ==
            row.expected);
    }
    CHECK(code_of_result(declare_source(stranger, database, cell, ReadingSource::printed, "why")) ==
          not_permitted.code);
    CHECK(code_of_result(declare_source(officer(), database, cell, ReadingSource::printed, "")) ==
          reason_missing.code);
    // what another municipality works with is not known to be there; a deed on it is not permitted
    CHECK(code_of_result(open_table(stranger, database, kSmall, {})) == unknown_plan.code);
    CHECK(code_of_result(open_table(officer(), database, "nowhere", {})) == unknown_plan.code);
    CHECK(code_of_result(
              open_table(officer(), database, kSmall, {figure::Scope::all, "2014-06-02"})) ==
          figure::not_yet_known.code);
  });
}

TEST_CASE("definitions are installed with their plan, and only when they change") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    const auto first = loaded(database, small_set());
    CHECK(first.plans.at(0).figures.figures_new == 4);
    CHECK(first.plans.at(0).figures.rows_written == 4);
    const auto after_first = deeds(database);
    const auto again = loaded(database, small_set());
    CHECK(again.plans.at(0).figures.rows_written == 0);
    CHECK(deeds(database) == after_first);
    const auto changed = loaded(
        database, small_set(bent(testing::small_figures_text(), "none = \"-\"", "none = \"―\"")));
    CHECK(changed.plans.at(0).outcome == Outcome::unchanged);
    CHECK(changed.plans.at(0).figures.rows_written == 1);
    CHECK(deeds(database) == after_first + 1);
    const auto gone = loaded(database, small_set(""));
    CHECK(gone.plans.at(0).figures.figures_gone == 4);
    CHECK(opened(database, kSmall).computed.empty());
    auto unheard = small_set();
    unheard.registers.clear();
    unheard.plans[0].figures->rows[0].figures[0].records[0].programmes = {"unheard-of"};
    CHECK(code_of_result(load(kProgram, database, unheard)) == programme_missing.code);
  });
}

TEST_CASE("a declaration or an entry changed or taken away behind the program's back is found") {
  const Clock clock("2014-06-01T09:00");
  constexpr db::Statement kSwitch{"plan_test.switch_source",
                                  "UPDATE cell_source SET source = 'entered'"};
  constexpr db::Statement kForget{"plan_test.forget_source", "DELETE FROM cell_source"};
  constexpr db::Statement kMove{"plan_test.move_entered",
                                "UPDATE cell_reading SET column_key = '2013' WHERE source = "
                                "'entered'"};
  for_each_engine([&](db::Database& database) {
    loaded(database, small_set());
    const CellName cell{kSmall, "1", "2012"};
    REQUIRE(enter(officer(), database, cell, "検討", "why").has_value());
    REQUIRE(declare_source(officer(), database, cell, ReadingSource::printed, "why").has_value());
    CHECK(verify(database).empty());
    const auto found = [&](const db::Statement& statement) {
      std::string codes;
      database.write([&](db::Write& tx) { tx.run(statement); });
      for (const auto& finding : verify(database)) codes += std::string(finding.code) + " ";
      return codes;
    };
    CHECK(found(kSwitch) == "plan.verify_without_deed ");
    CHECK(found(kForget) == "plan.verify_deed_without_row ");
    CHECK(found(kMove).find("plan.verify_without_deed") != std::string::npos);
  });
}

TEST_CASE("the commands and the staff API say the same") {
  const Clock clock("2014-06-01T09:00");
  for_each_engine([](db::Database& database) {
    std::ostringstream out, err;
    base::Terminal terminal{out, err};
    const auto said = [&] {
      std::string text = out.str() + err.str();
      out.str("");
      err.str("");
      return text;
    };
    loaded(database, small_set());
    post(database, total("vacant-shop", "grant_paid", "2012-05-01", 2), 300'000);
    cli::CellOptions cell;
    cell.plan = kSmall;
    cell.row = "1";
    cell.column = "2012";
    cell.reason = "why";
    cell.source = "computed";
    cell.person = 17;
    cell.post = "manager";
    cell.body = "ward";
    CHECK(cli::declare(database, cell, terminal) == base::kDone);
    CHECK(said().find("記録から集計") != std::string::npos);
    cell.source = "guessed";
    CHECK(cli::declare(database, cell, terminal) == base::kRefused);
    CHECK(said().find("guessed") != std::string::npos);
    cell.text = "9件";
    CHECK(cli::enter(database, cell, terminal) == base::kDone);
    said();

    cli::TableOptions options;
    options.plan = kSmall;
    CHECK(cli::table(database, options, terminal) == base::kDone);
    const std::string text = said();
    for (const char* part :
         {"1 空き店舗活用\n  24年度  300千円（2事業） 〔記録から集計・速報〕\n", "公表資料から転記",
          "違います", "担当課が入力", "0%", "公社に事務移管", "調べは記録から数えられません。"}) {
      CAPTURE(part);
      CHECK(text.find(part) != std::string::npos);
    }
    options.format = "csv";
    options.years = {2012};
    CHECK(cli::table(database, options, terminal) == base::kDone);
    const std::string csv = said();
    CHECK(std::ranges::count(csv, '\n') == 5);
    CHECK(
        csv.find("1,空き店舗活用,,24年度,300千円（2事業）,記録から集計,速報,\"10,376千円\",9件,") !=
        std::string::npos);
    options.years = {2040};
    CHECK(cli::table(database, options, terminal) == base::kRefused);
    options.years.clear();
    options.format = "json";
    options.scope = "some";
    said();
    CHECK(cli::table(database, options, terminal) == base::kRefused);
    CHECK(said().find("some") != std::string::npos);
    options.scope = "all";
    CHECK(cli::table(database, options, terminal) == base::kDone);
    const std::string printed = said();

    http::Request request;
    request.method = "GET";
    request.captures = {{"slug", kSmall}};
    const auto answer = api::get_table_as_known(officer(), database, request);
    CHECK(answer.status == 200);
    CHECK(answer.body + "\n" == printed);
    request.query = {{"scope", "some"}};
    CHECK(api::get_table_as_known(officer(), database, request).status == 400);
    request.query = {{"as_known", "2015-01-01"}};
    CHECK(api::get_table_as_known(officer(), database, request).status == 400);
    CHECK(api::get_table_as_known(base::Actor::visitor(), database, request).status == 404);

    request.query.clear();
    CHECK(api::get_staff_table(database, request).status == 401);
    const auto token = staff::issue(
        kProgram, database,
        {.municipality = "131202", .person = 17, .name = "A", .post = "clerk", .body = "ward"});
    REQUIRE(token.has_value());
    request.headers["authorization"] = "Bearer " + token->secret;
    const auto with_token = api::get_staff_table(database, request);
    CHECK(with_token.status == 200);
    CHECK(with_token.body == answer.body);
  });
}

}  // namespace
}  // namespace plan
