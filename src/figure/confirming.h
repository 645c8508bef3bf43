// What stands behind a confirmation: who wrote a record, what is confirmed together with it, which
// records wait for a second pair of eyes, and which went back to their author.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "record/record.h"

namespace figure {

// The deed that confirms several records at once.
inline constexpr std::string_view kConfirmAll = "record.confirm_all";
// The deeds that put records in the place of others.
inline constexpr std::string_view kCorrect = "record.correct";
inline constexpr std::string_view kCorrectAll = "record.correct_all";

// How a deed's reason names the person who signed beside the first, and both of them.
std::string second_signer(const base::Actor& second);
std::vector<std::int64_t> signers_of(std::string_view actor_kind, std::int64_t actor,
                                     std::string_view reason);

// The persons who wrote the record; none where the program did.
std::vector<std::int64_t> authors_of(db::Read& tx, std::string_view municipality,
                                     const record::Record& record);
// The same for many deeds at once; those that put records in the place of others are left out, for
// their records are confirmed together.
std::map<std::int64_t, std::vector<std::int64_t>> authors_among(
    db::Read& tx, std::string_view municipality, std::span<const std::int64_t> deeds);

// The record itself, and of a correction what it replaces or is replaced by: the reversal of what
// is public and the record that stands in its place now, whatever was corrected in between.
std::vector<record::RecordId> confirmed_together(db::Read& tx, const record::Record& record);

// What waits for confirmation, by the work and the month it happened in. It costs by what waits.
struct Unconfirmed {
  std::string programme;
  std::string kind;
  int fiscal_year = 0;
  std::string month;           // 2011-04
  std::int64_t records = 0;    // new ones
  std::int64_t reversals = 0;  // of records that are confirmed
  base::Instant since;         // the one that waits longest
  std::int64_t last = 0;       // the highest number among them
};
std::vector<Unconfirmed> unconfirmed(db::Read& tx, std::string_view municipality);

// The records of such a group up to a number, in the order of their numbers.
struct Waits {
  std::string programme;
  std::string kind;
  int fiscal_year = 0;
  std::string month;
};
std::vector<record::Record> unconfirmed(db::Read& tx, std::string_view municipality,
                                        const Waits& group, record::RecordId after,
                                        record::RecordId until, int limit);

// Places of those to look at before many are confirmed: the largest, the newest, and some by chance
// (`seed`), each once, in the order of the records. All of them when they are few.
inline constexpr std::size_t kSampleEach = 3;
std::vector<std::size_t> sample_of(std::span<const record::Record> records, std::uint64_t seed);

// Records that were sent back and still wait for their author.
struct SentBack {
  record::RecordId record;
  base::Instant at;
  std::int64_t by = 0;  // the person
  std::string reason;
};
std::vector<SentBack> sent_back(db::Read& tx, std::string_view municipality);
std::optional<SentBack> sent_back(db::Read& tx, std::string_view municipality,
                                  record::RecordId record);

// Every time it was sent back, the first first.
std::vector<std::int64_t> returns_of(db::Read& tx, std::string_view municipality,
                                     record::RecordId record);

// Reversals confirmed in (after, until], the latest first: what the public once counted and no
// longer does.
std::vector<record::Record> confirmed_reversals(db::Read& tx, std::string_view municipality,
                                                base::Instant after, base::Instant until,
                                                int limit);
// When anything was confirmed last.
std::optional<base::Instant> last_confirmation(db::Read& tx, std::string_view municipality);
// What a reversal put in the place of what it took back, if anything.
std::optional<record::Record> replacement(db::Read& tx, const record::Record& reversal);

namespace store {
void add_return(db::Write& tx, std::string_view municipality, record::RecordId record,
                std::int64_t deed);
}  // namespace store

}  // namespace figure
