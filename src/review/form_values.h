// What a municipality's own Excel form may ask for by name: 番号, 事業名, 目標:2014, 達成率 …
// (docs/formats/forms.md), from a plan, its review and the work of its lines.
#pragma once

#include "base/words.h"
#include "output/form_fill.h"
#include "review/review_service.h"

namespace review {

// What a form may ask for, without the years: 番号, 事業名, 目標 …
std::vector<std::string> form_names(base::Language language);

output::FormValues form_values(const Opened& opened, const std::vector<Line>& lines,
                               base::Date today);

}  // namespace review
