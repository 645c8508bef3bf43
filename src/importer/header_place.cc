// Looks for lines in which several cells are words of headers; takes the lines that belong to them;
// of several tables in one sheet the larger, and of equal ones the first.
#include "importer/header_place.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/japanese_text.h"
#include "importer/header_cell.h"

namespace importer {

namespace {

constexpr std::size_t kHeaderRowsMax = 6;
constexpr std::size_t kLookedAtMax = 60;  // rows read cell by cell from the top
constexpr std::size_t kColumnsMax = 400;

struct Look {
  std::size_t filled = 0;
  int sure = 0;   // known words and years
  int words = 0;  // known words alone
  int like = 0;
  std::size_t long_texts = 0;
};

class Finder {
 public:
  explicit Finder(const TableView& view) : view_(view) {}

  HeaderPlace find() {
    std::vector<HeaderPlace> tables;
    for (std::size_t row = 0; row < view_.rows();) {
      if (!may_begin(row, tables)) {
        ++row;
        continue;
      }
      HeaderPlace table = block_at(row);
      if (!tables.empty() && repeats(tables.back(), table)) {
        row = table.bottom + 1;
        continue;
      }
      if (!tables.empty()) tables.back().end = start_of(table, tables.back().bottom + 1);
      tables.push_back(table);
      row = table.bottom + 1;
    }
    if (tables.empty()) return {};
    for (auto& table : tables) {
      if (table.end == 0) table.end = view_.rows();
      for (std::size_t row = table.bottom + 1; row < table.end; ++row) {
        table.weight += view_.filled_count(row);
      }
    }
    auto best = tables.begin();
    for (auto table = tables.begin(); table != tables.end(); ++table) {
      if (table->weight * weight_of_words(*table) > best->weight * weight_of_words(*best)) {
        best = table;
      }
    }
    HeaderPlace found = *best;
    for (const auto& table : tables) {
      if (table.top != found.top) found.other_tables.push_back(table.top);
    }
    return found;
  }

  HeaderPlace chosen(std::size_t top, std::size_t bottom) {
    HeaderPlace place;
    place.found = true;
    place.top = std::min(top, view_.rows() - 1);
    place.bottom = std::min(std::max(bottom, place.top), view_.rows() - 1);
    place.end = view_.rows();
    place.named = named_columns(place.top, place.bottom);
    place.sure = true;
    return place;
  }

 private:
  static std::size_t weight_of_words(const HeaderPlace& table) {
    return static_cast<std::size_t>(table.named) + 1;
  }

  const HeaderCell& cell(std::size_t row, std::size_t column) {
    const auto key = row * view_.columns() + column;
    const auto found = cells_.find(key);
    if (found != cells_.end()) return found->second;
    return cells_.emplace(key, read_header_cell(view_.own(row, column))).first->second;
  }

  // 対象年度：令和4年度 and （令和5年3月末現在） say what the table is of.
  bool is_label(const HeaderCell& read) const {
    const bool is_date = read.year && read.words.empty() && !read.brackets.empty() &&
                         read.bracket_named.fit == Fit::none;
    return is_date || compared(read.text).contains(':');
  }
  bool is_label_line(std::size_t row) {
    const auto filled = view_.filled_count(row);
    if (filled == 0 || filled > 2 || view_.columns() < 4) return false;
    return std::ranges::all_of(view_.filled(row),
                               [&](std::size_t column) { return is_label(cell(row, column)); });
  }

  Look look(std::size_t row) {
    Look seen;
    if (is_label_line(row)) return {view_.filled_count(row)};
    int before = 0;
    std::size_t column_before = 0;
    int run = 0;
    for (std::size_t column = 0; column < std::min(view_.columns(), kColumnsMax); ++column) {
      if (view_.own(row, column).empty()) continue;
      ++seen.filled;
      const HeaderCell& read = cell(row, column);
      if (letters_in(read.text) > 30) ++seen.long_texts;
      if (read.bare) {
        // 23 is a year beside 24 only.
        const bool next = before != 0 && (*read.bare == before + 1 || *read.bare == 1) &&
                          column <= column_before + 3;
        run = next ? run + 1 : 0;
        if (next) seen.sure += run == 1 ? 2 : 1;
        if (next) seen.like += run == 1 ? 2 : 1;
        before = *read.bare;
        column_before = column;
        continue;
      }
      if (read.is_sure()) ++seen.sure;
      if (read.named.fit == Fit::exact) ++seen.words;
      if (read.is_header_like()) ++seen.like;
    }
    return seen;
  }

