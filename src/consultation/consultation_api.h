// The staff API of the advice desk, /api/v1/staff/consultations: translation only. Every request
// brings the token of one person; looking is kept in the history before the answer leaves. POST
// takes an Idempotency-Key. Addresses and examples: docs/using/api.md.
#pragma once

#include "db/db.h"
#include "http/http.h"

namespace consultation::api {

inline constexpr base::RefusalKind bad_body{"consultation.bad_body", 400};
inline constexpr base::RefusalKind bad_question{"consultation.bad_question", 400};

http::Response get_consultations(db::Database& database, const http::Request& request);
http::Response get_consultation(db::Database& database, const http::Request& request);
http::Response post_consultation(db::Database& database, const http::Request& request);
http::Response post_correction(db::Database& database, const http::Request& request);
http::Response post_withdrawal(db::Database& database, const http::Request& request);

}  // namespace consultation::api
