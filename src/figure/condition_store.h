// What a figure counts, as SQL: for counts and proofs that do not go through the rules' own code.
// Names of attributes come from the list of declared ones, every value is a placeholder.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "db/db.h"
#include "figure/figure_service.h"
#include "figure/work.h"

namespace figure::store {

// The values of a statement that is being put together; the same value has the same placeholder.
class Values {
 public:
  std::string text(std::string_view value);  // "?7"
  std::string number(std::int64_t value);    // "?8"
  std::vector<db::Value> all() const;

 private:
  using Held = std::variant<std::int64_t, std::string>;
  std::string place(Held value);
  std::deque<Held> held_;
  std::map<Held, std::size_t> places_;
};

// Conditions and numbers over a record named r.
class RecordSql {
 public:
  RecordSql(db::Engine engine, const Work& work, Values& values);

  // True for the records that at least one selection of the figure counts; "" if none of them names
  // this work.
  std::string match(const Definition& definition);
  // What one record adds, reversals less; of a ratio its upper and lower number.
  std::string value(const Definition& definition);
  std::string divisor(const Definition& definition);
  std::string attribute(std::string_view name);  // as text, or NULL

  static std::string_view sign();  // 1, and -1 for a reversal

 private:
  std::string holds(const Condition& condition);
  std::string selected(const Selection& selection);
  std::string selections(const Definition& definition);
  std::string added(Measure measure, std::string_view attribute_name);

  db::Engine engine_;
  Work work_;
  Values& values_;
};

}  // namespace figure::store
