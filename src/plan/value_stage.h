// How far a value has come, said in words beside it, never by colour: 公表 stands in a published
// paper; what staff enter or the records say is 速報 while its year takes records, 確定 once the
// year is closed (年度締め), and 決算 once the council approved its accounts. A year that is
// reopened makes its values 速報 again, unless its accounts are settled.
#pragma once

#include <optional>
#include <set>
#include <string_view>

#include "plan/plan.h"
#include "plan/settlement.h"

namespace plan {

enum class ValueStage { provisional, final, settled, published };

// Which years take no more records, and which have been settled.
struct YearStages {
  std::set<int> closed = {};
  SettledYears settled = {};
};

// "provisional", "final", "settled", "published": the codes of tables and of the API.
std::string_view in_db(ValueStage stage);

// A column over several years, or over none that is named, is as far as the last of its years.
ValueStage stage_of(const Reading& reading, const Column& column, const std::set<int>& closed_years,
                    const SettledYears& settled);
// On which day the last of the column's years was settled; none while one of them is not.
std::optional<base::Date> settled_on(const Column& column, const SettledYears& settled);

}  // namespace plan
