// A workbook as a file of tables: of every cell the text that the sheet shows, with notes where
// that is not what a reader would expect.
#include <algorithm>
#include <map>
#include <set>

#include "sheet/number_format.h"
#include "sheet/source_readers.h"

namespace sheet {

namespace {

constexpr std::size_t kNamedMax = 5;

// B2, B7, C9 … (12): the first few of many addresses.
class Places {
 public:
  void add(std::size_t row, std::size_t column) {
    if (++count_ > kNamedMax) return;
    if (!list_.empty()) list_ += ", ";
    list_ += address(row, column);
  }
  bool any() const { return count_ > 0; }
  std::string list() const {
    return count_ > kNamedMax ? list_ + " \u2026 (" + std::to_string(count_) + ")" : list_;
  }

 private:
  std::size_t count_ = 0;
  std::string list_;
};

std::optional<CellRange> range_of(std::string_view text) {
  const auto colon = text.find(':');
  const auto first = place_of(text.substr(0, colon));
  const auto last = colon == text.npos ? first : place_of(text.substr(colon + 1));
  if (!first || !last || first->row > last->row || first->column > last->column) {
    return std::nullopt;
  }
  return CellRange{first->row, first->column, last->row, last->column};
}

class TableReader {
 public:
  TableReader(Worksheet& sheet, const Workbook& book, const std::vector<NumberFormat>& formats,
              std::vector<Remark>& remarks)
      : sheet_(sheet), book_(book), formats_(formats), remarks_(remarks) {}

  SourceTable read() {
    table_.name = sheet_.name;
    table_.hidden = sheet_.hidden;
    find_hidden();
    for (std::size_t row = 0; row < sheet_.grid.rows.size(); ++row) {
      for (std::size_t column = 0; column < sheet_.grid.rows[row].size(); ++column) {
        read_cell(row, column);
      }
    }
    note_formulas();
    for (const auto& [row, column] : sheet_.struck_out) note(row, column, CellNote::struck_out);
    for (const auto& [row, column] : sheet_.raised) note(row, column, CellNote::superscript);
    std::ranges::stable_sort(table_.notes, {},
                             [](const NotedCell& one) { return std::pair(one.row, one.column); });
    table_.grid = std::move(sheet_.grid);
    take_merged();
    tell();
    return std::move(table_);
  }

 private:
  void note(std::size_t row, std::size_t column, CellNote note, std::string value = {}) {
    table_.notes.push_back({row, column, note, std::move(value)});
  }

  void find_hidden() {
    hidden_rows_.insert(sheet_.hidden_rows.begin(), sheet_.hidden_rows.end());
    for (const auto& [first, last] : sheet_.hidden_columns) {
      if (hidden_columns_.size() <= last) hidden_columns_.resize(last + 1);
      std::fill(hidden_columns_.begin() + static_cast<std::ptrdiff_t>(first),
                hidden_columns_.begin() + static_cast<std::ptrdiff_t>(last) + 1, true);
    }
  }

  void read_cell(std::size_t row, std::size_t column) {
    std::string& text = sheet_.grid.rows[row][column];
    const Held held = sheet_.held[row][column];
    if (held == Held::empty) return;
    const auto style = static_cast<std::size_t>(sheet_.styles[row][column]);
    const bool is_known = style < formats_.size();
    if (held == Held::number) show(row, column, is_known ? formats_[style] : NumberFormat());
    if (held == Held::truth) text = text == "0" ? "FALSE" : "TRUE";
    if (held == Held::text && is_known && !formats_[style].is_general()) {
      text = formats_[style].show_text(text);
    }
    if (held == Held::error) {
      note(row, column, CellNote::error);
      errors_.add(row, column);
    }
    if (is_known && book_.styles[style].struck_out) note(row, column, CellNote::struck_out);
    const bool is_hidden =
        hidden_rows_.contains(row) || (column < hidden_columns_.size() && hidden_columns_[column]);
    if (is_hidden) {
      note(row, column, CellNote::hidden);
      hidden_.add(row, column);
    }
  }

  void show(std::size_t row, std::size_t column, const NumberFormat& format) {
    std::string& text = sheet_.grid.rows[row][column];
    ShownNumber shown = format.show(text, book_.from_1904);
    if (shown.month_and_day) {
      if (!fractions_.any()) fraction_ = shown.beside;
      fractions_.add(row, column);
    }
    if (shown.is_date) {
      note(row, column, CellNote::date, shown.beside);
    } else if (shown.unseen) {
      note(row, column, CellNote::hidden);
      unseen_.add(row, column);
    } else if (shown.text != plain_number(text)) {
      note(row, column, CellNote::shown_as, text);
    }
    if (shown.minus_unseen) minuses_.add(row, column);
    if (shown.in_thousands) thousands_.add(row, column);
    text = std::move(shown.text);
  }

