// Reading a Request and making the usual Responses.
#include "http/http.h"

#include <algorithm>
#include <stdexcept>

namespace http {
namespace {

// Scheme and media type are written large or small; `word` is small.
bool is_same_word(std::string_view text, std::string_view word) {
  return std::ranges::equal(text, word, {}, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
}

std::optional<std::string> first_of(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Fields::value_type::first);
  return found == fields.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::string Request::capture(std::string_view name) const {
  const auto found = captures.find(std::string(name));
  if (found == captures.end()) {
    throw std::logic_error("the route has no {" + std::string(name) + "}");
  }
  return found->second;
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  return first_of(query, name);
}

std::optional<std::string> Request::typed(std::string_view name) const {
  return first_of(form, name);
}

std::string_view cookie(const Request& request, std::string_view name) {
  std::string_view rest = header_value(request, "cookie");
  while (!rest.empty()) {
    std::string_view pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
      return pair.substr(name.size() + 1);
  }
  return {};
}

std::string_view header_value(const Request& request, std::string_view name) {
  const auto found = request.headers.find(std::string(name));
  return found == request.headers.end() ? std::string_view() : std::string_view(found->second);
}

base::Result<std::string_view> json_body(const Request& request) {
  const std::string_view type = header_value(request, "content-type");
  std::string_view media = type.substr(0, type.find(';'));
  while (media.ends_with(' ')) media.remove_suffix(1);
  if (!is_same_word(media, "application/json")) return base::refuse(not_json);
  if (request.body.size() > kJsonBytesMax) {
    return base::refuse(json_too_large, {{"bytes", std::to_string(request.body.size())},
                                         {"max", std::to_string(kJsonBytesMax)}});
  }
  return request.body;
}

std::string_view bearer_secret(const Request& request, std::string_view header) {
  constexpr std::string_view kScheme = "bearer ";
  std::string_view value = header_value(request, header);
  if (!is_same_word(value.substr(0, kScheme.size()), kScheme)) return {};
  value.remove_prefix(kScheme.size());
  return value.find_first_of(" ,") == std::string_view::npos ? value : std::string_view();
}

Response redirect(std::string_view path) {
  Response response{303, "text/plain; charset=utf-8", "", {}, {}};
  response.headers.emplace_back("Location", path);
  return response;
}

Response json(int status, std::string body) {
  return {status, "application/json; charset=utf-8", std::move(body), {}, {}};
}

Response refused(base::Refusal refusal) {
  Response response;
  response.status = refusal.http_status;
  response.refusal = std::move(refusal);
  return response;
}

}  // namespace http
