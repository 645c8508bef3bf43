// From words on the command line to the services and back to lines.
#include "figure/figure_cli.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/yen.h"
#include "figure/build_cli.h"
#include "figure/figure_file.h"
#include "figure/figure_sheet.h"
#include "figure/known_at.h"
#include "figure/record_lines.h"
#include "figure/staff_json.h"
#include "programme/programme_service.h"
#include "staff/municipality_service.h"

namespace figure::cli {
namespace {

using base::Terminal;

// A plan with its municipality and the moment a question is about.
struct Asked {
  std::string municipality;
  std::optional<base::Instant> at;
  Shown shown;
};

base::Result<Asked> ask(db::Read& tx, const std::string& plan, const std::string& as_known) {
  const auto municipality = municipality_of_plan(tx, plan);
  if (!municipality) return std::unexpected(municipality.error());
  const auto at = known_at(tx, *municipality, as_known);
  if (!at) return std::unexpected(at.error());
  return Asked{*municipality, *at, shown(tx, *municipality, plan, *at)};
}

std::string row_name(const std::string& row) {
  return row.empty() ? "-" : row;
}

// The row that a name on the command line means.
std::string row_named(const std::string& name) {
  return name == "-" ? "" : name;
}

// ---- show

struct YearLine {
  int fiscal_year = 0;
  Value all;
  Value confirmed;
};
struct MonthLine {
  int fiscal_year = 0;
  MonthValue month;
};
struct FigureLines {
  Held figure;
  RowDefinition row;
  std::vector<YearLine> years;
  std::vector<MonthLine> months;
  std::optional<SoFar> so_far;
};

std::vector<YearLine> years_of(const Held& figure, const Table& all, const Table& confirmed,
                               std::optional<int> wanted) {
  std::vector<YearLine> years;
  for (const auto& [key, value] : all) {
    if (key.figure != figure.id.value || (wanted && key.fiscal_year != *wanted)) continue;
    years.push_back({key.fiscal_year, value, value_in(confirmed, figure, key.fiscal_year)});
  }
  return years;
}

base::Result<std::vector<FigureLines>> lines_of(db::Read& tx, const ShowOptions& options) {
  const auto asked = ask(tx, options.plan, options.as_known);
  if (!asked) return std::unexpected(asked.error());
  const Table all = table(tx, asked->municipality, options.plan, Scope::all, asked->at);
  const Table confirmed = table(tx, asked->municipality, options.plan, Scope::confirmed, asked->at);
  std::optional<base::Date> until;
  if (!options.so_far.empty()) {
    const auto day = base::parse_date(options.so_far);
    if (!day) return std::unexpected(day.error());
    until = *day;
  }
  const std::string row = row_named(options.row);
  std::vector<FigureLines> lines;
  for (const Held& figure : asked->shown.figures) {
    if (figure.row != row) continue;
    if (!options.figure.empty() && figure.definition.key != options.figure) continue;
    FigureLines line{figure,
                     asked->shown.row_of(figure),
                     years_of(figure, all, confirmed, options.year),
                     {},
                     {}};
    for (const YearLine& year : line.years) {
      if (!options.months) break;
      for (const MonthValue& month :
           by_month(tx, asked->municipality, figure.id, year.fiscal_year, Scope::all))
        line.months.push_back({year.fiscal_year, month});
    }
    if (until) {
      const int year = base::FiscalYear::containing(*until).number();
      line.so_far = so_far(tx, asked->municipality, figure, options.year.value_or(year), *until);
    }
    lines.push_back(std::move(line));
  }
  if (lines.empty() && options.figure.empty())
    return base::refuse(unknown_row, {{"row", row_name(row)}});
  if (lines.empty()) {
    return base::refuse(
        unknown_figure,
        {{"plan", options.plan}, {"row", row_name(row)}, {"figure", options.figure}});
  }
  return lines;
}

std::string text_of(const FigureLines& line, const Value& value) {
  const std::string text =
      with_unit(line.figure.definition, shown_value(line.figure.definition, value, line.row));
  return text.empty() ? "-" : text;
}

std::string text_of(const FigureLines& line, const Sum& sum) {
  return text_of(line, Value{.sum = sum, .milestone = std::nullopt});
}

void show_text(const FigureLines& line, Terminal& terminal) {
  const Definition& definition = line.figure.definition;
  terminal.out << row_name(line.figure.row) << '\t' << definition.key << '\t' << definition.label
               << '\n';
  for (const YearLine& year : line.years) {
    terminal.out << base::say(terminal.language, "figure_cli.year_value",
                              {{"year", std::to_string(year.fiscal_year)},
                               {"value", text_of(line, year.all)},
                               {"confirmed", text_of(line, year.confirmed)},
                               {"records", base::with_thousands(year.all.sum.records)}})
                 << '\n';
  }
  for (const MonthLine& month : line.months)
    terminal.out << "  " << month.month.month / 100 << '-'
                 << (month.month.month % 100 < 10 ? "0" : "") << month.month.month % 100 << '\t'
                 << text_of(line, month.month.sum) << '\n';
  if (line.so_far) {
    terminal.out << base::say(terminal.language, "figure_cli.so_far",
                              {{"value", text_of(line, line.so_far->this_year)},
                               {"last_until", base::iso(line.so_far->last_until)},
                               {"last", text_of(line, line.so_far->last_year)}})
                 << '\n';
  }
}

void write_lines(base::JsonWriter& json, const FigureLines& line) {
  json.begin_object();
  write_figure(json, line.figure);
  json.key("years").begin_array();
  for (const YearLine& year : line.years) {
    json.begin_object().field("fiscal_year", year.fiscal_year).key("all").begin_object();
    write_value(json, line.figure, line.row, year.all);
    json.end_object().key("confirmed").begin_object();
    write_value(json, line.figure, line.row, year.confirmed);
    json.end_object().end_object();
  }
  json.end_array().key("months").begin_array();
  for (const MonthLine& month : line.months) {
    json.begin_object().field("fiscal_year", month.fiscal_year).field("month", month.month.month);
    write_sum(json, month.month.sum);
    json.end_object();
  }
  json.end_array();
  if (line.so_far) {
    json.key("so_far").begin_object().key("this_year").begin_object();
    write_sum(json, line.so_far->this_year);
    json.end_object().key("last_year").begin_object();
    write_sum(json, line.so_far->last_year);
    json.end_object().field("last_until", base::iso(line.so_far->last_until)).end_object();
  }
  json.end_object();
}

// ---- explain

Names programme_names(db::Read& tx, std::string_view municipality) {
  Names names;
  for (const programme::Programme& programme : programme::programmes(tx, municipality))
    names.emplace(programme.key, programme.name);
  return names;
}

// One figure in words, or a row: how its cells are put together, or why it has no figures.
struct Explanation {
  std::string row;
  std::string figure;
  std::string label;
  std::vector<std::string> sentences;
};

// Rows in the order of the plan, each with its figures; then the totals.
std::vector<Explanation> explanations(const Shown& shown, const std::vector<RowDefinition>& rows,
                                      const Names& names, base::Language language) {
  std::vector<Explanation> all;
  const auto add_figures_of = [&](const std::string& row) {
    for (const Held& figure : shown.figures) {
      if (figure.row != row) continue;
      all.push_back({row, figure.definition.key, figure.definition.label,
                     figure::explain(language, shown.row_of(figure), figure.definition, names)});
    }
  };
  for (const RowDefinition& row : rows) {
    if (row.reason) {
      all.push_back({row.row,
                     "",
                     "",
                     {base::say(language, "figure_cli.not_computed", {{"reason", *row.reason}})}});
    } else {
      all.push_back({row.row, "", "", explain_cells(language, row)});
    }
    add_figures_of(row.row);
  }
  add_figures_of("");
  return all;
}

void show_explanation(const Explanation& explanation, Terminal& terminal) {
  terminal.out << row_name(explanation.row) << '\t' << explanation.figure << '\t'
               << explanation.label << '\n';
  for (const std::string& sentence : explanation.sentences)
    terminal.out << "  " << sentence << '\n';
}

void write_explanation(base::JsonWriter& json, const Explanation& explanation) {
  json.begin_object().field("row", explanation.row).field("figure", explanation.figure);
  json.field("label", explanation.label).key("sentences").begin_array();
  for (const std::string& sentence : explanation.sentences) json.string(sentence);
  json.end_array().end_object();
}

// ---- records

// Where data goes: the output, or a file.
class Sink {
 public:
  Sink(const std::optional<std::string>& file, Terminal& terminal)
      : file_(file), terminal_(terminal) {
    if (file_) stream_.open(*file_, std::ios::binary | std::ios::trunc);
  }
  std::ostream& out() { return file_ ? stream_ : terminal_.out; }
  int end() {
    out().flush();
    if (!file_) return base::kDone;
    terminal_.tell(stream_ ? "figure_cli.file_written" : "figure_cli.file_not_written",
                   {{"file", *file_}});
    return stream_ ? base::kDone : base::kRefused;
  }

