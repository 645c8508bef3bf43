// The records behind a figure as CSV, written as they are read: a million of them never stand in
// memory.
#pragma once

#include <string_view>

#include "base/words.h"
#include "db/db.h"
#include "db/function_ref.h"
#include "figure/figure_service.h"

namespace figure {

// Hands the file out piece by piece, headers first. Codes are as in the API, instants in Japan
// time, numbers whole.
void records_csv(db::Read& tx, std::string_view municipality, const Held& figure, int fiscal_year,
                 const Question& question, base::Language language,
                 db::FunctionRef<void(std::string_view)> on_piece);

}  // namespace figure
