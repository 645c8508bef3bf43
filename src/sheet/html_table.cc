// The tables of a page: every <table> for itself, also one inside another; cells that stretch over
// rows and columns are merged ranges.
#include <algorithm>
#include <charconv>
#include <optional>

#include "sheet/html_events.h"
#include "sheet/letters.h"
#include "sheet/source_readers.h"

namespace sheet {

namespace {

constexpr std::size_t kColumnSpanMax = 1000;  // as browsers do
constexpr std::size_t kRowSpanMax = 65'534;

bool contains_word(std::string_view text, std::string_view word) {
  return std::ranges::search(text, word, [](char x, char y) {
           return (x >= 'A' && x <= 'Z' ? x | 0x20 : x) == y;
         }).begin() != text.end();
}

// Text as a browser sets it: spaces become one, <br> and paragraphs new lines.
class RunningText {
 public:
  void add(std::string_view text) {
    constexpr std::string_view kFixedSpace = "\u00A0";
    while (!text.empty()) {
      const bool is_fixed = text.starts_with(kFixedSpace);
      const char c = text.front();
      text.remove_prefix(is_fixed ? kFixedSpace.size() : 1);
      if (is_fixed || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        has_gap_ = true;
        gap_breaks_ = gap_breaks_ || c == '\n';
        continue;
      }
      put_gap(c);
      text_ += c;
    }
  }

  void new_line() {
    has_gap_ = gap_breaks_ = false;
    if (!text_.empty()) ++lines_due_;
  }
  // Before and after a paragraph, however many end there.
  void new_block() {
    if (lines_due_ == 0) new_line();
  }

  const std::string& text() const { return text_; }

 private:
  // The source of a page breaks Japanese lines anywhere; that is no space between two words.
  void put_gap(char next) {
    if (lines_due_ > 0) {
      text_.append(lines_due_, '\n');
    } else if (has_gap_ && !text_.empty() && text_.back() != '\n') {
      const bool in_japanese = static_cast<unsigned char>(text_.back()) >= 0x80 &&
                               static_cast<unsigned char>(next) >= 0x80;
      if (!(gap_breaks_ && in_japanese)) text_ += ' ';
    }
    lines_due_ = 0;
    has_gap_ = gap_breaks_ = false;
  }

  std::string text_;
  bool has_gap_ = false, gap_breaks_ = false;
  std::size_t lines_due_ = 0;
};

struct Span {
  std::size_t rows = 1;  // 0: to the end of the table
  std::size_t columns = 1;
};

struct OpenTable {
  std::size_t place = 0;  // in the order of the page
  SourceTable table;
  std::vector<std::size_t> rows_left;  // by column: how far down a cell above still stretches
  std::size_t rows = 0;
  std::size_t column = 0;
  std::optional<RunningText> cell;
  std::vector<CellNote> notes;
  Span span;
  bool row_open = false, row_hidden = false, cell_hidden = false;
  std::optional<RunningText> caption;
};

// An element that is open: what it does to the text in it.
struct OpenElement {
  bool unread = false;  // script, style, readings of kanji, what is hidden
  bool hidden = false;
};

class PageReader {
 public:
  explicit PageReader(const SourceLimits& limits) : limits_(limits) {}

  base::Result<SourceFile> read(std::string_view text) {
    const bool ended = read_html(text, {.begins = [this](const HtmlElement& e) { begins(e); },
                                        .text = [this](std::string_view t) { add(t); },
                                        .ends = [this](std::string_view name) { ends(name); }});
    if (!ended) return base::refuse(file_broken, {{"part", "HTML"}});
    while (!open_.empty()) close_table();
    if (rows_seen_ > limits_.rows_max) {
      return base::refuse(rows_too_many, {{"table", named_},
                                          {"rows", std::to_string(rows_seen_)},
                                          {"rows_max", std::to_string(limits_.rows_max)}});
    }
    if (cells_ > limits_.cells_max) {
      return base::refuse(cells_too_many,
                          {{"table", named_}, {"cells_max", std::to_string(limits_.cells_max)}});
    }
    return finish();
  }

