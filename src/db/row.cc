// What goes wrong when a column is asked for: all of it is a bug in a store, so std::logic_error.
#include "db/row.h"

namespace db {

std::size_t NamedRow::search(std::string_view column) const {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (names_[i] == column) return i;
  throw std::logic_error(std::string(statement_.name) + ": no column " + std::string(column));
}

void NamedRow::expect_all_read() const {
  for (std::size_t i = 0; i < names_.size() && i < 64; ++i)
    if ((read_ >> i & 1) == 0)
      throw std::logic_error(std::string(statement_.name) + ": column " + names_[i] +
                             " is selected and never read");
}

void NamedRow::refuse_value(std::size_t place, std::string_view why) const {
  throw std::logic_error(std::string(statement_.name) + ": column " + names_[place] + " is " +
                         std::string(why));
}

}  // namespace db
