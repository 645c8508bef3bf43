// Reads plans/<code>/<slug>/plan.json and its documents into nouns. Every mistake is told with
// file, path and reason; a plan counts only when there is none. Cells keep their verbatim text;
// base::Quantity reads it here, at load, and what the file says a cell is (`kind`) must agree with
// that reading. The format is explained in docs/formats/plans.md; its schema is
// docs/formats/plan.schema.json.
#pragma once

#include <string_view>

#include "plan/plan.h"

namespace plan {

Plan read_plan(std::string_view text, base::Mistakes& mistakes);

// documents/<key>.json of the plan; `plan` is asked for the rows that passages point to.
Document read_document(std::string_view text, const Plan& plan, base::Mistakes& mistakes);

// The rules between the parts of a plan: every reference arrives, keys are unique, every leaf has
// one cell for every column, merged cells are rectangles, marks belong to their scale.
void check(const Plan& plan, base::Mistakes& mistakes);

}  // namespace plan
