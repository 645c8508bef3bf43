// Published is what is printed; the rest goes by the years of the column.
#include "plan/value_stage.h"

#include <algorithm>

namespace plan {

std::string_view in_db(ValueStage stage) {
  switch (stage) {
    case ValueStage::provisional:
      return "provisional";
    case ValueStage::final:
      return "final";
    case ValueStage::published:
      return "published";
  }
  return {};
}

ValueStage stage_of(const Reading& reading, const Column& column,
                    const std::set<int>& closed_years) {
  if (reading.source == ReadingSource::printed) return ValueStage::published;
  const auto& years = column.fiscal_years;
  const bool is_closed = !years.empty() && std::ranges::all_of(years, [&](int year) {
    return closed_years.contains(year);
  });
  return is_closed ? ValueStage::final : ValueStage::provisional;
}

}  // namespace plan
