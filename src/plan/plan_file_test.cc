// The plans as shipped, every mistake a plan file can make, one bend of a small good file each, and
// the codes of files against the lists that the migrations allow.
#include "plan/plan_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include "base/words.h"
#include "db/testing.h"
#include "plan/plan_files_test.h"

namespace plan {
namespace {

using testing::bent;
using testing::file_text;
using testing::small_document_text;
using testing::small_plan_text;
using testing::told;

TEST_CASE("the five registers and seven plans of the repository have no mistake") {
  const PlanSet& set = testing::real_plans();
  CHECK(set.registers.size() == 5);
  REQUIRE(set.plans.size() == 7);
  std::string slugs;
  for (const auto& file : set.plans) {
    CHECK(file.content.documents.size() == 1);
    CHECK(file.path.find(file.content.municipality + "/" + file.content.slug) != std::string::npos);
    slugs += file.content.slug + " ";
  }
  CHECK(slugs ==
        "setagaya-2021 nerima-2003 nerima-2011 nerima-2018 adachi-2021 machida-2021 "
        "hamura-2021 ");
}

TEST_CASE("a plan is read whole") {
  base::Mistakes mistakes("plan.json");
  const Plan plan = read_plan(small_plan_text(), mistakes);
  REQUIRE_MESSAGE(mistakes.none(), told(mistakes.list()));
  CHECK(plan.edition == "初版");
  CHECK(plan.period.from == 2012);
  CHECK(plan.period.to == 2013);
  CHECK(plan.nodes[1].certainty == Certainty{Confidence::medium, "見出しが離れています。"});
  REQUIRE(plan.rows.size() == 5);
  const Row& shop = plan.rows[0];
  CHECK(shop.star);
  CHECK(shop.parties == std::vector<std::string>{"商店会"});
  CHECK(shop.years.fiscal_years == std::vector{2012, 2013});
  CHECK(shop.cells[0].readings[0].quantities[0].yen == 10'376'000);
  CHECK(shop.cells[1].readings[0].meaning.state == CellState::not_yet_counted);
  CHECK(shop.rating->from == 2012);
  CHECK(shop.rating->to == 2013);
  CHECK(plan.rows[3].parent == "3");
  CHECK(plan.rows[3].rating->scope == RatingScope::programme);
  CHECK_FALSE(plan.rows[3].rating->from.has_value());
  CHECK(plan.rows[3].cells[1].readings[0].meaning.body == "corporation");
  CHECK(plan.merged_cells[1].texts == std::vector<std::string>{"１団体", "２団体"});
}

struct Bend {
  std::string_view from, to;
  std::string_view told;  // code at path, one line a mistake
};

constexpr Bend kPlanBends[] = {
    {"nigiwai-plan/1", "nigiwai-plan/2", "plan.wrong_format at format"},
    {"small-2012", "Small", "plan.bad_slug at slug"},
    {"131202", "131203", "programme.bad_municipality_code at municipality"},
    {"\"title\": \"小さな計画\"", "\"title\": \"\"", "plan.empty_text at title"},
    {"\"kind\": \"plan\"", "\"kind\": \"dream\"", "plan.unknown_code at kind"},
    {"\"from\": 2012, \"to\": 2013", "\"from\": 2014, \"to\": 2013",
     "programme.years_reversed at period"},
    {"\"from\": 2012, \"to\": 2013", "\"from\": 1872, \"to\": 2013",
     "plan.bad_fiscal_year at period.from"},
    {"\"from\": 2012, \"to\": 2013", "\"from\": 2012, \"to\": 2200",
     "plan.bad_fiscal_year at period.to"},
    {"\"from\": 2012, \"to\": 2013", "\"from\": 2012, \"to\": 4294969309",
     "plan.bad_fiscal_year at period.to"},
    {"\"fiscal_years\": [2012]}", "\"fiscal_years\": [1872]}",
     "plan.bad_fiscal_year at columns[0].fiscal_years[0]\n"
     "plan.year_column_needs_one_year at columns.2012"},
    {"\"fiscal_years\": [2012]}", "\"fiscal_years\": [2012, 2013]}",
     "plan.year_column_needs_one_year at columns.2012"},
    {"\"header\": \"24年度\"", "\"header\": \"\"", "plan.empty_text at columns.2012"},
    {"{\"key\": \"sub\", \"name\": \"内訳事業\"}",
     "{\"key\": \"programme\", \"name\": \"内訳事業\"}",
     "programme.key_twice at levels\nplan.unknown_level at rows.3-1\nplan.unknown_level at "
     "rows.3-2"},
    {"{\"key\": \"m1\", \"level\": \"measure\"", "{\"key\": \"m1\", \"level\": \"hill\"",
     "plan.unknown_level at nodes.m1"},
    {"\"parent\": \"m1\"", "\"parent\": \"m2\"", "plan.unknown_node at nodes.m2"},
    {"\"code\": \"①\", \"name\": \"商店街を支える\"", "\"printed\": \"①\"",
     "plan.empty_text at nodes.m1"},
    {", \"reason\": \"見出しが離れています。\"", "", "plan.doubt_without_reason at nodes.m2"},
    {"{\"key\": \"m2\",", "{\"key\": \"m 2\",",
     "plan.bad_key at nodes.m 2\nplan.unknown_node at rows.2\nplan.unknown_node at rows.3"},
    {"{\"key\": \"2013\", \"header\"", "{\"key\": \"20 13\", \"header\"",
     "plan.unknown_column at rows[0].cells.2013\nplan.unknown_column at rows[1].cells.2013\n"
     "plan.unknown_column at rows[2].sub_activities[0].cells.2013\n"
     "plan.unknown_column at rows[2].sub_activities[1].cells.2013\nplan.bad_key at columns.20 13\n"
     "plan.cell_missing at rows.1.cells\nplan.cell_missing at rows.2.cells\n"
     "plan.cell_missing at rows.3-1.cells\nplan.cell_missing at rows.3-2.cells\n"
     "plan.merged_cell_torn at merged_cells.both"},
    {"{\"mark\": \"B\", \"printed\"", "{\"mark\": \"A\", \"printed\"",
     "programme.key_twice at rating_scales.attainment\nplan.mark_not_on_scale at rows.3-1.rating"},
    {"{\"mark\": \"B\", \"printed\"", "{\"mark\": \"B=\", \"printed\"",
     "plan.bad_mark at rating_scales.attainment\nplan.mark_not_on_scale at rows.3-1.rating"},
    {"\"printed\": \"Ｂ\"}]", "\"printed\": \"Ｂ\\n\"}]",
     "plan.bad_mark at rating_scales.attainment"},
    {"\"key\": \"1\", \"number\"", "\"key\": \"1/a\", \"number\"",
     "plan.bad_row_key at rows.1/a\nplan.unknown_row_named at relations"},
    {"\"key\": \"2\", \"number\"", "\"key\": \"1\", \"number\"",
     "programme.key_twice at rows\nplan.unknown_row_named at rows.1.related\n"
     "plan.not_in_merged_cell at rows.1.cells.2012\nplan.not_in_merged_cell at rows.1.cells.2013\n"
     "plan.unknown_row_named at merged_cells.both\nplan.merged_cell_torn at merged_cells.both\n"
     "plan.merged_cell_torn at merged_cells.both"},
    {"\"title\": \"空き店舗活用\"", "\"title\": \"\"", "plan.empty_text at rows.1"},
    {"\"level\": \"programme\", \"node\": \"m1\"", "\"level\": \"line\", \"node\": \"m1\"",
     "plan.unknown_level at rows.1"},
    {"\"node\": \"m1\", \"title\"", "\"node\": \"m9\", \"title\"", "plan.unknown_node at rows.1"},
    {"\"source\": \"paper\", \"page\"", "\"source\": \"rumour\", \"page\"",
     "plan.unknown_source at rows.1"},
    {"\"page\": 1}", "\"page\": \"1\"}", "base.json_not_integer at rows[0].provenance.page"},
    {"\"page\": 1}", "\"page\": 0}", "base.json_out_of_range at rows[0].provenance.page"},
    {"\"page\": 1}", "\"page\": 100001}", "base.json_out_of_range at rows[0].provenance.page"},
    {"\"H24、25\"", "\"H24、26\"", "plan.years_differ at rows.1.years"},
    {"\"H24、25\"", "\"そのうち\"", "plan.years_differ at rows.1.years"},
    {", \"reason\": \"かすれています。\"", "", "plan.doubt_without_reason at rows.3"},
    {"\"confidence\": \"medium\", \"reason\": \"かす",
     "\"confidence\": \"sure\", \"reason\": \"かす",
     "plan.unknown_code at rows[2].provenance.confidence"},
    {"\"2012\": {\"text\": \"10,376千円\", \"kind\": \"quantity\"},", "",
     "plan.cell_missing at rows.1.cells"},
    {"\"2012\": {\"text\": \"10,376千円\"", "\"2010\": {\"text\": \"10,376千円\"",
     "plan.unknown_column at rows[0].cells.2010\nplan.cell_missing at rows.1.cells"},
    {"\"programmes\": [\"advice\"],",
     "\"programmes\": [\"advice\"], \"cells\": {\"2012\": {\"text\": \"実施\", \"kind\": "
     "\"status\"}},",
     "plan.cells_above_leaves at rows.3"},
    {"\"text\": \"10,376千円\", \"kind\": \"quantity\"",
     "\"text\": \"検討\", \"kind\": \"quantity\"", "plan.kind_differs at rows[0].cells.2012"},
    {"\"text\": \"10,376千円\", \"kind\": \"quantity\"", "\"text\": null, \"kind\": \"quantity\"",
     "plan.kind_differs at rows[0].cells.2012"},
    {"\"text\": \"10,376千円\", \"kind\": \"quantity\"",
     "\"text\": \"10,376千円\", \"kind\": \"sum\"", "plan.unknown_code at rows[0].cells.2012.kind"},
    {", \"state\": \"not_yet_counted\"", "", "plan.state_needed at rows[0].cells.2013"},
    {"\"meaning\": {\"state\": \"handed_over\"",
     "\"meaning\": {\"state\": \"done_elsewhere\", \"row\": \"9\"",
     "plan.unknown_row_named at rows.3-1.cells.2013"},
    {"\"merged\": \"both\"", "\"merged\": \"none\"",
     "plan.not_in_merged_cell at rows.2.cells.2012\nplan.merged_cell_torn at merged_cells.both"},
    {", \"merged\": \"both\"", "", "plan.merged_cell_torn at merged_cells.both"},
    {"\"rows\": [\"3-1\", \"3-2\"], \"columns\"", "\"rows\": [\"3-2\", \"1\"], \"columns\"",
     "plan.not_in_merged_cell at rows.3-1.cells.2012\nplan.merged_cell_torn at "
     "merged_cells.torn-apart\n"
     "plan.merged_cell_torn at merged_cells.torn-apart"},
    {"\"texts\": [\"検討\"]", "\"texts\": []",
     "plan.empty_text at merged_cells.both\nplan.merged_text_differs at merged_cells.both\n"
     "plan.merged_text_differs at merged_cells.both"},
    {"\"text\": \"検討\", \"kind\": \"status\", \"merged\"",
     "\"text\": \"整備\", \"kind\": \"status\", \"merged\"",
     "plan.merged_text_differs at merged_cells.both"},
    {"\"unassigned\": true, ", "",
     "plan.merged_text_differs at merged_cells.torn-apart\n"
     "plan.merged_text_differs at merged_cells.torn-apart"},
    {"[\"１団体\", \"２団体\"]", "[\"１団体\", \"２\\n団体\"]",
     "plan.line_break at merged_cells.torn-apart"},
    {"\"rows\": [\"2\"], \"columns\"", "\"rows\": [], \"columns\"",
     "plan.not_in_merged_cell at rows.2.cells.2012\nplan.not_in_merged_cell at rows.2.cells.2013\n"
     "plan.empty_merged_cell at merged_cells.both"},
    {"{\"key\": \"both\", \"rows\": [\"2\"], \"columns\": [\"2012\", \"2013\"]",
     "{\"key\": \"both\", \"rows\": [\"2\"], \"columns\": []",
     "plan.not_in_merged_cell at rows.2.cells.2012\nplan.not_in_merged_cell at rows.2.cells.2013\n"
     "plan.empty_merged_cell at merged_cells.both"},
    {"\"scale\": \"attainment\", \"mark\": \"A\"", "\"scale\": \"other\", \"mark\": \"A\"",
     "plan.unknown_scale at rows.1.rating"},
    {"\"scale\": \"attainment\", \"mark\": \"A\"", "\"scale\": \"attainment\", \"mark\": \"D\"",
     "plan.mark_not_on_scale at rows.1.rating"},
    {", \"over_rows\": [\"3-1\", \"3-2\"]", "", "plan.mark_over_no_rows at rows.3-1.rating"},
    {"\"over_rows\": [\"3-1\", \"3-2\"]", "\"over_rows\": [\"3-1\", \"3-9\"]",
     "plan.unknown_row_named at rows.3-1.rating"},
    {"\"period\": [2012, 2013], \"scope\"", "\"period\": [2012], \"scope\"",
     "plan.rating_period_needs_two_years at rows[0].rating.period"},
    {"\"mark\": \"*\", \"rows\": [\"1\"]", "\"mark\": \"*\", \"rows\": [\"7\"]",
     "plan.unknown_row_named at relations"},
    {"{\"kind\": \"related\", \"name\"", "{\"kind\": \"friend\", \"name\"",
     "plan.unknown_code at relations[0].kind"},
    {"\"related\": [{\"row\": \"2\"", "\"related\": [{\"row\": \"8\"",
     "plan.unknown_row_named at rows.1.related"},
    {"\"sub_activities\": [",
     "\"sub_activities\": [{\"key\": \"3-0\", \"level\": \"sub\", \"title\": \"深い\", "
     "\"provenance\": {\"source\": \"paper\"}, \"sub_activities\": [{\"key\": \"3-0-1\", "
     "\"level\": \"sub\", "
     "\"title\": \"深すぎる\", \"cells\": {\"2012\": {\"text\": \"-\", \"kind\": \"dash\"}, "
     "\"2013\": {\"text\": "
     "\"-\", \"kind\": \"dash\"}}, \"provenance\": {\"source\": \"paper\"}}]},",
     "plan.sub_activity_below_sub_activity at rows.3-0-1"},
    {"\"text\": \"10,376千円\"", "\"text\": \"10,376千円\\u0000\"",
     "base.json_control_character at rows[0].cells.2012.text"},
    {"\"edition\": \"初版\",", "", ""},
    {"\"title\": \"小さな計画\",", "", "base.json_missing_key at \nplan.empty_text at title"},
    {"\"edition\"", "\"editions\"", "base.json_unknown_key at "},
    {"\"star\": true", "\"star\": 1", "base.json_not_boolean at rows[0].star"},
    {"\"rows\": [\n", "\"rows\": [,\n", "base.json_syntax at "},
    {"初版", "\xE5\x88", "base.json_not_utf8 at "},
    {"\"edition\": \"初版\",", "\"edition\": \"初版\", \"edition\": \"再版\",",
     "base.json_key_twice at "},
};

constexpr Bend kDocumentBends[] = {
    {"nigiwai-document/1", "nigiwai-plan/1", "plan.wrong_format at format"},
    {"\"key\": \"chapter\"", "\"key\": \"../x\"", "programme.bad_key at key"},
    {"\"source\": \"paper\"", "\"source\": \"rumour\"", "plan.unknown_source at source"},
    {"\"title\": \"進行の管理\"", "\"title\": \"\"", "plan.empty_text at title"},
    {"\"level\": 2", "\"level\": 1", "plan.bad_heading_level at blocks[0]"},
    {"\"level\": 2", "\"level\": 5", "plan.bad_heading_level at blocks[0]"},
    {"\"level\": 2", "\"level\": 4294967298", "plan.bad_heading_level at blocks[0]"},
    {"\"level\": 2", "\"level\": 4", ""},
    {"\"rows\": [\"3\"]", "\"rows\": [\"4\"]", "plan.unknown_row_named at blocks[1]"},
    {"\"kind\": \"list\", \"items\"", "\"kind\": \"song\", \"items\"", "*"},
    {"\"産業会館\"", "\"産業\\n会館\"", "plan.line_break at blocks[2]"},
};

TEST_CASE("each mistake of a plan file is told with its place") {
  for (const Bend& bend : kPlanBends) {
    CAPTURE(bend.from);
    CAPTURE(bend.to);
    base::Mistakes mistakes("plan.json");
    read_plan(bent(small_plan_text(), bend.from, bend.to), mistakes);
    CHECK(told(mistakes.list()) == bend.told);
  }
}

TEST_CASE("each mistake of a chapter is told with its place") {
  const Plan plan = testing::set_of("", small_plan_text()).plans[0].content;
  for (const Bend& bend : kDocumentBends) {
    CAPTURE(bend.from);
    CAPTURE(bend.to);
    base::Mistakes mistakes("document.json");
    read_document(bent(small_document_text(), bend.from, bend.to), plan, mistakes);
    if (bend.told == "*") {
      CHECK(told(mistakes.list()).starts_with("plan.unknown_code at blocks[2].kind"));
    } else {
      CHECK(told(mistakes.list()) == bend.told);
    }
  }
}

// The part of ui/words/plan.ja.toml headed 計画ファイルの誤り.
std::set<std::string> mistake_codes() {
  const std::string words = file_text(NIGIWAI_SOURCE_DIR "/ui/words/plan.ja.toml");
  const auto begin = words.find("# 計画ファイルの誤り");
  const auto end = words.find("\n\n", begin);
  REQUIRE(end != std::string::npos);
  const std::string part = words.substr(begin, end - begin);
  const std::regex key("\n([a-z_]+) = ");
  std::set<std::string> codes;
  for (std::sregex_iterator at(part.begin(), part.end(), key), none; at != none; ++at) {
    codes.insert("plan." + (*at)[1].str());
  }
  return codes;
}

TEST_CASE("the tables above bring every mistake about, and every one has its sentence") {
  const std::set<std::string> of_folders = {"plan.file_unreadable", "plan.file_missing",
                                            "plan.file_name_unknown", "plan.folder_without_plans",
                                            "plan.document_twice"};
  std::string all;
  for (const Bend& bend : kPlanBends) all += std::string(bend.told) + "\n";
  for (const Bend& bend : kDocumentBends) all += std::string(bend.told) + "\n";
  const auto codes = mistake_codes();
  CHECK(codes.size() > 25);
  for (const auto& code : codes) {
    CAPTURE(code);
    const bool brought_about =
        of_folders.contains(code) || all.find(code + " at ") != std::string::npos;
    CHECK(brought_about);
    CHECK(base::has_words(code));
  }
}

TEST_CASE("every refusal has its sentence") {
  for (const auto* kind : kRefusals) {
    CAPTURE(kind->code);
    CHECK(base::has_words(kind->code));
    CHECK(kind->http_status >= 400);
    for (const auto language : {base::Language::ja, base::Language::en}) {
      CHECK_FALSE(base::words(language, kind->code).empty());
    }
  }
}

TEST_CASE("what is not there, or is no plan file, is told like any mistake") {
  const db::testing::TemporaryFolder folder;
  const auto put = [&](const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder.path() / name).parent_path());
    std::ofstream(folder.path() / name) << text;
    return folder.path() / name;
  };
  const auto codes = [](const std::filesystem::path& path) {
    return told(read_plan_set({path}).mistakes);
  };
  CHECK(codes(folder.path() / "nowhere") == "plan.file_missing at ");
  CHECK(codes(folder.path()) == "plan.folder_without_plans at ");
  CHECK(codes(put("other.json", "{}")) == "plan.file_name_unknown at ");
  const auto plan_file = put("x/plan.json", small_plan_text());
  CHECK(codes(folder.path()) == "");
  put("x/documents/a.json", small_document_text());
  CHECK(read_plan_set({plan_file}).plans.at(0).content.documents.size() == 1);
  put("x/documents/b.json", small_document_text());
  CHECK(codes(plan_file) == "plan.document_twice at key");
  put("x/documents/b.json", bent(small_document_text(), "chapter", "other"));
  const std::string hash = read_plan_set({plan_file}).plans.at(0).hash;
  put("x/documents/b.json", bent(small_document_text(), "chapter", "others"));
  CHECK(read_plan_set({plan_file}).plans.at(0).hash != hash);
}

