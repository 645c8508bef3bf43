// What the words above a column say it holds, from the innermost line outwards, and what the words
// of a line say of its values. The cells below are looked at elsewhere.
#pragma once

#include <optional>
#include <string_view>

#include "importer/header_path.h"
#include "importer/understanding.h"

namespace importer {

struct ByWords {
  Meaning meaning = Meaning::unknown;
  Fit fit = Fit::none;
};
ByWords read_words(const HeaderPath& path, bool has_year);

// target, result, state_at, total, budget, settled: columns of the plan's table.
bool is_value(Meaning meaning);
// What a line says of its values: 目標, 実績, 達成率, 予算, 決算.
std::optional<Meaning> line_meaning(std::string_view text);

plan::Certainty sure();
plan::Certainty doubt(plan::Confidence confidence, std::string_view reason);

}  // namespace importer
