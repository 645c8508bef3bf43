// A plan that was adopted here: everything a visitor may ask is asked before its release, a second
// before the minute, at the minute and after it was taken back. Its words are in no answer that is
// too early, and in every list, file and feed from the minute on.
#include <algorithm>

#include "app/reached_test.h"
#include "db/testing.h"
#include "figure/figure_file.h"
#include "figure/figure_service.h"
#include "plan/adoption.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "release/release_service.h"

namespace {

using namespace app::testing;

constexpr std::string_view kWard = "131202";
const base::Actor kSystem = base::Actor::system();
const std::string kSlug = "garden-2015";
// A search names its own question again, so that texts are looked for by another of their words.
const std::string kSecret = "しろうさぎ";
const std::string kAsked = "%E3%81%8F%E3%82%8D%E3%81%AD%E3%81%93";  // くろねこ

std::string worded(std::string_view what) {
  return "くろねこ" + kSecret + std::string(what);
}

plan::Plan its_plan() {
  plan::Plan plan;
  plan.slug = kSlug;
  plan.municipality = kWard;
  plan.title = worded("計画");
  plan.period = {"平成27～28年度", 2015, 2016};
  plan.sources.push_back({"draft", "", worded("原案"), "練馬区", {}, {}});
  plan.levels = {{"programme", "事業"}};
  plan.columns = {{"2015", "平成27年度", plan::ColumnKind::year, {2015}},
                  {"2016", "平成28年度", plan::ColumnKind::year, {2016}}};
  plan::Row row;
  row.key = "1";
  row.number = "1";
  row.level = "programme";
  row.title = worded("の見本市");
  row.description = plan::Description{worded("の説明"), {}};
  row.programmes = {"craft-fair-support"};
  row.provenance.source = "draft";
  plan.rows.push_back(row);
  return plan;
}

constexpr std::string_view kFigures = R"(
format = "nigiwai-figures/1"
municipality = "131202"
plan = "garden-2015"

[[row]]
row = "1"
programmes = ["craft-fair-support"]
text = "{visitors}人"
figures = [
  { key = "visitors", label = "来場者", measure = "people", kind = "event_held", unit = "人" },
]
)";

void adopt_it(db::Database& database) {
  base::Mistakes mistakes("test");
  const auto figures = figure::read_definitions(std::string(kFigures), mistakes);
  REQUIRE_MESSAGE(mistakes.none(), plan::testing::told(mistakes.list()));
  REQUIRE(database
              .write([&](db::Write& tx) -> base::Result<std::int64_t> {
                auto deed = plan::adopt(tx, kSystem, its_plan(), {}, "decided");
                figure::install(tx, kSystem, figures);
                return deed;
              })
              .has_value());
}

void hold_a_fair(db::Database& database) {
  record::Facts facts;
  facts.programme = "craft-fair-support";
  facts.kind = "event_held";
  facts.occurred_on = base::Date(2015, 5, 28);
  facts.people = 4'700;
  const auto posted = figure::write(
      database, [&](db::Write& tx) { return figure::post(tx, {kSystem, {}}, kWard, {}, facts); });
  REQUIRE(posted.has_value());
  REQUIRE(figure::write(database, [&](db::Write& tx) {
            return figure::confirm(tx, {kSystem, {}}, kWard, {}, posted->record);
          }).has_value());
}

// Lists that name every plan, in both languages: there from the first to the last moment.
const std::vector<std::string> kLists = {"/",
                                         "/en/",
                                         "/open-data",
                                         "/en/open-data",
                                         "/open-data/catalog.jsonld",
                                         "/search?q=" + kAsked,
                                         "/en/search?q=" + kAsked,
                                         "/api/v1/search?q=" + kAsked,
                                         "/api/v1/plans",
                                         "/feed.atom",
                                         "/en/feed.atom",
                                         "/programmes/131202/craft-fair-support",
                                         "/en/programmes/131202/craft-fair-support",
                                         "/plans/nerima-2011/rows/1",
                                         "/en/plans/nerima-2011/rows/1"};
// Lists in which no plan stands.
const std::vector<std::string> kOthers = {"/compare", "/en/compare", "/api/v1/openapi.json"};

// Its own addresses, below /plans/{slug} and /api/v1/plans/{slug}.
const std::vector<std::string> kPages = {
    "", "/table", "/rows/1", "/figures", "/rows/1/figures/visitors", "/documents/chapter"};
