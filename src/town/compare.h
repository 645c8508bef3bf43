// 突合: the town's computed table beside the table that was published. Numbers have to be equal in
// every cell, at the precision that was printed; words and absences are told apart from them; what
// the published table itself leaves open (merged cells) is named and left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "plan/agreement.h"
#include "plan/plan_folder.h"
#include "town/wanted.h"

namespace town {

enum class About { numbers, words, absence };
enum class Verdict { equal, differing, not_computable };
std::string_view code_of(About about);
std::string_view code_of(Verdict verdict);

struct ComparedCell {
  std::string row;
  std::string column;
  About about = About::numbers;
  Verdict verdict = Verdict::equal;
  std::string published;  // as printed
  std::string computed;
  std::string reason;  // not_computable: no_records, not_computed, building
  std::int64_t records = 0;
};

struct Tally {
  int equal = 0;
  int differing = 0;
  int not_computable = 0;
};

struct Compared {
  std::vector<ComparedCell> cells;
  std::vector<LeftOut> left_out;
  std::int64_t records_min = 0;  // behind a cell of numbers
  std::int64_t records_median = 0;
  std::int64_t records_max = 0;

  Tally tally(About about) const;
  // Every number is there and equal.
  bool holds() const;
};

// The town's table as it is now against the files. Refusals: files_wrong, unknown_plan,
// plan_without_figures, not_built, scaled.
base::Result<Compared> compare(db::Database& database, const plan::PlanSet& files,
                               std::string_view plan);

}  // namespace town
