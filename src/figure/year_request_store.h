// Rows of year_request and year_request_end.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "figure/year_request.h"

namespace figure::store {

void add_year_request(db::Write& tx, std::string_view municipality, const YearRequest& request);
std::optional<YearRequest> year_request(db::Read& tx, std::string_view municipality,
                                        std::int64_t request);
std::vector<YearRequest> waiting_year_requests(db::Read& tx, std::string_view municipality);
void end_year_request(db::Write& tx, std::string_view municipality, std::int64_t request,
                      std::string_view outcome, std::int64_t person, std::int64_t deed);

}  // namespace figure::store