const std::vector<std::string> kFiles = {"/figures.csv",
                                         "/table.csv",
                                         "/table.xlsx",
                                         "/table.pdf",
                                         "/table-long.csv",
                                         "/table.json",
                                         "/table-long-definitions.csv",
                                         "/table-long.xlsx"};
const std::vector<std::string> kOfApi = {"", "/rows", "/rows/1", "/figures",
                                         "/rows/1/figures/visitors"};

std::vector<std::string> addresses_of(const std::string& slug) {
  std::vector<std::string> all;
  for (const std::string& page : kPages) {
    all.push_back("/plans/" + slug + page);
    all.push_back("/en/plans/" + slug + page);
  }
  for (const std::string& file : kFiles) all.push_back("/plans/" + slug + file);
  for (const std::string& part : kOfApi) all.push_back("/api/v1/plans/" + slug + part);
  return all;
}

// Nothing tells it from a plan that nobody ever made.
void check_unknown(const http::Site& site) {
  const std::string nobody = "nobody-2015";
  const auto asked = addresses_of(kSlug);
  const auto compared = addresses_of(nobody);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    CAPTURE(asked[i]);
    const auto answer = answer_to(site, asked[i]);
    const auto other = answer_to(site, compared[i]);
    CHECK(answer.status == 404);
    CHECK(other.status == 404);
    CHECK(plan::testing::bent_everywhere(answer.body, kSlug, nobody) == other.body);
    CHECK_FALSE(answer.body.contains(kSecret));
  }
}

std::vector<std::string> doors() {
  std::vector<std::string> all = kLists;
  all.insert(all.end(), kOthers.begin(), kOthers.end());
  return all;
}

void check_nowhere(db::Database& database, const http::Site& site) {
  const Bodies bodies = reached(database, doors());
  CHECK(bodies.size() > 80);
  for (const auto& [address, body] : bodies) {
    CAPTURE(address);
    CHECK_FALSE(body.contains(kSecret));
    CHECK_FALSE(body.contains(kSlug));
  }
  check_unknown(site);
}

void check_everywhere(db::Database& database, const http::Site& site) {
  const Bodies bodies = reached(database, doors());
  for (const std::string& list : kLists) {
    CAPTURE(list);
    CHECK(bodies.at(list).contains(kSlug));
    if (list != "/feed.atom") CHECK(bodies.at(list).contains(kSecret));
  }
  CHECK(bodies.at("/open-data").contains("/plans/" + kSlug + "/figures.csv"));
  CHECK(bodies.at("/open-data/catalog.jsonld").contains("/plans/" + kSlug + "/figures.csv"));
  for (const std::string& address : addresses_of(kSlug)) {
    CAPTURE(address);
    const auto answer = answer_to(site, address);
    if (address.ends_with("/documents/chapter")) {
      CHECK(answer.status == 404);
      continue;
    }
    if (address.ends_with(".pdf"))
      continue;  // drawn by the program itself, which does not run here
    CHECK(answer.status == 200);
    if (!answer.content_type.contains("pdf") && !answer.content_type.contains("sheet"))
      CHECK(answer.body.contains(kSecret));
  }
}

TEST_CASE("a plan adopted here is in no public answer before its minute, in all from it on") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const FixedClock clock("2015-06-01T09:00");
    const db::testing::TemporaryDatabase place(engine,
                                               db::testing::TemporaryDatabase::Schema::current);
    auto database = place.open();
    REQUIRE(plan::load(kSystem, database, plan::testing::nerima_2011()).has_value());
    staff::Hasher hasher;
    const staff::web::Desk desk{database, hasher};
    const http::Site site(app::routes(desk), {});
    adopt_it(database);
    hold_a_fair(database);
    check_nowhere(database, site);
    const auto at = base::parse_japan("2015-06-01T10:00").value();
    const auto released = release::publish(database, kSystem, kWard, {kSlug, worded("の結果"), at});
    REQUIRE(released.has_value());
    base::fix_clock(*base::parse_japan("2015-06-01T09:59:59"));
    check_nowhere(database, site);
    base::fix_clock(at);
    check_everywhere(database, site);
    REQUIRE(
        release::withdraw(database, kSystem, kWard, released->release, "too early").has_value());
    check_nowhere(database, site);
  }
}

}  // namespace