 private:
  const std::optional<std::string>& file_;
  Terminal& terminal_;
  std::ofstream stream_;
};

// A refusal calls the row as it was called on the command line.
base::Result<Held> held_figure(db::Read& tx, const std::string& municipality,
                               const std::string& plan, const std::string& row,
                               const std::string& key) {
  const auto held = find(tx, municipality, plan, row_named(row), key);
  if (held) return *held;
  return base::refuse(unknown_figure, {{"plan", plan}, {"row", row_name(row)}, {"figure", key}});
}

base::Result<std::pair<std::string, Held>> figure_asked(db::Read& tx, const std::string& plan,
                                                        const std::string& row,
                                                        const std::string& key) {
  const auto municipality = municipality_of_plan(tx, plan);
  if (!municipality) return std::unexpected(municipality.error());
  const auto held = held_figure(tx, *municipality, plan, row, key);
  if (!held) return std::unexpected(held.error());
  return std::pair(*municipality, *held);
}

base::Result<void> csv_records(db::Read& tx, const RecordsOptions& options,
                               const Question& question, base::Language language,
                               std::ostream& out) {
  const auto asked = figure_asked(tx, options.plan, options.row, options.figure);
  if (!asked) return std::unexpected(asked.error());
  records_csv(tx, asked->first, asked->second, options.year, question, language,
              [&](std::string_view piece) { out << piece; });
  return {};
}

void show_page(const Page& page, Terminal& terminal, std::ostream& out) {
  for (const Counted& counted : page.records) {
    out << record_line(terminal.language, counted.record, page.taken_back) << '\t'
        << signed_text(counted.contribution.value) << '\n';
  }
  terminal.tell("figure_cli.page", {{"shown", std::to_string(page.records.size())},
                                    {"in_all", base::with_thousands(page.in_all)}});
  if (!page.next.empty()) terminal.tell("figure_cli.page_more", {{"after", page.next}});
}

// ---- diff

std::string_view because_key(Because because) {
  switch (because) {
    case Because::late:
      return "figure_cli.because_late";
    case Because::fresh:
      return "figure_cli.because_fresh";
    case Because::corrected:
      return "figure_cli.because_corrected";
    case Because::reclassified:
      return "figure_cli.because_reclassified";
    case Because::reversed:
      return "figure_cli.because_reversed";
    case Because::confirmed:
      return "figure_cli.because_confirmed";
    case Because::newly_counted:
      return "figure_cli.because_newly_counted";
    case Because::no_longer_counted:
      return "figure_cli.because_no_longer_counted";
    case Because::counted_otherwise:
      return "figure_cli.because_counted_otherwise";
    case Because::definition:
      return "figure_cli.because_definition";
  }
  return {};
}

struct Differing {
  Held figure;
  RowDefinition row;
  Explained explained;
};

base::Result<Differing> differing(db::Read& tx, const DiffOptions& options) {
  const auto asked = ask(tx, options.plan, "");
  if (!asked) return std::unexpected(asked.error());
  const auto scope = read_scope(options.scope);
  if (!scope) return std::unexpected(scope.error());
  const auto from = known_at(tx, asked->municipality, options.from);
  if (!from) return std::unexpected(from.error());
  const auto until = known_at(tx, asked->municipality, options.until);
  if (!until) return std::unexpected(until.error());
  const std::string row = row_named(options.row);
  const auto held = held_figure(tx, asked->municipality, options.plan, row, options.figure);
  if (!held) return std::unexpected(held.error());
  auto explained = difference(tx, asked->municipality, options.plan, row, options.figure,
                              options.year, *scope, from->value_or(base::Instant{}),
                              until->value_or(latest_settled(tx, asked->municipality)));
  if (!explained) return std::unexpected(explained.error());
  return Differing{*held, asked->shown.row_of(*held), std::move(*explained)};
}

void show_difference(const Differing& differing, Terminal& terminal) {
  const auto text = [&](const Value& value) {
    const std::string shown =
        with_unit(differing.figure.definition,
                  shown_value(differing.figure.definition, value, differing.row));
    return shown.empty() ? std::string("-") : shown;
  };
  terminal.out << text(differing.explained.before) << " → " << text(differing.explained.after)
               << '\n';
  for (const Difference& line : differing.explained.lines) {
    terminal.out << signed_text(line.change) << '\t'
                 << base::words(terminal.language, because_key(line.because));
    if (line.record) terminal.out << '\t' << record_line(terminal.language, *line.record);
    terminal.out << '\n';
  }
}

void tell_mistake(const base::Mistake& mistake, Terminal& terminal) {
  terminal.err << mistake.file << ": " << (mistake.path.empty() ? "" : mistake.path + ": ")
               << base::say(terminal.language, mistake.code, mistake.facts) << '\n';
}

}  // namespace

int list(db::Database& database, const std::string& plan, const std::string& as_known,
         Terminal& terminal) {
  std::vector<Waiting> waits;
  const auto asked = database.read([&](db::Read& tx) {
    auto answer = ask(tx, plan, as_known);
    if (answer && !answer->at) waits = waiting(tx, answer->municipality, plan);
    return answer;
  });
  if (!asked) return terminal.refuse(asked.error());
  base::JsonWriter json;
  json.begin_object().field("plan", plan).key("figures").begin_array();
  for (const Held& figure : asked->shown.figures) {
    if (terminal.json) {
      json.begin_object();
      write_figure(json, figure);
      json.end_object();
      continue;
    }
    const Definition& definition = figure.definition;
    terminal.out << row_name(figure.row) << '\t' << definition.key << '\t' << definition.label
                 << '\t' << in_db(definition.measure) << '\t' << definition.unit << '\t'
                 << figure.version << '\n';
  }
  if (terminal.json) {
    write_waiting(json.end_array(), waits);
    terminal.out << json.end_object().text() << '\n';
  } else {
    tell_waiting(waits, terminal);
  }
  return base::kDone;
}

int show(db::Database& database, const ShowOptions& options, Terminal& terminal) {
  const auto lines = database.read([&](db::Read& tx) { return lines_of(tx, options); });
  if (!lines) return terminal.refuse(lines.error());
  if (!terminal.json) {
    for (const FigureLines& line : *lines) show_text(line, terminal);
    return base::kDone;
  }
  base::JsonWriter json;
  json.begin_object().field("plan", options.plan).key("figures").begin_array();
  for (const FigureLines& line : *lines) write_lines(json, line);
  terminal.out << json.end_array().end_object().text() << '\n';
  return base::kDone;
}

int explain(db::Database& database, const std::string& plan, const std::string& row,
            Terminal& terminal) {
  auto found = database.read([&](db::Read& tx) -> base::Result<std::vector<Explanation>> {
    const auto asked = ask(tx, plan, "");
    if (!asked) return std::unexpected(asked.error());
    return explanations(asked->shown, figure::rows(tx, asked->municipality, plan),
                        programme_names(tx, asked->municipality), terminal.language);
  });
  if (!found) return terminal.refuse(found.error());
  if (!row.empty()) {
    std::erase_if(*found, [&](const Explanation& one) { return one.row != row_named(row); });
  }
  if (found->empty()) return terminal.refuse(base::refuse(unknown_row, {{"row", row}}).error());
  if (!terminal.json) {
    for (const Explanation& explanation : *found) show_explanation(explanation, terminal);
    return base::kDone;
  }
  base::JsonWriter json;
  json.begin_object().field("plan", plan).key("rows").begin_array();
  for (const Explanation& explanation : *found) write_explanation(json, explanation);
  terminal.out << json.end_array().end_object().text() << '\n';
  return base::kDone;
}

int check(const std::vector<std::string>& files, Terminal& terminal) {
  std::size_t mistakes_in_all = 0;
  for (const std::string& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) {
      terminal.tell("figure_cli.file_unreadable", {{"file", file}});
      ++mistakes_in_all;
      continue;
    }
    base::Mistakes mistakes(file);
    const DefinitionSet set = read_definitions(text, mistakes);
    for (const base::Mistake& mistake : mistakes.list()) tell_mistake(mistake, terminal);
    mistakes_in_all += mistakes.list().size();
    if (mistakes.none()) {
      terminal.tell("figure_cli.checked",
                    {{"file", file}, {"rows", std::to_string(set.rows.size())}});
    }
  }
  if (mistakes_in_all == 0) return base::kDone;
  terminal.tell("figure_cli.mistakes", {{"mistakes", std::to_string(mistakes_in_all)}});
  return base::kRefused;
}

