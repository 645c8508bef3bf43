// 書類: a file that belongs to a thing of another room — a record, an answer, a review, a diary
// entry. It is named as it was given, known by the hash of its content, put there by somebody on a
// day, and may be taken off with a reason; what was taken off stays for whoever checks later. The
// room whose thing it is says whose work that is (the body) and asks its own rights first.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/actor.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "paper/file_type.h"
#include "staff/permission.h"

namespace paper {

using PaperId = base::Id<struct PaperTag>;

inline constexpr base::RefusalKind none_taken_here{"paper.none_taken_here", 503};
inline constexpr base::RefusalKind no_file_chosen{"paper.no_file_chosen", 400};
inline constexpr base::RefusalKind too_many{"paper.too_many", 409};
inline constexpr base::RefusalKind unknown_paper{"paper.unknown_paper", 404};
inline constexpr base::RefusalKind of_own_body_only{"paper.of_own_body_only", 403};
inline constexpr base::RefusalKind not_for_you{"paper.not_for_you", 403};
inline constexpr base::RefusalKind taken_off_already{"paper.taken_off_already", 409};
inline constexpr base::RefusalKind not_yours{"paper.not_yours", 403};
inline constexpr base::RefusalKind is_held{"paper.is_held", 409};
inline constexpr base::RefusalKind reason_missing{"paper.reason_missing", 400};
inline constexpr base::RefusalKind reason_too_long{"paper.reason_too_long", 400};
inline constexpr base::RefusalKind content_erased{"paper.content_erased", 410};
inline constexpr base::RefusalKind content_missing{"paper.content_missing", 500};
inline constexpr base::RefusalKind content_changed{"paper.content_changed", 500};

inline constexpr const base::RefusalKind* kRefusals[] = {
    &name_missing,   &name_unfit,       &name_too_long,   &ending_not_taken,  &file_empty,
    &file_too_large, &locked_or_old,    &content_differs, &office_broken,     &office_too_large,
    &holds_macros,   &text_unreadable,  &none_taken_here, &no_file_chosen,    &too_many,
    &unknown_paper,  &of_own_body_only, &not_for_you,     &taken_off_already, &not_yours,
    &is_held,        &reason_missing,   &reason_too_long, &content_erased,    &content_missing,
    &content_changed};

inline constexpr int kPapersMax = 20;  // of one thing, without those taken off
inline constexpr std::size_t kReasonCharactersMax = 500;

// What papers are put to: a thing of another room, and whose work it is.
struct Subject {
  std::string municipality;
  std::string kind;  // "record", as in the history
  std::string key;
  std::string body;
};

// staff: whoever's post reaches the work. personal: names of people are in it; the own body and
// the auditor alone. Where the thing itself is for fewer (staff/thing_eyes.h), those.
enum class Eyes { staff, personal };
std::string_view in_db(Eyes eyes);
std::optional<Eyes> eyes_from(std::string_view code);

struct Paper {
  PaperId id;
  Subject subject;
  std::string name;  // as given
  std::string media_type;
  std::int64_t bytes = 0;
  std::string sha256;
  Eyes eyes = Eyes::staff;
  std::optional<std::int64_t> kept_by = {};  // none: the program itself
  base::Instant kept_at;
  bool held = false;                                // its thing is settled: it stays
  std::optional<std::int64_t> taken_off_deed = {};  // by whom and why says the deed
};

// What was taken off is opened by the auditor alone. Refusals: those of staff::permits,
// of_own_body_only, taken_off_already.
base::Result<void> may_open(const base::Actor& actor, const Paper& paper);
// Whoever put it there, and chief and manager of the body whose work it is. Refusals: those of
// may_open, taken_off_already, is_held, not_yours.
base::Result<void> may_take_off(const base::Actor& actor, const Paper& paper);
base::Result<void> check_reason(std::string_view reason);

}  // namespace paper
