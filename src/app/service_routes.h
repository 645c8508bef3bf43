// The addresses that those ask who keep the server running: is it well, what has it counted.
#pragma once

#include <vector>

#include "db/data_watch.h"
#include "http/http.h"
#include "http/metrics.h"

namespace app {

std::vector<http::Route> service_routes(db::DataWatch& watch, const http::Metrics& metrics);

}  // namespace app
