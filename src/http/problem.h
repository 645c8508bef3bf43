// Errors of the API: application/problem+json with the status, the sentence, the code and the
// facts.
#pragma once

#include "http/http.h"

namespace http {

Response problem(base::Language language, int status);
Response problem(base::Language language, const base::Refusal& refusal);

}  // namespace http
