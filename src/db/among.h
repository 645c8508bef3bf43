// Many numbers looked up at once: "… IN (?2, ?3, …)" in few statements instead of one for each,
// which on PostgreSQL is one way there and back for each.
//   static const std::string some = db::among("SELECT … WHERE municipality = ?1 AND record",
//                                             db::kAmongSome);
//   static const db::Statement kFindSome{"record.find_some", some};
//   db::each_among(tx, kFindSome, kFindMany, municipality, numbers, [&](db::Row& row) { … });
// Each size is a statement of its own, prepared once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace db {

inline constexpr std::size_t kAmongSome = 50;
inline constexpr std::size_t kAmongMany = 500;

// `sql` up to and with the column that the numbers are of.
inline std::string among(std::string_view sql, std::size_t places) {
  std::string text(sql);
  text += " IN (";
  for (std::size_t place = 0; place < places; ++place)
    text += (place == 0 ? "?" : ", ?") + std::to_string(place + 2);
  return text + ')';
}

// Rows come in any order. A short list repeats its last number, which finds nothing twice.
inline void each_among(Read& tx, const Statement& some, const Statement& many,
                       std::string_view municipality, std::span<const std::int64_t> numbers,
                       FunctionRef<void(Row&)> on_row) {
  while (!numbers.empty()) {
    const bool are_few = numbers.size() <= kAmongSome;
    const std::size_t places = are_few ? kAmongSome : kAmongMany;
    std::vector<Value> values = {to_value(municipality)};
    for (std::size_t place = 0; place < places; ++place)
      values.push_back(numbers[std::min(place, numbers.size() - 1)]);
    tx.each_values(are_few ? some : many, values, on_row);
    numbers = numbers.subspan(std::min(places, numbers.size()));
  }
}

}  // namespace db