TEST_CASE("one load holds a plan and a register once, follows no link and blames the right file") {
  const db::testing::TemporaryFolder folder;
  const auto put = [&](const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder.path() / name).parent_path());
    std::ofstream(folder.path() / name) << text;
  };
  const auto codes = [&] { return told(read_plan_set({folder.path()}).mistakes); };
  put("a/plan.json", small_plan_text());
  put("a/register.json", testing::small_register_text());
  CHECK(codes() == "");
  CHECK(told(read_plan_set({folder.path(), folder.path()}).mistakes) ==
        "plan.twice_in_one_load at \nplan.twice_in_one_load at ");
  std::filesystem::create_directory_symlink("..", folder.path() / "a" / "up");
  std::filesystem::create_symlink("loop", folder.path() / "a" / "loop");
  CHECK(codes() == "");
  put("a/documents/chapter.json", small_document_text());
  put("a/plan.json", "{\"slug\": ");
  CHECK(codes() == "base.json_syntax at ");
}

// The values of `column … CHECK (column IN ('a', 'b'))` of a table.
std::set<std::string> allowed(const std::string& sql, const std::string& table,
                              const std::string& column) {
  const auto begin = sql.find("CREATE TABLE " + table + " (");
  REQUIRE_MESSAGE(begin != std::string::npos, table);
  const std::string body = sql.substr(begin, sql.find("\n);", begin) - begin);
  const auto list = body.find("CHECK (" + column + " IN (");
  CAPTURE(table);
  CAPTURE(column);
  REQUIRE(list != std::string::npos);
  const std::string part = body.substr(list, body.find("))", list) - list);
  std::set<std::string> values;
  const std::regex quoted("'([^']*)'");
  for (std::sregex_iterator at(part.begin(), part.end(), quoted), none; at != none; ++at) {
    values.insert((*at)[1].str());
  }
  return values;
}

