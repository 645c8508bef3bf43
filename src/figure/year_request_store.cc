// Every statement on year_request, each above its one function.
#include "figure/year_request_store.h"

namespace figure::store {
namespace {

#define REQUESTS                                                                                \
  "SELECT r.request AS request, r.fiscal_year AS fiscal_year, r.closes AS closes, r.reason AS " \
  "reason, r.asked_by AS asked_by, r.asked_post AS asked_post, r.asked_body AS asked_body, "    \
  "r.asked_at AS asked_at, r.deed AS deed, e.outcome AS outcome FROM year_request r LEFT JOIN " \
  "year_request_end e ON e.municipality = r.municipality AND e.request = r.request "            \
  "WHERE r.municipality = ?1 "

YearRequest to_request(db::Row& row) {
  YearRequest one;
  one.request = row.integer("request");
  one.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
  one.closes = row.flag("closes");
  one.reason = row.text("reason");
  one.asked_by = row.integer("asked_by");
  one.asked_post = row.text("asked_post");
  one.asked_body = row.text("asked_body");
  one.asked_at = {row.integer("asked_at")};
  one.deed = row.integer("deed");
  one.outcome = row.maybe_text("outcome").value_or("");
  return one;
}

constexpr db::Statement kAdd{
    "figure.add_year_request",
    "INSERT INTO year_request (municipality, request, fiscal_year, closes, reason, asked_by, "
    "asked_post, asked_body, asked_at, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};
constexpr db::Statement kOne{"figure.year_request", REQUESTS "AND r.request = ?2"};
constexpr db::Statement kWaiting{"figure.waiting_year_requests",
                                 REQUESTS "AND e.outcome IS NULL ORDER BY r.request"};
constexpr db::Statement kEnd{
    "figure.end_year_request",
    "INSERT INTO year_request_end (municipality, request, outcome, ended_by, ended_at, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
#undef REQUESTS

}  // namespace

void add_year_request(db::Write& tx, std::string_view municipality, const YearRequest& request) {
  tx.run(kAdd, municipality, request.request, request.fiscal_year, request.closes, request.reason,
         request.asked_by, request.asked_post, request.asked_body, tx.recorded_at(), request.deed);
}

std::optional<YearRequest> year_request(db::Read& tx, std::string_view municipality,
                                        std::int64_t request) {
  return tx.one<YearRequest>(kOne, to_request, municipality, request);
}

std::vector<YearRequest> waiting_year_requests(db::Read& tx, std::string_view municipality) {
  return tx.list<YearRequest>(kWaiting, to_request, municipality);
}

void end_year_request(db::Write& tx, std::string_view municipality, std::int64_t request,
                      std::string_view outcome, std::int64_t person, std::int64_t deed) {
  tx.run(kEnd, municipality, request, outcome, person, tx.recorded_at(), deed);
}

}  // namespace figure::store
