// The plan as a long table for machines: one datum a line, codes and numbers in columns of their
// own, and beside it the table that says what every column and code means and what the data were
// taken from. The columns are the same for every plan and every year.
#pragma once

#include <vector>

#include "base/words.h"
#include "output/table.h"
#include "plan/plan.h"
#include "plan/value_stage.h"

namespace plan {

// A line for every quantity of every cell shown; a cell without quantities has one line, which says
// what kind of empty it is or the words that stand there.
output::Sheet long_sheet(const Plan& plan, const std::string& municipality,
                         const std::vector<const Row*>& lines,
                         const std::vector<const Column*>& columns, const YearStages& years = {});

// What each column and each code of it means, and the sources with their dates.
output::Sheet definitions_sheet(const Plan& plan, base::Language language,
                                const std::string& written_on);

// Both as the sheets of one workbook.
std::vector<output::Table> long_tables(const output::Sheet& data, const output::Sheet& definitions);

}  // namespace plan
