// A plan's table as a file: one place that knows which formats there are, for the command and for
// the pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "output/table.h"
#include "plan/plan_service.h"
#include "plan/value_stage.h"

namespace plan {

inline constexpr base::RefusalKind encoding_only_csv{"report.encoding_only_csv", 400};
inline constexpr base::RefusalKind file_not_read{"report.file_not_read", 404};

enum class ReportFormat {
  csv,              // the form as plain lines
  csv_long,         // one datum a line
  csv_definitions,  // what the columns and codes of the long table mean
  xlsx,             // the form as printed
  xlsx_long,        // one datum a line, with the definitions as a second sheet
  json,
  pdf,
  html,
};

// "xlsx-long"; nullopt for a name that is none.
std::optional<ReportFormat> report_format(std::string_view name);
std::vector<std::string> report_format_names();

struct ReportChoice {
  base::Language language = base::Language::ja;
  std::vector<const Row*> lines;  // of the plan
  std::vector<const Column*> columns;
  output::Paper paper = output::Paper::a3;
  bool cp932 = false;
  YearStages years = {};                // how far what the records say has come
  std::vector<std::string> below = {};  // what is released, withdrawn and put right, in sentences
};

// Fills in what a table tells of its releases: the stage of its years and the sentences below it.
void tell_releases(db::Database& database, const Opened& opened, ReportChoice& choice);

struct ReportFile {
  std::string bytes;
  std::string content_type;
  base::Instant changed_at;
  std::string name;  // nerima-2011-long.csv
};

// Refusals: encoding_only_csv, output.not_in_cp932, output.pdf_not_drawn, output.pdf_too_slow.
base::Result<ReportFile> report(const Opened& opened, ReportFormat format,
                                const ReportChoice& choice);

}  // namespace plan
