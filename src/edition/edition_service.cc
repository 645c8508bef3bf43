// All is asked first. The private key is read before the transaction, which then only computes.
#include "edition/edition_service.h"

#include <algorithm>

#include "approval/approval_service.h"
#include "base/japanese_text.h"
#include "base/sha256.h"
#include "edition/edition_store.h"
#include "edition/freeze.h"
#include "edition/key_file.h"
#include "figure/clock.h"
#include "figure/figure_service.h"
#include "history/changes.h"
#include "history/history.h"
#include "plan/plan_store.h"
#include "plan/public_plans.h"
#include "release/release_service.h"
#include "staff/permission.h"

namespace edition {
namespace {

constexpr int kDraftsMax = 200;

base::Result<void> permitted(const base::Actor& actor) {
  return staff::permits(actor, staff::Deed::publish_editions, {actor.municipality, actor.body});
}

struct DeedOf {
  std::string_view kind;
  std::string key;
  std::string reason = {};
  std::vector<history::Change> changes = {};
};

std::int64_t keep_deed(db::Write& tx, const base::Actor& actor, std::string_view municipality,
                       const DeedOf& deed) {
  return history::write(tx, actor,
                        {.kind = std::string(deed.kind),
                         .municipality = std::string(municipality),
                         .subject_kind = std::string(kSubject),
                         .subject_key = deed.key,
                         .reason = deed.reason,
                         .payload_json = history::changes_text(deed.changes)})
      .value;
}

std::string key_of(std::string_view plan, int number) {
  return std::string(plan) + "/" + std::to_string(number);
}

// The listed key of a private one. What is signed with it is never older than the key, also where
// the clock of the server that made the key goes before ours.
base::Result<Key> usable_key(db::Write& tx, std::string_view municipality, const PrivateKey& key) {
  const std::string id = key.public_key().id;
  const auto listed = store::keys(tx, municipality);
  const auto found = std::ranges::find_if(listed, [&](const Key& one) { return one.key.id == id; });
  if (found == listed.end()) return base::refuse(key_not_listed, {{"key", id}});
  if (found->retired_at)
    return base::refuse(key_is_retired, {{"key", id}, {"at", base::iso_japan(*found->retired_at)}});
  tx.not_before(found->valid_from);
  return *found;
}

// Another name than any earlier draft's of the same title.
base::Result<base::Instant> mark_of(db::Write& tx, const base::Actor& actor,
                                    const NewDraft& wanted) {
  if (!release::has_figures(tx, actor.municipality, wanted.plan)) return tx.recorded_at();
  const auto known = figure::marks(tx, actor.municipality);
  std::string name = wanted.title;
  for (int n = 2; std::ranges::find(known, name, &figure::Mark::name) != known.end(); ++n)
    name = wanted.title + " #" + std::to_string(n);
  return figure::mark(tx, actor, actor.municipality, "publication", name);
}

std::string text_of(const NewDraft& wanted) {
  std::string text = "draft\n" + wanted.plan + '\n' + wanted.title + '\n' + wanted.text;
  for (const auto& step : wanted.route)
    text +=
        '\n' + std::string(approval::in_db(step.kind)) + ' ' + std::string(staff::in_db(step.post));
  return text;
}

}  // namespace

// ---- drafting

base::Result<Drafted> draft(const base::Actor& actor, db::Database& database,
                            const NewDraft& wanted, std::string_view command) {
  if (const auto may = permitted(actor); !may) return std::unexpected(may.error());
  return database.write([&](db::Write& tx) -> base::Result<Drafted> {
    const auto first = history::earlier_answer(tx, actor, command, text_of(wanted));
    if (!first) return std::unexpected(first.error());
    if (!first->empty()) {
      const auto known = store::draft(tx, actor.municipality, std::stoll(*first));
      return Drafted{known->draft, known->approval, true};
    }
    if (plan::store::owner_of_slug(tx, wanted.plan) != actor.municipality)
      return base::refuse(plan::unknown_plan, {{"slug", wanted.plan}});
    if (const auto titled = check_title(wanted.title); !titled)
      return std::unexpected(titled.error());
    figure::enter_alone(tx, actor.municipality);
    const auto mark = mark_of(tx, actor, wanted);
    if (!mark) return std::unexpected(mark.error());
    auto frozen = freeze(tx, actor.municipality, wanted.plan, *mark);
    if (!frozen) return std::unexpected(frozen.error());
    frozen->content.title = wanted.title;
    Draft made;
    made.municipality = actor.municipality;
    made.draft = tx.new_id();
    made.plan = wanted.plan;
    made.title = wanted.title;
    made.content = write(frozen->content);
    if (made.content.size() > kContentBytesMax)
      return base::refuse(too_large, {{"max", std::to_string(kContentBytesMax)}});
    made.mark = *mark;
    made.releases = frozen->releases;
    made.with_figures = frozen->with_figures;
    made.drafted_by = actor.id;
    const auto paper = approval::begin(tx, actor,
                                       {std::string(kSubject), std::to_string(made.draft),
                                        wanted.title, wanted.text, wanted.route});
    if (!paper) return std::unexpected(paper.error());
    made.approval = *paper;
    made.deed =
        keep_deed(tx, actor, actor.municipality,
                  {"edition.draft",
                   std::to_string(made.draft),
                   wanted.title,
                   {{"plan", "", made.plan}, {"sha256", "", base::sha256_hex(made.content)}}});
    store::add_draft(tx, made);
    history::keep_answer(tx, actor, command, std::to_string(made.draft));
    return Drafted{made.draft, made.approval};
  });
}

base::Result<OpenedDraft> open_draft(db::Read& tx, std::string_view municipality,
                                     std::int64_t number) {
  auto known = store::draft(tx, municipality, number);
  if (!known) return base::refuse(unknown_draft, {{"draft", std::to_string(number)}});
  auto paper = approval::find(tx, municipality, known->approval);
  if (!paper) return std::unexpected(paper.error());
  auto content = read_content(known->content).value_or(Content{});
  return OpenedDraft{*std::move(known), std::move(content), *std::move(paper)};
}

std::vector<OpenedDraft> drafts(db::Read& tx, std::string_view municipality) {
  std::vector<OpenedDraft> all;
  for (Draft& one : store::drafts(tx, municipality, kDraftsMax)) {
    auto paper = approval::find(tx, municipality, one.approval);
    if (paper) all.push_back({std::move(one), {}, *std::move(paper)});
  }
  return all;
}

// ---- issuing

namespace {

std::string text_of(const Issue& wanted) {
  return "issue " + std::to_string(wanted.draft) + '\n' +
         (wanted.committee_on ? base::iso(*wanted.committee_on) : "") + '\n' +
         (wanted.released_at ? base::iso_japan(*wanted.released_at) : "");
}

base::Result<void> check_issue(db::Read& tx, const base::Actor& actor, const OpenedDraft& opened) {
  const Draft& draft = opened.draft;
  if (draft.number)
    return base::refuse(issued_already, {{"number", std::to_string(*draft.number)}});
  if (opened.approval.state != approval::State::approved || !opened.approval.closed_at)
    return base::refuse(not_decided, {{"title", draft.title}});
  if (actor.id == 0 || actor.id == draft.drafted_by) return base::refuse(drafter_issues);
  if (standing_releases(tx, draft.municipality, draft.plan) != draft.releases)
    return base::refuse(out_of_date, {{"title", draft.title}});
  return {};
}

}  // namespace

base::Result<Issued> issue(const base::Actor& actor, db::Database& database,
                           const std::filesystem::path& keys, const Issue& wanted,
                           std::string_view command) {
  if (const auto may = permitted(actor); !may) return std::unexpected(may.error());
  const auto key = read_key(keys, actor.municipality);
  if (!key) return std::unexpected(key.error());
  return database.write([&](db::Write& tx) -> base::Result<Issued> {
    const auto first = history::earlier_answer(tx, actor, command, text_of(wanted));
    if (!first) return std::unexpected(first.error());
    // Two who issue at the same time, and a release in between: one after the other.
    figure::enter_alone(tx, actor.municipality);
    auto opened = open_draft(tx, actor.municipality, wanted.draft);
    if (!opened) return std::unexpected(opened.error());
    const Draft& draft = opened->draft;
    if (!first->empty()) {
      const auto known = store::edition(tx, actor.municipality, draft.plan, std::stoi(*first));
      return Issued{draft.plan, known->number, known->released_at, known->file.sha256, true};
    }
    if (const auto fits = check_issue(tx, actor, *opened); !fits)
      return std::unexpected(fits.error());
    if (const auto listed = usable_key(tx, actor.municipality, *key); !listed)
      return std::unexpected(listed.error());
    const auto at = release::effective(wanted.released_at, base::now());
    if (!at) return std::unexpected(at.error());
    if (wanted.committee_on && *wanted.committee_on > base::japan_date(*at))
      return base::refuse(committee_after_release,
                          {{"day", base::iso(*wanted.committee_on)}, {"at", base::iso_japan(*at)}});
    Edition made;
    made.municipality = actor.municipality;
    made.plan = draft.plan;
    made.draft = draft.draft;
    made.number = store::last_number(tx, actor.municipality, draft.plan) + 1;
    made.title = draft.title;
    made.decided_on = base::japan_date(*opened->approval.closed_at);
    made.committee_on = wanted.committee_on;
    made.released_at = *at;
    if (draft.with_figures) {
      const auto released = release::publish_as_known(tx, actor, actor.municipality,
                                                      {draft.plan, draft.title, *at}, draft.mark);
      if (!released) return std::unexpected(released.error());
      made.release = released->release;
    }
    Content& content = opened->content;
    content.number = made.number;
    content.decided_on = base::iso(made.decided_on);
    content.committee_on = made.committee_on ? base::iso(*made.committee_on) : "";
    content.released_at = base::iso_japan(made.released_at);
    made.file = sign(write(content), *key);
    made.issued_by = actor.id;
    made.issued_at = tx.recorded_at();
    made.deed = keep_deed(tx, actor, made.municipality,
                          {"edition.issue",
                           key_of(made.plan, made.number),
                           made.title,
                           {{"effective_at", "", content.released_at},
                            {"sha256", "", made.file.sha256},
                            {"key", "", made.file.key}}});
    store::add_edition(tx, made);
    history::keep_answer(tx, actor, command, std::to_string(made.number));
    return Issued{made.plan, made.number, made.released_at, made.file.sha256};
  });
}

// ---- errata and withdrawals

namespace {

base::Result<Edition> standing(db::Read& tx, std::string_view municipality, std::string_view plan,
                               int number) {
  auto known = store::edition(tx, municipality, plan, number);
  if (!known)
    return base::refuse(unknown_edition,
                        {{"plan", std::string(plan)}, {"number", std::to_string(number)}});
  if (known->withdrawn)
    return base::refuse(already_withdrawn, {{"at", base::iso_japan(known->withdrawn->at)}});
  return *std::move(known);
}

base::Result<void> check_fits(const Edition& edition, const Proposal& wanted) {
  if (wanted.kind != ProposalKind::erratum) return {};
  return check_erratum(read_content(edition.file.content).value_or(Content{}), edition.errata,
                       wanted);
}

base::Result<Proposal> waiting_one(db::Read& tx, std::string_view municipality,
                                   std::int64_t number) {
  auto known = store::proposal(tx, municipality, number);
  if (!known) return base::refuse(unknown_proposal, {{"proposal", std::to_string(number)}});
  if (!known->outcome.empty()) return base::refuse(ended_already);
  return *std::move(known);
}

ErratumContent content_of(const Edition& edition, const Content& content, const Proposal& proposal,
                          base::Instant at) {
  const ReadCell now = read_cell(content, edition.errata, proposal.row, proposal.column);
  ErratumContent erratum;
  erratum.municipality = edition.municipality;
  erratum.publisher = content.publisher;
  erratum.plan = edition.plan;
  erratum.number = edition.number;
  erratum.edition_sha256 = edition.file.sha256;
  erratum.erratum = static_cast<int>(edition.errata.size()) + 1;
  erratum.issued_at = base::iso_japan(at);
  erratum.row = proposal.row;
  erratum.column = proposal.column;
  erratum.old_text = now.corrected.value_or(now.text);
  erratum.new_text = proposal.new_text;
  erratum.reason = proposal.reason;
  return erratum;
}

}  // namespace

base::Result<std::int64_t> propose(const base::Actor& actor, db::Database& database,
                                   const NewProposal& wanted, std::string_view command) {
  if (const auto may = permitted(actor); !may) return std::unexpected(may.error());
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const auto first = history::earlier_answer(
        tx, actor, command,
        "propose " + std::string(in_db(wanted.kind)) + '\n' + wanted.plan + '\n' +
            std::to_string(wanted.number) + '\n' + wanted.row + '\n' + wanted.column + '\n' +
            wanted.new_text + '\n' + wanted.reason);
    if (!first) return std::unexpected(first.error());
    if (!first->empty()) return std::stoll(*first);
    const auto known = standing(tx, actor.municipality, wanted.plan, wanted.number);
    if (!known) return std::unexpected(known.error());
    if (const auto said = check_reason(wanted.reason); !said) return std::unexpected(said.error());
    Proposal made;
    made.municipality = actor.municipality;
    made.proposal = tx.new_id();
    made.plan = wanted.plan;
    made.number = wanted.number;
    made.kind = wanted.kind;
    made.row = wanted.row;
    made.column = wanted.column;
    made.new_text = wanted.new_text;
    made.reason = wanted.reason;
    made.proposed_by = actor.id;
    made.proposed_at = tx.recorded_at();
    if (const auto fits = check_fits(*known, made); !fits) return std::unexpected(fits.error());
    made.deed = keep_deed(tx, actor, actor.municipality,
                          {made.kind == ProposalKind::erratum ? "edition.propose_erratum"
                                                              : "edition.propose_withdrawal",
                           key_of(made.plan, made.number),
                           made.reason,
                           {{"row", "", made.row}, {"text", "", made.new_text}}});
    store::add_proposal(tx, made);
    history::keep_answer(tx, actor, command, std::to_string(made.proposal));
    return made.proposal;
  });
}

