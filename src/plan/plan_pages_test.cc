// Every page of the plans is written at least once, in both languages, full and empty, with text
// that tries to break out. NIGIWAI_PAGES_DIR names a folder that keeps the pages for looking at.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "http/asset.h"
#include "output/chart.h"
#include "ui/asset_urls.h"
#include "ui/plan/compare.h"
#include "ui/plan/document.h"
#include "ui/plan/home.h"
#include "ui/plan/open_data.h"
#include "ui/plan/plan.h"
#include "ui/plan/programme.h"
#include "ui/plan/row.h"
#include "ui/plan/search.h"
#include "ui/plan/table.h"
#include "ui/site/about.h"
#include "ui/site/accessibility.h"
#include "ui/site/error.h"
#include "ui/site/licence.h"

namespace {

using base::Language;
using namespace plan;

const std::string kHostile = "<script>alert(\"1\")</script>'&";
const std::string kEvilUrl = "javascript:alert(1)";

http::PageFrame frame() {
  return {.title = kHostile,
          .crumbs = {{.text = kHostile, .url = kEvilUrl}},
          .this_page = kHostile,
          .other_language_url = kEvilUrl,
          .search_text = kHostile,
          .at_home = true,
          .at_search = true};
}

RatingView rating() {
  return {kHostile, kHostile, kHostile, kHostile};
}
FactView fact() {
  return {kHostile, kHostile, kHostile, kEvilUrl};
}
CaveatView caveat() {
  return {kHostile, kHostile};
}
RelatedRow related() {
  return {kHostile, kHostile, kHostile, kEvilUrl, kHostile, kHostile};
}

HomePage home() {
  const PlanCard card{.title = kHostile,
                      .url = kEvilUrl,
                      .kind = kHostile,
                      .edition = kHostile,
                      .period = kHostile,
                      .period_note = kHostile,
                      .counts = kHostile,
                      .ratings = kHostile,
                      .caveats = {caveat()}};
  return {.page = frame(),
          .municipality_count = 5,
          .plan_count = 8,
          .row_count = 150,
          .own_title = {},
          .own_lead = {},
          .municipalities = {{kHostile, kHostile, kHostile, {card}}}};
}

PlanPage overview() {
  const TreeRow row{kHostile, kHostile, kEvilUrl, rating()};
  TreeNode leaf{.level = kHostile,
                .code = kHostile,
                .name = kHostile,
                .note = kHostile,
                .anchor = kHostile,
                .table_url = kEvilUrl,
                .nodes = {},
                .rows = {row}};
  TreeNode middle = leaf;
  middle.nodes = {leaf};
  TreeNode top = leaf;
  top.nodes = {middle};
  PlanPage page;
  page.page = frame();
  page.municipality = page.title = page.edition = page.period = page.period_note = kHostile;
  page.facts = {fact()};
  page.caveats = {caveat()};
  page.notes = {kHostile};
  page.ratings = {{{rating(), 46, kHostile, "0", "82.14", "41"}}, 56, kHostile, kHostile};
  page.objectives = {kHostile,
                     {rating()},
                     {{.code = kHostile,
                       .name = kHostile,
                       .url = kEvilUrl,
                       .counts = {46},
                       .total = 46,
                       .bar = output::divided_bar({{kHostile, 46}}, 46, kHostile)}}};
  const ChangeView change{kHostile, kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile};
  page.movements = {true, {change}, {change}};
  page.tree = {top};
  page.relations = {{kHostile, kHostile, kEvilUrl, kHostile, kHostile}};
  page.documents = {{kHostile, kEvilUrl, kHostile}};
  page.sources = {{kHostile, kHostile, kHostile, kHostile, kHostile}};
  page.table_url = page.csv_url = page.json_url = kEvilUrl;
  return page;
}

TableRow table_row(const std::string& sub_title, int programme_rowspan) {
  TableRow row;
  row.anchor = row.number = row.title = row.years = kHostile;
  row.url = kEvilUrl;
  row.sub_title = sub_title;
  row.programme_rowspan = programme_rowspan;
  row.cells = {{.label = kHostile,
                .colspan = 3,
                .rowspan = 2,
                .is_merged = true,
                .lines = {kHostile, kHostile},
                .state = kHostile,
                .mark_lead = kHostile,
                .mark = kHostile,
                .uncertain = kHostile,
                .apart = kHostile}};
  row.placed = kHostile;
  row.covered = {fact()};
  row.rating = rating();
  row.has_rating = true;
  return row;
}

TablePage table() {
  TablePage page;
  page.page = frame();
  page.municipality = page.plan_title = page.period_note = page.rating_header = kHostile;
  page.plan_url = page.json_url = kEvilUrl;
  page.files = {{kEvilUrl, kHostile}};
  page.filter = {.action = kEvilUrl,
                 .objectives = {{kHostile, kHostile, true}},
                 .ratings = {{kHostile, kHostile, false}},
                 .years = {{kHostile, kHostile, false}},
                 .departments = {{kHostile, kHostile, false}},
                 .sorts = {{kHostile, kHostile, true}},
                 .text = kHostile,
                 .is_set = true,
                 .clear_url = kEvilUrl};
  page.shown_count = 3;
  page.total_count = 59;
  page.column_count = 6;
  page.columns = {{kHostile, kHostile}};
  page.groups = {{kHostile,
                  kHostile,
                  kHostile,
                  {table_row("", 1), table_row(kHostile, 2), table_row(kHostile, 0)}}};
  page.caveats = {caveat()};
  return page;
}

RowPage row() {
  const RowCellView cell{.label = kHostile,
                         .fiscal_years = kHostile,
                         .lines = {kHostile},
                         .state = kHostile,
                         .mark = kHostile,
                         .merged = kHostile,
                         .by = kHostile,
                         .reason = kHostile,
                         .unread = kHostile,
                         .quantities = {{kHostile, kHostile, kHostile, kHostile, kHostile}},
                         .apart = {kHostile}};
  RowPart part;
  part.title = part.anchor = part.years_printed = part.years_read = kHostile;
  part.cells = {cell};
  part.series = {{.chart = output::columns(kHostile, kHostile, {{kHostile, kHostile, {}}}),
                  .values = {fact()}}};
  part.rating = {rating(), kHostile, kHostile, kHostile};
  part.owners = {{kHostile, kHostile, kHostile}};
  part.notes = {kHostile};
  RowPage page;
  page.page = frame();
  page.municipality = page.plan_title = page.period_note = page.number = page.level = kHostile;
  page.title = page.title_note = page.description = page.description_note = kHostile;
  page.plan_url = page.table_url = kEvilUrl;
  page.place = page.provenance = {fact()};
  page.carried_by = kHostile;
  page.parts = {part, RowPart{}};
  page.notes = {kHostile};
  page.programmes = {{kHostile, kEvilUrl, kHostile, kHostile, {related()}}};
  page.related = {related()};
  page.caveats = {caveat()};
  page.released = {kHostile};
  page.corrections = {fact()};
  page.figures_url = kEvilUrl;
  page.previous = page.next = {kHostile, kEvilUrl};
  return page;
}

DocumentPage document() {
  DocumentPage page;
  page.page = frame();
  page.municipality = page.plan_title = page.period_note = page.title = kHostile;
  page.plan_url = kEvilUrl;
  page.facts = {fact()};
  page.contents = {{kHostile, kEvilUrl}};
  page.chapters = {{kHostile,
                    kHostile,
                    {{kHostile, "", {}, false},
                     {kHostile, "", {}, true},
                     {"", kHostile, {}, false},
                     {"", "", {kHostile}, false}},
                    {related()}}};
  page.notes = {kHostile};
  return page;
}

SearchPage search() {
  SearchPage page;
  page.page = frame();
  page.query = page.problem = kHostile;
  page.hit_count = 1;
  page.hits = {
      {kHostile, kEvilUrl, kHostile, kHostile, kHostile, {{kHostile, false}, {kHostile, true}}}};
  page.is_cut = true;
  page.programmes = page.hits;
  return page;
}

ProgrammePage programme() {
  ProgrammePage page;
  page.page = frame();
  page.municipality = page.name = page.id = kHostile;
  page.facts = {fact()};
  ProgrammeLine line;
  line.number = line.title = kHostile;
  line.url = kEvilUrl;
  line.rating = rating();
  line.cells = {fact()};
  line.series = row().parts.front().series;
  page.plans = {{kHostile, kEvilUrl, kHostile, kHostile, {line}}};
  page.compare_url = kEvilUrl;
  return page;
}

ComparePage compare() {
  ComparePage page;
  page.page = frame();
  page.types = {{kHostile, kHostile, true}};
  page.action = kEvilUrl;
  page.municipalities = {{kHostile, kEvilUrl}};
  const CompareCell some{kHostile, 2, {{kHostile, kEvilUrl}}, {kHostile, kEvilUrl}};
  page.rows = {{kHostile, kEvilUrl, {some, CompareCell{}}}};
  return page;
}

OpenDataPage open_data() {
  OpenDataPage page;
  page.page = frame();
  page.plans = {{kHostile, kHostile, kEvilUrl, {{kEvilUrl, kHostile}}}};
  page.api = page.states = page.sources = page.stages = {fact()};
  return page;
}

void keep(const std::string& name, const std::string& html) {
  if (const char* folder = std::getenv("NIGIWAI_PAGES_DIR")) {
    std::ofstream(std::string(folder) + "/" + name + ".html") << html;
  }
}

std::size_t count(const std::string& html, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = html.find(part, at)) != std::string::npos; at += part.size())
    ++found;
  return found;
}

