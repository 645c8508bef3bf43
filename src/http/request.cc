// Decoding, strictly: what is not right is refused, never repaired.
#include "http/request.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "http/escape.h"
#include "http/multipart.h"

namespace http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_refused_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
}

bool has_refused_segment(std::string_view path) {
  std::size_t begin = 1;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    const bool is_last = end == path.size();
    if (segment == "." || segment == ".." || (segment.empty() && !is_last)) return true;
    begin = end + 1;
  }
  return false;
}

// http://host/path -> /path: a proxy may send the whole address.
std::string_view without_origin(std::string_view target) {
  for (std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t path = target.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? "/" : target.substr(path);
  }
  return target;
}

void read_language(Request& request) {
  if (request.path != "/en" && !request.path.starts_with("/en/")) return;
  request.language = base::Language::en;
  request.path.erase(0, 3);
  if (request.path.empty()) request.path = "/";
}

// false: the body is not what its type says.
bool read_form(Request& request) {
  const std::string_view type = header_value(request, "content-type");
  if (request.method != "POST") return true;
  if (type.starts_with("application/x-www-form-urlencoded")) {
    auto form = decode_fields(request.body);
    if (form) request.form = std::move(*form);
    return form.has_value();
  }
  if (!is_multipart(type)) return true;
  auto read = read_multipart(type, request.body);
  if (!read) return false;
  request.form = std::move(read->form);
  request.files = std::move(read->files);
  request.body = {};
  return true;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus_is_space) c = ' ';
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (is_refused_control(c)) return std::nullopt;
    decoded += c;
  }
  if (!base::is_valid_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::optional<Fields> decode_fields(std::string_view text) {
  Fields fields;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('&', begin), text.size());
    const std::string_view field = text.substr(begin, end - begin);
    begin = end + 1;
    if (field.empty()) continue;
    const std::size_t equals = std::min(field.find('='), field.size());
    auto name = decode_percent(field.substr(0, equals), true);
    auto value = decode_percent(field.substr(std::min(equals + 1, field.size())), true);
    if (!name || !value) return std::nullopt;
    fields.emplace_back(std::move(*name), std::move(*value));
  }
  return fields;
}

std::optional<std::string> decode_path(std::string_view path) {
  auto decoded = decode_percent(path, false);
  if (!decoded || !decoded->starts_with('/') || has_refused_segment(*decoded)) return std::nullopt;
  if (decoded->find_first_of("\\\n\r\t") != std::string::npos) return std::nullopt;
  return decoded;
}

std::expected<Request, int> read_request(Request request, std::string_view target) {
  target = without_origin(target);
  const std::size_t question = std::min(target.find('?'), target.size());
  auto path = decode_path(question == 0 ? "/" : target.substr(0, question));
  auto query = decode_fields(target.substr(std::min(question + 1, target.size())));
  if (!path || !query || target.empty() || target.find('#') != target.npos) {
    return std::unexpected(400);
  }
  request.path = std::move(*path);
  request.query = std::move(*query);
  read_language(request);
  if (!read_form(request)) return std::unexpected(400);
  return request;
}

std::string encode_fields(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    append_url_part(text, name);
    text += '=';
    append_url_part(text, value);
  }
  return text;
}

std::string encode_path(std::string_view path) {
  std::string text;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (begin != 0) text += '/';
    append_url_part(text, path.substr(begin, end - begin));
    begin = end + 1;
  }
  return text;
}

}  // namespace http
