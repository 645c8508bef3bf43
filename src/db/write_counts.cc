// One pair of counts for all databases that the process has open.
#include "db/write_counts.h"

namespace db {

WriteCounts& write_counts() {
  static WriteCounts counts;
  return counts;
}

}  // namespace db
