// Many rows of one table in few statements: a table of a town has tens of thousands of cells, and a
// statement for each takes PostgreSQL longer than the rows themselves. What is added is copied and
// goes out in statements of several rows; the rest, and few rows at all, go one by one.
//
//   static const db::RowStatements kRows{"INSERT INTO shop (municipality, name) VALUES ", 2};
//   static const db::Statement kAddShop{"shop.add", kRows.one};
//   static const db::Statement kAddShops{"shop.add_many", kRows.many};
//   db::ManyRows rows(tx, kAddShop, kAddShops);
//   for (const Shop& shop : shops) rows.add(shop.municipality, shop.name);
//   rows.finish();
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace db {

// Rows in one statement: 27 columns stay below what SQLite (32,766) and PostgreSQL (65,535) take.
inline constexpr std::size_t kRowsInStatement = 100;

// `insert` up to and with VALUES, and after it the places of so many rows.
inline std::string insert_text(std::string_view insert, std::size_t columns, std::size_t rows) {
  std::string sql(insert);
  for (std::size_t place = 0; place < rows * columns; ++place) {
    sql += place % columns == 0 ? (place == 0 ? "(" : "), (") : ", ";
    sql += '?' + std::to_string(place + 1);
  }
  return sql + ')';
}

// The text of an insert for one row and for many of them.
struct RowStatements {
  RowStatements(std::string_view insert, std::size_t columns)
      : one(insert_text(insert, columns, 1)),
        many(insert_text(insert, columns, kRowsInStatement)) {}

  const std::string one;
  const std::string many;
};

class ManyRows {
 public:
  ManyRows(Write& tx, const Statement& one, const Statement& many)
      : tx_(tx), one_(one), many_(many) {}
  ManyRows(const ManyRows&) = delete;
  ManyRows& operator=(const ManyRows&) = delete;

  template <class... Args>
  void add(const Args&... args) {
    for (const Value& value : values_of(args...)) {
      if (const auto* text = std::get_if<std::string_view>(&value)) bytes_ += *text;
      values_.push_back(value);
    }
    ++rows_;
    if (rows_ < kRowsInStatement) return;
    find_texts();
    tx_.save_values(many_, values_);
    begin_again();
  }

  // Nothing has gone out for certain before this.
  void finish() {
    find_texts();
    const std::size_t columns = rows_ == 0 ? 0 : values_.size() / rows_;
    for (std::size_t row = 0; row < rows_; ++row)
      tx_.save_values(one_, std::span(values_).subspan(row * columns, columns));
    begin_again();
  }

 private:
  // The copies stand behind each other; where, is known when no more are to come.
  void find_texts() {
    std::size_t at = 0;
    for (Value& value : values_) {
      auto* text = std::get_if<std::string_view>(&value);
      if (text == nullptr) continue;
      *text = std::string_view(bytes_).substr(at, text->size());
      at += text->size();
    }
  }
  void begin_again() {
    values_.clear();
    bytes_.clear();
    rows_ = 0;
  }

  Write& tx_;
  const Statement& one_;
  const Statement& many_;
  std::size_t rows_ = 0;
  std::vector<Value> values_;
  std::string bytes_;  // of the texts
};

}  // namespace db
