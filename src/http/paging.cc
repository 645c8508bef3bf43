// Reading limit and after, and writing the way to the next page.
#include "http/paging.h"

#include <algorithm>
#include <charconv>

#include "http/page_frame.h"
#include "http/request.h"

namespace http {

base::Result<Paging> paging(const Request& request) {
  Paging asked;
  asked.after = request.parameter("after").value_or("");
  const auto text = request.parameter("limit");
  if (!text) return asked;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), asked.limit);
  const bool is_number = read.ec == std::errc() && read.ptr == text->data() + text->size();
  if (!is_number || asked.limit == 0 || asked.limit > kPageLimitMax) {
    return base::refuse(bad_limit, {{"value", *text}, {"max", std::to_string(kPageLimitMax)}});
  }
  return asked;
}

Response page_json(const Request& request, std::string body, std::string_view next) {
  Response response = json(200, std::move(body));
  if (next.empty()) return response;
  Fields query = request.query;
  std::erase_if(query, [](const auto& field) { return field.first == "after"; });
  query.emplace_back("after", next);
  response.headers.emplace_back("Link", "<" + address(request.language, encode_path(request.path)) +
                                            "?" + encode_fields(query) + ">; rel=\"next\"");
  return response;
}

}  // namespace http
