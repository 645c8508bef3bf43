// Words go to the cell in which they begin; in a cell they are put together line by line.
#include "sheet/ruled_tables.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>

#include "sheet/pdf_pages.h"
#include "sheet/pdf_piece.h"
#include "sheet/ruled_lines.h"

namespace sheet {

namespace {

constexpr double kSamePlace = 1.0;
constexpr double kBeyond = 60;  // so far from the lines words of a cut cell may stand
constexpr double kSameLine = 0.45;
constexpr double kGap = 1.0;      // letters: wider than this, another piece begins
constexpr double kPadding = 0.9;  // letters that a full line leaves free in its cell
constexpr std::size_t kWordsMax = 20'000;

double centre(const PdfWord& word) {
  return (word.box.top + word.box.bottom) / 2;
}

double letter_of(const PdfWord& word) {
  const double letters = width_in_letters(word.text);
  return letters > 0 ? std::max(1.0, (word.box.right - word.box.left) / letters) : 10;
}

// The size of most letters.
double letter_of(std::span<const PdfWord* const> words) {
  std::vector<double> sizes;
  for (const PdfWord* word : words) {
    if (word->box.bottom - word->box.top < 3 * (word->box.right - word->box.left))
      sizes.push_back(letter_of(*word));
  }
  return std::max(1.0, middle(std::move(sizes), 10));
}

// Words that stand at one height, from the left.
std::vector<std::vector<const PdfWord*>> lines_of(std::vector<const PdfWord*> words,
                                                  double letter) {
  std::ranges::stable_sort(words, {}, [](const PdfWord* word) { return centre(*word); });
  std::vector<std::vector<const PdfWord*>> lines;
  for (const PdfWord* word : words) {
    const bool goes_on =
        !lines.empty() && centre(*word) - centre(*lines.back().front()) < kSameLine * letter;
    if (!goes_on) lines.emplace_back();
    lines.back().push_back(word);
  }
  for (auto& line : lines)
    std::ranges::stable_sort(line, {}, [](const PdfWord* word) { return word->box.left; });
  return lines;
}

std::string text_of_line(std::span<const PdfWord* const> line, double letter) {
  std::string text;
  const PdfWord* before = nullptr;
  for (const PdfWord* word : line) {
    const double gap = before == nullptr ? 0 : word->box.left - before->box.right;
    const bool spaced =
        before != nullptr &&
        (gap > kGap * letter || (gap > 0.15 * letter && (is_ascii_end(before->text.back()) ||
                                                         is_ascii_end(word->text.front()))));
    text += (spaced ? " " : "") + word->text;
    before = word;
  }
  return text;
}

using CellWords = std::vector<const PdfWord*>;

struct CellText {
  std::string text;
  Box box;
};

// A line that has no place for what begins the next was broken by the edge of the cell.
CellText text_of_cell(const std::vector<const PdfWord*>& words, double cell_width) {
  const double letter = letter_of(words);
  CellText cell{{}, words.front()->box};
  for (const PdfWord* word : words) cell.box = around(cell.box, word->box);
  const auto lines = lines_of(words, letter);
  const bool is_stack = lines.size() > 2 && std::ranges::all_of(lines, [](const auto& line) {
                          return line.size() == 1 && width_in_letters(line.front()->text) <= 1;
                        });
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string text = text_of_line(lines[i], letter);
    if (i > 0 && !is_stack) {
      const auto& above = lines[i - 1];
      const double width = above.back()->box.right - above.front()->box.left;
      const PdfWord& next = *lines[i].front();
      const bool is_ascii = is_ascii_end(next.text.front());
      const double wanted =
          is_ascii ? std::min(next.box.right - next.box.left, 8 * letter) : letter;
      const bool is_full = width + wanted + kPadding * letter > cell_width;
      if (!is_full) {
        cell.text += '\n';
      } else if (is_ascii_end(above.back()->text.back()) && is_ascii) {
        const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || c == ','; };
        const bool in_number = is_digit(above.back()->text.back()) && is_digit(next.text.front());
        if (!in_number) cell.text += ' ';
      }
    }
    cell.text += text;
  }
  return cell;
}

class RuledPage {
 public:
  RuledPage(const PdfPage& page, int number, const SourceLimits& limits)
      : page_(page), number_(number), limits_(limits) {}