 private:
  void begins(const HtmlElement& element) {
    const auto name = element.name;
    elements_.push_back({.unread = is_unread(name), .hidden = is_hidden(element)});
    const bool is_row = name == "tr", is_cell = name == "td" || name == "th";
    if (name == "table" || ((is_row || is_cell) && open_.empty())) open_table();
    if (is_row) begin_row();
    if (is_cell) begin_cell(element);
    // What is hidden inside of a cell is a key to sort by or a label for machines.
    if (elements_.back().hidden && !is_row && !is_cell && name != "table") {
      elements_.back().unread = true;
    }
    if (elements_.back().unread) ++unread_;
    if (name == "caption" && !open_.empty()) open_.back().caption.emplace();
    if (is_heading(name)) heading_.emplace();
    if (name == "br") each_text([](RunningText& text) { text.new_line(); });
    if (is_block(name)) each_text([](RunningText& text) { text.new_block(); });
    if (name == "img") add(element["alt"]);
    if (name == "sup") note(CellNote::superscript);
    if (name == "del" || name == "s" || name == "strike") note(CellNote::struck_out);
  }

  void ends(std::string_view name) {
    if (elements_.empty()) return;
    if (elements_.back().unread) --unread_;
    elements_.pop_back();
    if (is_heading(name) && heading_) {
      last_heading_ = heading_->text();
      heading_.reset();
    }
    if (is_block(name)) each_text([](RunningText& text) { text.new_block(); });
    if (open_.empty()) return;
    if (name == "td" || name == "th") end_cell();
    if (name == "tr") end_row();
    if (name == "table") close_table();
    if (name == "caption" && !open_.empty() && open_.back().caption) {
      open_.back().table.caption = open_.back().caption->text();
      open_.back().caption.reset();
    }
  }

  void add(std::string_view text) {
    if (unread_ > 0) return;
    each_text([&](RunningText& running) { running.add(text); });
  }

  // What is being written: a heading, a caption, or the innermost cell.
  void each_text(const auto& write) {
    if (heading_) write(*heading_);
    if (open_.empty()) return;
    if (open_.back().caption) return write(*open_.back().caption);
    if (open_.back().cell) write(*open_.back().cell);
  }

  void note(CellNote note) {
    if (open_.empty() || !open_.back().cell) return;
    if (std::ranges::find(open_.back().notes, note) == open_.back().notes.end()) {
      open_.back().notes.push_back(note);
    }
  }

  static bool is_unread(std::string_view name) {
    return name == "script" || name == "style" || name == "template" || name == "rt" ||
           name == "rp" || name == "noscript" || name == "title" || name == "select";
  }
  static bool is_heading(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  }
  static bool is_block(std::string_view name) {
    return name == "p" || name == "div" || name == "li" || name == "ul" || name == "ol" ||
           name == "dt" || name == "dd" || name == "hr" || is_heading(name);
  }
  static bool is_hidden(const HtmlElement& element) {
    if (element.has("hidden")) return true;
    std::string style(element["style"]);
    std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
    return contains_word(style, "display:none") || contains_word(style, "visibility:hidden");
  }

  bool any_hidden() const {
    return std::ranges::any_of(elements_, [](const OpenElement& one) { return one.hidden; });
  }

  void open_table() {
    OpenTable& table = open_.emplace_back();
    table.place = opened_++;
    table.table.caption = last_heading_;
    table.table.hidden = any_hidden();
  }

  void begin_row() {
    OpenTable& table = open_.back();
    if (table.cell) return;  // a row inside of a cell without a table around it
    end_row();
    table.row_open = true;
    table.row_hidden = elements_.back().hidden;
    table.column = 0;
    ++table.rows;
    if (table.rows > rows_seen_) {
      rows_seen_ = table.rows;
      if (rows_seen_ > limits_.rows_max) named_ = table.table.caption;
    }
    if (!full()) table.table.grid.rows.emplace_back();
  }

  bool full() const { return rows_seen_ > limits_.rows_max || cells_ > limits_.cells_max; }

  static std::size_t span_of(std::string_view text, std::size_t most) {
    std::size_t span = 1;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), span);
    return read.ec == std::errc() ? std::min(span, most) : 1;
  }

  void begin_cell(const HtmlElement& element) {
    if (open_.back().cell) return;
    if (!open_.back().row_open) begin_row();
    OpenTable& table = open_.back();
    table.cell.emplace();
    table.notes.clear();
    table.cell_hidden = elements_.back().hidden || table.row_hidden;
    table.span = {.rows = span_of(element["rowspan"], kRowSpanMax),
                  .columns = std::max<std::size_t>(1, span_of(element["colspan"], kColumnSpanMax))};
  }

