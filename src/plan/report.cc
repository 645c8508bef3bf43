// Hands the plan's tables to the writers.
#include "plan/report.h"

#include <algorithm>
#include <array>

#include "base/date.h"
#include "base/era.h"
#include "base/instant.h"
#include "base/practice_mark.h"
#include "figure/closed_years.h"
#include "output/encoding.h"
#include "output/pdf.h"
#include "plan/form_sheet.h"
#include "plan/long_sheet.h"
#include "plan/plan_json.h"
#include "plan/plan_sheet.h"
#include "plan/released_words.h"
#include "plan/settlement_service.h"

namespace plan {

namespace {

struct Kind {
  ReportFormat format;
  std::string_view name;
  std::string_view stem;  // after the slug
  std::string_view ending;
  std::string_view content_type;
};

constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

constexpr auto kKinds = std::to_array<Kind>({
    {ReportFormat::csv, "csv", "", "csv", "text/csv; charset=utf-8"},
    {ReportFormat::csv_long, "csv-long", "-long", "csv", "text/csv; charset=utf-8"},
    {ReportFormat::csv_definitions, "csv-definitions", "-long-definitions", "csv",
     "text/csv; charset=utf-8"},
    {ReportFormat::xlsx, "xlsx", "", "xlsx", kWorkbook},
    {ReportFormat::xlsx_long, "xlsx-long", "-long", "xlsx", kWorkbook},
    {ReportFormat::json, "json", "", "json", "application/json"},
    {ReportFormat::pdf, "pdf", "", "pdf", "application/pdf"},
    {ReportFormat::html, "html", "", "html", "text/html; charset=utf-8"},
});

const Kind& kind_of(ReportFormat format) {
  return *std::find_if(kKinds.begin(), kKinds.end(),
                       [&](const Kind& kind) { return kind.format == format; });
}

class Report {
 public:
  Report(const Opened& opened, const ReportChoice& choice)
      : opened_(opened), plan_(opened.plan), choice_(choice) {}

  base::Result<std::string> write(ReportFormat format) const {
    switch (format) {
      case ReportFormat::csv:
        return csv(table_sheet(plan_, choice_.language, choice_.lines, years()));
      case ReportFormat::csv_long:
        return csv(long_data());
      case ReportFormat::csv_definitions:
        return csv(definitions());
      case ReportFormat::xlsx:
        return output::xlsx({form()}, choice_.paper);
      case ReportFormat::xlsx_long:
        return output::xlsx(marked(long_tables(long_data(), definitions())), choice_.paper);
      case ReportFormat::json:
        return plan_json(opened_) + "\n";
      case ReportFormat::pdf:
        return output::pdf(form(), {.paper = choice_.paper});
      case ReportFormat::html:
        return output::html(form(), choice_.language == base::Language::ja ? "ja" : "en",
                            choice_.paper);
    }
    return {};
  }

 private:
  // A file speaks of the data as they were last written: the same data give the same bytes.
  base::Date as_of() const { return base::japan_date(opened_.changed_at); }

  base::Result<std::string> csv(const output::Sheet& sheet) const {
    return choice_.cp932 ? output::csv_cp932(sheet) : output::csv(sheet);
  }

  output::Table form() const {
    const std::string day =
        choice_.language == base::Language::ja ? base::format_era(as_of()) : base::iso(as_of());
    output::Table table = form_table(plan_, choice_.language, opened_.municipality.name, day,
                                     choice_.lines, choice_.columns, choice_.years);
    table.mark = base::practice_mark(choice_.language, plan_.municipality);
    table.below.insert(table.below.begin(), choice_.below.begin(), choice_.below.end());
    table.made_at = base::iso_japan(opened_.changed_at);
    return table;
  }

  std::vector<output::Table> marked(std::vector<output::Table> tables) const {
    for (output::Table& table : tables)
      table.mark = base::practice_mark(choice_.language, plan_.municipality);
    return tables;
  }

  output::Sheet long_data() const {
    return long_sheet(plan_, opened_.municipality.name, choice_.lines, choice_.columns,
                      choice_.years);
  }
  output::Sheet definitions() const {
    return definitions_sheet(plan_, choice_.language, base::iso(as_of()));
  }

  // Of the chosen columns; empty where all are chosen.
  std::vector<int> years() const {
    std::vector<int> years;
    if (choice_.columns.size() == plan_.columns.size()) return years;
    for (const auto* column : choice_.columns) {
      years.insert(years.end(), column->fiscal_years.begin(), column->fiscal_years.end());
    }
    return years;
  }

  const Opened& opened_;
  const Plan& plan_;
  const ReportChoice& choice_;
};

bool is_csv(ReportFormat format) {
  return kind_of(format).ending == "csv";
}

}  // namespace

std::optional<ReportFormat> report_format(std::string_view name) {
  for (const auto& kind : kKinds) {
    if (kind.name == name) return kind.format;
  }
  return std::nullopt;
}

std::vector<std::string> report_format_names() {
  std::vector<std::string> names;
  for (const auto& kind : kKinds) names.emplace_back(kind.name);
  return names;
}

namespace {

bool has_kept_back(const release::PublicPlan& seen) {
  return std::ranges::any_of(seen.rows, [](const release::PublicRow& row) {
    return std::ranges::any_of(row.figures, [](const release::PublicFigure& figure) {
      return std::ranges::any_of(figure.years, [](const auto& one) { return one.second.hidden; });
    });
  });
}

}  // namespace

void tell_releases(db::Database& database, const Opened& opened, ReportChoice& choice) {
  if (!opened.released) return;
  const release::PublicPlan& seen = *opened.released;
  const base::Language language = choice.language;
  const auto corrections = database.read([&](db::Read& tx) {
    for (const int year : figure::closed_years(tx, seen.municipality, seen.at))
      choice.years.closed.insert(year);
    choice.years.settled = settled_years(tx, seen.municipality);
    return release::corrections(tx, seen, kCorrectionsMax);
  });
  for (const release::Release& one : seen.releases) {
    if (one.in_force(seen.at)) choice.below.push_back(release_words(language, one));
  }
  for (auto& sentence : withdrawn_sentences(language, seen))
    choice.below.push_back(std::move(sentence));
  for (const release::Correction& one : corrections) {
    const FactView fact = correction_fact(language, seen, one);
    choice.below.push_back(base::say(
        language, "report.correction",
        {{"at", fact.label}, {"row", one.row}, {"what", fact.value}, {"why", fact.note}}));
  }
  if (has_kept_back(seen)) choice.below.emplace_back(base::words(language, "release_pages.legend"));
}

base::Result<ReportFile> report(const Opened& opened, ReportFormat format,
                                const ReportChoice& choice) {
  const Kind& kind = kind_of(format);
  if (choice.cp932 && !is_csv(format)) {
    return base::refuse(encoding_only_csv, {{"format", std::string(kind.name)}});
  }
  auto bytes = Report(opened, choice).write(format);
  if (!bytes) return std::unexpected(bytes.error());
  return ReportFile{
      .bytes = *std::move(bytes),
      .content_type =
          choice.cp932 ? "text/csv; charset=windows-31j" : std::string(kind.content_type),
      .changed_at = opened.changed_at,
      .name = opened.plan.slug + std::string(kind.stem) + "." + std::string(kind.ending)};
}

}  // namespace plan
