// 自治体: whose plans, programmes and staff these are. Named by the six digits of its code.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace staff {

inline constexpr base::RefusalKind unknown_municipality{"staff.unknown_municipality", 404};

enum class MunicipalityKind { ward, city, town, village };  // 区 市 町 村

std::string_view in_db(MunicipalityKind kind);
std::optional<MunicipalityKind> municipality_kind(std::string_view code);

struct Municipality {
  std::string code;  // six digits with check digit
  std::string name;
  std::string name_en;
  MunicipalityKind kind = MunicipalityKind::ward;
};

}  // namespace staff
