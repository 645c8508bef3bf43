// Saying what is being built, what failed and how to go on: `nigiwai figure build`, and the lists
// and loads that tell of it.
#pragma once

#include <span>

#include "base/json_text.h"
#include "base/terminal.h"
#include "db/db.h"
#include "figure/figure_service.h"

namespace figure::cli {

// Puts what failed in line once more, then builds. Refused: something could not be built.
int build(db::Database& database, base::Terminal& terminal);

// A line of messages for each row or total whose new definitions are not yet in force.
void tell_waiting(std::span<const Waiting> waiting, base::Terminal& terminal);
void write_waiting(base::JsonWriter& json, std::span<const Waiting> waiting);

}  // namespace figure::cli
