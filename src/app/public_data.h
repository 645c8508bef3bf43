// A name of what the public sees. It changes with every commit, as the name of the data does, and
// also at the moment at which a release takes effect although nobody writes then: kept answers go
// by it, so that none of them is given a moment too long.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "base/instant.h"
#include "db/data_watch.h"
#include "db/db.h"

namespace app {

class PublicData {
 public:
  PublicData(db::DataWatch& watch, db::Database& database) : watch_(watch), database_(database) {}

  // From any thread. Throws db::Fault.
  std::string name();

 private:
  db::DataWatch& watch_;
  db::Database& database_;
  std::mutex mutex_;
  std::string written_;                 // the name of the data that the moments were read from
  base::Instant since_;                 // when they were read
  std::vector<base::Instant> moments_;  // the last that had come then, and all to come; in order
};

}  // namespace app
