// The staff pages of all rooms, and what each room tells on the start page.
#pragma once

#include <span>
#include <vector>

#include "staff/staff_page.h"

namespace app {

// Every line of every room's table, in the order of the rooms; they live as long as the program.
std::vector<const staff::web::StaffRoute*> all_staff_routes();
std::span<const staff::web::StartPart> start_parts();
std::span<const staff::web::RecordSource> record_sources();
staff::web::PrintedPlaces printed_places();
staff::ThingEyes thing_eyes();

}  // namespace app
