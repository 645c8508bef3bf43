// What a command says goes to the person, what it found to the output. The program draws for
// whoever keeps the machine; who that was says the system's own log.
#include "sampling/sampling_cli.h"

#include <charconv>
#include <fstream>
#include <iterator>

#include "base/json_text.h"
#include "figure/staff_question.h"
#include "output/pdf.h"
#include "plan/report.h"
#include "plan/written_file.h"
#include "sampling/sampling_sheet.h"
#include "sampling/sampling_words.h"
#include "sheet/csv.h"

namespace sampling::cli {
namespace {

using base::Terminal;

http::Request in_language(const Terminal& terminal) {
  http::Request request;
  request.language = terminal.language;
  return request;
}

base::Result<Told> asked(db::Database& database, const Options& options,
                         const http::Request& request) {
  return database.read(
      [&](db::Read& tx) { return told(tx, request, options.municipality, options.sample); });
}

void write_item(base::JsonWriter& json, const ToldItem& line) {
  json.begin_object().field("item", line.item.number);
  json.field("record", std::to_string(line.item.record)).field("stratum", line.item.stratum);
  json.field("adds", line.item.adds).key("verdict");
  if (!line.item.finding) {
    json.null().end_object();
    return;
  }
  json.string(std::string(in_db(line.item.finding->verdict)));
  json.field("seen", in_db(line.item.finding->seen));
  json.field("note", line.item.finding->note).end_object();
}

}  // namespace

int draw(db::Database& database, const DrawOptions& options, Terminal& terminal) {
  const auto municipality =
      database.read([&](db::Read& tx) { return figure::municipality_of_plan(tx, options.plan); });
  if (!municipality) return terminal.refuse(municipality.error());
  const auto method = method_from(options.method);
  if (!method)
    return terminal.refuse(base::refuse(unknown_method, {{"method", options.method}}).error());
  NewSample wanted;
  wanted.source = {options.plan, options.row == "-" ? "" : options.row, options.figure,
                   options.year, options.scope == "confirmed"};
  wanted.title = options.title;
  wanted.method = *method;
  wanted.size = options.size;
  wanted.seed = options.seed;
  const auto drawn = sampling::draw(base::Actor::system(*municipality), database, wanted);
  if (!drawn) return terminal.refuse(drawn.error());
  terminal.tell("sampling.cli_drawn",
                {{"municipality", *municipality}, {"sample", std::to_string(drawn->sample)}});
  return show(database, {.municipality = *municipality, .sample = drawn->sample, .output = {}},
              terminal);
}

int list(db::Database& database, const Options& options, Terminal& terminal) {
  const auto lines = database.read([&](db::Read& tx) { return samples(tx, options.municipality); });
  const http::Request request = in_language(terminal);
  base::JsonWriter json;
  json.begin_object().key("samples").begin_array();
  for (const Line& line : lines) {
    const Sample& one = line.sample;
    if (terminal.json) {
      json.begin_object().field("sample", std::to_string(one.sample)).field("title", one.title);
      json.field("plan", one.plan).field("row", one.row).field("figure", one.figure);
      json.field("fiscal_year", one.fiscal_year).field("method", in_db(one.method));
      json.field("size", one.size).field("population", one.population).field("seed", one.seed);
      json.field("concluded", line.is_concluded).end_object();
    } else {
      terminal.out << one.sample << '\t' << one.plan << '\t' << one.row << '\t' << one.figure
                   << '\t' << one.fiscal_year << '\t' << one.size << '/' << one.population << '\t'
                   << progress_words(request, line.tally) << '\t' << one.title << '\n';
    }
  }
  if (terminal.json)
    terminal.out << json.end_array().end_object().text() << '\n';
  else if (lines.empty())
    terminal.tell("sampling.cli_none");
  return base::kDone;
}

int show(db::Database& database, const Options& options, Terminal& terminal) {
  const http::Request request = in_language(terminal);
  const auto all = asked(database, options, request);
  if (!all) return terminal.refuse(all.error());
  if (terminal.json) {
    const Sample& sample = all->opened.sample;
    base::JsonWriter json;
    json.begin_object().field("sample", std::to_string(sample.sample)).field("title", sample.title);
    json.field("method", in_db(sample.method)).field("size", sample.size);
    json.field("seed", sample.seed).field("population", sample.population);
    json.field("adds", sample.adds).field("as_known", base::iso_japan(sample.mark));
    json.field("list_sha256", sample.list_sha256);
    json.field("concluded", all->opened.is_concluded()).key("records").begin_array();
    for (const ToldItem& line : all->items) write_item(json, line);
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  for (const Fact& fact : cover(request, *all))
    terminal.out << fact.label << '\t' << fact.value << '\n';
  for (const ToldItem& line : all->items)
    terminal.out << line.item.number << '\t' << line.item.record << '\t' << line.stratum << '\t'
                 << line.day << '\t' << line.what << '\t' << line.verdict << '\n';
  return base::kDone;
}

int paper(db::Database& database, const Options& options, Terminal& terminal) {
  const http::Request request = in_language(terminal);
  const auto all = asked(database, options, request);
  if (!all) return terminal.refuse(all.error());
  if (options.format == "csv")
    return plan::cli::write_out(output::csv(sheet_of(request, *all)), options.output, terminal);
  if (options.format == "xlsx")
    return plan::cli::write_out(output::xlsx(workbook_of(request, *all)), options.output, terminal);
  const auto bytes = output::pdf(table_of(request, *all), {.paper = output::Paper::a4});
  if (!bytes) return terminal.refuse(bytes.error());
  return plan::cli::write_out(*bytes, options.output, terminal);
}

int population(db::Database& database, const Options& options, Terminal& terminal) {
  const http::Request request = in_language(terminal);
  const auto all = asked(database, options, request);
  if (!all) return terminal.refuse(all.error());
  const auto list =
      database.read([&](db::Read& tx) { return sampling::population(tx, all->opened.sample); });
  if (!list) return terminal.refuse(list.error());
  return plan::cli::write_out(output::csv(population_sheet(request, *all, *list)), options.output,
                              terminal);
}

namespace {

base::Result<std::vector<Listed>> read_list(const RedrawOptions& options) {
  std::ifstream file(options.file, std::ios::binary);
  if (!file) return base::refuse(plan::file_not_read, {{"file", options.file}});
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto grid = sheet::read_csv(bytes);
  if (!grid) return std::unexpected(grid.error());
  std::vector<Listed> list;
  for (std::size_t row = 1; row < grid->rows.size(); ++row) {
    const std::string_view text = grid->at(row, 0);
    Listed one;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), one.record);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
      return base::refuse(list_unreadable,
                          {{"line", std::to_string(row + 1)}, {"text", std::string(text)}});
    if (options.stratified) one.stratum = grid->at(row, 1);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

int redraw(const RedrawOptions& options, Terminal& terminal) {
  const auto list = read_list(options);
  if (!list) return terminal.refuse(list.error());
  const auto drawn = sampling::draw(*list, {options.seed, options.size});
  if (!drawn) return terminal.refuse(drawn.error());
  for (const std::size_t place : drawn->places) terminal.out << (*list)[place].record << '\n';
  return base::kDone;
}

}  // namespace sampling::cli
