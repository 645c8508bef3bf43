// The drill-down as a stream: every record a figure counts in a year, in pieces, for exports and
// for pages alike.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/function_ref.h"
#include "figure/figure_service.h"

namespace figure {

inline constexpr int kPageMax = 500;

// Calls on_record for every record that the question asks for, in its order; `after` and `limit` do
// not count. largest_first keeps the year's records in memory.
void each_record(db::Read& tx, std::string_view municipality, const Held& figure, int fiscal_year,
                 const Question& question, db::FunctionRef<void(const Counted&)> on_record);

// The figures in force of every plan, and those of them that count a record.
std::vector<Held> figures_in_force(db::Read& tx, std::string_view municipality);
std::vector<Place> places_of(std::span<const Held> figures, const record::Record& record);

}  // namespace figure
