// 目安の試し: a rule applied to years that are over: what it would have proposed for each line,
// beside the mark that was decided or printed, and where it could not propose at all.
#pragma once

#include <string>
#include <vector>

#include "base/words.h"
#include "output/sheet.h"
#include "review/review_service.h"

namespace review {

enum class GivenBy { nobody, decided, printed };
enum class Replayed { agrees, differs, not_computed, not_given };

struct ReplayLine {
  const plan::Row* row = nullptr;
  int fiscal_year = 0;
  Attainment attainment;
  Proposal proposal;
  std::string given;  // the mark; empty: none
  GivenBy by = GivenBy::nobody;
  Replayed outcome = Replayed::not_given;
};

// `printed` has the ratings that the plan prints, of its last year; `decided` those of a review
// that ends in `fiscal_year`.
std::vector<ReplayLine> replay(const Bench& bench, const ScaleRule& rule, int fiscal_year,
                               const plan::Plan& printed, const std::vector<RowRating>& decided);

output::Sheet replay_sheet(const std::vector<ReplayLine>& lines, base::Language language);
std::string_view in_db(Replayed outcome);

}  // namespace review
