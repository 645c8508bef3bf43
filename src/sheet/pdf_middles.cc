// The way to divide the rows among the words that leaves them nearest to the middles of their
// cells.
#include "sheet/pdf_middles.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
  constexpr double kNever = std::numeric_limits<double>::infinity();
  std::vector best(cells + 1, std::vector<double>(rows + 1, kNever));
  std::vector from(cells + 1, std::vector<std::size_t>(rows + 1, 0));
  best[0][0] = 0;
  for (std::size_t cell = 1; cell <= cells; ++cell) {
    for (std::size_t end = cell; end <= rows; ++end) {
      for (std::size_t begin = cell - 1; begin < end; ++begin) {
        if (best[cell - 1][begin] == kNever) continue;
        const double far = off(begin, end, cell - 1);
        const double cost = best[cell - 1][begin] + std::min(far, height) + 0.001 * far;
        if (cost >= best[cell][end]) continue;
        best[cell][end] = cost;
        from[cell][end] = begin;
      }
    }
  }
  std::vector<std::size_t> begins(cells);
  std::size_t beside = 0;
  for (std::size_t cell = cells, end = rows; cell > 0; --cell) {
    begins[cell - 1] = from[cell][end];
    beside += off(begins[cell - 1], end, cell - 1) > kBeside * height ? 1 : 0;
    end = begins[cell - 1];
  }
  // One that a page break cut may stand elsewhere; where several do, this is no merging.
  if (beside * 4 > cells) return std::nullopt;
  return begins;
}

}  // namespace sheet
