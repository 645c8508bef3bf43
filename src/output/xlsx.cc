// Writes tables as a workbook, by libxlsxwriter. Every cell is written as text or as a number that
// is known to survive; nothing is ever written through a function that guesses (a text beginning
// with = would become a formula).
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "output/table.h"

namespace output {

namespace {

constexpr std::size_t text_units_max = 32767;  // of one cell, in UTF-16

constexpr double kLinePoints = 18.0;
constexpr double kRowPointsMax = 409.0;  // what a spreadsheet allows

// libxlsxwriter writes files only: one of our own, gone when we are done.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "nigiwai-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a workbook");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) {
    throw std::runtime_error(std::string("workbook: ") + lxw_strerror(error));
  }
}

// Titles, headings, bands and cells each look the same everywhere.
class Formats {
 public:
  explicit Formats(lxw_workbook* workbook) : workbook_(workbook) {
    title_ = workbook_add_format(workbook_);
    format_set_bold(title_);
    format_set_font_size(title_, 14);
    plain_ = workbook_add_format(workbook_);
    heading_ = bordered();
    format_set_bold(heading_);
    format_set_align(heading_, LXW_ALIGN_CENTER);
    format_set_align(heading_, LXW_ALIGN_VERTICAL_CENTER);
    band_ = bordered();
    format_set_bold(band_);
    for (const Align align : {Align::left, Align::centre, Align::right}) {
      lxw_format* cell = bordered();
      format_set_align(cell, align == Align::left     ? LXW_ALIGN_LEFT
                             : align == Align::centre ? LXW_ALIGN_CENTER
                                                      : LXW_ALIGN_RIGHT);
      cells_[static_cast<int>(align)] = cell;
    }
    date_ = bordered();
    format_set_num_format(date_, "yyyy-mm-dd");
  }

  lxw_format* title() const { return title_; }
  lxw_format* plain() const { return plain_; }
  lxw_format* heading() const { return heading_; }
  lxw_format* band() const { return band_; }
  lxw_format* date() const { return date_; }
  lxw_format* cell(Align align) const { return cells_[static_cast<int>(align)]; }

 private:
  lxw_format* bordered() {
    lxw_format* format = workbook_add_format(workbook_);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
  }

  lxw_workbook* workbook_;
  lxw_format *title_, *plain_, *heading_, *band_, *date_;
  lxw_format* cells_[3] = {};
};

// The first characters that a cell can hold; whole characters only.
std::string shortened(const std::string& text) {
  std::size_t units = 0, at = 0;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    units += length == 4 ? 2 : 1;
    if (units > text_units_max) break;
    at += length;
  }
  return text.substr(0, at);
}

// How many lines a text takes in a cell so many half-width characters wide. A spreadsheet does not
// make a row high enough for merged cells by itself, so it is told.
int lines_in(std::string_view text, int width) {
  int lines = 1, filled = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) continue;
    const int wide = byte < 0x80 ? 1 : 2;
    if (c == '\n' || filled + wide > width) {
      ++lines;
      filled = 0;
    }
    if (c != '\n') filled += wide;
  }
  return lines;
}

// In the middle of the head of every page, bold; a spreadsheet reads & as the beginning of an
// order.
std::string in_head(const std::string& text) {
  std::string head = "&C&\"-,Bold\"";
  for (const char c : text) head += c == '&' ? "&&" : std::string(1, c);
  return head;
}

class SheetWriter {
 public:
  SheetWriter(lxw_worksheet* sheet, const Formats& formats, const Table& table)
      : sheet_(sheet), formats_(formats), table_(table) {}

  void write(Paper paper) {
    set_up(paper);
    // A table without a title is for machines: there the mark stands on paper alone.
    if (!table_.title.empty() && !table_.mark.empty()) write_free(table_.mark, formats_.heading());
    if (!table_.title.empty()) write_free(table_.title, formats_.title());
    for (const auto& text : table_.above) write_free(text, formats_.plain());
    if (!table_.as_of.empty()) write_free(table_.as_of, formats_.plain());
    const lxw_row_t first_heading = row_;
    set_heights(table_.headings);
    for (const auto& line : table_.headings) write_line(line, formats_.heading());
    if (row_ > first_heading) {
      worksheet_freeze_panes(sheet_, row_, 0);
      check(worksheet_repeat_rows(sheet_, first_heading, row_ - 1));
    }
    set_heights(table_.lines);
    for (const auto& line : table_.lines) {
      write_line(line, line.band ? formats_.band() : nullptr);
    }
    for (const auto& text : table_.below) write_free(text, formats_.plain());
  }

