// The staff pages of the register of businesses: look somebody up, write somebody in, correct.
#pragma once

#include <span>

#include "staff/staff_page.h"

namespace business::web {

std::span<const staff::web::StaffRoute> staff_routes();

}  // namespace business::web
