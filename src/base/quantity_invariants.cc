// Spans in order, inside the text and between signs; money equal to value times scale; nothing
// dropped.
#include "base/quantity_invariants.h"

#include <algorithm>
#include <vector>

#include "base/quantity_json.h"

namespace base {
namespace {

// Whether a place lies between two signs; in a text with bytes that are not UTF-8 every place may.
bool between_signs(const CellReading& reading, std::size_t place) {
  const bool invalid = std::ranges::any_of(reading.unread, [](const Unread& unread) {
    return unread.reason == UnreadReason::invalid_utf8;
  });
  if (invalid || place >= reading.text.size()) return true;
  return (static_cast<unsigned char>(reading.text[place]) & 0xC0) != 0x80;
}

template <class Parts>
bool in_order(const CellReading& reading, const Parts& parts) {
  std::size_t last = 0;
  for (const auto& part : parts) {
    const bool inside = part.span.begin <= part.span.end && part.span.end <= reading.text.size();
    if (!inside || part.span.begin < last) return false;
    const bool whole_signs =
        between_signs(reading, part.span.begin) && between_signs(reading, part.span.end);
    if (!whole_signs) return false;
    last = part.span.end;
  }
  return true;
}

bool money_is_exact(const Quantity& quantity) {
  if (!quantity.yen) return true;
  std::int64_t scaled = 0, whole = 0;
  const bool overflow = __builtin_mul_overflow(quantity.value.numerator, quantity.scale, &scaled) ||
                        __builtin_mul_overflow(*quantity.yen, quantity.value.denominator, &whole);
  return !overflow && scaled == whole && quantity.base_unit == "円";
}

bool relations_hold(const CellReading& reading) {
  for (std::size_t index = 0; index < reading.quantities.size(); ++index) {
    const Quantity& quantity = reading.quantities[index];
    if (quantity.part_of && *quantity.part_of >= index) return false;
    if (quantity.dated && *quantity.dated >= reading.mentions.size()) return false;
    if (quantity.value.denominator <= 0 || quantity.scale <= 0) return false;
    const Span& figure = quantity.figure;
    if (figure.begin < quantity.span.begin || figure.end > quantity.span.end) return false;
  }
  return true;
}

template <class Parts>
void cover(std::vector<bool>& covered, const Parts& parts) {
  for (const auto& part : parts) {
    for (std::size_t at = part.span.begin; at < part.span.end; ++at) covered[at] = true;
  }
}

// Every ASCII digit and letter and every kanji from U+5000 on lies in some part.
bool nothing_dropped(const CellReading& reading) {
  std::vector<bool> covered(reading.text.size());
  cover(covered, reading.quantities);
  cover(covered, reading.mentions);
  cover(covered, reading.unread);
  for (std::size_t at = 0; at < reading.text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(reading.text[at]);
    const bool digit = byte >= '0' && byte <= '9';
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool kanji = byte >= 0xE5 && byte <= 0xE9;
    if ((digit || letter || kanji) && !covered[at]) return false;
  }
  return true;
}

}  // namespace

std::string broken_invariant(const CellReading& reading) {
  if (!in_order(reading, reading.quantities)) return "quantities stand in order";
  if (!in_order(reading, reading.unread)) return "unread parts stand in order";
  for (const Mention& mention : reading.mentions) {
    if (!in_order(reading, std::vector{mention})) return "mentions lie between signs";
  }
  for (const Quantity& quantity : reading.quantities) {
    if (!money_is_exact(quantity)) return "yen are value times scale";
  }
  if (!relations_hold(reading)) return "relations point to earlier parts";
  if (!nothing_dropped(reading)) return "nothing is dropped";
  const bool has_quantities = !reading.quantities.empty();
  if (has_quantities != (reading.state == CellState::quantities))
    return "the state says quantities";
  if (quantity_json(read_cell(reading.text)) != quantity_json(reading))
    return "reading again gives the same";
  return "";
}

}  // namespace base
