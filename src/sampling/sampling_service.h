// What an auditor does with samples: draw one, say of each record what was found, conclude. Drawing
// takes a mark, so that the population stays the same list for ever, whatever is corrected later.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "db/finding.h"
#include "figure/figure_service.h"
#include "sampling/sampling.h"

namespace sampling {

inline constexpr std::string_view kSubject = "sample";

// The records of a figure in a fiscal year that count in it: those taken back are not among them,
// nor what took them back.
struct Source {
  std::string plan;
  std::string row;  // "": a total
  std::string figure;
  int fiscal_year = 0;
  bool confirmed_only = false;
};

struct NewSample {
  Source source;
  std::string title = {};
  Method method = Method::simple;
  int size = 0;
  std::string seed = {};  // as typed
};
struct DrawnSample {
  std::int64_t sample = 0;
  bool repeated = false;
};
// Refusals: those of staff::permits (mark_history and read_work), title_missing, title_unusable,
// those of figure::find, of draw(), population_too_large.
base::Result<DrawnSample> draw(const base::Actor& actor, db::Database& database,
                               const NewSample& wanted, std::string_view command = {});

// One record looked at; again: a further version. Refusals: those of staff::permits,
// unknown_sample, unknown_item, concluded_already, those of check().
base::Result<int> note_finding(const base::Actor& actor, db::Database& database,
                               std::int64_t sample, int item, const NewFinding& finding,
                               std::string_view command = {});

// 結び. Refusals: those of staff::permits, unknown_sample, concluded_already, text_missing,
// note_too_long, not_all_seen.
base::Result<void> conclude(const base::Actor& actor, db::Database& database, std::int64_t sample,
                            std::string_view text, std::string_view command = {});
// Refusals: those of staff::permits, unknown_sample, not_concluded, text_missing, note_too_long.
base::Result<void> reopen(const base::Actor& actor, db::Database& database, std::int64_t sample,
                          std::string_view reason, std::string_view command = {});

// ---- reading

struct Opened {
  Sample sample;
  std::vector<Stratum> strata;
  std::vector<Item> items;
  std::vector<Conclusion> conclusions;  // the first version first

  bool is_concluded() const { return !conclusions.empty() && conclusions.back().is_concluded; }
};
// Refusals: unknown_sample.
base::Result<Opened> open(db::Read& tx, std::string_view municipality, std::int64_t sample);

// Of one record, the first version first.
std::vector<Finding> findings(db::Read& tx, std::string_view municipality, std::int64_t sample,
                              int item);

struct Line {
  Sample sample;
  Tally tally;
  bool is_concluded = false;
};
// The latest first.
std::vector<Line> samples(db::Read& tx, std::string_view municipality);

// How large a population is today, and what it adds up to. Refusals: those of figure::find.
struct Size {
  figure::Held figure;
  std::int64_t records = 0;
};
base::Result<Size> size_of(db::Read& tx, std::string_view municipality, const Source& source);

// The list a sample was drawn from, made again from the records as known at its mark; in the order
// of day and record. Refusals: those of figure::find, population_too_large.
base::Result<std::vector<Listed>> population(db::Read& tx, const Sample& sample);

// Every sample drawn again: its list, its sums and its records, and the deeds that made it.
std::vector<db::Finding> verify(db::Database& database);

}  // namespace sampling
