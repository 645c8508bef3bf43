// The records' own table of years says it.
#include "figure/closed_years.h"

#include "record/record_store.h"

namespace figure {

std::vector<int> closed_years(db::Read& tx, std::string_view municipality, base::Instant at) {
  return record::store::closed_years(tx, municipality, at);
}

}  // namespace figure
