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
    case ValueStage::settled:
      return "settled";
    case ValueStage::published:
      return "published";
  }
  return {};
}

ValueStage stage_of(const Reading& reading, const Column& column, const std::set<int>& closed_years,
                    const SettledYears& settled) {
  if (reading.source == ReadingSource::printed) return ValueStage::published;
  if (settled_on(column, settled)) return ValueStage::settled;
  const auto& years = column.fiscal_years;
  const bool is_closed = !years.empty() && std::ranges::all_of(years, [&](int year) {
    return closed_years.contains(year);
  });
  return is_closed ? ValueStage::final : ValueStage::provisional;
}

std::optional<base::Date> settled_on(const Column& column, const SettledYears& settled) {
  std::optional<base::Date> last;
  for (const int year : column.fiscal_years) {
    const auto found = settled.find(year);
    if (found == settled.end()) return std::nullopt;
    last = last ? std::max(*last, found->second) : found->second;
  }
  return last;
}

}  // namespace plan