  // Below the first rows only lines behind a gap or a title, and lines like the known header, are
  // looked at in full.
  bool may_begin(std::size_t row, const std::vector<HeaderPlace>& tables) {
    if (view_.filled_count(row) < 2) return false;
    if (row > kLookedAtMax && view_.filled_count(row - 1) > 1 && !looks_known(row, tables)) {
      return false;
    }
    const Look seen = look(row);
    if (seen.sure < 2 || seen.long_texts > 1) return false;
    if (is_title_over_names(row, view_.filled(row).front())) return false;
    if (seen.sure * 5 < static_cast<int>(seen.filled) * 2 &&
        seen.like * 2 < static_cast<int>(seen.filled))
      return false;
    if (!tables.empty()) {
      // Within a table a line of data may hold such words too; a header has mostly words.
      return seen.filled >= 3 && seen.words >= 2 &&
             seen.sure * 10 >= static_cast<int>(seen.filled) * 7;
    }
    if (seen.words >= 2) return true;
    if (seen.words == 1) return seen.sure >= 2;
    // A line of years alone: the words stand below, or above at the left; three years and hardly
    // anything else are a header whatever the other words say.
    if (seen.sure >= 3 && seen.sure * 10 >= static_cast<int>(seen.filled) * 7) return true;
    return row + 1 < view_.rows() && (look(row + 1).words >= 1 || above_has_words(row));
  }

  bool above_has_words(std::size_t row) { return row > 0 && look(row - 1).words >= 1; }

  bool looks_known(std::size_t row, const std::vector<HeaderPlace>& tables) {
    if (tables.empty()) return false;
    const auto& table = tables.back();
    int same = 0;
    for (std::size_t column = 0; column < view_.columns() && same < 2; ++column) {
      const auto own = view_.own(row, column);
      if (!own.empty() && own == view_.own(table.top, column)) ++same;
    }
    return same == 2;
  }

  HeaderPlace block_at(std::size_t row) {
    HeaderPlace block;
    block.found = true;
    block.top = row;
    while (block.top > 0 && row - block.top + 1 < kHeaderRowsMax && is_group_line(block.top - 1)) {
      --block.top;
    }
    block.bottom = row;
    stretch_over_merged(block);
    while (block.bottom - block.top + 1 < kHeaderRowsMax && continues_header(block)) {
      ++block.bottom;
      stretch_over_merged(block);
    }
    block.named = named_columns(block.top, block.bottom);
    std::size_t used = 0;
    for (std::size_t column = 0; column < view_.columns(); ++column) {
      for (std::size_t line = block.top; line <= block.bottom; ++line) {
        if (view_.seen(line, column).empty()) continue;
        ++used;
        break;
      }
    }
    block.sure = static_cast<std::size_t>(block.named) * 3 >= used * 2;
    return block;
  }

  // A cell merged downwards over the header's lines says how many there are.
  void stretch_over_merged(HeaderPlace& block) {
    for (std::size_t line = block.top; line <= block.bottom; ++line) {
      for (std::size_t column = 0; column < view_.columns(); ++column) {
        const auto* range = view_.merged(line, column);
        if (range == nullptr || range->top != line || view_.own(line, column).empty()) continue;
        if (range->bottom > block.bottom && range->bottom - block.top < kHeaderRowsMax &&
            cell(line, column).is_sure() && range->bottom + 1 < view_.rows()) {
          block.bottom = range->bottom;
        }
      }
    }
  }

  // 令和5年度 over 番号 or 事業名 is the year of the table.
  bool is_title_over_names(std::size_t row, std::size_t column) {
    if (!cell(row, column).year || row + 1 >= view_.rows() || view_.own(row + 1, column).empty())
      return false;
    const Named& below = cell(row + 1, column).named;
    return below.fit == Fit::exact &&
           (below.meaning == Meaning::number || below.meaning == Meaning::name ||
            below.meaning == Meaning::objective || below.meaning == Meaning::measure);
  }

  // 目標 and 実績 over years; 平成 over 23, 24, 25: a line above that does not begin at the left.
  bool is_group_line(std::size_t row) {
    const auto filled = view_.filled(row);
    if (filled.empty()) return false;
    if (is_title_over_names(row, filled.front())) return false;
    bool grouping = false;
    for (const std::size_t column : filled) {
      const HeaderCell& read = cell(row, column);
      if (!read.is_sure() || letters_in(read.text) > 20) return false;
      if (is_label(read)) return false;
      // （令和5年3月31日現在） above the table is no group.
      const bool told = read.named.fit == Fit::exact || read.bare || read.era ||
                        (read.words.empty() && read.brackets.empty());
      if (!told) return false;
      const auto* range = view_.merged(row, column);
      if (range != nullptr && range->left == 0 && range->right + 1 >= view_.columns()) return false;
      if (column > 0) grouping = true;
    }
    return grouping && (view_.own(row + 1, 0).size() > 0 || filled.size() > 1 ||
                        view_.merged(row, filled.front()) != nullptr);
  }

