// problem+json (RFC 9457): `code` is the refusal's name, `facts` what its sentence speaks of.
#include "http/problem.h"

#include "base/json_text.h"

namespace http {
namespace {

Response problem_response(int status, base::JsonWriter& json) {
  Response response = http::json(status, json.take());
  response.content_type = "application/problem+json; charset=utf-8";
  return response;
}

}  // namespace

Response problem(base::Language language, int status) {
  const std::string number = std::to_string(status);
  base::JsonWriter json;
  json.begin_object()
      .field("title", base::words(language, "http.title_" + number))
      .field("status", status)
      .field("detail", base::words(language, "http.sentence_" + number))
      .end_object();
  return problem_response(status, json);
}

Response problem(base::Language language, const base::Refusal& refusal) {
  base::JsonWriter json;
  json.begin_object()
      .field("title", base::say(language, refusal))
      .field("status", refusal.http_status)
      .field("code", refusal.code)
      .key("facts")
      .begin_object();
  for (const base::Fact& fact : refusal.facts) json.field(fact.name, fact.value);
  json.end_object().end_object();
  return problem_response(refusal.http_status, json);
}

}  // namespace http
