// The names of the kinds of municipality in both databases and in files.
#include "staff/municipality.h"

#include <array>
#include <stdexcept>

namespace staff {

std::string_view in_db(MunicipalityKind kind) {
  switch (kind) {
    case MunicipalityKind::ward:
      return "ward";
    case MunicipalityKind::city:
      return "city";
    case MunicipalityKind::town:
      return "town";
    case MunicipalityKind::village:
      return "village";
  }
  throw std::logic_error("staff: unknown kind of municipality");
}

std::optional<MunicipalityKind> municipality_kind(std::string_view code) {
  using enum MunicipalityKind;
  for (const MunicipalityKind kind : {ward, city, town, village}) {
    if (in_db(kind) == code) return kind;
  }
  return std::nullopt;
}

}  // namespace staff
