// A review as papers: the committee's table of all lines, and the evaluation sheet of one
// (評価シート), for print and spreadsheet; and the values that fill a municipality's own form.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/words.h"
#include "output/table.h"
#include "review/review_service.h"

namespace review {

output::Table committee_table(const Opened& opened, const std::vector<Line>& lines,
                              base::Language language, base::Instant made_at);

// What the sheet of a line says, from the top.
std::vector<std::pair<std::string, std::string>> sheet_facts(const Opened& opened, const Line& line,
                                                             base::Language language);
output::Table sheet_table(const Opened& opened, const Line& line, base::Language language,
                          base::Instant made_at);

}  // namespace review
