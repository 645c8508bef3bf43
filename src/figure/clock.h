// The municipality's line: every transaction that posts enters it first and learns what it must
// know (definitions in force, programmes, the years' books), every transaction that changes what
// records mean enters it alone. On PostgreSQL posts share an advisory lock and a mark takes it for
// itself; SQLite writes one transaction after the other anyway.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "db/db.h"
#include "figure/figure_service.h"
#include "programme/programme.h"
#include "record/books.h"

namespace figure {

// What a post must know. One generation of a municipality knows one thing, so it is kept between
// posts.
struct Known {
  std::int64_t generation = 0;
  std::set<std::string, std::less<>> programmes;
  std::map<std::string, int, std::less<>>
      first_years;  // of a programme, where its register says one
  std::map<std::string, std::vector<programme::Owner>, std::less<>> owners;  // of a programme
  record::Books books;
  std::vector<Held> current;

  // The figures that may count a record of this programme and kind.
  const std::vector<const Held*>& figures_over(std::string_view programme,
                                               std::string_view kind) const;

  std::map<std::string, std::vector<const Held*>, std::less<>> by_work;  // "programme kind"
};

std::shared_ptr<const Known> enter(db::Write& tx, std::string_view municipality);

// Waits until no other writer is in the line, and keeps them out until the commit.
void enter_alone(db::Write& tx, std::string_view municipality);

// What posts know has changed: they read it anew.
void raise_generation(db::Write& tx, std::string_view municipality);

void set_last_mark(db::Write& tx, std::string_view municipality, base::Instant mark);
base::Instant last_mark(db::Read& tx, std::string_view municipality);

}  // namespace figure
