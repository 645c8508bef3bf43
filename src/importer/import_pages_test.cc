// Reads the pages of the corpus and measures what is understood of them.
#include "importer/import_pages_test.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "base/japanese_text.h"

namespace importer::testing {

namespace {

namespace fs = std::filesystem;

// How a line was broken at the edge of a cell is no part of its words.
std::string without_breaks(std::string_view text) {
  std::string words = base::fold_width(text);
  std::erase_if(words, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
  return words;
}

struct Wanted {
  const ExpectedCell* cell = nullptr;
  std::string words;  // as they are printed
};

// A day of a sheet is read as 2021-04-01; on paper stands what the sheet shows.
std::string_view printed(const sheet::SourceTable& table, const ExpectedCell& cell) {
  for (const sheet::NotedCell& note : table.notes) {
    if (note.note == sheet::CellNote::date && note.row == cell.row && note.column == cell.column)
      return note.value;
  }
  return table.grid.at(cell.row, cell.column);
}

struct WantedRow {
  const ExpectedRow* row = nullptr;
  std::vector<Wanted> cells;
};

std::vector<WantedRow> rows_of(const Case& table) {
  std::vector<WantedRow> rows;
  for (const auto& row : table.rows) {
    if (row.kind != RowKind::programme && row.kind != RowKind::part) continue;
    WantedRow wanted{&row, {}};
    for (const auto& cell : table.cells) {
      if (cell.row != row.row) continue;
      wanted.cells.push_back({&cell, without_breaks(printed(table.table, cell))});
    }
    rows.push_back(std::move(wanted));
  }
  return rows;
}

struct SeenRow {
  const Understanding* table = nullptr;
  const ReadRow* row = nullptr;
  std::vector<std::string> words;  // beside its cells
};

std::vector<SeenRow> seen_rows(const std::vector<Understanding>& tables) {
  std::vector<SeenRow> rows;
  for (const auto& table : tables) {
    for (const auto& row : table.rows) {
      SeenRow seen{&table, &row, {}};
      for (const auto& cell : row.cells) seen.words.push_back(without_breaks(cell.text));
      rows.push_back(std::move(seen));
    }
  }
  return rows;
}

int alike(const WantedRow& wanted, const SeenRow& seen) {
  int same = 0;
  for (const auto& cell : wanted.cells) {
    for (std::size_t i = 0; i < seen.words.size(); ++i) {
      if (seen.row->cells[i].carried_down || seen.words[i] != cell.words) continue;
      ++same;
      break;
    }
  }
  return same;
}

// Of each wanted row the row read that stands for it, or none: as many words alike as can be.
std::vector<const SeenRow*> pair_rows(const std::vector<WantedRow>& wanted,
                                      const std::vector<SeenRow>& seen) {
  std::vector best(wanted.size() + 1, std::vector<int>(seen.size() + 1));
  for (std::size_t i = wanted.size(); i-- > 0;) {
    for (std::size_t k = seen.size(); k-- > 0;) {
      best[i][k] = std::max(
          {best[i + 1][k], best[i][k + 1], best[i + 1][k + 1] + alike(wanted[i], seen[k])});
    }
  }
  std::vector<const SeenRow*> pairs(wanted.size());
  for (std::size_t i = 0, k = 0; i < wanted.size() && k < seen.size();) {
    const int here = alike(wanted[i], seen[k]);
    if (here > 0 && best[i][k] == best[i + 1][k + 1] + here) {
      pairs[i++] = &seen[k++];
    } else if (best[i][k] == best[i + 1][k]) {
      ++i;
    } else {
      ++k;
    }
  }
  return pairs;
}

bool doubtful(const plan::Certainty& certainty) {
  return certainty.confidence != plan::Confidence::high;
}

bool is_right(const Wanted& wanted, const SeenRow& seen) {
  for (std::size_t i = 0; i < seen.words.size(); ++i) {
    const ReadCell& cell = seen.row->cells[i];
    if (!cell.carried_down && seen.words[i] == wanted.words &&
        cell.meaning == wanted.cell->meaning && cell.year == wanted.cell->year &&
        cell.to_year == wanted.cell->to_year)
      return true;
  }
  return false;
}

// Shown to the officer: the row, or what holds the words or a part of them.
bool is_flagged(const Wanted& wanted, const SeenRow& seen) {
  if (doubtful(seen.table->certainty) || !seen.table->is_table || doubtful(seen.row->certainty)) {
    return true;
  }
  const auto flagged = [&](const ReadCell& cell) {
    return std::ranges::any_of(seen.table->flags, [&](const Flag& flag) {
      return (!flag.row || *flag.row == cell.row) &&
             (!flag.column || *flag.column == cell.column) && (flag.row || flag.column);
    });
  };
  for (std::size_t i = 0; i < seen.words.size(); ++i) {
    const ReadCell& cell = seen.row->cells[i];
    if (!seen.words[i].contains(wanted.words) && !wanted.words.contains(seen.words[i])) continue;
    if (doubtful(cell.certainty) || doubtful(seen.table->columns[cell.under].certainty) ||
        flagged(cell))
      return true;
  }
  return false;
}

}  // namespace

std::vector<PageCase> read_page_cases(const char* folder) {
  std::vector<PageCase> cases;
  for (auto& table : read_cases(folder)) {
    const fs::path path = fs::path(NIGIWAI_SOURCE_DIR) / folder / table.name / "page.pdf";
    std::ifstream file(path, std::ios::binary);
    if (!file) continue;
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto source = sheet::read_source(bytes, "page.pdf");
    REQUIRE_MESSAGE(source, table.name);
    cases.push_back({std::move(table), std::move(source->tables)});
  }
  return cases;
}

Score score_page(const PageCase& expected, const std::vector<Understanding>& understood) {
  Score score;
  const auto wanted = rows_of(expected.sheet);
  const auto seen = seen_rows(understood);
  const auto pairs = pair_rows(wanted, seen);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    ++score.rows;
    const bool row_right = pairs[i] != nullptr && pairs[i]->row->kind == wanted[i].row->kind;
    if (row_right) ++score.rows_right;
    for (const auto& cell : wanted[i].cells) {
      ++score.cells;
      if (row_right && is_right(cell, *pairs[i])) {
        ++score.right;
        continue;
      }
      const bool flagged =
          pairs[i] == nullptr
              ? std::ranges::all_of(understood, [](const auto& one) { return !one.is_table; })
              : is_flagged(cell, *pairs[i]);
      ++(flagged ? score.flagged : score.wrong);
      if (score.first_wrong.empty() || (!flagged && !score.first_wrong.starts_with("!"))) {
        score.first_wrong = (flagged ? "" : "!") + std::string("row ") +
                            std::to_string(cell.cell->row + 1) + " " +
                            std::string(in_db(cell.cell->meaning)) + " " + cell.words;
      }
    }
  }
  return score;
}

TEST_CASE("the tables of towns are understood from their pages too") {
  Score all;
  for (const auto& one : read_page_cases()) {
    std::vector<Understanding> understood;
    for (const auto& page : one.pages) understood.push_back(understand(page));
    const Score score = score_page(one, understood);
    std::cout << score.line(one.sheet.name) << "\n";
    CAPTURE(one.sheet.name);
    CAPTURE(score.first_wrong);
    // Without lines around the cells much is left to the officer, and all of it is said to be
    // doubtful.
    const bool ruled = std::ranges::none_of(one.pages, &sheet::SourceTable::by_distances);
    if (ruled) CHECK(score.right * 100 >= score.cells * 95);
    CHECK(score.wrong == 0);
    all.add(score);
  }
  std::cout << all.line("all pages") << "\n";
  CHECK(all.right * 100 >= all.cells * 99);
}

TEST_CASE("pages never mended with are read at first sight as well as written down") {
  Score all;
  for (const auto& one : read_page_cases(kAtFirstSight)) {
    std::vector<Understanding> understood;
    for (const auto& page : one.pages) understood.push_back(understand(page));
    const Score score = score_page(one, understood);
    std::cout << score.line(one.sheet.name + " at first sight") << "\n";
    all.add(score);
  }
  std::cout << all.line("all pages at first sight") << "\n";
  CHECK(all.right * 100 >= all.cells * 97);
}

}  // namespace importer::testing
