// A reading of a cell written out: as one line of JSON for programs and as one line for people.
// Both are complete: every quantity, mention and unread part appears.
#pragma once

#include <string>
#include <string_view>

#include "base/quantity.h"

namespace base {

// The names used in JSON, in the line form and in the words of the screens (base.unread_<name>).
std::string_view name_of(CellState state);
std::string_view name_of(Interpreter interpreter);
std::string_view name_of(Qualifier qualifier);
std::string_view name_of(Comparison comparison);
std::string_view name_of(MentionKind kind);
std::string_view name_of(UnreadReason reason);

// 1058, 8.30, 2/3: exactly as many decimals as were printed.
std::string number_text(const Number& number);

// {"text":…,"state":…,"meaning":…,"interpreted_by":…,"quantities":[…],"mentions":[…],"unread":[…]}
// A whole or decimal value is a JSON number, a fraction a string: "value":"2/3". Bytes that are not
// UTF-8 are written as U+FFFD; the spans count the bytes of the text as given.
std::string quantity_json(const CellReading& reading);

// One quantity as it stands in that list.
std::string quantity_json(const Quantity& quantity);

// 貸付: 2252 件; 利子補給: 949888008 円
std::string quantity_line(const CellReading& reading);

}  // namespace base
