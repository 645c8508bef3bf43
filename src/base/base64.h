// Bytes as text (RFC 4648), for what has to lie in a text column.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace base {

std::string to_base64(std::string_view bytes);
// nullopt: a sign that does not belong there, or a length that cannot be.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace base
