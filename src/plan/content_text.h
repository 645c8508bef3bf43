// What a reading or a rating says, as one text to hash: fields ended by a control character that no
// stored text may hold, absence and emptiness kept apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plan {

inline constexpr char kFieldEnd = '\x1f';

inline void add_field(std::string& content, std::string_view field) {
  content += field;
  content += kFieldEnd;
}

inline void add_maybe(std::string& content, const std::optional<std::string>& field) {
  content += field ? "+" : "-";
  add_field(content, field ? std::string_view(*field) : std::string_view());
}

}  // namespace plan
