// Plans as JSON: the public API and `nigiwai report --format json` write the same bytes on both
// databases. Natural keys only (municipality, slug, row, column); internal numbers, deeds and times
// never leave.
#pragma once

#include <string>
#include <vector>

#include "base/json_text.h"
#include "plan/plan_service.h"

namespace plan {

std::string plans_json(const std::vector<Listed>& listed);
std::string plan_json(const Opened& opened);
std::string row_json(const Opened& opened, const Row& row);

// Parts that the tables of staff are made of, too.
void write_municipality(base::JsonWriter& json, const programme::Municipality& municipality);
void write_reading(base::JsonWriter& json, const Reading& reading);  // members of an object

}  // namespace plan
