// What the public sees of a plan's figures at an instant: of every line that is released, its
// definition, and of every figure its value by year, with what is kept back. The one place that
// decides it: tables, pages, charts, files, the API and the feed all show what stands here, and
// what is marked hidden has no number in them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "figure/figure_service.h"
#include "release/release.h"

namespace release {

struct PublicValue {
  figure::Value value;  // of a hidden one empty: nobody downstream can print it by mistake
  bool hidden = false;
  std::optional<base::Instant> known;  // as known then; absent: now
};

struct PublicFigure {
  figure::Held held;
  bool sensitive = false;
  std::map<int, PublicValue> years;                // fiscal years with records
  std::map<std::vector<int>, PublicValue> totals;  // of the years that a column adds up
};

struct PublicRow {
  const Release* release = nullptr;  // of PublicPlan::releases
  figure::RowDefinition definition;
  std::vector<PublicFigure> figures;

  const PublicFigure* find(std::string_view key) const;
};

struct PublicPlan {
  std::string municipality;
  std::string plan;
  base::Instant at;
  std::vector<Release> releases;  // the public may know of them: in force once, perhaps withdrawn
  std::vector<PublicRow> rows;    // in the order of their definitions

  PublicPlan() = default;
  PublicPlan(PublicPlan&&) = default;
  PublicPlan& operator=(PublicPlan&&) = default;

  const PublicRow* find(std::string_view row) const;
  // The last moment at which what the public sees may have changed; absent: never.
  std::optional<base::Instant> changed_at;
};

// `further`: as if this were released too; for whoever looks before they release.
PublicPlan public_plan(db::Read& tx, std::string_view municipality, std::string_view plan,
                       base::Instant at, const Release* further = nullptr);

// As if this publication were in force at its mark, with what too_close() would hold back: for
// whoever freezes what the public will see.
PublicPlan as_published(db::Read& tx, const Release& publication);

// Whether anything of the plan is in force: a plan that was adopted here is public while it is.
bool is_public(db::Read& tx, std::string_view municipality, std::string_view plan,
               base::Instant at);

// A figure month by month, April first; empty for distinct counts and milestones, whose months do
// not add up.
struct PublicMonth {
  int month = 0;  // 201104
  figure::Sum sum;
  bool hidden = false;
};
std::map<std::string, std::vector<PublicMonth>, std::less<>> public_months(db::Read& tx,
                                                                           const PublicPlan& plan,
                                                                           const PublicRow& row,
                                                                           int fiscal_year);

// 訂正: a value that had been public and was put right. No names; no numbers of a figure that could
// tell of somebody.
struct Correction {
  base::Instant at;  // when it was confirmed
  std::string row;
  std::string figure;
  int fiscal_year = 0;
  bool hidden = false;
  figure::Value before;
  figure::Value after;
  figure::Because because = figure::Because::corrected;
};
// Of what is in force, the latest first, at most `limit`.
std::vector<Correction> corrections(db::Read& tx, const PublicPlan& plan, std::size_t limit);

// What of a publication would change so little that it has to wait: by row, figure and year the
// value the public keeps seeing, and as known when.
struct HeldValue {
  std::string row;
  std::string figure;
  int fiscal_year = 0;
  base::Instant known;
};
std::vector<HeldValue> too_close(db::Read& tx, const PublicPlan& before, base::Instant mark);

}  // namespace release