  // The next line is header too: it names what stands under groups, and says nothing under columns
  // that are named already.
  bool continues_header(const HeaderPlace& block) {
    const std::size_t row = block.bottom + 1;
    if (row >= view_.rows() || view_.is_empty(row)) return false;
    const Look seen = look(row);
    if (stands_under_groups(block, row, seen)) return true;
    if (seen.like == 0 || seen.like * 10 < static_cast<int>(seen.filled) * 6) return false;
    if (seen.filled == 1 && view_.columns() > 3) {
      const std::size_t column = view_.filled(row).front();
      if (column == 0) return false;
    }
    int under_groups = 0, under_named = 0;
    for (const std::size_t column : view_.filled(row)) {
      const HeaderCell& read = cell(row, column);
      const Meaning above = meaning_above(block, column);
      if (above == Meaning::name || above == Meaning::number || above == Meaning::owner ||
          above == Meaning::content || above == Meaning::objective) {
        if (!read.is_sure() || read.bare) return false;
        ++under_named;
      } else {
        ++under_groups;
      }
    }
    if (under_groups + under_named == 0) return false;
    // 目標 in a line below 区分 is a line's own word: then most of the other cells are not words.
    return under_groups >= under_named || seen.like == static_cast<int>(seen.filled);
  }

  // 市, 観光協会, 事業者 under 取組主体: nothing stands in the columns that are named already, and
  // the next line fills them.
  bool stands_under_groups(const HeaderPlace& block, std::size_t row, const Look& seen) {
    constexpr std::size_t letters_max = 10;
    if (seen.filled < 2 || row + 1 >= view_.rows() || view_.own(block.bottom, 0).empty() ||
        view_.own(row + 1, 0).empty() || view_.filled_count(row + 1) <= seen.filled)
      return false;
    std::size_t opened = view_.columns();  // the last word of the line above with blanks behind it
    for (std::size_t column = 0; column < view_.columns(); ++column) {
      const auto above = view_.own(block.bottom, column);
      const auto text = view_.own(row, column);
      const bool opens = !above.empty() && column + 1 < view_.columns() &&
                         view_.own(block.bottom, column + 1).empty();
      if (!above.empty()) opened = opens ? column : view_.columns();
      if (text.empty()) continue;
      const bool is_word =
          letters_in(text) <= letters_max &&
          std::ranges::none_of(base::fold_width(text), [](char c) { return c >= '0' && c <= '9'; });
      if (opened == view_.columns() || !is_word) return false;
    }
    return true;
  }

  Meaning meaning_above(const HeaderPlace& block, std::size_t column) {
    for (std::size_t line = block.bottom + 1; line-- > block.top;) {
      if (view_.own(line, column).empty()) continue;
      const auto* range = view_.merged(line, column);
      if (range != nullptr && range->right > range->left) return Meaning::unknown;  // a group
      const bool opens_group = view_.own(line, column + 1).empty() &&
                               column + 1 < view_.columns() &&
                               !view_.own(block.bottom + 1, column + 1).empty() && range == nullptr;
      if (opens_group) return Meaning::unknown;
      const HeaderCell& read = cell(line, column);
      return read.named.fit == Fit::exact ? read.named.meaning : Meaning::unknown;
    }
    return Meaning::unknown;
  }

  int named_columns(std::size_t top, std::size_t bottom) {
    int named = 0;
    for (std::size_t column = 0; column < std::min(view_.columns(), kColumnsMax); ++column) {
      for (std::size_t line = top; line <= bottom; ++line) {
        if (view_.own(line, column).empty()) continue;
        if (!cell(line, column).is_header_like()) continue;
        ++named;
        break;
      }
    }
    return named;
  }

  bool repeats(const HeaderPlace& known, const HeaderPlace& again) {
    int same = 0, other = 0;
    for (std::size_t column = 0; column < view_.columns(); ++column) {
      const auto now = view_.own(again.top, column);
      if (now.empty()) continue;
      bool found = false;
      for (std::size_t line = known.top; line <= known.bottom && !found; ++line) {
        found = !view_.own(line, column).empty() &&
                say_the_same(cell(line, column), cell(again.top, column));
      }
      ++(found ? same : other);
    }
    return same >= 2 && same > other * 2;
  }

  // The titles above a table belong to it.
  std::size_t start_of(const HeaderPlace& table, std::size_t earliest) {
    std::size_t row = table.top;
    while (row > earliest && view_.filled_count(row - 1) <= 1) --row;
    return row;
  }

  const TableView& view_;
  std::map<std::size_t, HeaderCell> cells_;
};

}  // namespace

HeaderPlace find_header(const TableView& view, const Choices& choices) {
  if (view.rows() == 0) return {};
  Finder finder(view);
  if (choices.header_top || choices.header_bottom) {
    const std::size_t top = choices.header_top.value_or(choices.header_bottom.value_or(0));
    return finder.chosen(top, choices.header_bottom.value_or(top));
  }
  return finder.find();
}

}  // namespace importer
