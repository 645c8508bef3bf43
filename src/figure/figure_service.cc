// What a fault of the database means for whoever posts: a sum beyond its range, or a race lost to
// another writer, which is worth a second try.
#include "figure/figure_service.h"

namespace figure {

bool is_sum_too_large(const db::Fault& fault) {
  return std::string_view(fault.what()).contains("figure_sum_in_range");
}

// Two reversals, two confirmations, or one of each, of one record at the same time.
bool lost_a_race(const db::Fault& fault) {
  const std::string_view what = fault.what();
  return fault.kind() == db::FaultKind::constraint &&
         (what.contains("record_by_reversal") || what.contains("record_confirmation_pkey") ||
          what.contains("record_waiting"));
}

}  // namespace figure
