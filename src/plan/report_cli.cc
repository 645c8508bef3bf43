// From words on the command line to a file.
#include "plan/report_cli.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "plan/report.h"
#include "plan/written_file.h"
#include "sheet/csv.h"
#include "sheet/readability.h"

namespace plan::cli {

namespace {

// table-long.csv has its table-long-definitions.csv beside it.
std::string definitions_beside(const std::string& file) {
  const std::filesystem::path path(file);
  return (path.parent_path() / (path.stem().string() + "-definitions" + path.extension().string()))
      .string();
}

base::Result<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) return base::refuse(file_not_read, {{"file", path}});
  return bytes;
}

base::Result<sheet::TableFile> table_file(const std::string& path) {
  const auto bytes = bytes_of(path);
  if (!bytes) return std::unexpected(bytes.error());
  return sheet::read_table_file(*bytes);
}

base::Result<sheet::TableFile> read_for_check(const CheckOptions& options) {
  auto file = table_file(options.file);
  if (!file) return file;
  const std::string beside = definitions_beside(options.file);
  if (file->is_csv && std::filesystem::exists(beside)) {
    auto definitions = table_file(beside);
    if (!definitions) return definitions;
    file->definitions = std::move(definitions->sheets.front().grid);
  }
  if (options.against) {
    const auto earlier = table_file(*options.against);
    if (!earlier) return earlier;
    const auto& rows = earlier->sheets.front().grid.rows;
    file->earlier_headers = rows.empty() ? std::vector<std::string>() : rows.front();
  }
  return file;
}

}  // namespace

int check_report(const CheckOptions& options, base::Terminal& terminal) {
  const auto file = read_for_check(options);
  if (!file) return terminal.refuse(file.error());
  const auto findings = sheet::check_readability(*file);
  for (const auto& finding : findings) {
    terminal.out << base::say(
                        terminal.language, "report.check_finding",
                        {{"rule", std::string(finding.rule)},
                         {"where", finding.where},
                         {"words", std::string(base::words(terminal.language,
                                                           sheet::rule_words_key(finding.rule)))},
                         {"value", finding.value}})
                 << '\n';
  }
  std::size_t rules = sheet::readability_rules().size();
  if (!options.against) {
    --rules;
    terminal.tell("report.check_not_compared");
  }
  if (findings.empty()) {
    terminal.tell("report.check_passed",
                  {{"file", options.file}, {"rules", std::to_string(rules)}});
    return base::kDone;
  }
  terminal.tell("report.check_found",
                {{"count", std::to_string(findings.size())}, {"file", options.file}});
  return base::kRefused;
}

int report(db::Database& database, const ReportOptions& options, base::Terminal& terminal) {
  const auto opened = open(base::Actor::system(), database, options.plan);
  if (!opened) return terminal.refuse(opened.error());
  auto columns = columns_of(opened->plan, options.years);
  if (!columns) return terminal.refuse(columns.error());
  const auto format = report_format(options.format).value();
  ReportChoice choice{.language = terminal.language,
                      .lines = leaves(opened->plan),
                      .columns = *std::move(columns),
                      .paper = options.paper == "a4" ? output::Paper::a4 : output::Paper::a3,
                      .cp932 = options.encoding == "cp932"};
  tell_releases(database, *opened, choice);
  const auto file = plan::report(*opened, format, choice);
  if (!file) return terminal.refuse(file.error());
  const int code = write_out(file->bytes, options.output, terminal);
  if (code != base::kDone || format != ReportFormat::csv_long || !options.output) return code;
  const auto definitions = plan::report(*opened, ReportFormat::csv_definitions, choice);
  if (!definitions) return terminal.refuse(definitions.error());
  return write_out(definitions->bytes, definitions_beside(*options.output), terminal);
}

}  // namespace plan::cli