int records(db::Database& database, const RecordsOptions& options, Terminal& terminal) {
  const auto question = read_question(options.question);
  if (!question) return terminal.refuse(question.error());
  Sink sink(options.output, terminal);
  if (options.format == "csv") {
    const auto done = database.read([&](db::Read& tx) {
      return csv_records(tx, options, *question, terminal.language, sink.out());
    });
    return done ? sink.end() : terminal.refuse(done.error());
  }
  const auto page = database.read([&](db::Read& tx) -> base::Result<Page> {
    const auto asked = figure_asked(tx, options.plan, options.row, options.figure);
    if (!asked) return std::unexpected(asked.error());
    return figure::records(tx, asked->first, asked->second, options.year, *question);
  });
  if (!page) return terminal.refuse(page.error());
  if (options.format == "json" || terminal.json) {
    base::JsonWriter json;
    json.begin_object();
    write_page(json, *page);
    sink.out() << json.end_object().text() << '\n';
  } else {
    show_page(*page, terminal, sink.out());
  }
  return sink.end();
}

int diff(db::Database& database, const DiffOptions& options, Terminal& terminal) {
  const auto differs = database.read([&](db::Read& tx) { return differing(tx, options); });
  if (!differs) return terminal.refuse(differs.error());
  if (!terminal.json) {
    show_difference(*differs, terminal);
    return base::kDone;
  }
  base::JsonWriter json;
  json.begin_object();
  write_explained(json, differs->figure, differs->row, differs->explained);
  terminal.out << json.end_object().text() << '\n';
  return base::kDone;
}