void check_page(const std::string& name, const std::string& html, bool is_hostile) {
  CAPTURE(name);
  keep(name, html);
  CHECK(html.starts_with("<!doctype html><html lang=\""));
  CHECK(html.ends_with("</body></html>"));
  CHECK(count(html, "<h1") == 1);
  CHECK(count(html, "<main") == 1);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("javascript:") == std::string::npos);
  CHECK(html.find("alert(\"") == std::string::npos);
  CHECK(html.find(" style=") == std::string::npos);
  CHECK(html.find(ui::asset_urls::app_css) != std::string::npos);
  if (is_hostile)
    CHECK(html.find("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;") !=
          std::string::npos);
}

template <class Page, class Write>
void check_both(const std::string& name, const Page& page, Write&& write, bool is_hostile) {
  check_page(name + "_ja", write(page, Language::ja), is_hostile);
  check_page(name + "_en", write(page, Language::en), is_hostile);
}

TEST_CASE("every page, full of hostile text") {
  check_both("home", home(), [](auto& p, Language l) { return pages::home(p, l); }, true);
  HomePage own = home();
  own.own_title = own.own_lead = kHostile;
  check_both("own_home", own, [](auto& p, Language l) { return pages::home(p, l); }, true);
  check_both("plan", overview(), [](auto& p, Language l) { return pages::plan(p, l); }, true);
  check_both("table", table(), [](auto& p, Language l) { return pages::table(p, l); }, true);
  check_both("row", row(), [](auto& p, Language l) { return pages::row(p, l); }, true);
  check_both(
      "document", document(), [](auto& p, Language l) { return pages::document(p, l); }, true);
  check_both("search", search(), [](auto& p, Language l) { return pages::search(p, l); }, true);
  check_both(
      "programme", programme(), [](auto& p, Language l) { return pages::programme(p, l); }, true);
  check_both("compare", compare(), [](auto& p, Language l) { return pages::compare(p, l); }, true);
  check_both(
      "open_data", open_data(), [](auto& p, Language l) { return pages::open_data(p, l); }, true);
  const http::PlainPage plain{frame()};
  check_both("about", plain, [](auto& p, Language l) { return site::pages::about(p, l); }, true);
  check_both(
      "accessibility", plain, [](auto& p, Language l) { return site::pages::accessibility(p, l); },
      true);
  check_both(
      "licence", plain, [](auto& p, Language l) { return site::pages::licence(p, l); }, true);
  const http::ErrorPage error{frame(), 404, kHostile, kHostile};
  check_both("error", error, [](auto& p, Language l) { return site::pages::error(p, l); }, true);
}

