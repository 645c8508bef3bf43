// Whatever the text, escaped it cannot leave the place that the template put it in.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/escape.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

bool has_any(const std::string& text, std::string_view refused) {
  return text.find_first_of(refused) != std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view given(reinterpret_cast<const char*>(data), size);
  std::string text;
  std::string url;
  std::string part;
  http::append_text(text, given);
  http::append_url(url, given);
  http::append_url_part(part, given);
  must(!has_any(text, "<>\"'") && text.find('\0') == std::string::npos);
  must(!has_any(url, "<>\"' \\\r\n\t"));
  const std::string scheme = url.substr(0, url.find_first_of("/?#"));
  if (const auto colon = scheme.find(':'); colon != std::string::npos) {
    must(colon == 3 || colon == 4 || colon == 5 || colon == 6);  // tel, http, https, mailto
    must(url[0] != 'j' && url[0] != 'J' && url[0] != 'd' && url[0] != 'D' && url[0] != 'v');
  }
  must(!has_any(part, "<>\"'&/?#:= \\"));
  return 0;
}
