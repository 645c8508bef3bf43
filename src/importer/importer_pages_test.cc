// The pages of imports, full of text that tries to break out and empty, in both languages.
#include <doctest/doctest.h>

#include "importer/importer_view.h"
#include "staff/hostile_test.h"
#include "ui/importer/draft.h"
#include "ui/importer/grid.h"
#include "ui/importer/imports.h"
#include "ui/importer/row_source.h"
#include "ui/importer/source.h"
#include "ui/importer/take.h"

namespace importer {
namespace {

using staff::testing::check_page;
using staff::testing::frame;
using staff::testing::kEvilUrl;
using staff::testing::kHostile;
using staff::testing::problems;

staff::FormView form() {
  staff::FormView view;
  view.id = "form";
  view.action = kEvilUrl;
  view.button = view.title = view.hint = kHostile;
  view.hidden = {{kHostile, kHostile}};
  view.fields.push_back({.name = kHostile, .value = kHostile, .hint = kHostile});
  return view;
}

GridView grid() {
  GridView view;
  view.caption = kHostile;
  view.has_kinds = true;
  view.letters = {kHostile};
  GridLine chosen{.number = kHostile,
                  .anchor = kHostile,
                  .kind = kHostile,
                  .name = kHostile,
                  .label = kHostile,
                  .kinds = {{kHostile, kHostile, true}},
                  .cells = {{kHostile, kHostile, kHostile, true, true, true, kHostile},
                            {kHostile, kHostile, kHostile, false, false, false, {}}}};
  view.lines = {chosen, {.number = kHostile, .anchor = "a", .kind = kHostile, .is_header = true}};
  return view;
}

}  // namespace

TEST_CASE("the list of imports and the forms that begin one") {
  check_page<ImportsPage>(
      {.page = frame(),
       .done = kHostile,
       .problems = problems(),
       .heading = kHostile,
       .lead = kHostile,
       .actions = {{kHostile, kEvilUrl, true}},
       .imports = {{kHostile, kEvilUrl, kHostile, kHostile, kEvilUrl, kHostile, kHostile},
                   {kHostile, kEvilUrl, kHostile, kHostile, "", kHostile, kHostile}},
       .nothing = kHostile,
       .earlier_url = kEvilUrl,
       .forms = {form()}},
      pages::imports);
}

TEST_CASE("one import") {
  ColumnLine column;
  column.letter = column.header = column.samples = column.sure = kHostile;
  column.meaning_name = column.meaning_label = column.year = column.to_year = kHostile;
  column.year_name = column.year_label = column.to_year_name = column.to_year_label = kHostile;
  column.header_name = column.anchor = kHostile;
  column.is_unsure = true;
  column.meanings = {{kHostile, kHostile, true}, {kHostile, kHostile, false}};
  ImportPage view;
  view.page = frame();
  view.problems = problems();
  view.done = view.heading = view.state = view.lead = view.flags_title = kHostile;
  view.more_flags = view.offer = view.page_words = kHostile;
  view.facts = {{kHostile, kHostile, kEvilUrl}, {kHostile, kHostile, ""}};
  view.remarks = {kHostile};
  view.flags = view.actions = view.pages = {{kHostile, kEvilUrl, true}};
  view.table_form = view.offer_form = view.header_form = view.columns_form = {form()};
  view.ratings_form = view.target_form = view.rows_form = view.forms = {form()};
  view.columns = {column};
  view.ratings = {{kHostile, kHostile, kHostile, kHostile, kHostile, kHostile}};
  view.grid = grid();
  view.deeds = {{kHostile, kHostile, kHostile, kHostile}};
  check_page<ImportPage>(view, pages::draft);
  view.rows_form.clear();
  check_page<ImportPage>(view, pages::draft);
}

TEST_CASE("what taking over would do, and the source of a cell") {
  check_page<TakePage>({.page = frame(),
                        .problems = problems(),
                        .heading = kHostile,
                        .lead = kHostile,
                        .facts = {{kHostile, kHostile, kEvilUrl}},
                        .notices = {kHostile},
                        .changes_title = kHostile,
                        .changes = {{kHostile, kHostile, kHostile, kHostile, kHostile, kEvilUrl},
                                    {kHostile, kHostile, kHostile, kHostile, kHostile, ""}},
                        .more_changes = kHostile,
                        .unmatched_title = kHostile,
                        .unmatched = {kHostile},
                        .forms = {form()},
                        .back = {kHostile, kEvilUrl, true}},
                       pages::take);
  check_page<SourcePage>({.page = frame(),
                          .heading = kHostile,
                          .lead = kHostile,
                          .facts = {{kHostile, kHostile, kEvilUrl}, {kHostile, kHostile, ""}},
                          .plan_cells = {{kHostile, kEvilUrl, true}},
                          .grid = grid(),
                          .pages = {{kHostile, kEvilUrl, true}},
                          .back = {kHostile, kEvilUrl, true}},
                         pages::source);
  check_page<RowSourcePage>({.page = frame(),
                             .row = kHostile,
                             .row_url = kEvilUrl,
                             .lead = kHostile,
                             .cells = {{kHostile, kHostile, kHostile, kHostile, kHostile}}},
                            pages::row_source);
  CHECK(pages::grid(grid(), base::Language::ja).find("<script>") == std::string::npos);
}

}  // namespace importer
