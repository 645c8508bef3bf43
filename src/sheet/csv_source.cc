// Tables as text: which sign parts the columns is told by the contents, not by the ending.
#include <algorithm>
#include <array>
#include <map>

#include "sheet/csv.h"
#include "sheet/source_readers.h"

namespace sheet {

namespace {

constexpr std::size_t kProbedLines = 200;

// How often each separator stands in the lines outside of quotes.
class Probe {
 public:
  explicit Probe(char separator) : separator_(separator) {}

  void look_at(std::string_view text) {
    bool quoted = false, field_begins = true;
    std::size_t count = 0;
    for (const char c : text) {
      if (c == '"' && (quoted || field_begins)) quoted = !quoted;
      field_begins = c == separator_ || c == '\n';
      if (quoted) continue;
      if (c == separator_) ++count;
      if (c == '\n' && end_line(count)) return;
      if (c == '\n') count = 0;
    }
    end_line(count);
  }

  // Lines that have the most usual number of separators; titles and notes have none.
  std::size_t agreement() const {
    std::size_t best = 0;
    for (const auto& [count, lines] : lines_by_count_) best = std::max(best, lines);
    return best;
  }
  std::size_t separated_lines() const { return separated_; }

 private:
  bool end_line(std::size_t count) {
    if (count > 0) ++lines_by_count_[count];
    if (count > 0) ++separated_;
    return ++lines_ == kProbedLines;
  }

  char separator_;
  std::size_t lines_ = 0, separated_ = 0;
  std::map<std::size_t, std::size_t> lines_by_count_;
};

char separator_of(std::string_view text, char preferred) {
  std::array<char, 4> candidates = {preferred, '\t', ',', ';'};
  char best = preferred;
  std::pair<std::size_t, std::size_t> most{0, 0};
  for (const char separator : candidates) {
    Probe probe(separator);
    probe.look_at(text);
    const std::pair now(probe.agreement(), probe.separated_lines());
    if (now > most) {
      most = now;
      best = separator;
    }
  }
  return best;
}

// sep=; in the first line is a word to Excel, not to people.
void take_separator_line(std::string_view& text, char& separator) {
  if (text.size() < 6 || !(text.starts_with("sep=") || text.starts_with("SEP="))) return;
  if (text[5] != '\r' && text[5] != '\n') return;
  separator = text[4];
  text.remove_prefix(std::min(text.find('\n', 5), text.size() - 1) + 1);
}

}  // namespace

base::Result<SeparatedTable> read_separated(const SeparatedText& given,
                                            const SourceLimits& limits) {
  std::string_view text = given.text;
  SeparatedTable read{.table = {}, .separator = '\0'};
  take_separator_line(text, read.separator);
  if (read.separator == '\0') read.separator = separator_of(text, given.preferred);
  auto grid = read_csv(text, read.separator,
                       {.bytes_max = 4 * limits.bytes_max + 1,
                        .rows_max = limits.rows_max,
                        .cells_max = limits.cells_max});
  if (!grid && grid.error().code == too_large.code) {
    const auto lines =
        static_cast<std::size_t>(std::ranges::count(text, '\n')) + (text.ends_with('\n') ? 0 : 1);
    if (lines <= limits.rows_max) {
      return base::refuse(cells_too_many,
                          {{"table", ""}, {"cells_max", std::to_string(limits.cells_max)}});
    }
    return base::refuse(rows_too_many, {{"table", ""},
                                        {"rows", std::to_string(lines)},
                                        {"rows_max", std::to_string(limits.rows_max)}});
  }
  if (!grid) return std::unexpected(grid.error());
  while (!grid->rows.empty() && std::ranges::all_of(grid->rows.back(), is_blank)) {
    grid->rows.pop_back();
  }
  if (!holds_something(*grid)) return base::refuse(file_without_cells);
  read.table.grid = std::move(*grid);
  return read;
}

}  // namespace sheet
