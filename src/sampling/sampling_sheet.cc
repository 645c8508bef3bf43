// On paper a record takes one line of eight columns with its facts in small letters; in a workbook
// every fact has a column.
#include "sampling/sampling_sheet.h"

#include <set>

#include "base/joined.h"
#include "base/practice_mark.h"
#include "base/yen.h"
#include "staff/staff_form.h"

namespace sampling {
namespace {

using staff::web::say;
using staff::web::word;

constexpr std::string_view kColumns[] = {
    "sampling.column_item",     "sampling.column_stratum",   "sampling.column_record",
    "sampling.column_day",      "sampling.column_what",      "sampling.column_adds",
    "sampling.column_recorded", "sampling.column_confirmed", "sampling.column_papers",
    "sampling.column_working",  "sampling.column_since",     "sampling.column_seen",
    "sampling.column_verdict",  "sampling.column_note",      "sampling.column_found_by"};
constexpr int kWidths[] = {6, 14, 22, 12, 30, 16, 26, 26, 24, 12, 26, 24, 12, 40, 26};

std::string note_of(const ToldItem& line) {
  return line.item.finding ? line.item.finding->note : std::string();
}

std::string lines_of(std::initializer_list<std::string> parts) {
  std::vector<std::string> said;
  for (const std::string& part : parts)
    if (!part.empty()) said.push_back(part);
  return base::joined(said, "\n");
}

std::string labelled(const http::Request& request, std::string_view key, const std::string& value) {
  return value.empty() ? std::string() : word(request, key) + "\u3000" + value;
}

output::Line paper_line(const http::Request& request, const ToldItem& line) {
  const std::string verdict =
      line.verdict.empty() ? word(request, "sampling.not_seen_yet") : line.verdict;
  return {{{.column = 0, .text = std::to_string(line.item.number), .note = line.stratum},
           {.column = 1,
            .text = line.day + " " + line.what,
            .note = lines_of({std::to_string(line.item.record), line.since})},
           {.column = 2, .text = line.adds},
           {.column = 3,
            .text = {},
            .note = lines_of(
                {labelled(request, "sampling.column_recorded", line.recorded),
                 labelled(request, "sampling.column_confirmed",
                          line.confirmed.empty() ? word(request, "sampling.nobody_confirmed")
                                                 : line.confirmed)})},
           {.column = 4,
            .text = {},
            .note = lines_of(
                {labelled(request, "sampling.column_papers",
                          line.papers.empty() ? word(request, "sampling.no_papers") : line.papers),
                 labelled(request, "sampling.column_working", line.working)})},
           {.column = 5, .text = {}, .note = line.seen},
           {.column = 6, .text = verdict, .note = note_of(line)},
           {.column = 7, .text = {}, .note = line.found_by}},
          false};
}

output::Table facts_table(const http::Request& request, const Told& told) {
  output::Sheet sheet{
      word(request, "sampling.sheet_cover"),
      {word(request, "sampling.column_fact"), word(request, "sampling.column_value")},
      {}};
  for (const Fact& fact : cover(request, told)) sheet.rows.push_back({fact.label, fact.value});
  for (const std::string& line : how_to_redraw(request, told.opened.sample))
    sheet.rows.push_back({word(request, "sampling.redraw_title"), line});
  for (const Conclusion& one : told.opened.conclusions)
    sheet.rows.push_back(
        {word(request, one.is_concluded ? "sampling.concluded" : "sampling.reopened"), one.text});
  return output::table_of(sheet, {output::CellKind::text, output::CellKind::text}, {24, 90});
}

output::Table strata_table(const http::Request& request, const Told& told) {
  using output::CellKind;
  output::Sheet sheet{
      word(request, "sampling.sheet_strata"),
      {word(request, "sampling.column_stratum"), word(request, "sampling.fact_population"),
       word(request, "sampling.fact_adds"), word(request, "sampling.fact_size")},
      {}};
  for (const Stratum& one : told.opened.strata)
    sheet.rows.push_back({told.strata.at(one.name), std::to_string(one.population),
                          std::to_string(one.adds), std::to_string(one.size)});
  return output::table_of(
      sheet, {CellKind::text, CellKind::whole, CellKind::whole, CellKind::whole}, {24, 16, 20, 12});
}

}  // namespace

output::Sheet sheet_of(const http::Request& request, const Told& told) {
  output::Sheet sheet{
      word(request, "sampling.paper_title") + " " + told.opened.sample.title, {}, {}};
  for (const std::string_view column : kColumns) sheet.headers.push_back(word(request, column));
  for (const ToldItem& line : told.items)
    sheet.rows.push_back(
        {std::to_string(line.item.number), line.stratum, std::to_string(line.item.record), line.day,
         line.what, std::to_string(line.item.adds), line.recorded, line.confirmed, line.papers,
         line.working, line.since, line.seen, line.verdict, note_of(line), line.found_by});
  return sheet;
}

output::Table table_of(const http::Request& request, const Told& told) {
  const Sample& sample = told.opened.sample;
  output::Table table;
  table.name = word(request, "sampling.sheet_records");
  table.mark = base::practice_mark(request.language, sample.municipality);
  table.title = word(request, "sampling.paper_title") + "\u3000" + sample.title;
  for (const Fact& fact : cover(request, told))
    table.above.push_back(fact.label + "\u3000" + fact.value);
  if (sample.method != Method::simple)
    for (const Stratum& one : told.opened.strata)
      table.above.push_back(say(request, "sampling.stratum_line",
                                {{"stratum", told.strata.at(one.name)},
                                 {"population", base::with_thousands(one.population)},
                                 {"size", std::to_string(one.size)}}));
  table.as_of = base::iso_japan(sample.mark);
  table.made_at = base::iso_japan(base::now());
  constexpr std::string_view kShort[] = {"sampling.column_item",     "sampling.column_what",
                                         "sampling.column_adds",     "sampling.column_deeds",
                                         "sampling.column_evidence", "sampling.column_seen",
                                         "sampling.column_verdict",  "sampling.column_found_by"};
  constexpr int kShortWidths[] = {10, 26, 15, 30, 24, 16, 28, 18};
  table.headings.emplace_back();
  for (int i = 0; i < 8; ++i) {
    table.columns.push_back({kShortWidths[i], i == 2 ? output::Align::right : output::Align::left});
    table.headings.back().cells.push_back({.column = i, .text = word(request, kShort[i])});
  }
  for (const ToldItem& line : told.items) table.lines.push_back(paper_line(request, line));
  table.below = how_to_redraw(request, sample);
  for (const Conclusion& one : told.opened.conclusions)
    table.below.push_back(
        word(request, one.is_concluded ? "sampling.concluded" : "sampling.reopened") + "\u3000" +
        one.text);
  if (!told.concluded_by.empty()) table.below.push_back(told.concluded_by);
  return table;
}

std::vector<output::Table> workbook_of(const http::Request& request, const Told& told) {
  using output::CellKind;
  const output::Sheet sheet = sheet_of(request, told);
  std::vector<CellKind> kinds(sheet.headers.size(), CellKind::text);
  kinds[0] = kinds[5] = CellKind::whole;
  output::Table records =
      output::table_of(sheet, kinds, std::vector<int>(std::begin(kWidths), std::end(kWidths)));
  records.name = word(request, "sampling.sheet_records");
  std::vector<output::Table> tables = {facts_table(request, told), strata_table(request, told),
                                       std::move(records)};
  for (output::Table& table : tables)
    table.mark = base::practice_mark(request.language, told.opened.sample.municipality);
  return tables;
}

output::Sheet population_sheet(const http::Request& request, const Told& told,
                               std::span<const Listed> population) {
  std::set<std::int64_t> drawn;
  for (const Item& item : told.opened.items) drawn.insert(item.record);
  output::Sheet sheet{word(request, "sampling.population_title"), {}, {}};
  for (const std::string_view key :
       {"sampling.column_record", "sampling.column_stratum", "sampling.column_adds",
        "sampling.column_day", "sampling.column_kind", "sampling.column_ticket",
        "sampling.column_drawn"})
    sheet.headers.push_back(word(request, key));
  for (const Listed& one : population)
    sheet.rows.push_back({std::to_string(one.record), one.stratum, std::to_string(one.adds),
                          base::iso(one.occurred_on), word(request, "record.kind_" + one.kind),
                          ticket(told.opened.sample.seed, one.record),
                          drawn.contains(one.record) ? "1" : "0"});
  return sheet;
}

}  // namespace sampling
