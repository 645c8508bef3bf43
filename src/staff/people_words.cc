// A unit that a page cannot name (of another year) is shown by its key.
#include "staff/people_words.h"

#include <algorithm>

#include "staff/municipality_service.h"
#include "staff/staff_page.h"

namespace staff::web {

std::string Names::unit(std::string_view key) const {
  const auto found = std::ranges::find(units, key, &Unit::key);
  return found == units.end() ? std::string(key) : found->name;
}

std::string Names::body(std::string_view key) const {
  const auto found = std::ranges::find(bodies, key, &Body::key);
  return found == bodies.end() ? std::string(key) : found->name;
}

Names names(db::Read& tx, std::string_view municipality, base::Date day) {
  return {units(tx, municipality, base::FiscalYear::containing(day)),
          staff::bodies(tx, municipality)};
}

std::string days_of(const http::Request& request, const PostHeld& held) {
  if (!held.until) {
    return say(request, "staff_pages.days_open", {{"from", day_words(request, held.from)}});
  }
  return say(request, "staff_pages.days_between",
             {{"from", day_words(request, held.from)}, {"until", day_words(request, *held.until)}});
}

PostLine post_line(db::Read& tx, const http::Request& request, std::string_view municipality,
                   const Names& names, const PostHeld& held) {
  PostLine line;
  line.post = post_word(request, held.post);
  line.unit = names.unit(held.unit);
  line.days = days_of(request, held);
  if (held.deputy_for) {
    const auto other = person(tx, municipality, *held.deputy_for);
    if (other) line.note = say(request, "staff_pages.deputy_for", {{"name", other->name}});
  }
  return line;
}

std::string post_in_words(const http::Request& request, const Names& names, Post post,
                          std::string_view unit) {
  std::string text(post_word(request, post));
  if (!unit.empty()) text += say(request, "staff_pages.of_unit", {{"unit", names.unit(unit)}});
  return text;
}

std::string posts_in_words(const http::Request& request, const Names& names,
                           const std::vector<PostHeld>& posts) {
  std::string text;
  for (const PostHeld& held : posts) {
    if (!text.empty()) text += word(request, "staff_pages.comma");
    text += post_in_words(request, names, held.post, held.unit);
  }
  return text;
}

std::vector<Option> post_options(const http::Request& request) {
  std::vector<Option> options;
  for (const Post post : kPosts)
    options.push_back({std::string(in_db(post)), std::string(post_word(request, post))});
  return options;
}

std::vector<Option> unit_options(const http::Request& request, const Names& names) {
  std::vector<Option> options = {{"", word(request, "staff_pages.whole_body")}};
  for (const Unit& unit : names.units) options.push_back({unit.key, unit.name});
  return options;
}

std::vector<Option> body_options(const Names& names, std::string_view chosen) {
  std::vector<Option> options;
  for (const Body& body : names.bodies)
    options.push_back({body.key, body.name, body.key == chosen});
  return options;
}

}  // namespace staff::web
