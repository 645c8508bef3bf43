// figures.toml against its plan: one mistake at a time, each told with row and key; and the
// definitions of the repository without one.
#include "plan/figure_check.h"

#include <doctest/doctest.h>

#include "base/words.h"
#include "db/testing.h"
#include "plan/plan_files_test.h"

namespace plan {
namespace {

using testing::bent;

struct Bend {
  const char* from;
  const char* to;
  const char* told;
};

// In the order of the checks.
const Bend kBends[] = {
    {"plan = \"small-2012\"", "plan = \"small-2013\"", "plan.figures_other_plan at plan"},
    {"municipality = \"131202\"", "municipality = \"131211\"",
     "plan.figures_other_plan at municipality"},
    {"row = \"3-2\"", "row = \"9\"",
     "plan.unknown_row_named at 9\nplan.figures_leaf_missing at 3-2"},
    {"row = \"3-2\"", "row = \"3\"",
     "plan.figures_above_leaves at 3\nplan.figures_leaf_missing at 3-2"},
    {"done_elsewhere_row = \"3-1\"", "done_elsewhere_row = \"7\"",
     "plan.unknown_row_named at 3-2.done_elsewhere_row"},
    {"none = \"-\"", "none = \"-\"\ncolumns = [{ for = [\"2019\"], text = \"{yen}\" }]",
     "plan.unknown_column at 1.columns.2019"},
    {"text = \"{cases}件\"", "columns = [{ for = [\"2012\"], text = \"{cases}件\" }]",
     "plan.figures_column_missing at 3-1.columns.2013"},
    {"reason = \"調べは記録から数えられません。\"",
     "reason = \"わけ\"\n[[row]]\nrow = \"2-x\"\nreason = \"わけ\"",
     "plan.unknown_row_named at 2-x"},
    {"programmes = [\"vacant-shop\"]", "programmes = [\"vacant-shop\", \"unheard-of\"]",
     "plan.figures_programme_missing at 1.yen.programmes\n"
     "plan.figures_programme_missing at 1.cases.programmes"},
    {"shown_while_owned_by = \"ward\"", "shown_while_owned_by = \"chamber\"",
     "plan.figures_body_missing at 1.shown_while_owned_by"},
};

std::string told_about(const std::string& figures_text, const std::string& plan_text) {
  base::Mistakes reading("test");
  auto set = figure::read_definitions(figures_text, reading);
  const Plan plan = read_plan(plan_text, reading);
  const auto reg = programme::read_register(testing::small_register_text(), reading);
  REQUIRE_MESSAGE(reading.none(), testing::told(reading.list()));
  base::Mistakes mistakes("figures.toml");
  check_figures(set, plan, mistakes);
  check_register(set, reg, mistakes);
  for (const auto& mistake : mistakes.list()) CHECK(base::has_words(mistake.code));
  return testing::told(mistakes.list());
}

TEST_CASE("each mistake is told with its row and key") {
  CHECK(told_about(testing::small_figures_text(), testing::small_plan_text()) == "");
  for (const auto& bend : kBends) {
    CAPTURE(bend.to);
    CHECK(told_about(bent(testing::small_figures_text(), bend.from, bend.to),
                     testing::small_plan_text()) == bend.told);
  }
}

TEST_CASE("a rule suits the years of its column") {
  const std::string total =
      bent(testing::small_plan_text(), "\"kind\": \"year\", \"fiscal_years\": [2013]",
           "\"kind\": \"total\", \"fiscal_years\": [2012, 2013]");
  const std::string target =
      bent(testing::small_plan_text(), "\"kind\": \"year\", \"fiscal_years\": [2013]",
           "\"kind\": \"target\", \"fiscal_years\": []");
  const auto with_rule = [](std::string_view rule) {
    return bent(testing::small_figures_text(), "text = \"{cases}件\"",
                "text = \"{cases}件\"\ncolumns = [{ for = [\"2013\"], rule = \"" +
                    std::string(rule) + "\" }]");
  };
  const auto of_row = [](const std::string& told) {
    return told.find(" at 3-1.columns.2013") != std::string::npos;
  };
  for (const char* rule : {"up_to", "latest_of", "sum_of"}) {
    CAPTURE(rule);
    CHECK_FALSE(of_row(told_about(with_rule(rule), total)));
    CHECK(of_row(told_about(with_rule(rule), target)));
  }
  CHECK(of_row(told_about(with_rule("year"), total)));
  CHECK_FALSE(of_row(told_about(with_rule("year"), testing::small_plan_text())));
}

TEST_CASE("named columns get the fiscal years of the plan") {
  base::Mistakes mistakes("test");
  auto set = figure::read_definitions(
      bent(testing::small_figures_text(), "text = \"{cases}件\"",
           "text = \"{cases}件\"\ncolumns = [{ for = [\"2013\"], text = \"計{cases}件\" }]"),
      mistakes);
  const Plan plan = read_plan(testing::small_plan_text(), mistakes);
  check_figures(set, plan, mistakes);
  REQUIRE(mistakes.none());
  CHECK(set.rows[2].columns[0].fiscal_years.empty());
  CHECK(set.rows[2].columns[1].fiscal_years == std::vector<int>{2013});
}

TEST_CASE("figures.toml is read beside its plan, with the mistakes of the file") {
  const db::testing::TemporaryFolder folder;
  const auto put = [&](const char* name, const std::string& text) {
    std::ofstream(folder.path() / name, std::ios::binary) << text;
  };
  put("plan.json", testing::small_plan_text());
  put("register.json", testing::small_register_text());
  CHECK_FALSE(read_plan_set({folder.path()}).plans.at(0).figures.has_value());
  put("figures.toml", testing::small_figures_text());
  const auto set = read_plan_set({folder.path()});
  CHECK(testing::told(set.mistakes) == "");
  CHECK(set.plans.at(0).figures->rows.size() == 4);
  put("figures.toml", bent(testing::small_figures_text(), "[\"vacant-shop\"]", "[\"unheard-of\"]"));
  const auto unheard = read_plan_set({folder.path()});
  REQUIRE(unheard.mistakes.size() == 2);
  CHECK(unheard.mistakes[0].file.ends_with("figures.toml"));
  CHECK(unheard.mistakes[0].path == "1.yen.programmes");
  put("figures.toml", "format = ");
  CHECK(read_plan_set({folder.path()}).mistakes.size() == 1);
}

TEST_CASE("the definitions of the repository suit their plans") {
  int with_figures = 0;
  for (const auto& file : testing::real_plans().plans) {
    if (!file.figures) continue;
    ++with_figures;
    CHECK(file.figures->rows.size() == leaves(file.content).size());
  }
  CHECK(with_figures == 2);
}

}  // namespace
}  // namespace plan
