// A plan's table as files, read back: every cell of the form has the text of the paper, the long
// table has one datum a line and keeps the rules of machine-readable tables, and what cannot be
// written is refused.
#include "plan/report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/quantity_json.h"
#include "output/encoding.h"
#include "output/pdf.h"
#include "plan/form_sheet.h"
#include "plan/plan_files_test.h"
#include "plan/table.h"
#include "sheet/csv.h"
#include "sheet/readability.h"

namespace plan {
namespace {

using base::Language;
using testing::real_plan;
using testing::real_plans;

Opened opened(const Plan& plan) {
  return {plan, {.code = plan.municipality, .name = "練馬区", .name_en = "Nerima"}};
}

ReportChoice everything(const Plan& plan, Language language = Language::ja) {
  return {.language = language, .lines = leaves(plan), .columns = *columns_of(plan, {})};
}

std::string written(const Opened& plan, ReportFormat format, Language language = Language::ja) {
  auto file = report(plan, format, everything(plan.plan, language));
  REQUIRE(file.has_value());
  return file->bytes;
}

// The text of a cell as a reader sees it: of the merged cell that it lies under.
class Seen {
 public:
  explicit Seen(const sheet::Worksheet& sheet) : sheet_(sheet) {
    for (const auto& merged : sheet.merged) {
      const auto colon = merged.find(':');
      const auto first = place(merged.substr(0, colon)), last = place(merged.substr(colon + 1));
      for (auto row = first.first; row <= last.first; ++row) {
        for (auto column = first.second; column <= last.second; ++column) {
          under_[{row, column}] = first;
        }
      }
    }
  }
  std::string at(std::size_t row, std::size_t column) const {
    const auto under = under_.find({row, column});
    const auto at = under == under_.end() ? Place{row, column} : under->second;
    return std::string(sheet_.grid.at(at.first, at.second));
  }

