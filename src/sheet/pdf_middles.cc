// From the top: where a cell begins and where its middle is say where it ends.
#include "sheet/pdf_middles.h"

#include <cmath>

namespace sheet {

namespace {

constexpr double kBeside = 0.35;  // of the height of a row: words may stand so far from the middle

}  // namespace

std::optional<std::vector<std::size_t>> begins_by_middles(std::span<const double> edges,
                                                          std::span<const double> middles) {
  if (edges.size() < 2 || middles.empty()) return std::nullopt;
  const std::size_t rows = edges.size() - 1;
  const double height = (edges[rows] - edges[0]) / static_cast<double>(rows);
  std::vector<std::size_t> begins;
  std::size_t begin = 0;
  for (const double middle : middles) {
    if (begin >= rows) return std::nullopt;
    begins.push_back(begin);
    const auto beside = [&](std::size_t end) {
      return std::fabs((edges[begin] + edges[end]) / 2 - middle);
    };
    std::size_t best = begin + 1;
    while (best < rows && beside(best + 1) < beside(best)) ++best;
    if (beside(best) > kBeside * height) return std::nullopt;
    begin = best;
  }
  if (begin != rows) return std::nullopt;
  return begins;
}

}  // namespace sheet
