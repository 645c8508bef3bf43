// 差異: whether two readings of a cell say the same. Quantities are compared one after the other by
// label, number, unit and yen; words by their text. The difference is said, never settled silently.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace plan {

enum class Agreement { same, differs, only_one, only_other };

// What one reading says and the other does not: "" stands for nothing.
struct Disparity {
  std::string what;  // the label or unit; "" is the text as a whole
  std::string one;
  std::string other;
  bool operator==(const Disparity&) const = default;
};

struct Comparison {
  ReadingSource one = ReadingSource::printed;
  ReadingSource other = ReadingSource::computed;
  Agreement agreement = Agreement::same;
  std::vector<Disparity> parts;  // differs
};

// Printed against computed, and what was entered against both; pairs of which neither says
// anything are left out.
std::vector<Comparison> comparisons(const Cell& cell);

// same, differs, only_printed, only_entered, only_computed.
std::string code_of(const Comparison& comparison);

}  // namespace plan
