// What a data call is made of: the call itself, one sheet for each owner, the rows owed on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/instant.h"

namespace datacall {

struct Call {
  std::string municipality;
  std::int64_t id = 0;
  std::string plan;
  int fiscal_year = 0;
  std::string column;  // of the plan, where the answers go
  std::string title;
  std::string message;
  base::Date due = base::Date(base::kFirstYear, 1, 1);
  base::Instant opened_at;
  bool closed = false;
};

// Whom the planner writes to; the program sends no mail by itself.
struct Contact {
  std::string name;
  std::string mail;
};

struct Sheet {
  int number = 1;
  std::optional<std::string> body;  // none: 担当不明
  std::string department;
  Contact contact;
  std::optional<base::Instant> seen_at;     // somebody of the owner opened it
  std::optional<base::Instant> link_until;  // a link is out
};

struct OwedRow {
  std::string row;
  int ordinal = 0;
  int sheet = 1;
};

}  // namespace datacall
