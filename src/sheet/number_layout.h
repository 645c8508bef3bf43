// A number under one section of a number format: its digits, thousands, places, percent, power or
// fraction. Numbers are rounded as decimals of fifteen digits, halves away from zero, as
// spreadsheets show them.
#pragma once

#include <string>
#include <string_view>

#include "sheet/number_format.h"

namespace sheet {

struct LaidOut {
  std::string text;
  bool in_thousands = false;  // the format cuts off the last three digits, or six
};

// `number` is not negative.
LaidOut lay_out(const NumberFormat::Section& section, double number);
// Under # ?/?, ?/15 and the like.
std::string lay_out_fraction(const NumberFormat::Section& section, double number);
// Without a format; a number too long for fifteen digits stays as its `digits`.
std::string lay_out_general(double number, std::string_view digits);

}  // namespace sheet
