// Arbitrary bytes as the query of an address, as the body of a form and as a path: what is taken is
// clean, means the same in all places and survives being written out again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/japanese_text.h"
#include "http/request.h"

namespace {

using http::Fields;

void must(bool holds) {
  if (!holds) std::abort();
}

bool is_clean(std::string_view text) {
  return base::is_valid_utf8(text) && text.find('\0') == text.npos;
}

void check_fields(const Fields& fields) {
  for (const auto& [name, value] : fields) must(is_clean(name) && is_clean(value));
  must(http::decode_fields(http::encode_fields(fields)) == fields);
}

void check_form(std::string_view text, const std::optional<Fields>& fields) {
  http::Request request;
  request.method = "POST";
  request.headers["content-type"] = "application/x-www-form-urlencoded; charset=utf-8";
  request.body = text;
  const auto read = http::read_request(std::move(request), "/search");
  must(read ? read->form == fields && read->query.empty() : read.error() == 400 && !fields);
}

void check_query(std::string_view text, const std::optional<Fields>& fields) {
  http::Request request;
  request.method = "GET";
  const auto read = http::read_request(std::move(request), "/search?" + std::string(text));
  const bool has_fragment = text.find('#') != text.npos;
  must(read ? read->query == fields && read->form.empty() : !fields || has_fragment);
}

void check_path(std::string_view text) {
  const auto path = http::decode_path(text);
  if (!path) return;
  must(is_clean(*path) && path->starts_with('/') && path->find("//") == path->npos);
  must(http::decode_path(http::encode_path(*path)) == path);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto fields = http::decode_fields(text);
  if (fields) check_fields(*fields);
  check_form(text, fields);
  check_query(text, fields);
  check_path(text);
  return 0;
}
