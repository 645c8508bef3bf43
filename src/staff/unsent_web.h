// The door through which a page keeps what is typed and not sent, and throws it away again.
#pragma once

#include "staff/staff_page.h"
#include "staff/unsent.h"

namespace staff::web {

inline constexpr std::string_view kUnsentPath = "/account/unsent";
inline constexpr std::string_view kDiscardPath = "/account/unsent/discard";

http::Response post_unsent(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_discard(const Desk& desk, const http::Request& request, const Visitor& visitor);

// The fields of what is kept, without those that are secret or of a session.
http::Fields unsent_fields(const Unsent& unsent);

}  // namespace staff::web
