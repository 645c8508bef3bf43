// Posts, units and bodies as the staff pages write them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/db.h"
#include "http/http.h"
#include "staff/account.h"
#include "staff/body.h"
#include "staff/posts.h"
#include "staff/staff_view.h"

namespace staff::web {

// The names of the units of a year and of all bodies, looked up once for a page.
struct Names {
  std::vector<Unit> units;
  std::vector<Body> bodies;

  std::string unit(std::string_view key) const;  // the key itself when no year of the page has it
  std::string body(std::string_view key) const;
};
Names names(db::Read& tx, std::string_view municipality, base::Date day);

// 2026年4月1日から2027年3月31日まで
std::string days_of(const http::Request& request, const PostHeld& held);
PostLine post_line(db::Read& tx, const http::Request& request, std::string_view municipality,
                   const Names& names, const PostHeld& held);
// 係長（商工係）
std::string post_in_words(const http::Request& request, const Names& names, Post post,
                          std::string_view unit);
// 係長（商工係）、計画担当
std::string posts_in_words(const http::Request& request, const Names& names,
                           const std::vector<PostHeld>& posts);

std::vector<Option> post_options(const http::Request& request);
std::vector<Option> unit_options(const http::Request& request, const Names& names);
std::vector<Option> body_options(const Names& names, std::string_view chosen);

}  // namespace staff::web
