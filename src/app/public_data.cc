// The moments are read once for every commit, the last that has come with them: read a second time
// after it, the name would otherwise be that of the time before, and with it answers kept then. Which
// of them have come is a matter of the clock alone.
#include "app/public_data.h"

#include <algorithm>

#include "edition/edition_service.h"
#include "release/release_service.h"

namespace app {

std::string PublicData::name() {
  // First the name, then the moments: they may be newer than it, never older.
  const std::string written = watch_.name();
  const base::Instant now = base::now();
  const std::lock_guard lock(mutex_);
  // Also read anew when the clock was set back.
  if (written != written_ || now < since_) {
    moments_ = database_.read([&](db::Read& tx) {
      auto moments = release::moments_from(tx, now);
      const auto editions = edition::moments_from(tx, now);
      moments.insert(moments.end(), editions.begin(), editions.end());
      std::ranges::sort(moments);
      return moments;
    });
    since_ = now;
    written_ = written;
  }
  const auto come = std::ranges::upper_bound(moments_, now) - moments_.begin();
  return come == 0 ? written : written + " " + std::to_string(moments_[come - 1].microseconds);
}

}  // namespace app
