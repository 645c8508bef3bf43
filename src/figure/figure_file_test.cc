// What figures.toml may say: the small file read back, each mistake with its place, and the real
// plans without one.
#include "figure/figure_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "base/words.h"
#include "figure/figure_files_test.h"

namespace figure {
namespace {

using testing::bent;
using testing::told_of;

TEST_CASE("the small file is read as it is written") {
  const auto set = testing::read_whole(testing::small_text());
  CHECK(set.plan == "small-2012");
  CHECK(set.municipality == "131202");
  REQUIRE(set.rows.size() == 4);

  const auto& loans = set.rows[0];
  CHECK(loans.figures[0].records[0].programmes == std::vector<std::string>{"loan-mediation"});
  CHECK(loans.figures[1].part_of == "loans");
  CHECK(loans.figures[2].basis == record::YenBasis::paid);
  CHECK(loans.figures[2].records[0].where[1].number == 2009);
  REQUIRE(loans.columns.size() == 3);
  CHECK(loans.columns[0].column.empty());
  CHECK(loans.columns[1].rule == ColumnRule::sum_of);
  CHECK(loans.columns[1].text == loans.columns[0].text);
  CHECK(loans.columns[1].none == loans.columns[0].none);
  CHECK(loans.columns[2].reason == "目標です。");
  CHECK(loans.columns[2].text.empty());
  CHECK(loans.handed_over_text == "公社に移管");

  const auto& status = set.rows[1];
  CHECK(status.figures[0].records.size() == 2);
  CHECK(status.figures[1].records[0].in_town == true);
  CHECK(status.figures[2].upper == Measure::attribute);
  CHECK(status.figures[3].gross);
  CHECK(status.words == std::vector<Wording>{{"carried_out", "支援"}, {"considered", "検討中"}});
  CHECK(set.rows[2].reason == "記録から計算できません。");
  CHECK(set.rows[2].done_elsewhere_row == "1");
  CHECK(set.rows[3].figures[1].scale == 1000);
  CHECK(set.totals[0].figures == std::vector<std::string>{"1/interest", "4/yen"});
}

struct Bend {
  std::string_view from, to;
  std::string_view told;
};

const Bend kBends[] = {
    // the file
    {"[[row]]", "[[row]", "figure.not_toml at "},
    {"row = \"1\"", "row = \"1\"\nrow = \"1\"", "figure.not_toml at "},
    {"2009", "9223372036854775808", "figure.not_toml at "},
    {"2009", "2009.0", "figure.value_unusable at row[0].figures[2].where[1].at_least"},
    {"2009", "2009-04-01", "figure.value_unusable at row[0].figures[2].where[1].at_least"},
    {"\"目標です。\"", "[[[[[[[[[[[[1]]]]]]]]]]]]",
     "figure.value_unusable at row[0].columns[1].reason[0][0][0][0][0][0][0][0][0]"},
    {"目標です", "\xE7\x9B", "base.json_not_utf8 at "},
    {"目標です", "\x01", "figure.not_toml at "},
    {"目標です", "\\u0001",
     "base.json_control_character at 1.columns.target.reason\n"
     "base.text_forbidden_character at 1.columns.target.reason"},
    {"nigiwai-figures/1", "nigiwai-figures/2", "figure.wrong_format at format"},
    {"131202", "131203", "figure.bad_municipality at municipality"},
    {"small-2012", "Small", "figure.bad_plan at plan"},
    {"plan = \"small-2012\"", "plan = \"small-2012\"\nname = \"x\"", "base.json_unknown_key at "},
    // rows
    {"row = \"1\"", "row = \"\"",
     "figure.bad_row_key at row[0].row\n"
     "figure.total_unknown_figure at total.paid.figures"},
    {"row = \"4\"", "row = \"4/a\"",
     "figure.bad_row_key at row[3].row\n"
     "figure.total_unknown_figure at total.paid.figures"},
    {"row = \"4\"", "row = \"2\"",
     "figure.twice at 2\n"
     "figure.total_unknown_figure at total.paid.figures"},
    {"row = \"2\"", "", "base.json_missing_key at row[1]"},
    {"none = \"未実施\"", "nome = \"未実施\"", "base.json_unknown_key at 2"},
    {"programmes = [\"magazine\"]\ntext", "programmes = []\ntext",
     "figure.no_programmes at 4.copies\nfigure.no_programmes at 4.yen"},
    {"\"loan-mediation\"", "\"Loan\"", "figure.bad_programme_key at 1.programmes[0]"},
    {"\"loan-mediation\"", "\"loan-mediation\", \"loan-mediation\"",
     "figure.twice at 1.programmes[1]"},
    {"reason = \"記録から計算できません。\"", "",
     "base.json_missing_key at 3\nfigure.text_missing at 3"},
    {"reason = \"記録から計算できません。\"", "figures = []\ntext = \"文\"",
     "figure.no_figures at 3.figures"},
    {"reason = \"記録から計算できません。\"", "reason = \"理由\"\ntext = \"文\"",
     "figure.reason_and_figures at 3.text"},
    {"reason = \"記録から計算できません。\"", "reason = \"\"", "figure.empty_text at 3.reason"},
    {"handed_over = \"公社に移管\"", "", "figure.goes_with at 1.shown_while_owned_by"},
    {"shown_while_owned_by = \"ward\"", "", "figure.goes_with at 1.handed_over"},
    {"done_elsewhere = \"1で対応\"", "", "figure.goes_with at 3.done_elsewhere_row"},
    {"done_elsewhere_row = \"1\"", "done_elsewhere_row = \"3\"",
     "figure.elsewhere_itself at 3.done_elsewhere_row"},
    {"done_elsewhere_row = \"1\"", "done_elsewhere_row = \"1/2\"",
     "figure.bad_row_key at 3.done_elsewhere_row"},
    {"considered =", "dreamt =", "figure.unknown_milestone at 2.words.dreamt"},
    // figures
    {"key = \"large\"", "key = \"loans\"",
     "figure.twice at 1.loans\n"
     "figure.part_of_itself at 1.loans.part_of\n"
     "figure.pattern_unknown_figure at 1.text"},
    {"key = \"visitors\"", "key = \"Visitors\"", "figure.bad_figure_key at 2.figures[3].key"},
    {"measure = \"people\"", "measure = \"heads\"", "figure.unknown_measure at 2.visitors.measure"},
    {"kind = \"loan_executed\"", "kind = \"loan_given\"", "figure.unknown_kind at 1.loans.kind"},
    {"kind = \"loan_executed\", ", "", "base.json_missing_key at 1.loans"},
    {"records = [{ programmes", "kind = \"event_held\", records = [{ programmes",
     "figure.beside_records at 2.status.kind"},
    {"[{ programmes = [\"station-area\"], kind = \"milestone_reached\" }, { programmes = "
     "[\"fair\"], "
     "kind = \"event_held\" }]",
     "[]", "figure.no_records at 2.status.records"},
    {"unit = \"件\"", "units = \"件\"",
     "base.json_missing_key at 1.loans\n"
     "base.json_unknown_key at 1.loans"},
    // conditions
    {"attribute = \"half\"", "attribute = \"size\"",
     "figure.attribute_undeclared at 1.interest.where[0].attribute"},
    {"\"second\"]", "\"third\"]", "figure.value_unknown at 1.interest.where[0].one_of[1]"},
    {"\"second\"]", "\"first\"]", "figure.twice at 1.interest.where[0].one_of[1]"},
    {"one_of = [\"first\", \"second\"]", "one_of = []",
     "figure.no_values at 1.interest.where[0].one_of"},
    {"one_of = [\"first\", \"second\"]", "at_least = 1",
     "figure.attribute_is_code at 1.interest.where[0].at_least"},
    {"at_least = 2009", "one_of = [\"first\"]",
     "figure.attribute_is_number at 1.interest.where[1].one_of"},
    {"at_least = 2009", "at_least = 2009, at_most = 2010",
     "figure.one_test at 1.interest.where[1]"},
    {", at_least = 2009", "", "figure.one_test at 1.interest.where[1]"},
    {"one_of = [\"first\", \"second\"]",
     "one_of = [\"first\"] }, { attribute = \"half\", one_of = [\"second\"]",
     "figure.conditions_exclude at 1.interest.where"},
    {"one_of = [\"first\", \"second\"]",
     "one_of = [\"first\"] }, { attribute = \"half\", none_of = [\"first\"]",
     "figure.conditions_exclude at 1.interest.where"},
    // every record of the kind has one of the two
    {"one_of = [\"first\", \"second\"]", "none_of = [\"first\", \"second\"]",
     "figure.conditions_exclude at 1.interest.where"},
    {"at_least = 2009", "at_least = 2009 }, { attribute = \"lent_in\", at_most = 2008",
     "figure.conditions_exclude at 1.interest.where"},
    {"2009", "-1", "base.json_out_of_range at 1.interest.where[1].at_least"},
    {"2009", "1000000000", "base.json_out_of_range at 1.interest.where[1].at_least"},
    {"kind = \"company_joined\"", "kind = \"meeting_held\"",
     "figure.in_town_not_carried at 2.companies.in_town\n"
     "figure.business_not_carried at 2.companies"},
    {"in_town = true", "in_town = true, with_business = false",
     "figure.business_left_out at 2.companies"},
    {"kind = \"loan_executed\", unit", "kind = \"meeting_held\", with_business = true, unit",
     "figure.business_not_carried at 1.loans.with_business"},
    // measures
    {"measure = \"people\", programmes = [\"fair\"], kind = \"event_held\"",
     "measure = \"people\", programmes = [\"fair\"], kind = \"loan_executed\"",
     "figure.people_not_carried at 2.visitors"},
    {"kind = \"interest_subsidy_paid\", where = [{ attribute = \"half\", one_of = [\"first\", "
     "\"second\"] }, { attribute = \"lent_in\", at_least = 2009 }]",
     "kind = \"event_held\"", "figure.yen_not_carried at 1.interest"},
    {"basis = \"paid\"", "basis = \"decided\"",
     "figure.basis_differs at 1.interest.basis\n"
     "figure.total_of_different at total.paid.figures"},
    {"basis = \"paid\"", "basis = \"hoped\"",
     "figure.unknown_basis at 1.interest.basis\n"
     "figure.total_of_different at total.paid.figures"},
    {"basis = \"paid\", ", "",
     "base.json_missing_key at 1.interest\n"
     "figure.total_of_different at total.paid.figures"},
    {"label = \"貸付\"", "basis = \"lent\"", "figure.key_not_for_measure at 1.loans.basis"},
    {"label = \"貸付\"", "upper = \"count\"", "figure.key_not_for_measure at 1.loans.upper"},
    {"label = \"貸付\"", "attribute = \"copies\"",
     "figure.key_not_for_measure at 1.loans.attribute"},
    {"unit = \"社\"", "unit = \"社\", gross = true",
     "figure.key_not_for_measure at 2.companies.gross"},
    {"measure = \"milestone\"", "measure = \"milestone\", unit = \"件\"",
     "figure.key_not_for_measure at 2.status.unit"},
    {"measure = \"attribute\", attribute = \"copies\"", "measure = \"attribute\"",
     "base.json_missing_key at 4.copies"},
    {"measure = \"attribute\", attribute = \"copies\"",
     "measure = \"attribute\", attribute = \"medium\"",
     "figure.attribute_not_number at 4.copies.attribute"},
    {"measure = \"attribute\", attribute = \"copies\"",
     "measure = \"attribute\", attribute = \"pages\"",
     "figure.attribute_not_number at 4.copies.attribute"},
    {"lower = \"count\"", "lower = \"milestone\"", "figure.ratio_part at 2.copies.lower"},
    {"lower = \"count\"", "lower = \"attribute\"", "figure.ratio_of_the_same at 2.copies.lower"},
    {"lower = \"count\", ", "", "base.json_missing_key at 2.copies"},
    {"unit = \"円\"", "unit = \"件\"", "figure.unit_for_money at 1.interest.unit"},
    {"unit = \"円\"", "unit = \"百万円\"", "figure.unit_for_money at 1.interest.unit"},
    {"unit = \"件\"", "unit = \"千円\"", "figure.unit_money_only at 1.loans.unit"},
    {"unit = \"件\"", "unit = \"円\"", "figure.unit_money_only at 1.loans.unit"},
    {"unit = \"人\"", "unit = \"\"", "figure.empty_text at 2.visitors.unit"},
    // parts
    {"part_of = \"loans\"", "part_of = \"all\"", "figure.part_of_unknown at 1.large.part_of"},
    {"part_of = \"loans\"", "part_of = \"large\"", "figure.part_of_itself at 1.large.part_of"},
    {"part_of = \"loans\"", "part_of = \"interest\"",
     "figure.part_of_other_measure at 1.large.part_of"},
    {"kind = \"loan_executed\", unit = \"件\" }",
     "kind = \"loan_executed\", unit = \"件\", part_of = "
     "\"large\" }",
     "figure.part_of_cycle at 1.loans.part_of\nfigure.part_of_cycle at 1.large.part_of"},
    // columns and patterns
    {"{loans}件 うち", "{loan}件 うち", "figure.pattern_unknown_figure at 1.text"},
    {"{loans}件 うち", "{}件 うち", "figure.pattern_unknown_figure at 1.text"},
    {"{loans}件 うち", "{loans件 うち", "figure.brace_unclosed at 1.text"},
    {"{loans}件 うち", "loans}件 うち", "figure.brace_unclosed at 1.text"},
    {"{interest}円", "{interest", "figure.brace_unclosed at 1.text"},
    {"{loans}件 うち", "{loans:month}件 うち", "figure.format_needs_milestone at 1.text"},
    {"{status:date}", "{status:day}", "figure.pattern_unknown_format at 2.text"},
    {"none = \"未実施\"", "none = \"{status}\"", "figure.none_names_milestone at 2.none"},
    {"none = \"未実施\"", "rule = \"sum_of\"", "figure.years_cannot_be_added at 2"},
    {"text = \"{copies}部 {yen}千円\"", "", "figure.text_missing at 4"},
    {"\"sum_of\"", "\"average_of\"", "figure.unknown_rule at 1.columns.total.rule"},
    {"for = [\"total\"]", "for = [\"to tal\"]", "figure.bad_column_key at 1.columns[0].for[0]"},
    {"for = [\"total\"]", "for = []", "figure.no_columns at 1.columns[0].for"},
    {"for = [\"total\"]", "for = [\"target\"]", "figure.twice at 1.columns.target.for[0]"},
    {", reason = \"目標です。\"", "", "figure.reason_missing at 1.columns.target"},
    {"rule = \"sum_of\"", "reason = \"x\"", "figure.reason_without_rule at 1.columns.total"},
    {"reason = \"目標です。\"", "reason = \"目標です。\", text = \"目標\"",
     "figure.reason_and_text at 1.columns.target"},
    // totals
    {"key = \"paid\"", "key = \"Paid\"", "figure.bad_figure_key at total[0].key"},
    {"label = \"支払\"", "", "base.json_missing_key at total.paid"},
    {"\"1/interest\", \"4/yen\"", "", "figure.no_figures at total.paid.figures"},
    {"\"4/yen\"", "\"1/interest\"", "figure.twice at total.paid.figures[1]"},
    {"\"4/yen\"", "\"4/euro\"", "figure.total_unknown_figure at total.paid.figures"},
    {"\"4/yen\"", "\"yen\"", "figure.total_unknown_figure at total.paid.figures"},
    {"\"4/yen\"", "\"1/loans\"", "figure.total_of_different at total.paid.figures"},
    {"\"4/yen\"", "\"2/copies\"", "figure.total_cannot_add at total.paid.figures"},
};

TEST_CASE("each mistake is told with its row and key") {
  for (const Bend& bend : kBends) {
    CAPTURE(bend.from);
    CAPTURE(bend.to);
    CHECK(told_of(bent(testing::small_text(), bend.from, bend.to)) == bend.told);
  }
}

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

// n items made from a pattern in which # is the item's number.
std::string numbered(std::string_view pattern, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) {
    for (const char c : pattern) text += c == '#' ? std::to_string(i) : std::string(1, c);
  }
  return text;
}

TEST_CASE("conditions on one attribute that leave one value over are taken") {
  using Bent = std::pair<std::string, std::string>;
  const std::string both = "one_of = [\"first\", \"second\"]";
  for (const auto& [from, to] :
       {Bent{"at_least = 2009", "at_least = 2009 }, { attribute = \"lent_in\", at_most = 2009"},
        Bent{both, both + " }, { attribute = \"half\", none_of = [\"first\"]"},
        Bent{both, "none_of = [\"first\"]"}}) {
    CAPTURE(to);
    CHECK(told_of(bent(testing::small_text(), from, to)) == "");
  }
}

TEST_CASE("everything has a limit, and the limit itself is allowed") {
  const std::string row = "\n[[row]]\nrow = \"r#\"\nreason = \"x\"\n";
  const std::string figure =
      "{ key = \"f#\", measure = \"people\", kind = \"event_held\", programmes = [\"fair\"], unit "
      "= "
      "\"人\" }, ";
  const std::string total = "\n[[total]]\nkey = \"t#\"\nlabel = \"計\"\nfigures = [\"4/yen\"]\n";
  const auto with_figures = [&](int count) {
    return bent(testing::small_text(), "{ key = \"visitors\"",
                numbered(figure, count) + "{ key = \"visitors\"");
  };
  const auto with_text = [](int count) {
    return bent(testing::small_text(), "目標です。", repeated("字", count));
  };
  const auto with_programmes = [](int count) {
    return bent(testing::small_text(), "\"loan-mediation\"", numbered("\"p#\", ", count));
  };
  const auto with_columns = [](int count) {
    return bent(testing::small_text(), "\"total\"", numbered("\"c#\", ", count));
  };
  const auto with_records = [](int count) {
    return bent(testing::small_text(), "{ programmes = [\"fair\"], kind = \"event_held\" }",
                repeated("{ programmes = [\"fair\"], kind = \"event_held\" }, ", count));
  };
  const auto with_conditions = [](int count) {
    return bent(testing::small_text(), "{ attribute = \"lent_in\"",
                repeated("{ attribute = \"lent_in\", at_most = 9999 }, ", count) +
                    "{ attribute = \"lent_in\"");
  };
  const std::string small = testing::small_text();

  CHECK(told_of(small + numbered(row, 1996)) == "");
  CHECK(told_of(small + numbered(row, 1997)) == "figure.too_many at row");
  CHECK(told_of(with_figures(16)) == "");
  CHECK(told_of(with_figures(17)) == "figure.too_many at 2.figures");
  CHECK(told_of(small + numbered(total, 99)) == "");
  CHECK(told_of(small + numbered(total, 100)) == "figure.too_many at total");
  CHECK(told_of(with_text(500)) == "");
  CHECK(told_of(with_text(501)) == "base.text_too_long at 1.columns.target.reason");
  CHECK(told_of(with_programmes(50)) == "");
  CHECK(told_of(with_programmes(51)) == "figure.too_many at 1.programmes");
  CHECK(told_of(with_columns(98)) == "");
  CHECK(told_of(with_columns(99)) == "figure.too_many at 1.columns");
  CHECK(told_of(with_records(19)) == "");
  CHECK(told_of(with_records(20)) == "figure.too_many at 2.status.records");
  CHECK(told_of(with_conditions(18)) == "");
  CHECK(told_of(with_conditions(19)) == "figure.too_many at 1.interest.where");
  const std::size_t megabyte = 1024 * 1024;
  CHECK(told_of(small + std::string(megabyte - small.size(), '\n')) == "");
  CHECK(told_of(small + std::string(megabyte - small.size() + 1, '\n')) ==
        "base.json_too_large at ");
}

TEST_CASE("a total over members with one selection has all selections, and money exact") {
  const auto set = testing::read_whole(testing::small_text());
  base::Mistakes mistakes("figures.toml");
  const auto sum = as_figure(set.totals[0], set, mistakes);
  CHECK(mistakes.none());
  CHECK(sum.key == "paid");
  CHECK(sum.measure == Measure::yen);
  CHECK(sum.basis == record::YenBasis::paid);
  CHECK(sum.unit == "円");
  CHECK(sum.scale == 1);
  REQUIRE(sum.records.size() == 2);
  CHECK(sum.records[1].kind == "grant_paid");
}

// Every code that the reader may tell, found in its source.
std::set<std::string> mistake_codes() {
  std::set<std::string> codes;
  const std::regex literal("\"(figure\\.[a-z_]+)\"");
  for (const std::string name : {"figure_file", "figure_file_definition", "figure_toml"}) {
    const auto text = testing::file_text("src/figure/" + name + ".cc");
    for (std::sregex_iterator hit(text.begin(), text.end(), literal), end; hit != end; ++hit) {
      const std::string code = (*hit)[1];
      if (!code.starts_with("figure.unit_y") && !code.starts_with("figure.unit_t")) {
        codes.insert(code);
      }
    }
  }
  return codes;
}

TEST_CASE("every mistake is brought about by a row above and has its sentence") {
  std::string all = "figure.too_many at ";
  for (const Bend& bend : kBends) all += "\n" + std::string(bend.told);
  const auto codes = mistake_codes();
  CHECK(codes.size() > 50);
  for (const auto& code : codes) {
    CAPTURE(code);
    const bool brought_about = all.find(code + " at ") != std::string::npos;
    CHECK(brought_about);
    CHECK(base::has_words(code));
  }
}

// The codes of the table that follows a heading of docs/formats/figures.md.
std::vector<std::string> documented(std::string_view heading) {
  const auto page = testing::file_text("docs/formats/figures.md");
  const auto at = page.find("\n" + std::string(heading) + "\n");
  REQUIRE_MESSAGE(at != std::string::npos, std::string(heading));
  const auto table = page.find("| コード |", at);
  const auto end = page.find("\n\n", table);
  const std::string rows = page.substr(table, end - table);
  std::vector<std::string> codes;
  const std::regex code("\\n\\| `([a-z_]+)` \\|");
  for (std::sregex_iterator hit(rows.begin(), rows.end(), code), last; hit != last; ++hit) {
    codes.push_back((*hit)[1]);
  }
  return codes;
}

template <class Enum>
std::vector<std::string> codes_of(std::initializer_list<Enum> values) {
  std::vector<std::string> codes;
  for (const auto value : values) codes.emplace_back(in_db(value));
  return codes;
}

TEST_CASE("the page of the format lists the whole vocabulary, in its order") {
  using enum Measure;
  CHECK(documented("### 数え方 `measure`") ==
        codes_of(
            {count, people, yen, attribute, distinct_businesses, milestone, carried_out, ratio}));
  CHECK(documented("### 条件 `where`") ==
        codes_of({Test::one_of, Test::none_of, Test::at_least, Test::at_most}));
  using enum ColumnRule;
  CHECK(documented("## 列 `columns`") == codes_of({year, up_to, latest_of, sum_of, not_computed}));
}

// The examples of the page, each row as it stands in the shipped file.
TEST_CASE("the examples of the page are the shipped definitions") {
  const auto page = testing::file_text("docs/formats/figures.md");
  const auto shipped = testing::file_text("plans/131202/nerima-2011/figures.toml");
  int examples = 0;
  for (auto at = page.find("[[row]]\nrow"); at != std::string::npos;
       at = page.find("[[row]]\nrow", at + 1)) {
    const std::string example = page.substr(at, page.find("```", at) - at);
    CAPTURE(example);
    const bool there = shipped.find(example) != std::string::npos;
    CHECK(there);
    ++examples;
  }
  CHECK(examples == 3);
}

// ---- the real plans
// ------------------------------------------------------------------------------

struct PlanJson {
  std::vector<std::string> leaves;
  std::vector<std::string> columns;
};

PlanJson plan_json(const std::string& slug) {
  base::Mistakes mistakes("plan.json");
  const auto file =
      base::JsonFile::parse(testing::file_text("plans/131202/" + slug + "/plan.json"), mistakes);
  REQUIRE(file);
  PlanJson plan;
  auto root = file->root().object();
  root.each("rows", [&](const base::JsonNode& node) {
    auto row = node.object();
    const auto parts = row.optional("sub_activities");
    if (!parts.present()) plan.leaves.push_back(row.text("key"));
    parts.each(
        [&](const base::JsonNode& part) { plan.leaves.push_back(part.object().text("key")); });
  });
  root.each("columns", [&](const base::JsonNode& column) {
    plan.columns.push_back(column.object().text("key"));
  });
  return plan;
}

std::set<std::string> registered_programmes() {
  base::Mistakes mistakes("register.json");
  const auto file =
      base::JsonFile::parse(testing::file_text("plans/131202/register.json"), mistakes);
  REQUIRE(file);
  std::set<std::string> keys;
  auto root = file->root().object();
  root.each("programmes",
            [&](const base::JsonNode& node) { keys.insert(node.object().text("key")); });
  return keys;
}

TEST_CASE("every leaf row of the shipped plans is defined, in the plan's order, and only those") {
  for (const auto& slug : testing::shipped_plans()) {
    CAPTURE(slug);
    const auto set = testing::shipped(slug);
    std::vector<std::string> rows;
    for (const auto& row : set.rows) rows.push_back(row.row);
    CHECK(set.plan == slug);
    CHECK(rows == plan_json(slug).leaves);
  }
  CHECK(testing::shipped("nerima-2011").rows.size() == 59);
  CHECK(testing::shipped("nerima-2018").rows.size() == 14);
}

TEST_CASE(
    "every programme that a shipped figure names is in the register, every column in the plan") {
  const auto programmes = registered_programmes();
  for (const auto& slug : testing::shipped_plans()) {
    const auto plan = plan_json(slug);
    for (const auto& row : testing::shipped(slug).rows) {
      CAPTURE(row.row);
      for (const auto& figure : row.figures) {
        for (const auto& selection : figure.records) {
          for (const auto& programme : selection.programmes) CHECK(programmes.contains(programme));
        }
      }
      for (const auto& column : row.columns) {
        const bool known = column.column.empty() ||
                           std::ranges::find(plan.columns, column.column) != plan.columns.end();
        CHECK(known);
      }
    }
  }
}

TEST_CASE("every definition, as JSON and back, is the same and gives the same bytes") {
  auto sets = std::vector{testing::read_whole(testing::small_text())};
  for (const auto& slug : testing::shipped_plans()) sets.push_back(testing::shipped(slug));
  for (const auto& set : sets) {
    for (const auto& row : set.rows) {
      CAPTURE(row.row);
      for (const auto& figure : row.figures) {
        const std::string json = definition_json(figure);
        CHECK(definition_from_json(json) == figure);
        CHECK(definition_json(definition_from_json(json)) == json);
      }
      auto bare = row;
      bare.figures.clear();
      if (!bare.columns.empty()) bare.columns.back().fiscal_years = {2011, 2012};
      CHECK(row_from_json(row_json(bare)) == bare);
    }
  }
}

TEST_CASE("a definition that the database holds damaged is a fault, not a guess") {
  const auto figure = testing::read_whole(testing::small_text()).rows[0].figures[2];
  const std::string json = definition_json(figure);
  CHECK_THROWS(definition_from_json(json.substr(1)));
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"\"measure\":\"yen\"", "\"measure\":\"gold\""},
           {"\"basis\":\"paid\"", "\"basis\":\"owed\""},
           {"\"test\":\"one_of\"", "\"test\":\"like\""},
           {"\"scale\":1", "\"scale\":\"1\""},
           {"\"scale\":1", "\"scale\":1,\"more\":1"}}) {
    CAPTURE(to);
    CHECK_THROWS(definition_from_json(bent(json, from, to)));
  }
  CHECK_THROWS(row_from_json("{\"row\":\"1\",\"columns\":[{\"column\":\"\",\"rule\":\"often\"}]}"));
}

}  // namespace
}  // namespace figure