 private:
  using Place = std::pair<std::size_t, std::size_t>;
  static Place place(const std::string& address) {
    return {std::stoul(address.substr(1)) - 1, static_cast<std::size_t>(address[0] - 'A')};
  }
  const sheet::Worksheet& sheet_;
  std::map<Place, Place> under_;
};

std::string printed_at(const Plan& plan, const Row& leaf, const Column& column) {
  const Cell* cell = find_cell(leaf, column.key);
  const Reading* reading = cell == nullptr ? nullptr : shown(*cell);
  if (reading == nullptr) return {};
  const MergedCell* merged = reading->merged ? find_merged(plan, *reading->merged) : nullptr;
  if (merged == nullptr || merged->texts.empty()) return reading->text.value_or("");
  std::string text;
  for (const auto& part : merged->texts) text += (text.empty() ? "" : "\n") + part;
  return text;
}

TEST_CASE("the workbook's form has the text of all 236 cells of Nerima 2011–14") {
  const Opened plan = opened(real_plan("nerima-2011"));
  const auto book = sheet::read_xlsx(written(plan, ReportFormat::xlsx));
  REQUIRE(book.has_value());
  const auto& sheet = book->sheets.front();
  const Seen seen(sheet);
  std::size_t heading = 0;
  while (sheet.grid.at(heading, 0) != "№") ++heading;
  CHECK(sheet.grid.at(0, 0).starts_with("練馬区商工業振興計画"));
  const auto& headings = sheet.grid.rows[heading];
  const auto column_of = [&](const std::string& header) {
    const auto found = std::ranges::find_if(
        headings, [&](const std::string& text) { return text.starts_with(header); });
    REQUIRE(found != headings.end());
    return static_cast<std::size_t>(found - headings.begin());
  };
  const auto form = form_table(plan.plan, Language::ja, "練馬区", "", leaves(plan.plan),
                               *columns_of(plan.plan, {}));
  const auto lines = leaves(plan.plan);
  std::size_t row = heading, leaf = 0;
  int cells = 0, marks = 0;
  for (const auto& line : form.lines) {
    ++row;
    if (line.band) continue;
    REQUIRE(leaf < lines.size());
    CAPTURE(lines[leaf]->key);
    CHECK(seen.at(row, 0) == programme_row(plan.plan, *lines[leaf]).number.value_or(""));
    for (const auto& column : plan.plan.columns) {
      CHECK(seen.at(row, column_of(column.header))
                .starts_with(printed_at(plan.plan, *lines[leaf], column)));
      ++cells;
    }
    const Row* rated = rating_holder(plan.plan, *lines[leaf]);
    const auto mark = seen.at(row, column_of("達成度"));
    CHECK(mark == (rated == nullptr ? "" : rated->rating->printed));
    marks += sheet.grid.at(row, column_of("達成度")).empty() ? 0 : 1;
    ++leaf;
  }
  CHECK(leaf == 59);
  CHECK(cells == 236);
  CHECK(marks == 56);
}

TEST_CASE("the form of every plan can be drawn and shown in both languages") {
  for (const auto& file : real_plans().plans) {
    CAPTURE(file.content.slug);
    for (const auto language : {Language::ja, Language::en}) {
      const auto form = form_table(file.content, language, "練馬区", "2026-11-22",
                                   leaves(file.content), *columns_of(file.content, {}));
      for (const auto paper : {output::Paper::a3, output::Paper::a4}) {
        CHECK(output::draw_pdf(form, paper).starts_with("%PDF-"));
      }
      CHECK(output::html(form, "ja").ends_with("</html>\n"));
    }
  }
}

TEST_CASE("the columns of the long table stay the same") {
  const auto grid =
      sheet::read_csv(written(opened(real_plan("nerima-2011")), ReportFormat::csv_long));
  REQUIRE(grid.has_value());
  const auto& headers = grid->rows.front();
  CHECK(headers.size() == 63);
  const std::vector<std::string> first = {"municipality_code", "municipality_name", "plan_id",
                                          "plan_title",        "place_key",         "place_name",
                                          "row_key",           "row_number"};
  CHECK(std::equal(first.begin(), first.end(), headers.begin()));
  for (const auto& file : real_plans().plans) {
    const auto other = sheet::read_csv(written(opened(file.content), ReportFormat::csv_long));
    REQUIRE(other.has_value());
    CHECK(other->rows.front() == headers);
  }
}

TEST_CASE("every quantity of every cell is one line, a cell without any is one line too") {
  for (const auto& file : real_plans().plans) {
    const Plan& plan = file.content;
    CAPTURE(plan.slug);
    const auto grid = sheet::read_csv(written(opened(plan), ReportFormat::csv_long));
    REQUIRE(grid.has_value());
    const auto& headers = grid->rows.front();
    const auto at = [&](std::size_t row, std::string_view header) {
      const auto found = std::ranges::find(headers, header);
      REQUIRE(found != headers.end());
      return grid->at(row, static_cast<std::size_t>(found - headers.begin()));
    };
    std::size_t row = 1;
    for (const auto* leaf : leaves(plan)) {
      for (const auto& cell : leaf->cells) {
        const Reading* reading = shown(cell);
        if (reading == nullptr) continue;
        const std::size_t lines = std::max<std::size_t>(1, reading->quantities.size());
        for (std::size_t i = 0; i < lines; ++i, ++row) {
          CHECK(at(row, "row_key") == leaf->key);
          CHECK(at(row, "column_key") == cell.column);
          CHECK(at(row, "cell_state") == in_db(reading->meaning.state));
          if (reading->quantities.empty()) {
            CHECK(at(row, "quantity_ordinal") == "0");
            CHECK(at(row, "quantity_value") == "");
          } else {
            const auto& quantity = reading->quantities[i];
            CHECK(at(row, "quantity_ordinal") == std::to_string(i + 1));
            CHECK(at(row, "quantity_value") == base::number_text(quantity.value));
            CHECK(at(row, "quantity_unit") == quantity.unit);
            CHECK(at(row, "is_gross") ==
                  (quantity.qualifiers.has(base::Qualifier::gross) ? "1" : "0"));
          }
        }
      }
    }
    CHECK(row == grid->rows.size());
  }
}

std::string told(const std::vector<sheet::ReadabilityFinding>& findings) {
  std::string lines;
  for (const auto& finding : findings) {
    lines += std::string(finding.rule) + " " + finding.where + " " + finding.value + "\n";
  }
  return lines;
}

TEST_CASE("the long tables keep the rules of machine-readable tables, the form does not") {
  for (const auto& file : real_plans().plans) {
    if (file.content.columns.empty()) continue;
    CAPTURE(file.content.slug);
    const Opened plan = opened(file.content);
    auto csv = sheet::read_table_file(written(plan, ReportFormat::csv_long));
    REQUIRE(csv.has_value());
    csv->definitions = *sheet::read_csv(written(plan, ReportFormat::csv_definitions));
    CHECK(told(check_readability(*csv)) == "");
    const auto book = sheet::read_table_file(written(plan, ReportFormat::xlsx_long));
    REQUIRE(book.has_value());
    CHECK(told(check_readability(*book)) == "");
    const auto form = sheet::read_table_file(written(plan, ReportFormat::xlsx));
    REQUIRE(form.has_value());
    std::set<std::string_view> rules;
    for (const auto& finding : check_readability(*form)) rules.insert(finding.rule);
    for (const auto* rule : {"L1-12", "L3-01", "L3-02", "L3-08"}) CHECK(rules.contains(rule));
  }
}

TEST_CASE("CP932 holds the form of Nerima and names what it does not hold") {
  const Opened plan = opened(real_plan("nerima-2011"));
  ReportChoice choice = everything(plan.plan);
  choice.cp932 = true;
  const auto file = report(plan, ReportFormat::csv_long, choice);
  REQUIRE(file.has_value());
  CHECK(file->content_type == "text/csv; charset=windows-31j");
  Opened bent = plan;
  bent.plan.rows.front().title = "𠮷野の市";
  choice.lines = leaves(bent.plan);
  choice.columns = *columns_of(bent.plan, {});
  const auto refused = report(bent, ReportFormat::csv, choice);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == output::not_in_cp932.code);
  CHECK(refused.error().facts.back().value.find("𠮷") != std::string::npos);
  const auto other = report(plan, ReportFormat::xlsx, choice);
  REQUIRE_FALSE(other.has_value());
  CHECK(other.error().code == encoding_only_csv.code);
}

TEST_CASE("every format has its name, type and file") {
  for (const auto& name : report_format_names()) {
    const auto format = report_format(name);
    REQUIRE(format.has_value());
    if (*format == ReportFormat::pdf) continue;  // its child is the program itself
    const Opened plan = opened(real_plan("nerima-2018"));
    const auto file = report(plan, *format, everything(plan.plan));
    REQUIRE(file.has_value());
    CHECK(file->name.starts_with("nerima-2018"));
    CHECK_FALSE(file->bytes.empty());
  }
  CHECK_FALSE(report_format("doc").has_value());
}

TEST_CASE("only the chosen years stand in the form") {
  const Opened plan = opened(real_plan("nerima-2011"));
  ReportChoice choice = everything(plan.plan);
  choice.columns = *columns_of(plan.plan, {2012});
  const auto page = report(plan, ReportFormat::html, choice);
  REQUIRE(page.has_value());
  CHECK(page->bytes.find("24年度<small>") != std::string::npos);
  CHECK(page->bytes.find("23年度<small>") == std::string::npos);
}

}  // namespace
}  // namespace plan
