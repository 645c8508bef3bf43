// Every statement on the table of tokens, each above its one function.
#include "staff/token_store.h"

namespace staff::store {
namespace {

Token to_token(db::Row& row) {
  Token token;
  token.municipality = row.text("municipality");
  token.hash = row.text("token_hash");
  token.person = row.integer("person");
  token.name = row.text("name");
  token.post = row.text("post");
  token.body = row.text("body");
  token.may = row.view("may") == in_db(May::write) ? May::write : May::read;
  token.expires_at = {row.integer("expires_at")};
  if (const auto revoked = row.maybe_integer("revoked_at")) token.revoked_at = {*revoked};
  return token;
}

}  // namespace

constexpr db::Statement kAdd{
    "staff.add_token",
    "INSERT INTO staff_token (municipality, token_hash, person, name, post, body, may, expires_at, "
    "deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};

void add(db::Write& tx, const Token& token, std::int64_t deed) {
  tx.save(kAdd, token.municipality, token.hash, token.person, token.name, token.post, token.body,
          in_db(token.may), token.expires_at, deed);
}

constexpr db::Statement kRevoke{
    "staff.revoke_token",
    "UPDATE staff_token SET revoked_at = ?3 "
    "WHERE municipality = ?1 AND token_hash = ?2 AND revoked_at IS NULL"};

bool revoke(db::Write& tx, const Token& token) {
  return tx.run(kRevoke, token.municipality, token.hash, token.revoked_at.value()) == 1;
}

constexpr db::Statement kFind{
    "staff.find_token",
    "SELECT municipality, token_hash, person, name, post, body, may, expires_at, revoked_at "
    "FROM staff_token WHERE token_hash = ?1"};

std::optional<Token> find(db::Read& tx, std::string_view hash) {
  return tx.one<Token>(kFind, to_token, hash);
}

constexpr db::Statement kTokens{
    "staff.tokens",
    "SELECT municipality, token_hash, person, name, post, body, may, expires_at, revoked_at "
    "FROM staff_token WHERE municipality = ?1 ORDER BY expires_at DESC, token_hash"};

std::vector<Token> tokens(db::Read& tx, std::string_view municipality) {
  return tx.list<Token>(kTokens, to_token, municipality);
}

}  // namespace staff::store
