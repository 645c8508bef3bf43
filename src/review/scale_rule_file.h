// A rule as a file (TOML, docs/formats/rating_rules.md), strictly read: every mistake is told with
// its place.
#pragma once

#include <optional>
#include <string_view>

#include "base/json_file.h"
#include "review/scale_rule.h"

namespace review {

// nullopt when there are mistakes.
std::optional<ScaleRule> read_scale_rule(std::string_view toml, base::Mistakes& mistakes);

}  // namespace review
