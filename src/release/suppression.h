// 秘匿: small numbers that would tell of a single business or person are kept back. A cell with
// fewer contributors than the threshold is (primary suppression); where a total, a part of it or a
// figure beside it would give the number away, another cell is kept back with it (secondary). The
// same cells are kept back in pages, charts, files, the API and the feed, so all of them ask here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "figure/figure.h"

namespace release {

// A number speaks of at least so many; 1 and 2 are kept back whatever the threshold.
inline constexpr std::int64_t kThreshold = 5;
inline constexpr std::int64_t kThresholdMin = 3;

// Whom one record of a kind is about. What everybody could see themselves — a fair, a booklet, a
// council's meeting, a milestone of a building — is about nobody.
enum class About { nobody, business, person };
About about(std::string_view record_kind);

// A figure that could tell of somebody: it adds numbers of records that are about somebody. 実施
// and milestones add none.
bool is_sensitive(const figure::Definition& definition);

// How many stand behind a value: people and distinct businesses themselves, cases of a count, and
// for yen, copies and ratios the records they come from.
std::int64_t contributors(const figure::Definition& definition, const figure::Sum& sum);

// ---- which cells are kept back

struct Cell {
  std::int64_t contributors = 0;
  bool sensitive = true;
  bool shown = true;  // false: stands nowhere, but can be worked out, as a whole less its part
};

// The total is the sum of its parts: a year of its months, a 計 of its years, a whole of うち and
// the rest.
struct Sum {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
};

struct Problem {
  std::vector<Cell> cells;
  std::vector<Sum> sums;
  // Of each list all are kept back or none: the number of loans and their yen.
  std::vector<std::vector<std::size_t>> together;
  // Kept back already, by an earlier question.
  std::vector<std::size_t> hidden;
};

// For every cell whether it is kept back.
std::vector<bool> suppressed(const Problem& problem, std::int64_t threshold = kThreshold);

// A sensitive figure moves in public only when so many further records stand behind the change that
// the difference of two readings tells of nobody. A correction that leaves the number of records as
// it was moves at once: what was wrong is put right.
bool may_move(const figure::Sum& before, const figure::Sum& after,
              std::int64_t threshold = kThreshold);

}  // namespace release
