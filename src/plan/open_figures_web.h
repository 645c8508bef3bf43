// The public pages of released figures, their files and the API, and the catalogue that harvesters
// of open data read (DCAT).
#pragma once

#include "db/db.h"
#include "http/http.h"
#include "plan/plan_view.h"

namespace plan::web {

// The released figures of a plan as data.
std::vector<FileView> figure_files(base::Language language, std::string_view slug);

http::Response get_figures(db::Database& database,
                           const http::Request& request);  // /plans/{slug}/figures
http::Response get_figures_csv(db::Database& database,
                               const http::Request& request);  // /plans/{slug}/figures.csv
http::Response get_figure(db::Database& database,
                          const http::Request& request);  // …/rows/{row}/figures/{figure}
http::Response get_catalog(db::Database& database,
                           const http::Request& request);  // /open-data/catalog.jsonld

}  // namespace plan::web

namespace plan::api {

http::Response get_open_figures(db::Database& database, const http::Request& request);
http::Response get_open_figure(db::Database& database, const http::Request& request);

}  // namespace plan::api
