// 証跡: who did what to which record, when and why, written in the transaction of the deed itself
// and never changed. Every municipality has a chain of digests for each writer, so that a changed,
// lost or moved row is found. Reason and payload may be erased when their years are over; the deed
// stays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"
#include "db/finding.h"
#include "history/review.h"

namespace history {

// 保存年限 of reason, payload and origin.
enum class Retention { permanent, years_30, years_10, years_5, years_3, years_1 };
std::string_view in_db(Retention retention);

struct Deed {
  std::string kind;          // "plan.load": the room and what was done
  std::string municipality;  // whose record; empty for the installation itself
  std::string subject_kind;  // "plan"
  std::string subject_key;   // "nerima-2011"
  std::string reason;
  std::string payload_json;  // what the deed held, if anything
  Retention retention = Retention::permanent;
  // Given when what the deed holds has to know its number already: tx.new_id() of this transaction.
  std::optional<DeedId> number = {};
  // Why it has to be looked at, beside what its kind, post and hour say already.
  std::vector<Review> review = {};
};

DeedId write(db::Write& tx, const base::Actor& actor, const Deed& deed);

inline constexpr base::RefusalKind no_such_deed{"history.no_such_deed", 404};
inline constexpr base::RefusalKind already_erased{"history.already_erased", 409};

// Erases reason, payload and origin of a deed; the deed that did so is returned and stands in their
// place.
base::Result<DeedId> erase(db::Write& tx, const base::Actor& actor, std::string_view municipality,
                           DeedId deed, std::string_view reason);

inline constexpr base::RefusalKind command_id_reused{"history.command_id_reused", 409};

// What a command id says: nothing yet (do it, then answer()), or what was answered the first time.
// The same id with other content is refused.
struct Command {
  bool repeated = false;
  std::string first_answer;
};
base::Result<Command> command(db::Write& tx, std::string_view municipality,
                              std::string_view command_id, std::string_view content_hash);
void answer(db::Write& tx, std::string_view municipality, std::string_view command_id,
            std::string_view first_answer);

// The same for what one actor asks: the first answer of a repeated command; empty: do it, then keep its
// answer. Without an id nothing is known and nothing kept.
base::Result<std::string> earlier_answer(db::Write& tx, const base::Actor& actor,
                                         std::string_view command_id, std::string content);
void keep_answer(db::Write& tx, const base::Actor& actor, std::string_view command_id,
                 std::string_view first_answer);

// A deed as it is looked up. No reason: it was erased.
struct PastDeed {
  DeedId id;
  base::Instant at;
  std::string actor_kind;  // staff, applicant, system
  std::int64_t actor = 0;
  std::string post;
  std::string body;
  std::string kind;
  std::string subject_kind;
  std::string subject_key;
  std::optional<std::string> reason;
  std::string origin = {};      // from where; empty when it is not known or erased
  std::int64_t deputy_for = 0;  // the person stood in for
  std::optional<DeedId> erased_by = {};
};
std::optional<PastDeed> find(db::Read& tx, std::string_view municipality, DeedId deed);
// The whole of a deed: also what it holds, where its link stands, and what makes it provable.
struct WholeDeed {
  PastDeed deed;
  std::string payload;
  std::string retention;
  std::int64_t writer = 0;
  std::int64_t sequence = 0;
  std::string digest;
};
std::optional<WholeDeed> whole(db::Read& tx, std::string_view municipality, DeedId deed);
// What was done to it, not who looked at it; the latest first, at most `limit`.
std::vector<PastDeed> of_subject(db::Read& tx, std::string_view municipality,
                                 std::string_view subject_kind, std::string_view subject_key,
                                 int limit);
// What a person did, whatever the post; the latest first, at most `limit`.
std::vector<PastDeed> of_person(db::Read& tx, std::string_view municipality, std::int64_t person,
                                int limit);

// Walks every chain: rows changed, missing or moved, payloads changed or gone without a deed, seals
// (history/seal.h) changed, missing or at odds with the chains, lines of the review list or marks
// on it (history/review.h) that are missing or that no deed made. Reads page by page in one view of
// the data; what it keeps meanwhile grows with seals, erasures and marks, not with deeds.
std::vector<db::Finding> verify(db::Database& database);
// The same with pages of another size: what is found does not depend on it.
std::vector<db::Finding> verify(db::Database& database, int rows_at_once);

}  // namespace history
