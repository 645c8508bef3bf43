// The pages of a figure, full of text that tries to break out and empty, in both languages.
#include <doctest/doctest.h>

#include "staff/hostile_test.h"
#include "ui/plan/record.h"
#include "ui/plan/settlements.h"
#include "ui/plan/work_cell.h"
#include "ui/plan/work_record.h"
#include "ui/plan/work_records.h"
#include "ui/plan/work_table.h"
#include "ui/plan/years.h"

namespace plan {
namespace {

using namespace staff::testing;

FactView fact() {
  return {kHostile, kHostile, kHostile, kEvilUrl};
}

SeriesView months() {
  return {output::columns(kHostile, kHostile, {{kHostile, kHostile, output::Value{1, 1}}}),
          {fact()}};
}

TEST_CASE("every page of a figure, full of hostile text and empty") {
  SettlementsPage settled;
  settled.page = frame();
  settled.done = kHostile;
  settled.problems = {kHostile, {{kHostile, kEvilUrl}}};
  settled.lines = {{kHostile, kHostile, kHostile, kHostile, true}};
  settled.forms = {{.id = kHostile, .action = kEvilUrl, .button = kHostile}};
  settled.years = {kHostile, kEvilUrl, true};
  check_page(settled, pages::settlements);
  const staff::FormView form{.id = kHostile, .action = kEvilUrl, .button = kHostile};
  check_page(YearsPage{.page = frame(),
                       .done = kHostile,
                       .problems = {kHostile, {{kHostile, kEvilUrl}}},
                       .kept_from = kHostile,
                       .lines = {{kHostile, kHostile, kHostile, kHostile}},
                       .requests = {{kHostile, kHostile, {form}}},
                       .moves = {kHostile},
                       .forms = {form},
                       .settled = {kHostile, kEvilUrl, true}},
             pages::years);
  const WorkCell cell{kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile};
  check_page(WorkTablePage{frame(),
                           kHostile,
                           kHostile,
                           {output::divided_bar({{kHostile, 1}}, 2, kHostile), {fact()}},
                           {kHostile},
                           {{kHostile, kHostile, {cell}}},
                           kHostile},
             pages::work_table);
  check_page(WorkCellPage{.page = frame(),
                          .row = kHostile,
                          .column = kHostile,
                          .shown = kHostile,
                          .reason = kHostile,
                          .readings = {{kHostile, kHostile, kHostile, kHostile}},
                          .differences = {kHostile},
                          .why = kHostile,
                          .singles = kHostile,
                          .composed = {kHostile},
                          .figures = {{kHostile,
                                       kHostile,
                                       kHostile,
                                       kHostile,
                                       kHostile,
                                       kEvilUrl,
                                       {kHostile},
                                       {months()}}},
                          .overlaps = {{kHostile, kEvilUrl}},
                          .table_url = kEvilUrl,
                          .printed_place_url = kEvilUrl},
             pages::work_cell);
  check_page(
      WorkRecordsPage{.page = frame(),
                      .heading = kHostile,
                      .lead = kHostile,
                      .action = kEvilUrl,
                      .months = {{kHostile, kHostile, true}},
                      .states = {{kHostile, kHostile, true}},
                      .sorts = {{kHostile, kHostile, true}},
                      .count = kHostile,
                      .records = {{kEvilUrl, kHostile, kHostile, kHostile, kHostile, kHostile}},
                      .csv_url = kEvilUrl,
                      .sample_url = kEvilUrl,
                      .first_url = kEvilUrl,
                      .next_url = kEvilUrl,
                      .cell_url = kEvilUrl},
      pages::work_records);
  const RecordView record{
      .state = kHostile,
      .returned = kHostile,
      .returned_reason = kHostile,
      .facts = {fact()},
      .note = kHostile,
      .sources = {{kHostile, kEvilUrl}},
      .places = {{kHostile, kEvilUrl}},
      .deeds = {{kHostile, kHostile, kHostile, kHostile}},
      .papers = {.title = kHostile,
                 .papers = {{kHostile, kEvilUrl, kHostile, kHostile, kHostile, kHostile, kEvilUrl}},
                 .taken_off = {},
                 .taken_off_title = {},
                 .held = kHostile,
                 .forms = {}}};
  CHECK(pages::record(record, base::Language::ja).find("<script>") == std::string::npos);
  check_page(WorkRecordPage{.page = frame(),
                            .done = kHostile,
                            .problems = {kHostile, {{kHostile, kEvilUrl}}},
                            .heading = kHostile,
                            .record = record,
                            .forms = {{.id = kHostile, .action = kEvilUrl, .button = kHostile}}},
             pages::work_record);
}

}  // namespace
}  // namespace plan
