// Columns by name, for the rows of both engines. Reading in the order of the SELECT costs one
// comparison a column. While tests watch, a column that a closure never reads is an error: columns
// are listed because they are needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace db {

class NamedRow : public Row {
 public:
  NamedRow(const Statement& statement, const std::vector<std::string>& names)
      : statement_(statement), names_(names) {}

  void start_row() { next_ = 0, read_ = 0; }
  // Throws std::logic_error naming the first column that was not read.
  void expect_all_read() const;

 protected:
  ~NamedRow() = default;

  // The column's place; its value counts as read.
  std::size_t place(std::string_view column) {
    const std::size_t found = look(column);
    next_ = found + 1;
    return found;
  }
  std::size_t look(std::string_view column) {
    const std::size_t found =
        next_ < names_.size() && names_[next_] == column ? next_ : search(column);
    next_ = found;
    read_ |= std::uint64_t{1} << (found & 63);
    return found;
  }
  [[noreturn]] void refuse_value(std::size_t place, std::string_view why) const;

 private:
  std::size_t search(std::string_view column) const;

  const Statement& statement_;
  const std::vector<std::string>& names_;
  std::size_t next_ = 0;
  std::uint64_t read_ = 0;
};

}  // namespace db
