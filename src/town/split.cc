// Shares are drawn, cut to units, and the units that cutting left over are given out one by one.
#include "town/split.h"

#include <algorithm>
#include <numeric>

namespace town {
namespace {

constexpr std::int64_t kRound = 50'000;

}  // namespace

std::vector<std::int64_t> split(std::int64_t sum, std::int64_t parts, std::int64_t unit,
                                Draw& draw) {
  if (sum % parts == 0 && sum / parts % kRound == 0)
    return std::vector<std::int64_t>(static_cast<std::size_t>(parts), sum / parts);
  while (unit > 1 && (sum % unit != 0 || sum / unit < parts)) unit /= 10;
  std::vector<std::int64_t> weights(static_cast<std::size_t>(parts));
  for (std::int64_t& weight : weights) weight = draw.between(20, 60) * draw.between(5, 60);
  const std::int64_t all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  const std::int64_t units = sum / unit - parts;  // beyond the one that everybody gets
  std::int64_t left = units;
  std::vector<std::int64_t> amounts;
  for (const std::int64_t weight : weights) {
    const std::int64_t share = units * weight / all;
    amounts.push_back(share + 1);
    left -= share;
  }
  for (std::size_t i = 0; left > 0; --left, i = (i + 1) % amounts.size()) ++amounts[i];
  for (std::int64_t& amount : amounts) amount *= unit;
  return amounts;
}

}  // namespace town
