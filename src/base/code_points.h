// UTF-8 read and written one code point at a time. Ill-formed bytes (cut off, overlong, surrogates,
// beyond U+10FFFF) are told as "no character", one byte at a time, so a reader never loses its
// place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace base {

class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}
  bool done() const { return offset_ >= text_.size(); }
  std::size_t offset() const { return offset_; }  // in bytes, of the next character
  // The next character; nullopt for a byte that begins none. Not to be called when done().
  std::optional<char32_t> next();

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
};

void append_utf8(std::string& text, char32_t character);

}  // namespace base