template <class Enum>
std::set<std::string> codes_of() {
  std::set<std::string> codes;
  for (int i = 0; !in_db(static_cast<Enum>(i)).empty(); ++i) {
    const std::string code(in_db(static_cast<Enum>(i)));
    CHECK(from_db<Enum>(code) == static_cast<Enum>(i));
    CHECK(codes.insert(code).second);
  }
  CHECK_FALSE(from_db<Enum>("").has_value());
  return codes;
}

TEST_CASE("the codes of the program and the lists of the migrations are the same") {
  const std::string sql = file_text(NIGIWAI_SOURCE_DIR "/migrations/0004_plan.sql");
  CHECK(codes_of<PlanKind>() == allowed(sql, "plan", "kind"));
  CHECK(codes_of<ColumnKind>() == allowed(sql, "plan_column", "kind"));
  CHECK(codes_of<RelationKind>() == allowed(sql, "plan_relation", "kind"));
  CHECK(codes_of<CellKind>() == allowed(sql, "cell_reading", "kind"));
  CHECK(codes_of<CellState>() == allowed(sql, "cell_reading", "state"));
  CHECK(codes_of<ReadingSource>() == allowed(sql, "cell_reading", "source"));
  CHECK(codes_of<RatingScope>() == allowed(sql, "rating", "scope"));
  CHECK(codes_of<BlockKind>() == allowed(sql, "plan_document_block", "kind"));
  const auto confidences = codes_of<Confidence>();
  for (const char* table : {"plan_node", "merged_cell", "plan_row", "cell_reading", "rating"}) {
    CHECK(confidences == allowed(sql, table, "confidence"));
  }
  CHECK(confidences == allowed(sql, "plan_row", "node_confidence"));
  CHECK(confidences == allowed(sql, "plan_row", "description_confidence"));
  const std::string programmes = file_text(NIGIWAI_SOURCE_DIR "/migrations/0003_programme.sql");
  for (const auto& kind : allowed(programmes, "municipality", "kind")) {
    CHECK(programme::municipality_kind(kind).has_value());
  }
  const auto types = allowed(programmes, "programme", "programme_type");
  CHECK(types.size() == 15);
  for (const auto& type : types) CHECK(programme::programme_type(type).has_value());
}

}  // namespace
}  // namespace plan
