// 点検: which deeds somebody has to look at, and why; and the marks of who looked at them
// (確認済み). The rule is pure: it is asked when a deed is written, and again by verify. A mark is
// a deed.
#pragma once

#include <array>
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

namespace history {

using DeedId = base::Id<struct DeedTag>;

enum class Review {
  out_of_hours,    // personal data or unpublished work read before 7, after 21 or at a weekend
  many_views,      // a hundred people looked up within an hour
  refused,         // somebody asked for what their post does not permit
  sign_in_failed,  // a wrong password, or the lock behind many of them
  deputy,          // 代決: somebody stood in, the other one looks at it afterwards (後閲)
  administrator,   // a deed of the system's administration
  erasure,         // reason and payload of a deed, or a note, are gone
};
inline constexpr std::array kReviews = {
    Review::out_of_hours, Review::many_views,    Review::refused, Review::sign_in_failed,
    Review::deputy,       Review::administrator, Review::erasure};
std::string_view in_db(Review review);  // also the end of its word: history.review_refused
std::optional<Review> review_from(std::string_view code);

inline constexpr int kWorkBegins = 7;  // o'clock
inline constexpr int kWorkEnds = 21;
inline constexpr int kManyViews = 100;  // within an hour

// staff.view, staff.search, staff.export, staff.print
bool is_reading(std::string_view kind);
// Saturdays, Sundays, and before 7 or from 21 o'clock in Japan.
bool is_out_of_hours(base::Instant at);

struct Facts {
  std::string_view kind;
  std::string_view actor_kind;  // as in_db(ActorKind)
  std::string_view post;
  std::int64_t deputy_for = 0;
  base::Instant at;
};
// In the order of kReviews. many_views is told by whoever counts.
std::vector<Review> reasons_for_review(const Facts& facts);

// ---- the list

struct ReviewLine {
  DeedId deed;
  std::vector<Review> reasons;
  std::optional<DeedId> seen_by;
};
enum class Seen { no, yes };
// The latest first, at most `limit` lines behind `before`; reason: only those.
std::vector<ReviewLine> review_list(db::Read& tx, std::string_view municipality, Seen seen,
                                    std::optional<Review> reason, std::optional<DeedId> before,
                                    int limit);
std::int64_t unseen_count(db::Read& tx, std::string_view municipality);
// Why a deed is on the list; no reasons: it is not.
ReviewLine review_of(db::Read& tx, std::string_view municipality, DeedId deed);

inline constexpr base::RefusalKind nothing_chosen{"history.nothing_chosen", 400};
inline constexpr base::RefusalKind too_many_chosen{"history.too_many_chosen", 400};
inline constexpr base::RefusalKind not_to_be_reviewed{"history.not_to_be_reviewed", 404};
inline constexpr base::RefusalKind seen_already{"history.seen_already", 409};
inline constexpr base::RefusalKind own_deed{"history.own_deed", 409};
inline constexpr std::size_t kMarkedMax = 200;

// All or nothing. Nobody marks what they did themselves: another person has to look at it.
base::Result<DeedId> mark_seen(db::Write& tx, const base::Actor& actor,
                               std::string_view municipality, const std::vector<DeedId>& deeds,
                               std::string_view note);

}  // namespace history
