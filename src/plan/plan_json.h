// Plans as JSON: the public API and `nigiwai report --format json` write the same bytes on both
// databases. Natural keys only (municipality, slug, row, column); internal numbers and deeds never
// leave, nor do times, but for those at which something was released.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/json_text.h"
#include "plan/plan_service.h"

namespace plan {

// What closes a page of a list: how many there are in all, and the key that the next page begins
// behind; empty on the last page.
struct PageEnd {
  std::size_t total = 0;
  std::string next;
};

std::string plans_json(std::span<const Listed> listed, const PageEnd& end);
std::string plan_json(const Opened& opened);
std::string row_json(const Opened& opened, const Row& row);
std::string rows_json(const Opened& opened, std::span<const Row> rows, const PageEnd& end);
std::string hits_json(std::string_view words, const Hits& hits, const PageEnd& end);

// Parts that the tables of staff are made of, too.
void write_municipality(base::JsonWriter& json, const programme::Municipality& municipality);
void write_reading(base::JsonWriter& json, const Reading& reading);  // members of an object
void write_releases(base::JsonWriter& json, const Opened& opened);

}  // namespace plan
