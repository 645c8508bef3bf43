// The reader of one figure of figures.toml, of its selections and conditions, against the kinds of
// record that are declared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_file.h"
#include "figure/figure.h"

namespace figure {

inline constexpr std::size_t kFiguresMax = 20;     // in a row
inline constexpr std::size_t kSelectionsMax = 20;  // in a figure
inline constexpr std::size_t kConditionsMax = 20;  // in a selection
inline constexpr std::size_t kValuesMax = 50;      // in a condition; programmes in a selection
inline constexpr std::size_t kTextCharactersMax = 500;

// `programmes` are those of the row: a figure that names none has them.
Definition read_definition(const base::JsonNode& node, const std::vector<std::string>& programmes);

// A key of a figure or of a total: lower-case letters, digits and underscores, a letter first.
bool is_figure_key(std::string_view key);

std::string_view money_unit();  // 円

// The text of a node: one line, no control characters, not too long.
std::string read_text(const base::JsonNode& node);
std::string read_programme(const base::JsonNode& node);
std::vector<std::string> read_programmes(base::JsonObject& object);

// True when there are at most `max`; otherwise told at the node.
bool within(std::size_t count, std::size_t max, const base::JsonNode& node);

}  // namespace figure
