// A person who is not known (of the command line, of a token) is shown by number.
#include "staff/audit_words.h"

#include <algorithm>
#include <charconv>

#include "http/page_frame.h"
#include "http/request.h"
#include "staff/staff_page.h"

namespace staff::web {
namespace {

std::string word_or_code(const http::Request& request, std::string_view prefix,
                         std::string_view code) {
  std::string key(prefix);
  key += code;
  std::ranges::replace(key.begin() + static_cast<std::ptrdiff_t>(prefix.size()), key.end(), '.',
                       '_');
  return base::has_words(key) ? word(request, key) : std::string(code);
}

}  // namespace

std::string kind_words(const http::Request& request, std::string_view kind) {
  return word_or_code(request, "history.kind_", kind);
}

std::string field_words(const http::Request& request, std::string_view field) {
  return word_or_code(request, "history.field_", field);
}

std::string deed_path(history::DeedId deed) {
  return "/staff/history/deeds/" + std::to_string(deed.value);
}

std::string subject_path(std::string_view kind, std::string_view key) {
  return "/staff/history/of?" +
         http::encode_fields({{"kind", std::string(kind)}, {"key", std::string(key)}});
}

Trail::Trail(db::Read& tx, const http::Request& request, std::string municipality)
    : tx_(tx),
      request_(request),
      municipality_(std::move(municipality)),
      names_(names(tx, municipality_, base::japan_date(base::now()))) {}

const Person* Trail::person(std::int64_t number) {
  const auto known = people_.find(number);
  if (known != people_.end()) return known->second ? &*known->second : nullptr;
  auto found = staff::person(tx_, municipality_, number);
  auto& kept = people_[number];
  if (found) kept = *std::move(found);
  return kept ? &*kept : nullptr;
}

std::string Trail::post(const history::PastDeed& deed) const {
  const auto post = post_from(deed.post);
  std::string text = post ? std::string(post_word(request_, *post)) : deed.post;
  if (!deed.body.empty())
    text += say(request_, "staff_pages.of_unit", {{"unit", names_.body(deed.body)}});
  return text;
}

std::string Trail::subject(std::string_view kind, std::string_view key) {
  std::string text = word_or_code(request_, "history.subject_", kind);
  std::int64_t number = 0;
  if (kind == "person") std::from_chars(key.data(), key.data() + key.size(), number);
  const Person* of = number == 0 ? nullptr : person(number);
  if (of != nullptr) return text + " " + of->name;
  return key.empty() ? text : text + " " + std::string(key);
}

TrailLine Trail::line(const history::PastDeed& deed) {
  TrailLine line;
  line.id = std::to_string(deed.id.value);
  line.at = moment_words(request_, deed.at);
  line.url = http::address(request_.language, deed_path(deed.id));
  line.kind = kind_words(request_, deed.kind);
  line.post = post(deed);
  if (deed.actor_kind == "staff") {
    const Person* who = person(deed.actor);
    line.who = who == nullptr ? say(request_, "audit_pages.person_number",
                                    {{"person", std::to_string(deed.actor)}})
                              : who->name;
    if (who != nullptr)
      line.who_url = http::address(request_.language, "/staff/history") + "?" +
                     http::encode_fields({{"person", who->login}});
  } else {
    line.who = word(request_,
                    deed.actor_kind == "system" ? "audit_pages.program" : "audit_pages.stranger");
  }
  if (deed.deputy_for != 0) {
    const Person* other = person(deed.deputy_for);
    line.post += say(request_, "audit_pages.as_deputy",
                     {{"name", other == nullptr ? std::to_string(deed.deputy_for) : other->name}});
  }
  line.subject = subject(deed.subject_kind, deed.subject_key);
  line.subject_url =
      http::address(request_.language, subject_path(deed.subject_kind, deed.subject_key));
  line.reason =
      deed.erased_by ? word(request_, "audit_pages.erased_short") : deed.reason.value_or("");
  line.origin = deed.origin;
  return line;
}

}  // namespace staff::web
