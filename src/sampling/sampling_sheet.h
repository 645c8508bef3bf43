// 監査調書 and the list of the population, as tables.
#pragma once

#include <span>

#include "http/http.h"
#include "output/table.h"
#include "sampling/sampling_words.h"

namespace sampling {

// A line for each sampled record.
output::Sheet sheet_of(const http::Request& request, const Told& told);
// The working paper as it is printed: the cover's facts above, the sampled records, below them how
// to draw again and the conclusion.
output::Table table_of(const http::Request& request, const Told& told);
// The same with a column for each fact, for a workbook; cover and strata are sheets of their own.
std::vector<output::Table> workbook_of(const http::Request& request, const Told& told);

// What anybody needs to draw again: record, stratum, and what it adds; with the tickets.
output::Sheet population_sheet(const http::Request& request, const Told& told,
                               std::span<const Listed> population);

}  // namespace sampling
