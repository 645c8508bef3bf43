// From words on the command line to the service and back to lines.
#include "staff/staff_cli.h"

#include "base/json_text.h"
#include "staff/municipality_service.h"
#include "staff/token.h"

namespace staff::cli {
namespace {

using base::Terminal;

std::string_view state_key(const Token& token) {
  switch (state_at(token, base::now())) {
    case TokenState::valid:
      return "staff.token_valid";
    case TokenState::over:
      return "staff.token_over";
    case TokenState::revoked:
      return "staff.token_revoked";
  }
  return {};
}

std::string_view state_code(const Token& token) {
  return state_key(token).substr(std::string_view("staff.token_").size());
}

void write_json(base::JsonWriter& json, const Token& token) {
  json.field("token", short_hash(token)).field("municipality", token.municipality);
  json.field("person", token.person).field("name", token.name).field("post", token.post);
  json.field("body", token.body).field("may", in_db(token.may));
  json.field("expires_at", base::iso_japan(token.expires_at)).field("state", state_code(token));
}

std::vector<base::Fact> facts(const Token& token) {
  return {{"token", std::string(short_hash(token))},
          {"name", token.name},
          {"until", base::iso_japan(token.expires_at)}};
}

void list_json(const std::vector<Token>& tokens, Terminal& terminal) {
  base::JsonWriter json;
  json.begin_object().key("tokens").begin_array();
  for (const Token& token : tokens) {
    json.begin_object();
    write_json(json, token);
    json.end_object();
  }
  json.end_array().end_object();
  terminal.out << json.text() << '\n';
}

}  // namespace

int issue(db::Database& database, const IssueOptions& options, Terminal& terminal) {
  const Wanted wanted{.municipality = options.municipality,
                      .person = options.person,
                      .name = options.name,
                      .post = options.post,
                      .body = options.body,
                      .may = options.may == in_db(May::write) ? May::write : May::read,
                      .days = options.days};
  const auto issued = staff::issue(base::Actor::system(options.municipality), database, wanted);
  if (!issued) return terminal.refuse(issued.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("secret", issued->secret);
    write_json(json, issued->token);
    terminal.out << json.end_object().text() << '\n';
    return base::kDone;
  }
  terminal.out << issued->secret << '\n';
  terminal.tell("staff.token_issued", facts(issued->token));
  return base::kDone;
}

int list(db::Database& database, const std::string& municipality, Terminal& terminal) {
  const auto tokens = database.read([&](db::Read& tx) -> base::Result<std::vector<Token>> {
    if (const auto known = staff::municipality(tx, municipality); !known)
      return std::unexpected(known.error());
    return staff::tokens(tx, municipality);
  });
  if (!tokens) return terminal.refuse(tokens.error());
  if (terminal.json) {
    list_json(*tokens, terminal);
    return base::kDone;
  }
  for (const Token& token : *tokens) {
    terminal.out << short_hash(token) << '\t' << token.person << '\t' << token.name << '\t'
                 << token.post << '\t' << token.body << '\t' << in_db(token.may) << '\t'
                 << base::iso_japan(token.expires_at) << '\t'
                 << base::words(terminal.language, state_key(token)) << '\n';
  }
  if (tokens->empty()) terminal.tell("staff.token_list_empty");
  return base::kDone;
}

int revoke(db::Database& database, const std::string& municipality, const std::string& token,
           Terminal& terminal) {
  const auto revoked =
      staff::revoke(base::Actor::system(municipality), database, municipality, token);
  if (!revoked) return terminal.refuse(revoked.error());
  terminal.tell("staff.token_revoke_done", facts(*revoked));
  return base::kDone;
}

}  // namespace staff::cli
