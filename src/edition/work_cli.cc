// Translation only: words of the line to the services, and back.
#include "edition/work_cli.h"

#include "approval/approval_service.h"
#include "base/json_text.h"
#include "edition/edition_service.h"
#include "edition/edition_words.h"
#include "staff/account.h"
#include "staff/posts.h"

namespace edition::cli {
namespace {

using base::Terminal;

// A person with the posts of today.
base::Result<staff::Who> person_of(db::Database& database, const WorkOptions& options) {
  return database.read([&](db::Read& tx) -> base::Result<staff::Who> {
    const auto person = staff::person_of_login(tx, options.municipality, options.by);
    if (!person) return std::unexpected(person.error());
    if (person->ended_at) return base::refuse(staff::person_ended, {{"login", options.by}});
    staff::Who who{person->municipality, person->person, person->login, person->name, person->body};
    who.posts = staff::posts_on(tx, who.municipality, who.person, base::japan_date(base::now()));
    return who;
  });
}

base::Result<base::Actor> publisher_of(db::Database& database, const WorkOptions& options) {
  const auto who = person_of(database, options);
  if (!who) return std::unexpected(who.error());
  return staff::permitted(*who, staff::Deed::publish_editions, {who->municipality, who->body});
}

std::string approval_state(base::Language language, const approval::Approval& paper) {
  return std::string(
      base::words(language, "approval_pages.state_" + std::string(approval::in_db(paper.state))));
}

// One number as data, one sentence to the person.
int told(Terminal& terminal, std::string_view name, std::int64_t number,
         std::string_view sentence) {
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field(name, std::to_string(number)).end_object();
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  terminal.out << number << '\n';
  terminal.tell(sentence);
  return base::kDone;
}

base::Result<std::vector<approval::NewStep>> route_of(const WorkOptions& options) {
  std::vector<approval::NewStep> route;
  const auto add = [&](approval::StepKind kind, const std::string& name) {
    const auto post = staff::post_from(name);
    if (post) route.push_back({kind, *post});
    return post.has_value();
  };
  for (const std::string& one : options.co_sign)
    if (!add(approval::StepKind::co_sign, one))
      return base::refuse(approval::post_cannot_sign, {{"post", one}});
  if (!add(approval::StepKind::decide, options.decide))
    return base::refuse(approval::post_cannot_sign, {{"post", options.decide}});
  return route;
}

int propose(db::Database& database, const WorkOptions& options, ProposalKind kind,
            Terminal& terminal) {
  const auto actor = publisher_of(database, options);
  if (!actor) return terminal.refuse(actor.error());
  const auto made = edition::propose(*actor, database,
                                     {options.plan, options.number, kind, options.row,
                                      options.column, options.text, options.reason},
                                     options.id);
  if (!made) return terminal.refuse(made.error());
  return told(terminal, "proposal", *made, "edition.cli_proposed");
}

void write_edition(base::JsonWriter& json, const Edition& one) {
  json.begin_object().field("plan", one.plan).field("number", one.number);
  json.field("title", one.title).field("decided_on", base::iso(one.decided_on));
  json.field("committee_on", one.committee_on ? base::iso(*one.committee_on) : "");
  json.field("released_at", base::iso_japan(one.released_at)).field("sha256", one.file.sha256);
  json.field("key", one.file.key);
  json.field("withdrawn_at", one.withdrawn ? base::iso_japan(one.withdrawn->at) : "");
  json.field("withdrawn_because", one.withdrawn ? one.withdrawn->reason : "");
  json.key("errata").begin_array();
  for (const Erratum& erratum : one.errata) {
    json.begin_object().field("erratum", erratum.erratum);
    json.field("issued_at", base::iso_japan(erratum.issued_at)).field("row", erratum.content.row);
    json.field("column", erratum.content.column).field("old", erratum.content.old_text);
    json.field("new", erratum.content.new_text).field("reason", erratum.content.reason);
    json.end_object();
  }
  json.end_array().end_object();
}

int show_edition(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  const auto one = database.read([&](db::Read& tx) {
    return open_edition(tx, options.municipality, options.plan, options.number, Eyes::staff);
  });
  if (!one) return terminal.refuse(one.error());
  if (terminal.json) {
    base::JsonWriter json;
    write_edition(json, *one);
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  const Content content = read_content(one->file.content).value_or(Content{});
  terminal.out << one->title << '\n';
  for (const auto& fact : facts_of(terminal.language, *one, content))
    terminal.out << fact.label << '\t' << fact.value << '\n';
  for (const Erratum& erratum : one->errata)
    terminal.out << base::say(terminal.language, "edition_pages.erratum",
                              {{"number", std::to_string(erratum.erratum)}})
                 << '\t' << erratum_words(terminal.language, content, erratum) << '\n';
  if (one->withdrawn) terminal.out << withdrawn_words(terminal.language, *one) << '\n';
  return base::kDone;
}

int show_draft(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  const auto one = database.read(
      [&](db::Read& tx) { return open_draft(tx, options.municipality, options.draft); });
  if (!one) return terminal.refuse(one.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("draft", std::to_string(one->draft.draft));
    json.field("plan", one->draft.plan).field("title", one->draft.title);
    json.field("approval", approval::in_db(one->approval.state));
    json.field("lines", one->content.lines.size()).key("steps").begin_array();
    for (const approval::Step& step : one->approval.steps) {
      json.begin_object().field("kind", approval::in_db(step.kind));
      json.field("post", staff::in_db(step.post));
      json.field("signed_at", step.signed_at ? base::iso_japan(*step.signed_at) : "");
      json.field("comment", step.comment).end_object();
    }
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  terminal.out << one->draft.title << '\t' << one->draft.plan << '\t'
               << approval_state(terminal.language, one->approval) << '\n';
  for (const approval::Step& step : one->approval.steps)
    terminal.out << base::words(terminal.language,
                                "approval_pages.kind_" + std::string(approval::in_db(step.kind)))
                 << '\t'
                 << base::words(terminal.language,
                                "staff.post_" + std::string(staff::in_db(step.post)))
                 << '\t' << (step.signed_at ? base::iso_japan(*step.signed_at) : "") << '\t'
                 << step.comment << '\n';
  for (const Line& line : one->content.lines) {
    terminal.out << name_of(line);
    for (const Cell& cell : line.cells) terminal.out << '\t' << cell.text;
    terminal.out << '\n';
  }
  return base::kDone;
}

}  // namespace

int draft(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  const auto actor = publisher_of(database, options);
  if (!actor) return terminal.refuse(actor.error());
  auto route = route_of(options);
  if (!route) return terminal.refuse(route.error());
  const auto made = edition::draft(
      *actor, database, {options.plan, options.title, options.text, *std::move(route)}, options.id);
  if (!made) return terminal.refuse(made.error());
  return told(terminal, "draft", made->draft, "edition.cli_drafted");
}

int decide(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  const auto who = person_of(database, options);
  if (!who) return terminal.refuse(who.error());
  const auto may =
      staff::permitted(*who, staff::Deed::sign_approval, {who->municipality, who->body});
  if (!may) return terminal.refuse(may.error());
  const auto signed_off = database.write([&](db::Write& tx) -> base::Result<approval::Approval> {
    const auto one = open_draft(tx, options.municipality, options.draft);
    if (!one) return std::unexpected(one.error());
    if (options.sends_back)
      return approval::send_back(tx, *who, one->draft.approval, options.comment);
    return approval::sign(tx, *who, one->draft.approval, options.comment);
  });
  if (!signed_off) return terminal.refuse(signed_off.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("approval", approval::in_db(signed_off->state)).end_object();
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  terminal.out << approval_state(terminal.language, *signed_off) << '\n';
  return base::kDone;
}

int issue(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  const auto actor = publisher_of(database, options);
  if (!actor) return terminal.refuse(actor.error());
  Issue wanted{.draft = options.draft};
  if (!options.committee.empty()) {
    const auto day = base::parse_date(options.committee);
    if (!day) return terminal.refuse(day.error());
    wanted.committee_on = *day;
  }
  if (!options.released_at.empty()) {
    const auto at = base::parse_japan(options.released_at);
    if (!at) return terminal.refuse(at.error());
    wanted.released_at = *at;
  }
  const auto issued = edition::issue(*actor, database, options.keys, wanted, options.id);
  if (!issued) return terminal.refuse(issued.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("plan", issued->plan).field("number", issued->number);
    json.field("released_at", base::iso_japan(issued->released_at));
    json.field("sha256", issued->sha256).end_object();
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  terminal.out << issued->plan << '\t' << issued->number << '\t'
               << base::iso_japan(issued->released_at) << '\t' << issued->sha256 << '\n';
  return base::kDone;
}

int erratum(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  return propose(database, options, ProposalKind::erratum, terminal);
}

int withdraw(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  return propose(database, options, ProposalKind::withdrawal, terminal);
}

int confirm(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  const auto actor = publisher_of(database, options);
  if (!actor) return terminal.refuse(actor.error());
  const auto done = edition::confirm(*actor, database, options.keys, options.proposal, options.id);
  if (!done) return terminal.refuse(done.error());
  terminal.tell("edition_pages.done_confirmed");
  return base::kDone;
}

int reject(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  const auto actor = publisher_of(database, options);
  if (!actor) return terminal.refuse(actor.error());
  const auto done = edition::reject(*actor, database, options.proposal);
  if (!done) return terminal.refuse(done.error());
  terminal.tell("edition_pages.done_rejected");
  return base::kDone;
}

int drafts(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  std::vector<OpenedDraft> on_their_way;
  std::vector<Proposal> proposals;
  database.read([&](db::Read& tx) {
    on_their_way = edition::drafts(tx, options.municipality);
    proposals = waiting(tx, options.municipality);
    return 0;
  });
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("drafts").begin_array();
    for (const OpenedDraft& one : on_their_way) {
      json.begin_object().field("draft", std::to_string(one.draft.draft));
      json.field("plan", one.draft.plan).field("title", one.draft.title);
      json.field("approval", approval::in_db(one.approval.state));
      json.field("issued_as", one.draft.number.value_or(0)).end_object();
    }
    json.end_array().key("proposals").begin_array();
    for (const Proposal& one : proposals) {
      json.begin_object().field("proposal", std::to_string(one.proposal));
      json.field("kind", in_db(one.kind)).field("plan", one.plan).field("number", one.number);
      json.field("row", one.row).field("column", one.column).field("new", one.new_text);
      json.field("reason", one.reason).end_object();
    }
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  for (const OpenedDraft& one : on_their_way)
    terminal.out << one.draft.draft << '\t' << one.draft.plan << '\t' << one.draft.title << '\t'
                 << approval_state(terminal.language, one.approval) << '\t'
                 << (one.draft.number ? number_words(terminal.language, *one.draft.number) : "")
                 << '\n';
  for (const Proposal& one : proposals)
    terminal.out << one.proposal << '\t' << one.plan << ' ' << one.number << '\t'
                 << base::words(terminal.language,
                                "edition_pages.proposal_" + std::string(in_db(one.kind)))
                 << '\t' << one.row << ' ' << one.column << '\t' << one.new_text << '\t'
                 << one.reason << '\n';
  if (on_their_way.empty() && proposals.empty()) terminal.tell("edition.cli_no_drafts");
  return base::kDone;
}

int show(db::Database& database, const WorkOptions& options, Terminal& terminal) {
  return options.draft > 0 ? show_draft(database, options, terminal)
                           : show_edition(database, options, terminal);
}

}  // namespace edition::cli
