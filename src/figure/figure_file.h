// Reads plans/<code>/<slug>/figures.toml and checks it as far as the file alone allows: codes,
// kinds, attributes and values declared, units and scales, part-of without cycles, patterns that
// name figures of their row. Every mistake is told with file, row and key. The same definitions as
// JSON are what the database keeps.
#pragma once

#include <string>
#include <string_view>

#include "base/json_file.h"
#include "figure/figure.h"

namespace figure {

DefinitionSet read_definitions(std::string_view toml, base::Mistakes& mistakes);

// Canonical JSON of one figure and of one row without its figures: equal definitions give equal
// bytes.
std::string definition_json(const Definition& definition);
Definition definition_from_json(std::string_view json);
std::string row_json(const RowDefinition& row);
RowDefinition row_from_json(std::string_view json);

// A total as the figure it is kept as: the selections of all its members, each record counted once.
// Mistakes: members with different measures, unknown members.
Definition as_figure(const Total& total, const DefinitionSet& set, base::Mistakes& mistakes);

}  // namespace figure
