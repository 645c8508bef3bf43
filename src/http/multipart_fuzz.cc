// Arbitrary bytes as a form with files: what is read is clean, and lies in the body as it came.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/japanese_text.h"
#include "http/multipart.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

bool is_clean(std::string_view text) {
  return base::is_valid_utf8(text) && text.find('\0') == text.npos;
}

}  // namespace

// The first line is the type, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(text.find('\n'), text.size());
  const std::string_view body = text.substr(std::min(end + 1, text.size()));
  const auto read = http::read_multipart(text.substr(0, end), body);
  if (!read) return 0;
  must(read->form.size() + read->files.size() <= http::kPartsMax);
  for (const auto& [name, value] : read->form) {
    must(is_clean(name) && is_clean(value) && body.contains(value));
  }
  for (const auto& file : read->files) {
    must(is_clean(file.name) && file.name.find('/') == file.name.npos);
    must(body.contains(file.bytes));
  }
  return 0;
}
