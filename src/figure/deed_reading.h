// What the deed of records says about them, read back: how many, the first, the last, the digest
// over their seals (deed_text.h writes it).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace figure {

struct DeedSays {
  std::int64_t records = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string seals;
  bool confirmed = false;  // a batch confirmed at once
};
// nullopt: no such text, or an erased one.
std::optional<DeedSays> read_deed_payload(std::string_view json);

}  // namespace figure
