// A form with files (multipart/form-data, RFC 7578): fields and files in the order in which they
// came. Read strictly, as everything from outside: what is not right is refused, never repaired.
#pragma once

#include <optional>
#include <string_view>

#include "http/http.h"

namespace http {

inline constexpr std::size_t kPartsMax = 3000;
inline constexpr std::size_t kPartHeadBytesMax = 2048;

struct Multipart {
  Fields form;                      // valid UTF-8, without NUL
  std::vector<UploadedFile> files;  // those that were chosen
};

bool is_multipart(std::string_view content_type);

// nullopt: no boundary, or a body that is not made of whole parts, each with a name.
std::optional<Multipart> read_multipart(std::string_view content_type, std::string_view body);

}  // namespace http
