// 公表: what of the figures the public sees. Public is what is confirmed *and* released. A release
// is a deed, of one of two kinds:
//
//   publication (一括公表)  a whole plan, frozen: the confirmed sums as known at a mark
//   continuous (随時公表)   some lines of a plan, which follow every confirmation from then on
//
// Each takes effect at an instant, to the minute (解禁); before it nobody outside knows of it. It
// is never deleted: it is withdrawn by a deed with a reason that the public reads, and the public
// then sees what it would see without it. Where both kinds speak of a line, the continuous one
// holds while it stands: it is never older. Among publications the one that took effect last holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace release {

inline constexpr base::RefusalKind unknown_plan{"release.unknown_plan", 404};
inline constexpr base::RefusalKind unknown_release{"release.unknown_release", 404};
inline constexpr base::RefusalKind nothing_to_release{"release.nothing_to_release", 409};
inline constexpr base::RefusalKind no_rows{"release.no_rows", 400};
inline constexpr base::RefusalKind unknown_row{"release.unknown_row", 400};
inline constexpr base::RefusalKind unknown_programme{"release.unknown_programme", 400};
inline constexpr base::RefusalKind title_missing{"release.title_missing", 400};
inline constexpr base::RefusalKind in_the_past{"release.in_the_past", 400};
inline constexpr base::RefusalKind too_far_ahead{"release.too_far_ahead", 400};
inline constexpr base::RefusalKind already_open{"release.already_open", 409};
inline constexpr base::RefusalKind reason_missing{"release.reason_missing", 400};
inline constexpr base::RefusalKind reason_too_long{"release.reason_too_long", 400};
inline constexpr base::RefusalKind already_withdrawn{"release.already_withdrawn", 409};

// The refusals of this room, in the order in which its services check them.
inline constexpr const base::RefusalKind* kRefusals[] = {
    &unknown_plan,      &unknown_release, &nothing_to_release, &no_rows,       &unknown_row,
    &unknown_programme, &title_missing,   &in_the_past,        &too_far_ahead, &already_open,
    &reason_missing,    &reason_too_long, &already_withdrawn};

inline constexpr std::size_t kReasonCharactersMax = 500;
inline constexpr int kDaysAheadMax = 366;

enum class Kind { publication, continuous };
std::string_view in_db(Kind kind);
std::optional<Kind> kind_from(std::string_view code);

struct Withdrawal {
  base::Instant at;
  std::string reason;
  std::int64_t deed = 0;
};

struct Release {
  std::string municipality;
  std::int64_t id = 0;
  std::string plan;
  Kind kind = Kind::publication;
  std::string title;
  base::Instant mark;  // publication: what it shows was known at it; continuous: where it begins
  base::Instant effective_at;
  std::int64_t released_by = 0;  // the person; 0: the program
  base::Instant released_at;
  std::int64_t deed = 0;
  std::vector<std::string> rows = {};  // continuous
  std::optional<Withdrawal> withdrawn = {};

  bool in_force(base::Instant at) const;
  // The public may know of it: it has been in force at some moment until then.
  bool was_public(base::Instant at) const;
  bool covers(std::string_view row) const;
};

// Which of them tells the public what a line says at an instant; nullptr: none.
const Release* governing(const std::vector<Release>& releases, std::string_view row,
                         base::Instant at);

// When a release takes effect: absent or the running minute is now. Refusals: in_the_past,
// too_far_ahead.
base::Result<base::Instant> effective(std::optional<base::Instant> wanted, base::Instant now);

}  // namespace release
