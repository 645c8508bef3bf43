// The staff API of imports, /api/v1/staff/imports: translation only. A file comes as a form with
// files, as a browser sends it. What is understood of a file is told without keeping it; what is
// kept goes through the same services as the pages. Addresses and examples: docs/using/api.md.
#pragma once

#include <optional>

#include "http/http.h"
#include "staff/staff_page.h"

namespace importer::api {

inline constexpr base::RefusalKind bad_body{"importer.bad_body", 400};
inline constexpr base::RefusalKind bad_question{"importer.bad_question", 400};
inline constexpr base::RefusalKind answer_too_large{"importer.answer_too_large", 413};

// The cells that one answer tells at most.
inline constexpr std::size_t kCellsToldMax = 200'000;

using http::Request;
using http::Response;
using staff::web::Desk;

Response post_understanding(const Desk& desk, const Request& request);  // understanding
Response get_imports(const Desk& desk, const Request& request);         // imports
Response post_import(const Desk& desk, const Request& request);         // imports
Response get_import(const Desk& desk, const Request& request);          // imports/{import}
Response get_proposal(const Desk& desk, const Request& request);        // …/proposal
Response post_taking(const Desk& desk, const Request& request);         // …/taking-over
Response post_undoing(const Desk& desk, const Request& request);        // …/undoing
Response post_dropping(const Desk& desk, const Request& request);       // …/dropping

// http::Route::turn_away of the addresses that take files: whoever brings no valid token.
std::optional<Response> turn_stranger_away(const Desk& desk, const Request& request);

}  // namespace importer::api
