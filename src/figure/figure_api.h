// The staff API of figures and records, /api/v1/staff/…: translation only. Every request brings the
// token of one person (Authorization: Bearer); it sees its own municipality and nothing else.
// Writing takes an Idempotency-Key, and where two persons are needed the second token in
// Second-Authorization. Addresses and examples: docs/using/api.md.
#pragma once

#include "db/db.h"
#include "http/http.h"

namespace figure::api {

inline constexpr base::RefusalKind bad_body{"figure.bad_body", 400};
inline constexpr base::RefusalKind bad_number{"figure.bad_number", 400};
inline constexpr base::RefusalKind csv_too_long{"figure.csv_too_long", 413};
inline constexpr std::int64_t kCsvRecordsMax = 100'000;

using http::Request;
using http::Response;

Response get_figures(db::Database& database, const Request& request);  // plans/{slug}/figures
Response get_figure(db::Database& database,
                    const Request& request);  // …/rows/{row}/figures/{figure}
Response get_records(db::Database& database, const Request& request);      // …/records
Response get_records_csv(db::Database& database, const Request& request);  // …/records.csv
Response get_series(db::Database& database, const Request& request);       // …/series
Response get_difference(db::Database& database, const Request& request);   // …/difference
Response get_record(db::Database& database, const Request& request);       // records/{record}
Response get_marks(db::Database& database, const Request& request);        // marks

Response post_record(db::Database& database, const Request& request);  // records
Response post_reversal(db::Database& database,
                       const Request& request);  // records/{record}/reversal
Response post_correction(db::Database& database, const Request& request);    // …/correction
Response post_confirmation(db::Database& database, const Request& request);  // …/confirmation
Response post_mark(db::Database& database, const Request& request);          // marks

}  // namespace figure::api
