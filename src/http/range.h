// Range: bytes=… of a request, against the size of a file. One range only; whoever asks for several
// gets the whole, as the standard allows.
#pragma once

#include <cstddef>
#include <string_view>

namespace http {

struct RangeAnswer {
  enum class Kind { whole, part, outside };
  Kind kind = Kind::whole;
  std::size_t first = 0;
  std::size_t count = 0;
};

RangeAnswer read_range(std::string_view header, std::size_t size);

}  // namespace http