  void end_cell() {
    OpenTable& table = open_.back();
    if (!table.cell) return;
    const std::string text = table.cell->text();
    table.cell.reset();
    if (full()) return;
    auto& left = table.rows_left;
    while (table.column < left.size() && left[table.column] > 0) ++table.column;
    const std::size_t first = table.column, row = table.rows - 1;
    const std::size_t last = first + table.span.columns - 1;
    auto& cells = table.table.grid.rows.back();
    cells_ += last + 1 - std::min(last + 1, cells.size());
    if (full()) {
      named_ = table.table.caption;
      return;
    }
    cells.resize(std::max(cells.size(), last + 1));
    cells[first] = text;
    // One row more than it stretches: the end of this row takes one away.
    const std::size_t rows = table.span.rows == 0 ? kRowSpanMax : table.span.rows;
    if (left.size() <= last) left.resize(last + 1);
    for (std::size_t column = first; column <= last; ++column) {
      left[column] = std::max(left[column], rows);
    }
    if (rows > 1 || last > first) {
      table.table.merged.push_back({row, first, row + rows - 1, last});
    }
    for (const CellNote one : table.notes) table.table.notes.push_back({row, first, one});
    if (table.cell_hidden && !text.empty()) {
      table.table.notes.push_back({row, first, CellNote::hidden});
      has_hidden_ = true;
    }
    table.column = last + 1;
  }

  void end_row() {
    OpenTable& table = open_.back();
    if (table.cell) end_cell();
    if (!table.row_open) return;
    table.row_open = false;
    for (std::size_t& rows : table.rows_left) rows -= rows > 0 ? 1 : 0;
  }

  void close_table() {
    end_row();
    OpenTable table = std::move(open_.back());
    open_.pop_back();
    const std::size_t rows = table.table.grid.rows.size();
    for (CellRange& range : table.table.merged) range.bottom = std::min(range.bottom, rows - 1);
    std::erase_if(table.table.merged, [](const CellRange& range) {
      return range.top == range.bottom && range.left == range.right;
    });
    closed_.emplace_back(table.place, std::move(table.table));
  }

  base::Result<SourceFile> finish() {
    SourceFile file;
    file.kind = FileKind::html;
    std::ranges::sort(closed_, {}, &std::pair<std::size_t, SourceTable>::first);
    for (auto& [place, table] : closed_) {
      if (!holds_something(table.grid)) continue;
      if (file.tables.size() == limits_.tables_max) {
        file.remarks.push_back(
            {"sheet.remark_tables_left", "", std::to_string(limits_.tables_max)});
        break;
      }
      file.tables.push_back(std::move(table));
    }
    if (file.tables.empty()) return base::refuse(html_without_table);
    const bool hides = std::ranges::any_of(file.tables, &SourceTable::hidden);
    if (hides || has_hidden_) file.remarks.push_back({"sheet.remark_hidden_on_page", "", ""});
    return file;
  }

  const SourceLimits& limits_;
  std::vector<OpenElement> elements_;
  std::vector<OpenTable> open_;
  std::vector<std::pair<std::size_t, SourceTable>> closed_;
  std::optional<RunningText> heading_;
  std::string last_heading_;
  std::string named_;  // the table that is too large
  std::size_t opened_ = 0, unread_ = 0, rows_seen_ = 0, cells_ = 0;
  bool has_hidden_ = false;
};

}  // namespace

bool is_html(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == text.npos) return false;
  text.remove_prefix(first);
  // "Version:" begins what Windows hands over as a copied piece of a page.
  if (!text.starts_with('<') && !text.starts_with("Version:")) return false;
  constexpr std::string_view kTags[] = {"<table", "<html", "<!doctype html", "<td", "<tr", "<body"};
  return std::ranges::any_of(kTags, [&](auto tag) { return contains_word(text, tag); });
}

std::string_view said_letters(std::string_view page) {
  constexpr std::size_t kWithin = 4096;
  const auto head = page.substr(0, kWithin);
  constexpr std::string_view kName = "charset=";
  const auto found = std::ranges::search(
      head, kName, [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x | 0x20 : x) == y; });
  if (found.begin() == head.end()) return {};
  auto at = static_cast<std::size_t>(found.begin() - head.begin()) + kName.size();
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  return head.substr(at, head.find_first_of("\"' ;>/", at) - at);
}

base::Result<SourceFile> read_html_tables(std::string_view text, const SourceLimits& limits) {
  return PageReader(limits).read(text);
}

}  // namespace sheet
