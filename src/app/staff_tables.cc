// A room with staff pages is named here once.
#include "app/staff_tables.h"

#include <array>

#include "planning/planning_web.h"

namespace app {
namespace {

constexpr std::array kStartParts = {staff::web::StartPart(planning::web::start_part)};

}  // namespace

std::vector<const staff::web::StaffRoute*> all_staff_routes() {
  std::vector<const staff::web::StaffRoute*> all;
  for (const auto& table : {staff::web::staff_routes(), planning::web::staff_routes()}) {
    for (const auto& route : table) all.push_back(&route);
  }
  return all;
}

std::span<const staff::web::StartPart> start_parts() {
  return kStartParts;
}

}  // namespace app
