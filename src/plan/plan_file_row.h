// The part of the plan reader that reads one row with its cells, rating and sub-activities.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_file.h"
#include "plan/plan.h"

namespace plan {

// Appends the row, then its sub-activities, to plan.rows.
void read_row(const base::JsonNode& node, const std::optional<std::string>& parent, Plan& plan);

Certainty read_certainty(base::JsonObject& object);
// A fiscal year that the program can hold; 0 and a mistake for any other number.
int read_year(const base::JsonNode& node);
std::vector<int> read_years(const base::JsonNode& node);

// One of the codes of an enum, or a mistake that names what stood there.
template <class Enum>
Enum read_code(const base::JsonNode& node) {
  const std::string code = node.text();
  const auto value = from_db<Enum>(code);
  if (!value && node.present()) node.mistake("plan.unknown_code", {{"code", code}});
  return value.value_or(Enum{});
}

}  // namespace plan
