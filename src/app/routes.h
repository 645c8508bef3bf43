// The table of contents of the web: method, path and function stand on one line of one list.
#pragma once

#include <vector>

#include "db/db.h"
#include "http/http.h"

namespace app {

std::vector<http::Route> routes(db::Database& database);

}  // namespace app
