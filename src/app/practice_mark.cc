// Addresses are read here by themselves, not by the routes: an address that nothing answers is told
// by an error page, which has its mark, too.
#include "app/practice_mark.h"

#include <functional>

#include "base/municipality_code.h"
#include "datacall/call_service.h"
#include "plan/plan_service.h"
#include "staff/account.h"
#include "staff/session.h"
#include "staff/staff_page.h"
#include "staff/token.h"

namespace app {
namespace {

// /plans/nerima-2011/table → plans, nerima-2011.
struct Beginning {
  std::string_view first;
  std::string_view second;
};

Beginning beginning_of(std::string_view path) {
  const auto take = [&] {
    if (path.starts_with('/')) path.remove_prefix(1);
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size());
    return part;
  };
  const std::string_view first = take();
  return {first, take()};
}

std::optional<std::string> by_slug(db::Read& tx, const http::Request&, std::string_view slug) {
  return plan::municipality_of(tx, slug);
}

std::optional<std::string> by_cookie(db::Read& tx, const http::Request& request, std::string_view) {
  return staff::municipality_of_session(tx, http::cookie(request, staff::web::kCookie));
}

std::optional<std::string> by_link(db::Read& tx, const http::Request&, std::string_view secret) {
  const auto linked = datacall::linked(tx, secret, base::now());
  return linked ? std::optional(linked->municipality) : std::nullopt;
}

std::optional<std::string> by_invitation(db::Read& tx, const http::Request&,
                                         std::string_view secret) {
  const auto invited = staff::invited(tx, secret);
  return invited ? std::optional(invited->municipality) : std::nullopt;
}

// How the municipality of an address is found; nullptr: it is nobody's, and nothing is asked.
using Asked = std::optional<std::string> (*)(db::Read& tx, const http::Request& request,
                                             std::string_view second);

Asked question_of(const Beginning& path) {
  if (path.first == "staff" || path.first == "account") return by_cookie;
  if (path.first == "sign-in") return path.second == "code" ? by_cookie : nullptr;
  if (path.first == "answer") return by_link;
  if (path.first == "invitation") return by_invitation;
  return path.first == "plans" && !path.second.empty() ? by_slug : nullptr;
}

}  // namespace

// A token that nobody knows, or that is no longer in force, is looked up again.
std::optional<std::string> PracticeMark::of_token(const http::Request& request) {
  constexpr std::size_t kTokensMax = 1'000;
  const std::string_view secret = http::bearer_secret(request);
  if (secret.empty()) return std::nullopt;
  const std::size_t number = std::hash<std::string_view>()(secret);
  {
    const std::lock_guard lock(mutex_);
    if (const auto kept = tokens_.find(number); kept != tokens_.end()) return kept->second;
  }
  const auto known =
      database_.read([&](db::Read& tx) { return staff::bearer(tx, secret, staff::May::read); });
  if (!known) return std::nullopt;
  const std::lock_guard lock(mutex_);
  if (tokens_.size() >= kTokensMax) tokens_.clear();
  return tokens_.emplace(number, known->actor.municipality).first->second;
}

bool PracticeMark::is_on(const http::Request& request) {
  constexpr std::string_view kApi = "/api/v1";
  std::string_view path = request.path;
  if (path == "/practice") return true;
  const bool is_api = path.starts_with(kApi);
  if (is_api) path.remove_prefix(kApi.size());
  const Beginning beginning = beginning_of(path);
  if (beginning.first == "programmes") return base::is_practice_municipality(beginning.second);
  std::optional<std::string> code;
  if (is_api && beginning.first == "staff") {
    code = of_token(request);
  } else if (const Asked asked = question_of(beginning)) {
    code = database_.read([&](db::Read& tx) { return asked(tx, request, beginning.second); });
  }
  return code && base::is_practice_municipality(*code);
}

}  // namespace app
