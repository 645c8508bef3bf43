// 確認待ち as rows (record_waiting): who begins to wait, who waits no more. Kept by the door of
// records in the transaction of the record itself; what the rows say can be told from the records,
// and the proof does so.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "record/record.h"

namespace figure {

// What one deed does to what waits, gathered first and saved in few statements.
class WaitMoves {
 public:
  explicit WaitMoves(std::string_view municipality) : municipality_(municipality) {}

  // A record as it is written, unconfirmed; a reversal waits if what it takes back is confirmed,
  // and otherwise takes the first record out of what waits. The records must live until save().
  void recorded(const record::Record& record);
  void reversed(const record::Record& first, const record::Record& reversal);
  void confirmed(const record::Record& record);

  // Those who wait no more go first, and all of them: where one is missing, somebody confirmed or
  // took it back at the same moment, and a fault that lost_a_race() knows lets the command run
  // again.
  void save(db::Write& tx);

 private:
  std::string municipality_;
  std::vector<const record::Record*> come_;
  std::vector<record::RecordId> go_;
};

namespace store {

// Rows that no record vouches for, and records that wait without a row; at most `limit` of each, in
// the order of the records.
std::vector<std::int64_t> waiting_without_reason(db::Read& tx, std::string_view municipality,
                                                 int limit);
std::vector<std::int64_t> waiting_without_row(db::Read& tx, std::string_view municipality,
                                              int limit);

}  // namespace store
}  // namespace figure
