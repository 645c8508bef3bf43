// How far a value has come, said in words beside it, never by colour: 公表 stands in a published
// paper; what staff enter or the records say is 速報 while its year takes records, and 確定 once
// the year is closed (年度締め). A year that is reopened makes its values 速報 again.
#pragma once

#include <set>
#include <string_view>

#include "plan/plan.h"

namespace plan {

enum class ValueStage { provisional, final, published };

// "provisional", "final", "published": the codes of tables and of the API.
std::string_view in_db(ValueStage stage);

// A column over several years, or over none that is named, is as far as the last of its years.
ValueStage stage_of(const Reading& reading, const Column& column,
                    const std::set<int>& closed_years);

}  // namespace plan
