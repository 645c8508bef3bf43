// Rows of unit and post_held. A post held is added once and ended once.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "staff/posts.h"

namespace staff::store {

std::vector<Unit> units(db::Read& tx, std::string_view municipality, base::FiscalYear year);
void add_unit(db::Write& tx, std::string_view municipality, const Unit& unit, std::int64_t deed);

void add_post(db::Write& tx, std::string_view municipality, const PostHeld& post,
              std::int64_t deed);
// `last` absent: taken back before it began. false: somebody was faster.
bool end_post(db::Write& tx, std::string_view municipality, const PostHeld& post,
              std::optional<base::Date> last, std::int64_t deed);
std::optional<PostHeld> post(db::Read& tx, std::string_view municipality, std::int64_t held);
std::vector<PostHeld> posts_of(db::Read& tx, std::string_view municipality, std::int64_t person);
// Everybody's, those taken back left out.
std::vector<PostHeld> all_posts(db::Read& tx, std::string_view municipality);

}  // namespace staff::store
