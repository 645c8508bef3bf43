// What somebody pasted: cells of a sheet come with tabs, a table of a page with its tags or as
// lines with wide gaps.
#include <algorithm>
#include <vector>

#include "base/japanese_text.h"
#include "sheet/letters.h"
#include "sheet/source_readers.h"

namespace sheet {

namespace {

constexpr std::string_view kWideSpace = "\u3000";

// Two spaces or more, of either width, or a tab, part two cells.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  std::string gap;
  std::size_t spaces = 0;
  while (!line.empty()) {
    const bool is_wide = line.starts_with(kWideSpace);
    if (is_wide || line.front() == ' ') {
      const std::size_t length = is_wide ? kWideSpace.size() : 1;
      gap += line.substr(0, length);
      line.remove_prefix(length);
      ++spaces;
      continue;
    }
    if (spaces >= 2 && !cells.back().empty()) {
      cells.emplace_back();
    } else if (!cells.back().empty()) {
      cells.back() += gap;
    }
    gap.clear();
    spaces = 0;
    cells.back() += line.front();
    line.remove_prefix(1);
  }
  return cells;
}

Grid by_gaps(std::string_view text) {
  Grid grid;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
    grid.rows.push_back(cells_of(line));
  }
  while (!grid.rows.empty() && grid.rows.back() == std::vector<std::string>{""}) {
    grid.rows.pop_back();
  }
  return grid;
}

bool has_gaps(const Grid& grid) {
  const auto wide = std::ranges::count_if(grid.rows, [](const auto& r) { return r.size() > 1; });
  return wide > 0;
}

}  // namespace

base::Result<SourceFile> read_pasted(std::string_view text, const SourceLimits& limits) {
  SourceFile file{.kind = FileKind::pasted};
  const auto refuse = [](base::Refusal refusal) {
    refusal.facts.push_back({"file", ""});
    return std::unexpected(std::move(refusal));
  };
  if (text.empty()) return refuse(base::refuse(file_empty).error());
  if (text.size() > limits.bytes_max) {
    return refuse(
        base::refuse(file_too_large, {{"mib", std::to_string((text.size() + (1 << 20) - 1) >> 20)},
                                      {"mib_max", std::to_string(limits.bytes_max >> 20)}})
            .error());
  }
  if (!base::is_valid_utf8(text) || text.contains('\0')) {
    return refuse(base::refuse(file_not_a_table).error());
  }
  if (is_html(text)) {
    auto page = read_html_tables(text, limits);
    if (page) page->kind = FileKind::pasted;
    if (!page && page.error().code != html_without_table.code) return refuse(page.error());
    if (page) return page;
  }
  if (!text.contains('\t')) {
    Grid grid = by_gaps(text);
    if (has_gaps(grid)) {
      file.tables.push_back({.grid = std::move(grid)});
      if (auto fits = check_size(file, limits); !fits) return refuse(fits.error());
      return file;
    }
  }
  auto read = read_separated({.text = text, .preferred = '\t'}, limits);
  if (!read) return refuse(read.error());
  file.tables.push_back(std::move(read->table));
  return file;
}

}  // namespace sheet