TEST_CASE("every page with nothing in it") {
  check_both(
      "home_empty", HomePage{}, [](auto& p, Language l) { return pages::home(p, l); }, false);
  check_both(
      "plan_empty", PlanPage{}, [](auto& p, Language l) { return pages::plan(p, l); }, false);
  check_both(
      "table_empty", TablePage{}, [](auto& p, Language l) { return pages::table(p, l); }, false);
  check_both("row_empty", RowPage{}, [](auto& p, Language l) { return pages::row(p, l); }, false);
  check_both(
      "document_empty", DocumentPage{}, [](auto& p, Language l) { return pages::document(p, l); },
      false);
  check_both(
      "search_empty", SearchPage{}, [](auto& p, Language l) { return pages::search(p, l); }, false);
  check_both(
      "programme_empty", ProgrammePage{},
      [](auto& p, Language l) { return pages::programme(p, l); }, false);
  check_both(
      "compare_empty", ComparePage{}, [](auto& p, Language l) { return pages::compare(p, l); },
      false);
  check_both(
      "open_data_empty", OpenDataPage{}, [](auto& p, Language l) { return pages::open_data(p, l); },
      false);
}

TEST_CASE("the table says merged cells, kinds of absence and ratings in words") {
  const std::string html = pages::table(table(), Language::ja);
  CHECK(count(html, "colspan=\"3\" rowspan=\"2\" data-merged") == 3);
  CHECK(html.find("公表資料から転記") != std::string::npos);
  CHECK(html.find("59行のうち3行を表示しています") != std::string::npos);
  CHECK(html.find("公表資料の転記による見本です。自治体の公式サイトではありません。") !=
        std::string::npos);
  CHECK(pages::table(TablePage{}, Language::ja).find("条件に合う行がありません") !=
        std::string::npos);
}

TEST_CASE("a place without programmes never says that there are none") {
  const std::string html = pages::compare(compare(), Language::ja);
  CHECK(html.find("この資料では確認できません") != std::string::npos);
  CHECK(html.find("なし") == std::string::npos);
  CHECK(html.find("その支援がないという意味ではありません") != std::string::npos);
}

TEST_CASE("the language of a page and of the plan's own text") {
  const std::string html = pages::row(row(), Language::en);
  CHECK(html.find("<html lang=\"en\">") != std::string::npos);
  CHECK(html.find("<h1 lang=\"ja\">") != std::string::npos);
  CHECK(html.find("<a class=\"ng-brand\" href=\"/en/\">") != std::string::npos);
  CHECK(pages::row(row(), Language::ja).find("<a class=\"ng-brand\" href=\"/\">") !=
        std::string::npos);
}

}  // namespace
