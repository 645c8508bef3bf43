// What this process has written so far, for those who watch it: writes that were kept, and the
// commits that made them durable. On SQLite many writes share a commit.
#pragma once

#include <atomic>
#include <cstdint>

namespace db {

struct WriteCounts {
  std::atomic<std::uint64_t> writes = 0;
  std::atomic<std::uint64_t> commits = 0;
};

WriteCounts& write_counts();

}  // namespace db
