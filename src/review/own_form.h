// 独自様式: the Excel form of the municipality, as the office made it. Planning uploads it, sees
// which of its {{names}} are known, takes it filled from a review, and may keep it for next time.
// One is kept; a further one that is kept takes its place. What is only tried is the person's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/instant.h"
#include "base/result.h"
#include "db/db.h"

namespace review {

inline constexpr base::RefusalKind own_form_too_large{"review.own_form_too_large", 413};
inline constexpr base::RefusalKind own_form_unknown{"review.own_form_unknown", 404};
inline constexpr base::RefusalKind own_form_kept_already{"review.own_form_kept_already", 409};
inline constexpr const base::RefusalKind* kOwnFormRefusals[] = {
    &own_form_too_large, &own_form_unknown, &own_form_kept_already};

inline constexpr std::size_t kOwnFormBytesMax = 900 * 1024;
inline constexpr std::size_t kOwnFormNameCharactersMax = 100;

struct OwnForm {
  std::int64_t id = 0;
  std::string name;  // of the file, cut to what fits
  std::string bytes;
  std::int64_t person = 0;
  base::Instant uploaded_at = {};
  bool kept = false;
};

// What the person tried before and did not keep is gone. Gives its number. Refusals: those of
// staff::permits (check_answer), own_form_too_large.
base::Result<std::int64_t> upload_own_form(const base::Actor& actor, db::Database& database,
                                           std::string_view name, std::string_view bytes);
// For all and for next time. Refusals: those of staff::permits, own_form_unknown (also of another
// person), own_form_kept_already.
base::Result<void> keep_own_form(const base::Actor& actor, db::Database& database,
                                 std::int64_t form);

// The one that is kept, and the one this person tries; the latter first.
std::vector<OwnForm> own_forms(db::Read& tx, std::string_view municipality, std::int64_t person);

}  // namespace review