int overlap(db::Database& database, const std::string& plan, Terminal& terminal) {
  const auto found = database.read([&](db::Read& tx) -> base::Result<std::vector<Overlap>> {
    const auto municipality = municipality_of_plan(tx, plan);
    if (!municipality) return std::unexpected(municipality.error());
    return overlaps(tx, *municipality, plan);
  });
  if (!found) return terminal.refuse(found.error());
  base::JsonWriter json;
  json.begin_object().field("plan", plan).key("overlaps").begin_array();
  const auto name = [](const Held& figure) { return figure.row + "/" + figure.definition.key; };
  for (const Overlap& overlap : *found) {
    json.begin_object().field("one", name(overlap.one)).field("other", name(overlap.other));
    json.field("fiscal_year", overlap.fiscal_year).field("records", overlap.records).end_object();
    if (terminal.json) continue;
    terminal.out << name(overlap.one) << '\t' << name(overlap.other) << '\t' << overlap.fiscal_year
                 << '\t' << base::with_thousands(overlap.records) << '\n';
  }
  if (terminal.json) terminal.out << json.end_array().end_object().text() << '\n';
  if (found->empty()) terminal.tell("figure_cli.no_overlap");
  return base::kDone;
}

int mark(db::Database& database, const By& by, const std::string& name, Terminal& terminal) {
  const auto signers = signers_of(database, by);
  if (!signers) return terminal.refuse(signers.error());
  const auto at = figure::mark(database, signers->first, by.municipality, "publication", name);
  if (!at) return terminal.refuse(at.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object();
    write_mark(json, {*at, "publication", name});
    terminal.out << json.end_object().text() << '\n';
    return base::kDone;
  }
  terminal.out << at->microseconds << '\n';
  terminal.tell("figure_cli.marked", {{"name", name}, {"at", base::iso_japan(*at)}});
  return base::kDone;
}

int marks(db::Database& database, const std::string& municipality, Terminal& terminal) {
  const auto listed = database.read([&](db::Read& tx) -> base::Result<std::vector<Mark>> {
    if (const auto known = staff::municipality(tx, municipality); !known)
      return std::unexpected(known.error());
    return figure::marks(tx, municipality);
  });
  if (!listed) return terminal.refuse(listed.error());
  base::JsonWriter json;
  json.begin_object().key("marks").begin_array();
  for (const Mark& mark : *listed) {
    json.begin_object();
    write_mark(json, mark);
    json.end_object();
    if (terminal.json) continue;
    terminal.out << mark.at.microseconds << '\t' << base::iso_japan(mark.at) << '\t' << mark.kind
                 << '\t' << mark.name << '\n';
  }
  if (terminal.json) terminal.out << json.end_array().end_object().text() << '\n';
  if (listed->empty()) terminal.tell("figure_cli.no_marks");
  return base::kDone;
}

}  // namespace figure::cli