 private:
  void set_up(Paper paper) {
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, paper == Paper::a3 ? 8 : 9);
    worksheet_fit_to_pages(sheet_, 1, 0);
    check(worksheet_set_footer(sheet_, "&C&P / &N"));
    if (!table_.mark.empty()) check(worksheet_set_header(sheet_, in_head(table_.mark).c_str()));
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      check(worksheet_set_column(sheet_, column, column, table_.columns[i].width, nullptr));
    }
  }

  // Of lines that begin in the row to be written next. A table without a title is for machines and
  // keeps one height.
  void set_heights(const std::vector<Line>& lines) {
    if (table_.title.empty()) return;
    std::vector<int> heights(lines.size(), 1);
    for (const bool merged : {false, true}) {
      for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const auto& cell : lines[i].cells) {
          if ((cell.rows > 1) == merged) make_room(cell, i, heights);
        }
      }
    }
    for (std::size_t i = 0; i < heights.size(); ++i) {
      const double points = std::min(heights[i] * kLinePoints, kRowPointsMax);
      check(worksheet_set_row(sheet_, row_ + static_cast<lxw_row_t>(i), points, nullptr));
    }
  }

  void make_room(const Cell& cell, std::size_t at, std::vector<int>& heights) const {
    int width = 0;
    for (int i = 0; i < cell.columns; ++i) {
      width += table_.columns[static_cast<std::size_t>(cell.column + i)].width;
    }
    const int wanted = lines_in(shown_text(cell), std::max(2, width - 2));
    const auto end = std::min(heights.size(), at + static_cast<std::size_t>(cell.rows));
    int there = 0;
    for (std::size_t i = at; i < end; ++i) there += heights[i];
    if (wanted > there) heights[end - 1] += wanted - there;
  }

  static std::string shown_text(const Cell& cell) {
    if (cell.note.empty()) return cell.text;
    return cell.text.empty() ? cell.note : cell.text + "\n" + cell.note;
  }

  void write_free(const std::string& text, lxw_format* format) {
    check(worksheet_write_string(sheet_, row_++, 0, shortened(text).c_str(), format));
  }

  void write_line(const Line& line, lxw_format* format) {
    for (const auto& cell : line.cells) write_cell(cell, format);
    ++row_;
  }

  void write_cell(const Cell& cell, lxw_format* format) {
    const auto column = static_cast<lxw_col_t>(cell.column);
    if (format == nullptr) {
      format = formats_.cell(table_.columns[static_cast<std::size_t>(cell.column)].align);
    }
    if (cell.rows > 1 || cell.columns > 1) {
      check(worksheet_merge_range(
          sheet_, row_, column, row_ + static_cast<lxw_row_t>(cell.rows) - 1,
          static_cast<lxw_col_t>(cell.column + cell.columns - 1), "", format));
    }
    const std::string text = shown_text(cell);
    if (cell.kind == CellKind::whole && holds_whole(text)) {
      check(worksheet_write_number(sheet_, row_, column,
                                   static_cast<double>(std::strtoll(text.c_str(), nullptr, 10)),
                                   format));
    } else if (cell.kind == CellKind::date && write_date(text, column)) {
      return;
    } else if (text.empty()) {
      check(worksheet_write_blank(sheet_, row_, column, format));
    } else {
      check(worksheet_write_string(sheet_, row_, column, shortened(text).c_str(), format));
    }
  }

  // 2014-03-31; false for anything else.
  bool write_date(const std::string& text, lxw_col_t column) {
    int year = 0, month = 0, day = 0;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    year = std::atoi(text.substr(0, 4).c_str());
    month = std::atoi(text.substr(5, 2).c_str());
    day = std::atoi(text.substr(8, 2).c_str());
    if (year < 1901 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    lxw_datetime date{year, month, day, 0, 0, 0};
    check(worksheet_write_datetime(sheet_, row_, column, &date, formats_.date()));
    return true;
  }

  lxw_worksheet* sheet_;
  const Formats& formats_;
  const Table& table_;
  lxw_row_t row_ = 0;
};

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file || bytes.empty()) throw std::runtime_error("a workbook was lost");
  return bytes;
}

}  // namespace

std::string xlsx(const std::vector<Table>& tables, Paper paper) {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "table.xlsx").string();
  std::string folder_name = folder.path().string();
  lxw_workbook_options options{};
  options.tmpdir = folder_name.data();
  lxw_workbook* workbook = workbook_new_opt(file.c_str(), &options);
  if (workbook == nullptr) throw std::runtime_error("no memory for a workbook");
  struct Closer {
    lxw_workbook*& workbook;
    ~Closer() {
      if (workbook != nullptr) lxw_workbook_free(workbook);
    }
  } closer{workbook};
  // The same tables give the same bytes: no clock in the file.
  lxw_doc_properties properties{};
  properties.created = 1;
  check(workbook_set_properties(workbook, &properties));
  const Formats formats(workbook);
  for (const auto& table : tables) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, table.name.c_str());
    if (sheet == nullptr) throw std::runtime_error("no sheet can be called " + table.name);
    if (table.hidden) worksheet_hide(sheet);
    SheetWriter(sheet, formats, table).write(paper);
  }
  check(workbook_close(std::exchange(workbook, nullptr)));
  return bytes_of(file);
}

}  // namespace output
