// The pages of the plans: each handler translates a request, asks the service, fills a view and
// lets the template write it. Every address is listed in app/routes.cc.
#pragma once

#include "db/db.h"
#include "http/http.h"
#include "plan/report.h"
#include "staff/staff_page.h"

namespace plan::web {

http::Response get_home(db::Database& database, const http::Request& request);  // /
http::Response get_plan(db::Database& database, const http::Request& request);  // /plans/{slug}
http::Response get_table(db::Database& database,
                         const http::Request& request);  // /plans/{slug}/table
// /plans/{slug}/table.csv, table.xlsx, table-long.csv …: the lines chosen in the query, in
// ?paper=a4 and ?encoding=cp932 where wanted.
template <ReportFormat format>
http::Response get_table_file(db::Database& database, const http::Request& request);
http::Response get_row(db::Database& database,
                       const http::Request& request);  // /plans/{slug}/rows/{row}
// The same, where cells lead to the table they were taken from.
http::Response get_row_with_places(const staff::web::Desk& desk, const http::Request& request);
http::Response get_document(db::Database& database,
                            const http::Request& request);  // …/documents/{document}
http::Response get_search(db::Database& database, const http::Request& request);  // /search?q=

http::Response get_programme(db::Database& database,
                             const http::Request& request);  // /programmes/{municipality}/{key}
http::Response get_compare(db::Database& database, const http::Request& request);  // /compare?type=
http::Response get_open_data(db::Database& database, const http::Request& request);  // /open-data

}  // namespace plan::web
