// Issuing, revoking and recognising tokens. A secret is looked up by its hash, so there is nothing
// to compare byte by byte.
#include "staff/token.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "base/json_text.h"
#include "base/secret.h"
#include "base/sha256.h"
#include "history/history.h"
#include "staff/municipality_service.h"
#include "staff/permission.h"
#include "staff/session.h"
#include "staff/token_store.h"

namespace staff {
namespace {

constexpr std::string_view kPrefix = "nigiwai_";
constexpr std::size_t kHashStartMin = 8;
constexpr std::size_t kShownMax = 100;
constexpr int kDaysMax = 400;

bool blank(std::string_view text) {
  return base::is_blank(text);
}

// A name or post is there and is text that can be shown.
base::Result<void> check_shown(std::string_view text, const base::RefusalKind& missing) {
  if (const auto fits = base::check_text(text, base::Lines::one, kShownMax); !fits) return fits;
  if (blank(text)) return base::refuse(missing);
  return {};
}

std::string all_posts() {
  std::string text;
  for (const Post post : kPosts) text += (text.empty() ? "" : ", ") + std::string(in_db(post));
  return text;
}

base::Result<void> check(db::Read& tx, const Wanted& wanted) {
  const auto known = municipality(tx, wanted.municipality);
  if (!known) return std::unexpected(known.error());
  const auto all = bodies(tx, wanted.municipality);
  if (std::ranges::find(all, wanted.body, &Body::key) == all.end())
    return base::refuse(unknown_body, {{"body", wanted.body}, {"municipality", known->name}});
  if (wanted.person < 1)
    return base::refuse(person_not_positive, {{"person", std::to_string(wanted.person)}});
  if (const auto named = check_shown(wanted.name, name_missing); !named) return named;
  if (const auto posted = check_shown(wanted.post, post_missing); !posted) return posted;
  if (!post_from(wanted.post))
    return base::refuse(token_post_unknown, {{"post", wanted.post}, {"posts", all_posts()}});
  if (wanted.days < 1 || wanted.days > kDaysMax)
    return base::refuse(days_out_of_range,
                        {{"days", std::to_string(wanted.days)}, {"max", std::to_string(kDaysMax)}});
  return {};
}

// What the deed says of a token: never the secret, and of the hash no more than names it.
history::Deed deed_about(const Token& token, std::string_view kind) {
  base::JsonWriter json;
  json.begin_object().field("person", token.person).field("name", token.name);
  json.field("post", token.post).field("body", token.body).field("may", in_db(token.may));
  json.field("expires_at", base::iso_japan(token.expires_at)).end_object();
  return {.kind = std::string(kind),
          .municipality = token.municipality,
          .subject_kind = "staff_token",
          .subject_key = std::string(short_hash(token)),
          .reason = {},
          .payload_json = json.take(),
          .retention = history::Retention::years_5};
}

Token token_of(const Wanted& wanted, std::string_view secret) {
  Token token;
  token.municipality = wanted.municipality;
  token.hash = base::sha256_hex(secret);
  token.person = wanted.person;
  token.name = wanted.name;
  token.post = wanted.post;
  token.body = wanted.body;
  token.may = wanted.may;
  token.expires_at = {base::now().microseconds + wanted.days * base::kDay};
  return token;
}

base::Result<Token> find_by_start(db::Read& tx, std::string_view municipality,
                                  std::string_view hash_start) {
  std::vector<Token> found;
  if (hash_start.size() >= kHashStartMin) found = store::tokens(tx, municipality);
  std::erase_if(found, [&](const Token& token) { return !token.hash.starts_with(hash_start); });
  if (found.size() != 1) return base::refuse(unknown_token, {{"token", std::string(hash_start)}});
  return found.front();
}

}  // namespace

std::string_view in_db(May may) {
  return may == May::write ? "write" : "read";
}

std::string_view short_hash(const Token& token) {
  return std::string_view(token.hash).substr(0, kShortHash);
}

TokenState state_at(const Token& token, base::Instant at) {
  if (token.revoked_at) return TokenState::revoked;
  return at < token.expires_at ? TokenState::valid : TokenState::over;
}

base::Result<Issued> issue(const base::Actor& actor, db::Database& database, const Wanted& wanted) {
  const std::string secret = base::new_secret(kPrefix);
  const Token token = token_of(wanted, secret);
  return database.write([&](db::Write& tx) -> base::Result<Issued> {
    if (const auto right = check(tx, wanted); !right) return std::unexpected(right.error());
    const auto deed = history::write(tx, actor, deed_about(token, "staff.token_issue"));
    store::add(tx, token, deed.value);
    return Issued{secret, token};
  });
}

base::Result<Token> revoke(const base::Actor& actor, db::Database& database,
                           std::string_view municipality, std::string_view hash_start) {
  return database.write([&](db::Write& tx) -> base::Result<Token> {
    auto token = find_by_start(tx, municipality, hash_start);
    if (!token) return token;
    token->revoked_at = base::now();
    if (!store::revoke(tx, *token))
      return base::refuse(token_revoked_before, {{"token", std::string(short_hash(*token))}});
    history::write(tx, actor, deed_about(*token, "staff.token_revoke"));
    return token;
  });
}

std::vector<Token> tokens(db::Read& tx, std::string_view municipality) {
  return store::tokens(tx, municipality);
}

base::Result<Bearer> bearer(db::Read& tx, std::string_view secret, May needed,
                            std::string_view remote) {
  if (secret.empty()) return base::refuse(token_missing);
  const auto token = store::find(tx, base::sha256_hex(secret));
  if (!token || state_at(*token, base::now()) != TokenState::valid)
    return base::refuse(token_unknown_or_over);
  if (!post_from(token->post))
    return base::refuse(token_post_of_before, {{"post", token->post}, {"posts", all_posts()}});
  if (needed == May::write && token->may == May::read) return base::refuse(reading_only);
  Bearer bearer;
  bearer.actor.kind = base::ActorKind::staff;
  bearer.actor.id = token->person;
  bearer.actor.post = token->post;
  bearer.actor.body = token->body;
  bearer.actor.municipality = token->municipality;
  bearer.actor.origin = origin_of(remote, token->hash);
  bearer.may = token->may;
  return bearer;
}

}  // namespace staff
