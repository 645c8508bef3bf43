// From words on the command line to the services of drafts, and back to lines: data on the output,
// sentences on the error output.
#include "planning/planning_cli.h"

#include <fstream>
#include <sstream>

#include "base/date.h"
#include "base/json_text.h"
#include "figure/known_at.h"
#include "planning/planning_service.h"
#include "staff/account.h"
#include "staff/posts.h"

namespace planning::cli {
namespace {

using base::Terminal;

Where where_of(const DraftOptions& options) {
  return {options.municipality, options.draft};
}

base::Result<base::Instant> moment_of(const std::string& text) {
  if (const auto day = base::parse_date(text)) return figure::end_of(*day);
  return base::parse_japan(text);
}

base::Result<Draft> opened(db::Database& database, const DraftOptions& options) {
  return database.read([&](db::Read& tx) -> base::Result<Draft> {
    if (options.as_known.empty()) return open_draft(tx, where_of(options));
    const auto at = moment_of(options.as_known);
    if (!at) return std::unexpected(at.error());
    return open_draft(tx, where_of(options), *at);
  });
}

NewDraft wanted_of(const DraftOptions& options) {
  return {.slug = options.draft, .title = options.title, .period = options.period};
}

int made(const base::Result<std::int64_t>& deed, Terminal& terminal) {
  if (!deed) return terminal.refuse(deed.error());
  terminal.tell("planning.cli_made");
  return base::kDone;
}

// Somebody with an account, in the post that permits it today.
base::Result<base::Actor> adopter(db::Database& database, const DraftOptions& options) {
  return database.read([&](db::Read& tx) -> base::Result<base::Actor> {
    const auto person = staff::person_of_login(tx, options.municipality, options.by);
    if (!person) return std::unexpected(person.error());
    const staff::Who who{.municipality = person->municipality,
                         .person = person->person,
                         .login = person->login,
                         .name = person->name,
                         .body = person->body,
                         .posts = staff::posts_on(tx, person->municipality, person->person,
                                                  base::japan_date(base::now()))};
    return staff::permitted(who, staff::Deed::adopt_plan, {who.municipality, who.body});
  });
}

}  // namespace

int list(db::Database& database, const DraftOptions& options, base::Terminal& terminal) {
  const auto all = database.read([&](db::Read& tx) { return drafts(tx, options.municipality); });
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_array();
    for (const Listed& one : all) {
      json.begin_object().field("draft", one.slug).field("title", one.title);
      json.field("period", one.period).field("state", in_db(one.state));
      json.field("adoptions", one.adoptions).field("lines", one.lines).end_object();
    }
    terminal.out << json.end_array().take() << '\n';
    return base::kDone;
  }
  for (const Listed& one : all)
    terminal.out << one.slug << '\t' << one.title << '\t' << one.period << '\t' << in_db(one.state)
                 << '\t' << one.lines << '\n';
  return base::kDone;
}

int show(db::Database& database, const DraftOptions& options, base::Terminal& terminal) {
  const auto draft = opened(database, options);
  if (!draft) return terminal.refuse(draft.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("draft", draft->head.slug).field("title", draft->head.title);
    json.field("state", in_db(draft->state)).key("lines").begin_array();
    for (const Placed& placed : in_order(*draft)) {
      json.begin_object().field("line", placed.line->line).field("depth", placed.depth);
      json.field("kind", in_db(placed.line->kind))
          .field("number", placed.line->number.value_or(""));
      json.field("title", placed.line->title).field("version", placed.line->version).end_object();
    }
    terminal.out << json.end_array().end_object().take() << '\n';
    return base::kDone;
  }
  terminal.out << draft->head.title << '\t' << draft->head.period << '\t' << in_db(draft->state)
               << '\n';
  for (const Placed& placed : in_order(*draft))
    terminal.out << std::string(2 * static_cast<std::size_t>(placed.depth), ' ')
                 << placed.line->line << '\t' << number_and_title(*placed.line) << '\n';
  return base::kDone;
}

int import(db::Database& database, const DraftOptions& options, base::Terminal& terminal) {
  std::ifstream file(options.file, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) {
    terminal.tell("planning.cli_no_file", {{"file", options.file}});
    return base::kRefused;
  }
  return made(create_from_file(base::Actor::system(options.municipality), database,
                               wanted_of(options), text.str()),
              terminal);
}

int succeed(db::Database& database, const DraftOptions& options, base::Terminal& terminal) {
  return made(create_from_predecessor(base::Actor::system(options.municipality), database,
                                      wanted_of(options), options.predecessor),
              terminal);
}

int adopt(db::Database& database, const DraftOptions& options, base::Terminal& terminal) {
  const auto actor = adopter(database, options);
  if (!actor) return terminal.refuse(actor.error());
  const auto adopted = adopt(*actor, database, where_of(options), options.reason,
                             base::words(base::Language::ja, "planning_pages.source_title"),
                             base::words(base::Language::ja, "planning_pages.ended_note"));
  if (!adopted) return terminal.refuse(adopted.error());
  terminal.tell("planning.cli_adopted", {{"draft", options.draft}});
  return base::kDone;
}

}  // namespace planning::cli
