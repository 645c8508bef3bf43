// The writer's number and clock. Every connection that writes holds one number of 0…4095, leased in
// the database, so no two processes use the same at once: ids are unique, and recorded_at rises
// strictly for each number. A clock that goes back keeps the last moment and counts on from it.
#pragma once

#include <cstdint>

#include "base/instant.h"

namespace db {

class Backend;

class WriterLease {
 public:
  // Is there no number, or is it time to renew it?
  bool due() const;
  // Inside a transaction, before a closure runs: takes or renews the number.
  void prepare(Backend& backend, int installation);
  // That transaction was undone, and a lease taken or renewed in it with it.
  void undone();
  // That transaction is durable.
  void kept() { before_ = held_; }
  // Gives the number back, so that the next program goes on from where this one stopped.
  void release(Backend& backend);

  base::Instant recorded_at();
  void not_before(base::Instant at);
  std::int64_t new_id();
  int writer() const { return held_.writer; }
  bool held() const { return held_.writer >= 0; }

 private:
  struct Held {
    int writer = -1;
    std::int64_t holder = 0;          // tells two programs apart that once held the same number
    std::int64_t renewed_at = 0;      // by the machine's clock
    std::int64_t promised_until = 0;  // no recorded_at after this one is given out
  };
  bool take(Backend& backend, int writer);
  void acquire(Backend& backend, int installation);
  bool renew(Backend& backend);

  Held held_;
  Held before_;                         // as it was before this transaction
  std::int64_t last_microseconds_ = 0;  // the last recorded_at
  std::int64_t last_id_clock_ = 0;      // (milliseconds since 2020) << 10 | sequence of the last id
};

}  // namespace db
