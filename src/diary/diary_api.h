// The staff API of the diary, /api/v1/staff/diary: translation only. Every request brings the token
// of one person; looking is kept in the history before the answer leaves. POST takes an
// Idempotency-Key. Addresses and examples: docs/using/api.md.
#pragma once

#include "db/db.h"
#include "http/http.h"

namespace diary::api {

inline constexpr base::RefusalKind bad_body{"diary.bad_body", 400};
inline constexpr base::RefusalKind bad_question{"diary.bad_question", 400};

using http::Request;
using http::Response;

Response get_programmes(db::Database& database, const Request& request);  // programmes
Response get_programme(db::Database& database, const Request& request);   // programmes/{programme}
Response get_entries(db::Database& database, const Request& request);     // entries
Response get_entry(db::Database& database, const Request& request);       // entries/{entry}

Response post_entry(db::Database& database, const Request& request);        // entries
Response post_correction(db::Database& database, const Request& request);   // …/correction
Response post_taking_back(db::Database& database, const Request& request);  // …/taking-back

}  // namespace diary::api