base::Result<void> confirm(const base::Actor& actor, db::Database& database,
                           const std::filesystem::path& keys, std::int64_t proposal,
                           std::string_view command) {
  if (const auto may = permitted(actor); !may) return std::unexpected(may.error());
  const auto key = read_key(keys, actor.municipality);
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto first =
        history::earlier_answer(tx, actor, command, "confirm " + std::to_string(proposal));
    if (!first) return std::unexpected(first.error());
    if (!first->empty()) return {};
    figure::enter_alone(tx, actor.municipality);
    const auto wanted = waiting_one(tx, actor.municipality, proposal);
    if (!wanted) return std::unexpected(wanted.error());
    if (actor.id == 0 || actor.id == wanted->proposed_by)
      return base::refuse(proposed_by_same_person);
    const auto known = standing(tx, actor.municipality, wanted->plan, wanted->number);
    if (!known) return std::unexpected(known.error());
    const bool is_signed = wanted->kind != ProposalKind::withdrawal;
    if (is_signed) {
      if (!key) return std::unexpected(key.error());
      if (const auto listed = usable_key(tx, actor.municipality, *key); !listed)
        return std::unexpected(listed.error());
    }
    const base::Instant at = tx.recorded_at();
    const std::string subject = key_of(known->plan, known->number);
    if (!is_signed) {
      const auto deed =
          keep_deed(tx, actor, actor.municipality, {"edition.withdraw", subject, wanted->reason});
      store::add_withdrawal(tx, *wanted, at, deed);
      store::end_proposal(tx, *wanted, "issued", actor.id, at, deed);
    } else {
      if (const auto fits = check_fits(*known, *wanted); !fits) return fits;
      Erratum erratum;
      erratum.content =
          content_of(*known, read_content(known->file.content).value_or(Content{}), *wanted, at);
      erratum.erratum = erratum.content.erratum;
      erratum.proposal = wanted->proposal;
      erratum.file = sign(write(erratum.content), *key);
      erratum.issued_at = at;
      erratum.deed = keep_deed(tx, actor, actor.municipality,
                               {"edition.put_right",
                                subject,
                                wanted->reason,
                                {{"row", "", wanted->row},
                                 {"text", erratum.content.old_text, erratum.content.new_text},
                                 {"sha256", "", erratum.file.sha256}}});
      store::add_erratum(tx, *known, erratum);
      store::end_proposal(tx, *wanted, "issued", actor.id, at, erratum.deed);
    }
    history::keep_answer(tx, actor, command, "done");
    return {};
  });
}