  base::Result<std::vector<RuledTable>> read() {
    if (page_.words.empty() || page_.words.size() > kWordsMax) return std::vector<RuledTable>{};
    grids_ = find_grids(page_.rulings, std::min<std::size_t>(limits_.cells_max, 200'000));
    if (grids_.empty()) return std::vector<RuledTable>{};
    const std::vector<bool> goes_on = align_grids(grids_);
    place_words();
    if (outside_.size() > page_.words.size() / 2) return std::vector<RuledTable>{};
    for (std::size_t i = 0; i < grids_.size(); ++i) {
      if (!goes_on[i]) {
        tables_.push_back({.edges = grids_[i].xs});
        tables_.back().table.page = number_;
      }
      add_outside(i == 0 ? -1e9 : grids_[i - 1].ys.front(), grids_[i].ys.front(), grids_[i]);
      if (auto added = add_grid(i); !added) return std::unexpected(added.error());
    }
    add_outside(grids_.back().ys.front(), 1e9, grids_.back());
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      tables_[i].table.name = "p." + std::to_string(number_);
      if (i > 0) tables_[i].table.name += " (" + std::to_string(i + 1) + ")";
    }
    return std::move(tables_);
  }

 private:
  void place_words() {
    cells_.resize(grids_.size());
    for (const PdfWord& word : page_.words) {
      const double letter = letter_of(word);
      const bool is_upright = word.box.bottom - word.box.top > 2 * (word.box.right - word.box.left);
      // Words that are wider than their cell run over its edge.
      const double x = is_upright ? (word.box.left + word.box.right) / 2
                                  : std::min(word.box.left + letter / 2, word.box.right);
      const double y = centre(word);
      bool placed = false;
      for (std::size_t i = 0; i < grids_.size() && !placed; ++i) {
        const Box extent = grids_[i].extent();
        placed = x > extent.left && x < extent.right && y > extent.top && y < extent.bottom;
        if (!placed) continue;
        const CellRange& range =
            grids_[i].cells[edge_before(grids_[i].ys, y)][edge_before(grids_[i].xs, x)];
        cells_[i][{range.top, range.left}].push_back(&word);
      }
      if (!placed) outside_.push_back(&word);
    }
    std::erase_if(outside_, [&](const PdfWord* word) { return is_drawn_twice(*word); });
    std::vector<std::pair<CellWords*, const PdfWord*>> found;
    for (const PdfWord* word : outside_) {
      if (CellWords* cell = cut_cell_of(*word)) found.emplace_back(cell, word);
    }
    for (const auto& [cell, word] : found) cell->push_back(word);
    for (const auto& [cell, word] : found) std::erase(outside_, word);
  }

  // A cell over several rows that the edge of the page cuts may have its words beyond the lines: it
  // is empty, reaches the last line, and they stand below it and are no wider.
  CellWords* cut_cell_of(const PdfWord& word) {
    for (std::size_t i = 0; i < grids_.size(); ++i) {
      const RuledGrid& grid = grids_[i];
      const double y = centre(word);
      const bool is_below = y > grid.ys.back() && y < grid.ys.back() + kBeyond;
      const bool is_above = y < grid.ys.front() && y > grid.ys.front() - kBeyond;
      if (!is_below && !is_above) continue;
      const auto& row = is_below ? grid.cells.back() : grid.cells.front();
      const CellRange& range = row[edge_before(grid.xs, word.box.left)];
      const bool fits = range.bottom > range.top && word.box.left >= grid.xs[range.left] &&
                        word.box.right <= grid.xs[range.right + 1];
      if (!fits) continue;
      CellWords& words = cells_[i][{range.top, range.left}];
      if (words.empty()) return &words;
    }
    return nullptr;
  }

  // A cell that goes on over the edge of the page has its words on both pages, once of them beside
  // the lines, where nobody sees them.
  bool is_drawn_twice(const PdfWord& outside) const {
    return std::ranges::any_of(grids_, [&](const RuledGrid& grid) {
      const Box extent = grid.extent();
      const double y = centre(outside);
      const bool is_near = (y < extent.top && y > extent.top - kBeyond) ||
                           (y > extent.bottom && y < extent.bottom + kBeyond);
      return is_near && std::ranges::any_of(page_.words, [&](const PdfWord& word) {
               return word.text == outside.text &&
                      std::fabs(word.box.left - outside.box.left) < kSamePlace &&
                      centre(word) > extent.top && centre(word) < extent.bottom;
             });
    });
  }

  static std::size_t edge_before(const std::vector<double>& edges, double at) {
    const auto next = std::ranges::upper_bound(edges, at) - edges.begin();
    return std::clamp<std::size_t>(static_cast<std::size_t>(next), 1, edges.size() - 1) - 1;
  }

  base::Result<void> add_grid(std::size_t index) {
    const RuledGrid& grid = grids_[index];
    SourceTable& table = tables_.back().table;
    const std::size_t first = table.grid.rows.size();
    cells_seen_ += grid.rows() * grid.columns();
    if (cells_seen_ > limits_.cells_max) {
      return base::refuse(cells_too_many, {{"table", "p." + std::to_string(number_)},
                                           {"cells_max", std::to_string(limits_.cells_max)}});
    }
    tables_.back().ends_with_cells = true;
    table.grid.rows.resize(first + grid.rows(), std::vector<std::string>(grid.columns()));
    table.boxes.resize(first + grid.rows(), std::vector<Box>(grid.columns()));
    for (std::size_t row = 0; row < grid.rows(); ++row) {
      for (std::size_t column = 0; column < grid.columns(); ++column) {
        const CellRange& range = grid.cells[row][column];
        if (range.top != row || range.left != column) continue;
        if (range.bottom > row || range.right > column) {
          table.merged.push_back(
              {first + range.top, range.left, first + range.bottom, range.right});
        }
        const auto words = cells_[index].find({row, column});
        if (words == cells_[index].end() || words->second.empty()) continue;
        auto cell = text_of_cell(words->second, grid.xs[range.right + 1] - grid.xs[range.left]);
        table.grid.rows[first + row][column] = std::move(cell.text);
        table.boxes[first + row][column] = cell.box;
      }
    }
    return {};
  }

  // Titles and notes: each line a row, each piece of it in the columns that it covers.
  void add_outside(double from, double to, const RuledGrid& grid) {
    std::vector<const PdfWord*> words;
    for (const PdfWord* word : outside_) {
      if (centre(*word) > from && centre(*word) <= to) words.push_back(word);
    }
    if (words.empty()) return;
    const double letter = letter_of(words);
    SourceTable& table = tables_.back().table;
    for (const auto& line : lines_of(words, letter)) {
      if (is_page_number(text_of_line(line, letter))) continue;
      if (table.grid.rows.empty()) tables_.back().begins_with_cells = false;
      tables_.back().ends_with_cells = false;
      table.grid.rows.emplace_back(grid.columns());
      table.boxes.emplace_back(grid.columns());
      const std::size_t row = table.grid.rows.size() - 1;
      for (std::size_t begin = 0; begin < line.size();) {
        std::size_t end = begin + 1;
        while (end < line.size() && line[end]->box.left - line[end - 1]->box.right < kGap * letter)
          ++end;
        add_piece(row, std::span(line).subspan(begin, end - begin), letter, grid);
        begin = end;
      }
    }
  }

  void add_piece(std::size_t row, std::span<const PdfWord* const> words, double letter,
                 const RuledGrid& grid) {
    SourceTable& table = tables_.back().table;
    const std::size_t column = edge_before(grid.xs, words.front()->box.left);
    const std::size_t last = edge_before(grid.xs, words.back()->box.right);
    std::string& text = table.grid.rows[row][column];
    Box& box = table.boxes[row][column];
    box = text.empty() ? words.front()->box : box;
    for (const PdfWord* word : words) box = around(box, word->box);
    text += (text.empty() ? "" : " ") + text_of_line(words, letter);
    const bool is_free = table.merged.empty() || table.merged.back().top != row ||
                         table.merged.back().right < column;
    if (last > column && is_free) table.merged.push_back({row, column, row, last});
  }

  const PdfPage& page_;
  const int number_;
  const SourceLimits& limits_;
  std::vector<RuledGrid> grids_;
  // Of each grid, by the first place of the cell.
  std::vector<std::map<std::pair<std::size_t, std::size_t>, CellWords>> cells_;
  std::vector<const PdfWord*> outside_;
  std::vector<RuledTable> tables_;
  std::size_t cells_seen_ = 0;
};

}  // namespace

base::Result<std::vector<RuledTable>> ruled_tables_of(const PdfPage& page, int number,
                                                      const SourceLimits& limits) {
  return RuledPage(page, number, limits).read();
}

}  // namespace sheet
