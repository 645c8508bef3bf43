// From what stands in a cell to what it means: base::Quantity reads the verbatim text; the file may
// add what the text alone cannot tell (an empty cell inside the years is 未集計;
// 「空き店舗活用事業で対応」 is row 43).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"

namespace plan {

struct Disagreement {
  std::string_view code;
  std::vector<base::Fact> facts;
};

// Fills reading.meaning and reading.quantities from reading.text. `stated` and `meaning` are what
// the file adds. A disagreement between the file's `kind` and the reading of the text is returned:
// one of the two is wrong.
std::optional<Disagreement> interpret(Reading& reading, std::optional<CellState> stated,
                                      const std::optional<Meaning>& meaning);

// A reading of a text that no file speaks of: entered by a department, or put together from
// records. `meaning` says what the wording alone does not tell.
Reading read_as(ReadingSource source, std::string text, const std::optional<Meaning>& meaning = {});

}  // namespace plan