base::Result<void> reject(const base::Actor& actor, db::Database& database, std::int64_t proposal) {
  if (const auto may = permitted(actor); !may) return may;
  return database.write([&](db::Write& tx) -> base::Result<void> {
    figure::enter_alone(tx, actor.municipality);
    const auto wanted = waiting_one(tx, actor.municipality, proposal);
    if (!wanted) return std::unexpected(wanted.error());
    const auto deed = keep_deed(tx, actor, actor.municipality,
                                {"edition.reject", key_of(wanted->plan, wanted->number)});
    store::end_proposal(tx, *wanted, "rejected", actor.id, tx.recorded_at(), deed);
    return {};
  });
}

std::vector<Proposal> waiting(db::Read& tx, std::string_view municipality) {
  return store::waiting(tx, municipality);
}

// ---- reading

base::Result<Edition> open_edition(db::Read& tx, std::string_view municipality,
                                   std::string_view plan, int number, Eyes eyes) {
  auto known = store::edition(tx, municipality, plan, number);
  if (!known || (eyes == Eyes::visitor && !known->is_public(base::now())))
    return base::refuse(unknown_edition,
                        {{"plan", std::string(plan)}, {"number", std::to_string(number)}});
  return *std::move(known);
}

base::Result<Edition> open_public(db::Read& tx, std::string_view plan, int number) {
  const auto owner = plan::store::owner_of_slug(tx, plan);
  return open_edition(tx, owner.value_or(""), plan, number, Eyes::visitor);
}

namespace {

std::vector<Edition> seen(std::vector<Edition> all, Eyes eyes) {
  const base::Instant now = base::now();
  if (eyes == Eyes::visitor)
    std::erase_if(all, [&](const Edition& one) { return !one.is_public(now); });
  return all;
}

}  // namespace

std::vector<Edition> editions(db::Read& tx, std::string_view municipality, std::string_view plan,
                              Eyes eyes) {
  return seen(store::editions(tx, municipality, plan), eyes);
}

std::vector<Edition> editions(db::Read& tx, std::string_view municipality, Eyes eyes) {
  return seen(store::editions(tx, municipality), eyes);
}

std::string public_place_of(db::Read& tx, std::string_view municipality, std::string_view plan) {
  const std::string path = "/plans/" + std::string(plan);
  return plan::may_know(tx, base::Actor::visitor(), municipality, plan) ? path : path + "/editions";
}

std::vector<base::Instant> moments_from(db::Read& tx, base::Instant now) {
  return store::moments_from(tx, now);
}

}  // namespace edition
