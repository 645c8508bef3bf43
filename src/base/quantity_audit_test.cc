// Cells worded as other municipalities word them; beside each what a reader wrote down by hand
// before the parser saw it: values and units in order, `?` where something must be left unread, `-`
// where no figure is said. Labels and qualifiers are not compared here.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "base/quantity.h"
#include "base/quantity_invariants.h"

namespace base {
namespace {

std::string printed(const Number& number) {
  if (number.is_fraction()) {
    return std::to_string(number.numerator) + "/" + std::to_string(number.denominator);
  }
  const auto decimals = static_cast<std::size_t>(number.decimals);
  std::string digits = std::to_string(std::abs(number.numerator));
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals != 0) digits.insert(digits.size() - decimals, ".");
  return number.numerator < 0 ? "-" + digits : digits;
}

// `unit_says_basis`: the hand wrote 人/年, which the parser keeps as unit 人 and per 年.
std::string hand_form(const Quantity& quantity, bool unit_says_basis) {
  std::string form = printed(quantity.value);
  if (!quantity.unit.empty()) form += " " + quantity.unit;
  if (unit_says_basis && !quantity.per.empty()) form += "/" + quantity.per;
  return form;
}

// The next part of 「3 回; 45 人」, without spaces at its end.
std::string take_part(std::string_view& hand) {
  const std::size_t end = std::min(hand.find("; "), hand.size());
  std::string_view part = hand.substr(0, end);
  while (part.ends_with(' ') || part.ends_with(';')) part.remove_suffix(1);
  hand.remove_prefix(std::min(end + 2, hand.size()));
  return std::string(part);
}

void check_against_hand(const CellReading& reading, std::string_view hand) {
  bool must_leave_unread = false;
  std::size_t index = 0;
  while (!hand.empty() && hand != "-") {
    const std::string part = take_part(hand);
    if (part == "?") {
      must_leave_unread = true;
      continue;
    }
    REQUIRE_MESSAGE(index < reading.quantities.size(), part);
    const Quantity& quantity = reading.quantities[index++];
    const bool basis = part.find(' ') != part.npos && part.find('/', part.find(' ')) != part.npos;
    CHECK(hand_form(quantity, basis) == part);
  }
  CHECK(index == reading.quantities.size());
  if (must_leave_unread) CHECK(!reading.unread.empty());
}

std::string with_line_breaks(std::string cell) {
  for (std::size_t at = 0; (at = cell.find("\\n", at)) != cell.npos; ++at)
    cell.replace(at, 2, "\n");
  return cell;
}

TEST_CASE("cells of other municipalities read as a hand wrote them down") {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/tests/corpus/quantity_audit.tsv");
  std::size_t cells = 0;
  for (std::string line; std::getline(file, line); ++cells) {
    CAPTURE(line);
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    const CellReading reading = read_cell(with_line_breaks(line.substr(0, tab)));
    check_against_hand(reading, std::string_view(line).substr(tab + 1));
    CHECK(broken_invariant(reading) == "");
  }
  CHECK(cells >= 120);
}

}  // namespace
}  // namespace base
