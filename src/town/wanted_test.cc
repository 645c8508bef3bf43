// The published table of Nerima 2011–14, read backwards: what a year must have had.
#include "town/wanted.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "town/twin.h"

namespace town {
namespace {

const Published& nerima() {
  static const Published original =
      published(plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"}), "nerima-2011").value();
  return original;
}

const Work& work_of(const Wanted& all, std::string_view programme, std::string_view kind, int year,
                    std::string_view code = {}) {
  for (const Work& one : all.work)
    if (one.programme == programme && one.kind == kind && one.fiscal_year == year &&
        (code.empty() || one.attributes.front().value == code))
      return one;
  FAIL("no such work");
  std::abort();
}

TEST_CASE("numbers, money, words and months of the printed cells") {
  const Wanted all =
      wanted(nerima().plan.content, *nerima().plan.figures, {2011, 2012, 2013, 2014});
  CHECK(*work_of(all, "business-loan-mediation", "loan_executed", 2011).records == 2252);
  CHECK(*work_of(all, "business-loan-mediation", "interest_subsidy_paid", 2013).yen == 712'314'955);
  const Work& grants = work_of(all, "iki-iki-street-grant", "grant_paid", 2011);
  CHECK(*grants.records == 11);
  CHECK(*grants.yen == 16'648'000);
  CHECK(grants.yen_scale == 1000);
  CHECK(*work_of(all, "flower-pots", "site_planted", 2012, "facility").records == 3);
  CHECK(*work_of(all, "community-business", "participant_enrolled", 2013, "practice").people == 44);
  const Work& companies = work_of(all, "business-net", "company_joined", 2012);
  CHECK(*companies.records == 54);
  CHECK(*companies.in_town == 15);
  CHECK(*work_of(all, "pegasus-magazine", "issue_published", 2011).copies_each == 8000);
  CHECK(*work_of(all, "fresh-food-joint-sales", "organisation_supported", 2013).businesses == 3);
  const Work& decided = work_of(all, "nakamurabashi-station-area", "milestone_reached", 2012);
  CHECK(*decided.milestone == "partly_decided");
  CHECK(*decided.month == 3);
  CHECK(*work_of(all, "pickles-fair-support", "event_held", 2011).month == 1);
}

TEST_CASE("the same seminar of two rows is one work; dashes and blanks are none") {
  const Wanted all =
      wanted(nerima().plan.content, *nerima().plan.figures, {2011, 2012, 2013, 2014});
  CHECK(std::ranges::count_if(all.work, [](const Work& one) {
          return one.programme == "owner-successor-seminar" && one.fiscal_year == 2011;
        }) == 1);
  CHECK(std::ranges::none_of(all.work, [](const Work& one) {
    return one.programme == "small-repair-referral" && one.fiscal_year == 2013;
  }));
  CHECK(std::ranges::none_of(all.work, [](const Work& one) {
    return one.programme == "business-loan-mediation" && one.fiscal_year == 2014;
  }));
}

TEST_CASE("merged cells are named and left out") {
  const Wanted all = wanted(nerima().plan.content, *nerima().plan.figures, {2011});
  REQUIRE(all.left_out.size() == 2);
  CHECK(all.left_out.front().row == "28");
  CHECK(all.left_out.front().merged == "28-29");
  CHECK(std::ranges::all_of(all.work, [](const Work& one) { return one.fiscal_year == 2011; }));
}

TEST_CASE("the twin has the rows and figures of the original, and nothing that was published") {
  const plan::PlanSet twin = twin_of(nerima());
  const plan::Plan& plan = twin.plans.front().content;
  CHECK(plan.slug == "nerima-2011-practice");
  CHECK(plan.municipality == kTown);
  CHECK(plan.rows.size() == nerima().plan.content.rows.size());
  for (const plan::Row& row : plan.rows) {
    CHECK(row.cells.empty());
    CHECK_FALSE(row.rating);
    CHECK(row.title.find("練馬") == std::string::npos);
    CHECK((!row.description || row.description->text.find("練馬") == std::string::npos));
  }
  CHECK(plan.title.find("練習用") != std::string::npos);
  CHECK(twin.registers.front().content.municipality.name.find("練習用") != std::string::npos);
  CHECK(twin.plans.front().figures->rows.size() == nerima().plan.figures->rows.size());
}

TEST_CASE("plans nobody can make a town of") {
  const auto set = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
  CHECK(published(set, "atlantis").error().code == unknown_plan.code);
  CHECK(published(set, "nerima-2003").error().code == plan_without_figures.code);
}

}  // namespace
}  // namespace town
