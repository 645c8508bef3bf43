// 証跡のページ: who did what, one deed whole, what was done to a thing and who looked at it; what
// has to be looked at, with marks; and what is past its years. Looking is itself a deed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "history/search.h"
#include "staff/staff_page.h"

namespace staff::web {

http::Response get_trail(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_trail_csv(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
// The deeds as a file, the latest first, from behind `before` on. At most `lines_max` of them;
// where there are more, the last line says so and by which address the next file goes on.
inline constexpr std::size_t kFileLinesMax = 50'000;
std::string trail_file(db::Read& tx, const http::Request& request, std::string_view municipality,
                       const history::Question& question, std::optional<history::DeedId> before,
                       std::size_t lines_max = kFileLinesMax);
http::Response get_deed(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_deeds_of(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_review(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_review(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_retention(const Desk& desk, const http::Request& request,
                             const Visitor& visitor);
http::Response post_propose_erasure(const Desk& desk, const http::Request& request,
                                    const Visitor& visitor);
http::Response post_erasure(const Desk& desk, const http::Request& request, const Visitor& visitor);

}  // namespace staff::web
