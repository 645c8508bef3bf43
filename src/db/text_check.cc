// Short ASCII keys are the common case and pass by the word; everything else is checked in full.
#include "db/text_check.h"

#include <cstdint>
#include <cstring>
#include <string>

#include "base/japanese_text.h"

namespace db {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080U;
constexpr std::uint64_t kOnes = 0x0101010101010101U;

// Are all bytes 0x01…0x7f?
bool is_plain_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    if (((word | (word - kOnes)) & kHighBits) != 0) return false;
  }
  for (; i < text.size(); ++i)
    if (static_cast<signed char>(text[i]) <= 0) return false;
  return true;
}

}  // namespace

void check_storable(const Statement& statement, std::string_view text) {
  if (is_plain_ascii(text)) return;
  if (text.find('\0') != std::string_view::npos)
    throw Fault(FaultKind::constraint, std::string(statement.name) + ": a text holds a NUL");
  if (!base::is_valid_utf8(text))
    throw Fault(FaultKind::constraint, std::string(statement.name) + ": a text is not UTF-8");
}

}  // namespace db
