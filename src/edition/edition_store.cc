// Every statement on the tables of editions, each above its one function.
#include "edition/edition_store.h"

#include <algorithm>

namespace edition::store {
namespace {

constexpr db::Statement kAddKey{
    "edition.add_key",
    "INSERT INTO edition_key (municipality, key_id, public_pem, valid_from, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr db::Statement kRetireKey{
    "edition.retire_key",
    "INSERT INTO edition_key_retirement (municipality, key_id, retired_at, reason, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};

#define KEYS                                                                                    \
  "SELECT k.municipality AS municipality, k.key_id AS key_id, k.public_pem AS public_pem, "     \
  "k.valid_from AS valid_from, k.deed AS deed, r.retired_at AS retired_at, r.reason AS reason " \
  "FROM edition_key k LEFT JOIN edition_key_retirement r ON r.municipality = k.municipality "   \
  "AND r.key_id = k.key_id "
constexpr db::Statement kKeys{"edition.keys",
                              KEYS "WHERE k.municipality = ?1 ORDER BY k.valid_from, k.key_id"};
constexpr db::Statement kAllKeys{"edition.all_keys",
                                 KEYS "ORDER BY k.municipality, k.valid_from, k.key_id"};
#undef KEYS

Key to_key(db::Row& row) {
  Key key;
  key.municipality = row.text("municipality");
  key.key.id = row.text("key_id");
  key.key.pem = row.text("public_pem");
  key.valid_from = {row.integer("valid_from")};
  key.deed = row.integer("deed");
  if (const auto retired = row.maybe_integer("retired_at")) key.retired_at = {*retired};
  key.reason = row.maybe_text("reason").value_or("");
  return key;
}

}  // namespace

void add_key(db::Write& tx, const Key& key) {
  tx.save(kAddKey, key.municipality, key.key.id, key.key.pem, key.valid_from, key.deed);
}

void retire_key(db::Write& tx, std::string_view municipality, std::string_view key,
                base::Instant at, std::string_view reason, std::int64_t deed) {
  tx.save(kRetireKey, municipality, key, at, reason, deed);
}

constexpr db::Statement kLastSigned{
    "edition.last_signed",
    "SELECT COALESCE(MAX(issued_at), 0) AS issued_at FROM (SELECT issued_at FROM edition WHERE "
    "municipality = ?1 AND key_id = ?2 UNION ALL SELECT issued_at FROM edition_erratum WHERE "
    "municipality = ?1 AND key_id = ?2) signed"};

base::Instant last_signed(db::Read& tx, std::string_view municipality, std::string_view key) {
  const auto at = tx.one<std::int64_t>(
      kLastSigned, [](db::Row& row) { return row.integer("issued_at"); }, municipality, key);
  return {at.value()};
}

std::vector<Key> keys(db::Read& tx, std::string_view municipality) {
  return tx.list<Key>(kKeys, to_key, municipality);
}

std::vector<Key> keys(db::Read& tx) {
  return tx.list<Key>(kAllKeys, to_key);
}

// ---- drafts

namespace {

constexpr db::Statement kAddDraft{
    "edition.add_draft",
    "INSERT INTO edition_draft (municipality, draft, plan, title, content, mark, releases, "
    "with_figures, approval, drafted_by, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"};

#define DRAFTS(CONTENT)                                                                     \
  "SELECT d.municipality AS municipality, d.draft AS draft, d.plan AS plan, d.title AS "    \
  "title, " CONTENT                                                                         \
  " AS content, d.mark AS mark, d.releases AS releases, d.with_figures AS with_figures, "   \
  "d.approval AS approval, d.drafted_by AS drafted_by, d.deed AS deed, e.number AS number " \
  "FROM edition_draft d LEFT JOIN edition e ON e.municipality = d.municipality "            \
  "AND e.draft = d.draft WHERE d.municipality = ?1 "
constexpr db::Statement kDraft{"edition.draft", DRAFTS("d.content") "AND d.draft = ?2"};
constexpr db::Statement kDrafts{"edition.drafts", DRAFTS("''") "ORDER BY d.draft DESC LIMIT ?2"};
#undef DRAFTS

Draft to_draft(db::Row& row) {
  Draft draft;
  draft.municipality = row.text("municipality");
  draft.draft = row.integer("draft");
  draft.plan = row.text("plan");
  draft.title = row.text("title");
  draft.content = row.text("content");
  draft.mark = {row.integer("mark")};
  draft.releases = row.text("releases");
  draft.with_figures = row.flag("with_figures");
  draft.approval = row.integer("approval");
  draft.drafted_by = row.integer("drafted_by");
  draft.deed = row.integer("deed");
  if (const auto number = row.maybe_integer("number")) draft.number = static_cast<int>(*number);
  return draft;
}

}  // namespace

void add_draft(db::Write& tx, const Draft& draft) {
  tx.save(kAddDraft, draft.municipality, draft.draft, draft.plan, draft.title, draft.content,
          draft.mark, draft.releases, draft.with_figures ? 1 : 0, draft.approval, draft.drafted_by,
          draft.deed);
}

std::optional<Draft> draft(db::Read& tx, std::string_view municipality, std::int64_t draft) {
  return tx.one<Draft>(kDraft, to_draft, municipality, draft);
}

std::vector<Draft> drafts(db::Read& tx, std::string_view municipality, int limit) {
  return tx.list<Draft>(kDrafts, to_draft, municipality, limit);
}

// ---- editions

namespace {

constexpr db::Statement kAddEdition{
    "edition.add",
    "INSERT INTO edition (municipality, plan, number, draft, title, decided_on, committee_on, "
    "released_at, release_id, content, sha256, key_id, signature, issued_by, issued_at, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"};

#define EDITIONS(CONTENT)                                                                         \
  "SELECT e.municipality AS municipality, e.plan AS plan, e.number AS number, e.draft AS draft, " \
  "e.title AS title, e.decided_on AS decided_on, e.committee_on AS committee_on, "                \
  "e.released_at AS released_at, e.release_id AS release_id, " CONTENT                            \
  " AS content, "                                                                                 \
  "e.sha256 AS sha256, e.key_id AS key_id, e.signature AS signature, e.issued_by AS issued_by, "  \
  "e.issued_at AS issued_at, e.deed AS deed, w.withdrawn_at AS withdrawn_at, w.reason AS reason " \
  "FROM edition e LEFT JOIN edition_withdrawal w ON w.municipality = e.municipality "             \
  "AND w.plan = e.plan AND w.number = e.number WHERE e.municipality = ?1 "
constexpr db::Statement kEdition{"edition.one",
                                 EDITIONS("e.content") "AND e.plan = ?2 AND e.number = ?3"};
constexpr db::Statement kOfPlan{"edition.of_plan",
                                EDITIONS("''") "AND e.plan = ?2 ORDER BY e.number DESC"};
constexpr db::Statement kAll{"edition.all",
                             EDITIONS("''") "ORDER BY e.released_at DESC, e.plan, e.number DESC"};
#undef EDITIONS

constexpr db::Statement kLastNumber{
    "edition.last_number",
    "SELECT MAX(number) AS number FROM edition WHERE municipality = ?1 AND plan = ?2"};
constexpr db::Statement kMomentsFrom{
    "edition.moments_from",
    "SELECT DISTINCT released_at FROM edition WHERE released_at >= "
    "(SELECT COALESCE(MAX(released_at), 0) FROM edition WHERE released_at <= ?1) "
    "ORDER BY released_at"};

constexpr db::Statement kErrata{
    "edition.errata",
    "SELECT erratum, proposal, content, sha256, key_id, signature, issued_at, deed "
    "FROM edition_erratum WHERE municipality = ?1 AND plan = ?2 AND number = ?3 ORDER BY erratum"};

Edition to_edition(db::Row& row) {
  Edition one;
  one.municipality = row.text("municipality");
  one.plan = row.text("plan");
  one.number = static_cast<int>(row.integer("number"));
  one.draft = row.integer("draft");
  one.title = row.text("title");
  one.decided_on = base::parse_date(row.view("decided_on")).value();
  if (const auto day = row.maybe_text("committee_on"))
    one.committee_on = base::parse_date(*day).value();
  one.released_at = {row.integer("released_at")};
  one.release = row.maybe_integer("release_id");
  one.file.content = row.text("content");
  one.file.sha256 = row.text("sha256");
  one.file.key = row.text("key_id");
  one.file.signature = row.text("signature");
  one.issued_by = row.integer("issued_by");
  one.issued_at = {row.integer("issued_at")};
  one.deed = row.integer("deed");
  const auto withdrawn_at = row.maybe_integer("withdrawn_at");
  const auto reason = row.maybe_text("reason");
  if (withdrawn_at) one.withdrawn = {{*withdrawn_at}, reason.value_or("")};
  return one;
}

Erratum to_erratum(db::Row& row) {
  Erratum one;
  one.erratum = static_cast<int>(row.integer("erratum"));
  one.proposal = row.integer("proposal");
  one.file.content = row.text("content");
  one.file.sha256 = row.text("sha256");
  one.file.key = row.text("key_id");
  one.file.signature = row.text("signature");
  one.issued_at = {row.integer("issued_at")};
  one.deed = row.integer("deed");
  one.content = read_erratum(one.file.content).value_or(ErratumContent{});
  return one;
}

std::vector<Edition> with_errata(db::Read& tx, std::vector<Edition> editions) {
  for (Edition& one : editions) one.errata = errata(tx, one.municipality, one.plan, one.number);
  return editions;
}

}  // namespace

void add_edition(db::Write& tx, const Edition& one) {
  const std::optional<std::string> committee =
      one.committee_on ? std::optional(base::iso(*one.committee_on)) : std::nullopt;
  tx.save(kAddEdition, one.municipality, one.plan, one.number, one.draft, one.title,
          base::iso(one.decided_on), committee, one.released_at, one.release, one.file.content,
          one.file.sha256, one.file.key, one.file.signature, one.issued_by, one.issued_at,
          one.deed);
}

std::optional<Edition> edition(db::Read& tx, std::string_view municipality, std::string_view plan,
                               int number) {
  auto found = tx.one<Edition>(kEdition, to_edition, municipality, plan, number);
  if (found) found->errata = errata(tx, municipality, plan, number);
  return found;
}

std::vector<Edition> editions(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return with_errata(tx, tx.list<Edition>(kOfPlan, to_edition, municipality, plan));
}

std::vector<Edition> editions(db::Read& tx, std::string_view municipality) {
  return with_errata(tx, tx.list<Edition>(kAll, to_edition, municipality));
}

int last_number(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return tx
      .one<int>(
          kLastNumber,
          [](db::Row& row) { return static_cast<int>(row.maybe_integer("number").value_or(0)); },
          municipality, plan)
      .value_or(0);
}

std::vector<base::Instant> moments_from(db::Read& tx, base::Instant now) {
  return tx.list<base::Instant>(
      kMomentsFrom, [](db::Row& row) { return base::Instant{row.integer("released_at")}; }, now);
}

std::vector<Erratum> errata(db::Read& tx, std::string_view municipality, std::string_view plan,
                            int number) {
  return tx.list<Erratum>(kErrata, to_erratum, municipality, plan, number);
}

// ---- what is said beside an edition

namespace {

constexpr db::Statement kAddErratum{
    "edition.add_erratum",
    "INSERT INTO edition_erratum (municipality, plan, number, erratum, proposal, content, sha256, "
    "key_id, signature, issued_at, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"};
constexpr db::Statement kAddWithdrawal{
    "edition.add_withdrawal",
    "INSERT INTO edition_withdrawal (municipality, plan, number, proposal, withdrawn_at, reason, "
    "deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
constexpr db::Statement kAddProposal{
    "edition.add_proposal",
    "INSERT INTO edition_proposal (municipality, proposal, plan, number, kind, row_key, "
    "column_key, new_text, reason, proposed_by, proposed_at, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"};
constexpr db::Statement kEndProposal{
    "edition.end_proposal",
    "INSERT INTO edition_proposal_end (municipality, proposal, outcome, ended_by, ended_at, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};

#define PROPOSALS                                                                                \
  "SELECT p.municipality AS municipality, p.proposal AS proposal, p.plan AS plan, p.number AS "  \
  "number, p.kind AS kind, p.row_key AS row_key, p.column_key AS column_key, p.new_text AS "     \
  "new_text, p.reason AS reason, p.proposed_by AS proposed_by, p.proposed_at AS proposed_at, "   \
  "p.deed AS deed, e.outcome AS outcome FROM edition_proposal p LEFT JOIN edition_proposal_end " \
  "e ON e.municipality = p.municipality AND e.proposal = p.proposal WHERE p.municipality = ?1 "
constexpr db::Statement kProposal{"edition.proposal", PROPOSALS "AND p.proposal = ?2"};
constexpr db::Statement kWaiting{"edition.waiting",
                                 PROPOSALS "AND e.outcome IS NULL ORDER BY p.proposal"};
#undef PROPOSALS

Proposal to_proposal(db::Row& row) {
  Proposal one;
  one.municipality = row.text("municipality");
  one.proposal = row.integer("proposal");
  one.plan = row.text("plan");
  one.number = static_cast<int>(row.integer("number"));
  one.kind = proposal_kind(row.view("kind")).value_or(ProposalKind::erratum);
  one.row = row.text("row_key");
  one.column = row.text("column_key");
  one.new_text = row.text("new_text");
  one.reason = row.text("reason");
  one.proposed_by = row.integer("proposed_by");
  one.proposed_at = {row.integer("proposed_at")};
  one.deed = row.integer("deed");
  one.outcome = row.maybe_text("outcome").value_or("");
  return one;
}

constexpr db::Statement kMunicipalities{
    "edition.municipalities",
    "SELECT municipality FROM edition_key UNION SELECT municipality FROM edition "
    "UNION SELECT municipality FROM edition_draft ORDER BY municipality"};

}  // namespace

void add_erratum(db::Write& tx, const Edition& edition, const Erratum& one) {
  tx.save(kAddErratum, edition.municipality, edition.plan, edition.number, one.erratum,
          one.proposal, one.file.content, one.file.sha256, one.file.key, one.file.signature,
          one.issued_at, one.deed);
}

void add_withdrawal(db::Write& tx, const Proposal& proposal, base::Instant at, std::int64_t deed) {
  tx.save(kAddWithdrawal, proposal.municipality, proposal.plan, proposal.number, proposal.proposal,
          at, proposal.reason, deed);
}

void add_proposal(db::Write& tx, const Proposal& one) {
  tx.save(kAddProposal, one.municipality, one.proposal, one.plan, one.number, in_db(one.kind),
          one.row, one.column, one.new_text, one.reason, one.proposed_by, one.proposed_at,
          one.deed);
}

void end_proposal(db::Write& tx, const Proposal& proposal, std::string_view outcome,
                  std::int64_t person, base::Instant at, std::int64_t deed) {
  tx.save(kEndProposal, proposal.municipality, proposal.proposal, outcome, person, at, deed);
}

std::optional<Proposal> proposal(db::Read& tx, std::string_view municipality,
                                 std::int64_t proposal) {
  return tx.one<Proposal>(kProposal, to_proposal, municipality, proposal);
}

std::vector<Proposal> waiting(db::Read& tx, std::string_view municipality) {
  return tx.list<Proposal>(kWaiting, to_proposal, municipality);
}

std::vector<std::string> municipalities(db::Read& tx) {
  return tx.list<std::string>(kMunicipalities,
                              [](db::Row& row) { return row.text("municipality"); });
}

}  // namespace edition::store
