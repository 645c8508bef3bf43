// What people do with editions: draft, issue, put right, withdraw; and reading them. Each is a deed
// of one transaction. What signs reads the private key first: without it nothing is written.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "approval/approval.h"
#include "base/actor.h"
#include "db/db.h"
#include "db/finding.h"
#include "edition/edition.h"

namespace edition {

inline constexpr std::string_view kSubject = "edition";

// ---- drafting and issuing

struct NewDraft {
  std::string plan;
  std::string title;  // 平成26年度進捗状況
  std::string text;   // of the paper that is decided on
  std::vector<approval::NewStep> route;
};
struct Drafted {
  std::int64_t draft = 0;
  std::int64_t approval = 0;
  bool repeated = false;
};
// 起案: the table is frozen as of now and goes on its way. Refusals: those of staff::permits,
// plan::unknown_plan, title_missing, title_too_long, figure::mark_name_unusable, too_large, those
// of approval::begin.
base::Result<Drafted> draft(const base::Actor& actor, db::Database& database,
                            const NewDraft& wanted, std::string_view command = {});

struct OpenedDraft {
  Draft draft;
  Content content;
  approval::Approval approval;
};
// Refusals: unknown_draft.
base::Result<OpenedDraft> open_draft(db::Read& tx, std::string_view municipality,
                                     std::int64_t draft);
std::vector<OpenedDraft> drafts(db::Read& tx, std::string_view municipality);  // no contents

struct Issue {
  std::int64_t draft = 0;
  std::optional<base::Date> committee_on = {};    // when the committee was told
  std::optional<base::Instant> released_at = {};  // absent: this minute
};
struct Issued {
  std::string plan;
  int number = 0;
  base::Instant released_at;
  std::string sha256;
  bool repeated = false;
};
// 公表の決定, by another person than the one who drafted. Refusals: those of read_key, of
// staff::permits, unknown_draft, issued_already, not_decided, drafter_issues, key_not_listed,
// key_is_retired, those of release::effective, committee_after_release, out_of_date.
base::Result<Issued> issue(const base::Actor& actor, db::Database& database,
                           const std::filesystem::path& keys, const Issue& wanted,
                           std::string_view command = {});

// ---- errata and withdrawals

struct NewProposal {
  std::string plan;
  int number = 0;
  ProposalKind kind = ProposalKind::erratum;
  std::string row = {};
  std::string column = {};
  std::string new_text = {};
  std::string reason;
};
// Refusals: those of staff::permits, unknown_edition, already_withdrawn, reason_missing,
// reason_too_long, those of check_erratum.
base::Result<std::int64_t> propose(const base::Actor& actor, db::Database& database,
                                   const NewProposal& wanted, std::string_view command = {});
// By another person: the erratum is signed and stands beside the edition, or the edition is
// withdrawn. Refusals: those of read_key (erratum), of staff::permits, unknown_proposal,
// ended_already, proposed_by_same_person, already_withdrawn, key_not_listed, key_is_retired, those
// of check_erratum.
base::Result<void> confirm(const base::Actor& actor, db::Database& database,
                           const std::filesystem::path& keys, std::int64_t proposal,
                           std::string_view command = {});
// By anybody who may issue. Refusals: those of staff::permits, unknown_proposal, ended_already.
base::Result<void> reject(const base::Actor& actor, db::Database& database, std::int64_t proposal);
std::vector<Proposal> waiting(db::Read& tx, std::string_view municipality);

// ---- reading

// Whose eyes: the public sees an edition from its minute on.
enum class Eyes { visitor, staff };
// With content and errata. Refusals: unknown_edition.
base::Result<Edition> open_edition(db::Read& tx, std::string_view municipality,
                                   std::string_view plan, int number, Eyes eyes);
// By the plan's slug alone, as addresses name it.
base::Result<Edition> open_public(db::Read& tx, std::string_view plan, int number);
// Without contents, the latest first.
std::vector<Edition> editions(db::Read& tx, std::string_view municipality, std::string_view plan,
                              Eyes eyes);
std::vector<Edition> editions(db::Read& tx, std::string_view municipality, Eyes eyes);

// Where everybody reads on about the plan of an edition: at the plan's own address once it is
// public, until then at the list of its editions.
std::string public_place_of(db::Read& tx, std::string_view municipality, std::string_view plan);

// The moments at which public answers change although nobody writes: the last that has come, and all
// to come.
std::vector<base::Instant> moments_from(db::Read& tx, base::Instant now);

// ---- keys

// Makes a key, keeps its private half in its file and lists its public half; a file whose key is in
// no list (a program that was stopped in between) is listed. Refusals: those of staff::permits,
// key_in_use, key_not_kept, those of read_key.
base::Result<Key> new_key(const base::Actor& actor, db::Database& database,
                          const std::filesystem::path& keys, std::string_view municipality);
// Nothing is signed with it any more, and its private half is removed; what it signed stays good.
// Refusals: those of staff::permits, unknown_key, key_is_retired, reason_missing, reason_too_long.
base::Result<void> retire_key(const base::Actor& actor, db::Database& database,
                              const std::filesystem::path& keys, std::string_view municipality,
                              std::string_view key, std::string_view reason);
std::vector<Key> keys(db::Read& tx, std::string_view municipality);
std::vector<Key> keys(db::Read& tx);
// As check_file takes them.
std::vector<KnownKey> known_keys(const std::vector<Key>& keys);

// Hashes, signatures, numbers, approvals, figures released with it, deeds: what does not fit.
std::vector<db::Finding> verify(db::Database& database);

}  // namespace edition
