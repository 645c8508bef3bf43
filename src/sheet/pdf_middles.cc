// The way to divide the rows among the words that leaves them nearest to the middles of their
// cells.
#include "sheet/pdf_middles.h"

#include <algorithm>
#include <cmath>

#include "sheet/pdf_division.h"

namespace sheet {

namespace {

constexpr double kBeside = 0.35;  // of the height of a row: words may stand so far from the middle
constexpr std::size_t kTriedMax = 4'000'000;

}  // namespace

std::optional<std::vector<std::size_t>> begins_by_middles(std::span<const double> edges,
                                                          std::span<const double> middles) {
  if (edges.size() < 2 || middles.empty()) return std::nullopt;
  const std::size_t rows = edges.size() - 1, cells = middles.size();
  if (cells > rows || cells * rows * rows > kTriedMax) return std::nullopt;
  const double height = (edges[rows] - edges[0]) / static_cast<double>(rows);
  const auto off = [&](std::size_t begin, std::size_t end, std::size_t cell) {
    return std::fabs((edges[begin] + edges[end]) / 2 - middles[cell]);
  };
  auto begins =
      cheapest_division(cells, rows, [&](std::size_t cell, std::size_t begin, std::size_t end) {
        const double far = off(begin, end, cell);
        return std::min(far, height) + 0.001 * far;
      });
  std::size_t beside = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const std::size_t end = cell + 1 < cells ? begins[cell + 1] : rows;
    beside += off(begins[cell], end, cell) > kBeside * height ? 1 : 0;
  }
  // One that a page break cut may stand elsewhere; where several do, this is no merging.
  if (beside * 4 > cells) return std::nullopt;
  return begins;
}

}  // namespace sheet