  void note_formulas() {
    for (const auto& [row, column] : sheet_.formula_cells) note(row, column, CellNote::formula);
    for (const auto& [row, column] : sheet_.formulas_empty) without_value_.add(row, column);
  }

  void take_merged() {
    for (const std::string& text : sheet_.merged) {
      const auto range = range_of(text);
      if (!range || range->top >= table_.grid.rows.size()) continue;
      table_.merged.push_back(*range);
    }
  }

  void tell() {
    const auto tell = [&](std::string_view key, const Places& places, const std::string& value) {
      if (!places.any()) return;
      remarks_.push_back({std::string(key), table_.name + " " + places.list(), value});
    };
    if (table_.hidden) remarks_.push_back({"sheet.remark_hidden_sheet", table_.name, ""});
    tell("sheet.remark_hidden_cells", hidden_, "");
    tell("sheet.remark_unseen_cells", unseen_, "");
    tell("sheet.remark_date_fraction", fractions_, fraction_);
    tell("sheet.remark_minus_unseen", minuses_, "");
    tell("sheet.remark_in_thousands", thousands_, "");
    tell("sheet.remark_errors", errors_, "");
    tell("sheet.remark_formula_without_value", without_value_, "");
  }

  Worksheet& sheet_;
  const Workbook& book_;
  const std::vector<NumberFormat>& formats_;
  std::vector<Remark>& remarks_;
  SourceTable table_;
  std::set<std::size_t> hidden_rows_;
  std::vector<bool> hidden_columns_;
  std::string fraction_;
  Places hidden_, unseen_, fractions_, minuses_, thousands_, errors_, without_value_;
};

std::string fact(const base::Refusal& refusal, std::string_view name) {
  const auto found = std::ranges::find(refusal.facts, name, &base::Fact::name);
  return found == refusal.facts.end() ? "" : found->value;
}

// The refusals of the workbook in the words of an import.
std::unexpected<base::Refusal> refused(const base::Refusal& refusal, const SourceLimits& limits) {
  if (refusal.code == workbook_broken.code) {
    return base::refuse(file_broken, {{"part", fact(refusal, "part")}});
  }
  if (refusal.code == not_a_workbook.code) return base::refuse(file_broken, {{"part", "xl"}});
  if (const auto rows = fact(refusal, "rows"); !rows.empty()) {
    return base::refuse(rows_too_many, {{"table", fact(refusal, "sheet")},
                                        {"rows", rows},
                                        {"rows_max", std::to_string(limits.rows_max)}});
  }
  if (!fact(refusal, "cells").empty()) {
    return base::refuse(cells_too_many, {{"table", fact(refusal, "sheet")},
                                         {"cells_max", std::to_string(limits.cells_max)}});
  }
  return base::refuse(unpacked_too_large, {{"mib", fact(refusal, "mib")},
                                           {"mib_max", std::to_string(limits.unpacked_max >> 20)}});
}

}  // namespace

base::Result<SourceFile> read_xlsx_source(std::string_view bytes, const SourceLimits& limits) {
  auto book = read_xlsx(bytes, {.bytes_max = limits.bytes_max,
                                .unpacked_max = limits.unpacked_max,
                                .rows_max = limits.rows_max,
                                .cells_max = limits.cells_max,
                                .with_empty_cells = false});
  if (!book) return refused(book.error(), limits);
  std::vector<NumberFormat> formats;
  for (const CellStyle& style : book->styles) formats.emplace_back(style.format);
  SourceFile file{.kind = FileKind::xlsx};
  if (book->has_macros) file.remarks.push_back({"sheet.remark_macros", "", ""});
  for (Worksheet& sheet : book->sheets) {
    if (!holds_something(sheet.grid)) continue;
    if (file.tables.size() == limits.tables_max) {
      file.remarks.push_back({"sheet.remark_tables_left", "", std::to_string(limits.tables_max)});
      break;
    }
    file.tables.push_back(TableReader(sheet, *book, formats, file.remarks).read());
  }
  if (file.tables.empty()) return base::refuse(file_without_cells);
  return file;
}

}  // namespace sheet
