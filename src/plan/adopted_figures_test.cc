// What a line's indicators come to count: by type and unit, as another plan counts it, or whether
// the work was done; and that the text of a cell gives every number back to its indicator.
#include "plan/adopted_figures.h"

#include <doctest/doctest.h>

#include "figure/figure_file.h"
#include "figure/figure_text.h"
#include "plan/plan_reading.h"

namespace plan {
namespace {

using programme::Programme;
using programme::ProgrammeType;

Programme of_type(std::string key, ProgrammeType type, std::vector<ProgrammeType> also = {}) {
  Programme programme;
  programme.key = std::move(key);
  programme.name = programme.key;
  programme.type = type;
  programme.also = std::move(also);
  return programme;
}

Plan one_row(std::vector<std::string> programmes) {
  Plan plan;
  plan.slug = "next";
  plan.municipality = "131202";
  plan.columns = {{"2015", "平成27年度", ColumnKind::year, {2015}}};
  Row row;
  row.key = "1";
  row.programmes = std::move(programmes);
  plan.rows.push_back(row);
  return plan;
}

Indicator measured(int number, std::string label, std::string unit) {
  Indicator indicator;
  indicator.number = number;
  indicator.label = std::move(label);
  indicator.unit = std::move(unit);
  return indicator;
}

std::string told(const figure::Definition& one) {
  std::string text = one.key + " " + std::string(figure::in_db(one.measure)) + " of";
  for (const auto& selection : one.records) {
    text += " " + selection.kind;
    for (const auto& programme : selection.programmes) text += "/" + programme;
  }
  if (!one.unit.empty()) text += " in " + one.unit;
  if (one.scale != 1) text += " scaled";
  if (one.gross) text += " gross";
  return text;
}

std::string told(const figure::RowDefinition& row) {
  std::string text;
  for (const auto& one : row.figures) text += (text.empty() ? "" : "; ") + told(one);
  return row.reason ? "reason" : text;
}

std::string told(const Plan& plan, const std::vector<Programme>& programmes,
                 std::vector<Indicator> indicators,
                 std::span<const figure::Definition> elsewhere = {}) {
  const std::vector<RowWork> work{{.row = "1", .indicators = std::move(indicators)}};
  const auto set = adopted_figures(plan, work, programmes, elsewhere);
  REQUIRE(set.rows.size() == 1);
  return told(set.rows[0]);
}

struct Case {
  ProgrammeType type;
  const char* label;
  const char* unit;
  const char* told;
};
const Case kCases[] = {
    {ProgrammeType::subsidy, "補助件数", "件", "indicator_1 count of grant_paid/p in 件"},
    {ProgrammeType::subsidy, "補助した店", "店", "indicator_1 count of grant_paid/p in 店"},
    {ProgrammeType::subsidy, "利用した者", "者",
     "indicator_1 distinct_businesses of grant_paid/p in 者"},
    {ProgrammeType::subsidy, "補助額", "円", "indicator_1 yen of grant_paid/p in 円"},
    {ProgrammeType::subsidy, "補助額", "千円", "indicator_1 yen of grant_paid/p in 千円 scaled"},
    {ProgrammeType::loan, "貸付", "件", "indicator_1 count of loan_executed/p in 件"},
    {ProgrammeType::loan, "貸付額", "千円", "indicator_1 yen of loan_executed/p in 千円 scaled"},
    {ProgrammeType::loan, "利子補給", "円", "indicator_1 yen of interest_subsidy_paid/p in 円"},
    {ProgrammeType::loan, "信用保証料の補助", "円",
     "indicator_1 yen of guarantee_fee_paid/p in 円"},
    {ProgrammeType::consultation, "相談", "件",
     "indicator_1 count of consultation_held/p guidance_visited/p adviser_dispatched/p "
     "consumer_consulted/p in 件"},
    {ProgrammeType::consultation, "相談した者", "者",
     "indicator_1 distinct_businesses of consultation_held/p guidance_visited/p "
     "adviser_dispatched/p in 者"},
    {ProgrammeType::consultation, "延べ相談者", "者",
     "indicator_1 count of consultation_held/p guidance_visited/p adviser_dispatched/p "
     "consumer_consulted/p in 者 gross"},
    {ProgrammeType::gathering, "開催", "回",
     "indicator_1 count of session_held/p event_held/p in 回"},
    {ProgrammeType::gathering, "参加者", "人",
     "indicator_1 people of participant_enrolled/p event_held/p in 人"},
    {ProgrammeType::matching, "あっせん", "件", "indicator_1 count of introduction_made/p in 件"},
    {ProgrammeType::matching, "参加企業", "社", "indicator_1 count of company_joined/p in 社"},
    {ProgrammeType::certification, "認定", "件",
     "indicator_1 count of certificate_issued/p award_given/p in 件"},
    {ProgrammeType::certification, "表彰", "人", "indicator_1 people of award_given/p in 人"},
    {ProgrammeType::directory, "掲載", "件", "indicator_1 count of information_published/p in 件"},
    {ProgrammeType::publication, "発行", "回", "indicator_1 count of issue_published/p in 回"},
    {ProgrammeType::publication, "部数", "部", "indicator_1 attribute of issue_published/p in 部"},
    {ProgrammeType::survey, "回答", "件", "indicator_1 count of survey_answered/p in 件"},
    {ProgrammeType::notification, "届出", "件",
     "indicator_1 count of notification_received/p in 件"},
    {ProgrammeType::project, "植栽", "駅", "indicator_1 count of site_planted/p in 駅"},
    {ProgrammeType::facility, "入居", "室", "indicator_1 count of room_let/p in 室"},
    {ProgrammeType::currency, "発行", "件", "indicator_1 count of coins_issued/p in 件"},
    {ProgrammeType::currency, "発行額", "円", "indicator_1 yen of coins_issued/p in 円"},
    {ProgrammeType::network, "懇談会", "回", "indicator_1 count of meeting_held/p in 回"},
    {ProgrammeType::network, "出席者", "人", "indicator_1 people of meeting_held/p in 人"},
    {ProgrammeType::network, "支援した団体", "団体",
     "indicator_1 count of organisation_supported/p in 団体"},
    // What no record of the type carries is not counted: the work was done, or was not.
    {ProgrammeType::publication, "満足度", "％", "work_done carried_out of issue_published/p"},
    {ProgrammeType::publication, "読者", "人", "work_done carried_out of issue_published/p"},
    {ProgrammeType::survey, "景況", "", "work_done carried_out of survey_answered/p"},
    {ProgrammeType::facility, "額", "百万円", "work_done carried_out of room_let/p"},
    {ProgrammeType::plan, "改定", "回", "reason"},
};

TEST_CASE("an indicator counts the records of its programme's type that its unit speaks of") {
  for (const Case& one : kCases) {
    CAPTURE(one.label);
    CAPTURE(one.unit);
    CHECK(told(one_row({"p"}), {of_type("p", one.type)}, {measured(1, one.label, one.unit)}) ==
          one.told);
  }
}

TEST_CASE("what is defined is what a file could have declared") {
  for (const Case& one : kCases) {
    CAPTURE(one.told);
    const std::vector<RowWork> work{{.row = "1", .indicators = {measured(1, one.label, one.unit)}}};
    const std::vector<Programme> programmes{of_type("p", one.type)};
    const auto set = adopted_figures(one_row({"p"}), work, programmes, {});
    for (const auto& definition : set.rows[0].figures) {
      CHECK(figure::definition_from_json(figure::definition_json(definition)) == definition);
      CHECK(is_adopted_figure(definition.key));
    }
    figure::RowDefinition alone = set.rows[0];
    alone.figures.clear();
    CHECK(figure::row_from_json(figure::row_json(alone)) == alone);
  }
  CHECK_FALSE(is_adopted_figure("visitors"));
}

TEST_CASE("a line without indicators, without programmes, and with several of them") {
  const std::vector<Programme> programmes{of_type("fair", ProgrammeType::gathering),
                                          of_type("aid", ProgrammeType::subsidy),
                                          of_type("square", ProgrammeType::project)};
  CHECK(told(one_row({"fair"}), programmes, {}) ==
        "work_done carried_out of session_held/fair participant_enrolled/fair event_held/fair");
  CHECK(told(one_row({}), programmes, {measured(1, "回数", "回")}) == "reason");
  CHECK(told(one_row({"square"}), programmes, {}) ==
        "work_done milestone of milestone_reached/square site_planted/square");
  CHECK(told(one_row({"fair", "aid"}), programmes,
             {measured(1, "開催", "回"), measured(3, "補助額", "円")}) ==
        "indicator_1 count of session_held/fair event_held/fair grant_paid/aid in 回; "
        "indicator_3 yen of grant_paid/aid in 円");
}

TEST_CASE("a sub-activity without programmes of its own counts those of its programme") {
  Plan plan = one_row({"fair"});
  Row below;
  below.key = "1-1";
  below.parent = "1";
  plan.rows.push_back(below);
  const std::vector<Programme> programmes{of_type("fair", ProgrammeType::gathering)};
  const auto set = adopted_figures(plan, {}, programmes, {});
  REQUIRE(set.rows.size() == 1);
  CHECK(set.rows[0].row == "1-1");
  CHECK(told(set.rows[0]).starts_with("work_done carried_out of session_held/fair"));
}

TEST_CASE("what another plan counts of the same programmes is counted the same way") {
  figure::Definition entry;
  entry.key = "entry";
  entry.label = "入門講座";
  entry.measure = figure::Measure::people;
  entry.unit = "名";
  entry.part_of = "all";
  entry.records = {{{"course"}, "participant_enrolled", {{"course", {}, {"entry"}, 0}}, {}}};
  figure::Definition step = entry;
  step.label = "ステップアップ";
  step.records[0].where[0].values = {"step_up"};
  const std::vector<figure::Definition> both{entry, step};
  const std::vector<Programme> programmes{of_type("course", ProgrammeType::gathering),
                                          of_type("other", ProgrammeType::gathering)};
  const auto row_of = [&](const char* programme, const char* label,
                          std::span<const figure::Definition> elsewhere) {
    const std::vector<RowWork> work{{.row = "1", .indicators = {measured(1, label, "名")}}};
    return adopted_figures(one_row({programme}), work, programmes, elsewhere).rows.at(0);
  };
  const auto named = row_of("course", "入門講座", both).figures.at(0);
  CHECK(named.records == entry.records);
  CHECK_FALSE(named.part_of.has_value());
  // Alone in its unit, whatever it is called here; of two nobody can choose; of other programmes
  // nothing is taken.
  CHECK(row_of("course", "受講者", {&entry, 1}).figures.at(0).records == entry.records);
  CHECK(row_of("course", "受講者", both).figures.at(0).records.size() == 2);
  CHECK(row_of("other", "入門講座", both).figures.at(0).records[0].where.empty());
}

TEST_CASE("a review finds the number of every indicator in the text of the cell") {
  const std::vector<Programme> programmes{of_type("fair", ProgrammeType::gathering),
                                          of_type("aid", ProgrammeType::subsidy)};
  const std::vector<RowWork> work{
      {.row = "1",
       .indicators = {measured(1, "第2回までの開催", "回"), measured(2, "来場者{数}", "人"),
                      measured(3, "補助額", "千円")}}};
  const auto set = adopted_figures(one_row({"fair", "aid"}), work, programmes, {});
  const figure::RowDefinition& row = set.rows.at(0);
  figure::Values values;
  std::int64_t value = 4'700'000;
  for (const auto& one : row.figures) {
    figure::Value sum;
    sum.sum = {1, value, value, 0};
    values.emplace(one.key, sum);
    value += 1'000;
  }
  const auto composed = figure::compose(row, row.columns.at(0), values);
  CHECK(composed.text == "第2回までの開催 4,700,000回、来場者数 4,701,000人、補助額 4,702千円");
  CHECK(composed.state == "quantities");
  const Reading reading = read_as(ReadingSource::computed, composed.text);
  REQUIRE(reading.quantities.size() >= 3);
  const auto last = reading.quantities.end();
  CHECK((last - 3)->value == base::Number{4'700'000, 1});
  CHECK((last - 2)->value == base::Number{4'701'000, 1});
  CHECK((last - 1)->value == base::Number{4'702, 1});
}

}  // namespace
}  // namespace plan
