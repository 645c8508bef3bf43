// 公表版: a plan's published table, frozen. It is drafted from the plan as the public would see it
// at a mark (起案), goes through the approval route (合議・決裁), and is issued by another person
// than the one who drafted it, for a minute (解禁); in that minute the figures in it become public
// too. Before it nobody outside knows of it. It never changes: what was wrong is said beside it
// (正誤), and where it may not stand at all it is withdrawn (取下げ), both proposed by one person
// and issued by another. Its address then says so and keeps the hash.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"
#include "edition/content.h"
#include "edition/signed_file.h"

namespace edition {

inline constexpr base::RefusalKind unknown_edition{"edition.unknown_edition", 404};
inline constexpr base::RefusalKind unknown_draft{"edition.unknown_draft", 404};
inline constexpr base::RefusalKind unknown_proposal{"edition.unknown_proposal", 404};
inline constexpr base::RefusalKind title_missing{"edition.title_missing", 400};
inline constexpr base::RefusalKind title_too_long{"edition.title_too_long", 400};
inline constexpr base::RefusalKind too_large{"edition.too_large", 400};
inline constexpr base::RefusalKind key_missing{"edition.key_missing", 409};
inline constexpr base::RefusalKind key_unreadable{"edition.key_unreadable", 409};
inline constexpr base::RefusalKind key_open_to_others{"edition.key_open_to_others", 409};
inline constexpr base::RefusalKind key_not_listed{"edition.key_not_listed", 409};
inline constexpr base::RefusalKind key_is_retired{"edition.key_is_retired", 409};
inline constexpr base::RefusalKind key_in_use{"edition.key_in_use", 409};
inline constexpr base::RefusalKind key_not_kept{"edition.key_not_kept", 409};
inline constexpr base::RefusalKind unknown_key{"edition.unknown_key", 404};
inline constexpr base::RefusalKind not_decided{"edition.not_decided", 409};
inline constexpr base::RefusalKind issued_already{"edition.issued_already", 409};
inline constexpr base::RefusalKind drafter_issues{"edition.drafter_issues", 409};
inline constexpr base::RefusalKind out_of_date{"edition.out_of_date", 409};
inline constexpr base::RefusalKind committee_after_release{"edition.committee_after_release", 400};
inline constexpr base::RefusalKind unknown_cell{"edition.unknown_cell", 400};
inline constexpr base::RefusalKind nothing_corrected{"edition.nothing_corrected", 400};
inline constexpr base::RefusalKind text_too_long{"edition.text_too_long", 400};
inline constexpr base::RefusalKind reason_missing{"edition.reason_missing", 400};
inline constexpr base::RefusalKind reason_too_long{"edition.reason_too_long", 400};
inline constexpr base::RefusalKind already_withdrawn{"edition.already_withdrawn", 409};
inline constexpr base::RefusalKind proposed_by_same_person{"edition.proposed_by_same_person", 409};
inline constexpr base::RefusalKind is_withdrawn{"edition.is_withdrawn", 410};
inline constexpr base::RefusalKind ended_already{"edition.ended_already", 409};

// In the order in which the services check them.
inline constexpr const base::RefusalKind* kRefusals[] = {&unknown_edition,
                                                         &unknown_draft,
                                                         &unknown_proposal,
                                                         &title_missing,
                                                         &title_too_long,
                                                         &too_large,
                                                         &key_missing,
                                                         &key_unreadable,
                                                         &key_open_to_others,
                                                         &key_not_listed,
                                                         &key_is_retired,
                                                         &key_in_use,
                                                         &key_not_kept,
                                                         &unknown_key,
                                                         &not_decided,
                                                         &issued_already,
                                                         &drafter_issues,
                                                         &out_of_date,
                                                         &committee_after_release,
                                                         &unknown_cell,
                                                         &nothing_corrected,
                                                         &text_too_long,
                                                         &reason_missing,
                                                         &reason_too_long,
                                                         &already_withdrawn,
                                                         &proposed_by_same_person,
                                                         &is_withdrawn,
                                                         &ended_already};

inline constexpr std::size_t kTitleCharactersMax = 50;  // it names a mark too
inline constexpr std::size_t kTextCharactersMax = 2000;
inline constexpr std::size_t kReasonCharactersMax = 500;
// Of the frozen table.
inline constexpr std::size_t kContentBytesMax = 12 * 1024 * 1024;

struct Key {
  std::string municipality;
  PublicKey key;
  base::Instant valid_from;
  std::optional<base::Instant> retired_at = {};
  std::string reason = {};  // why it was retired
  std::int64_t deed = 0;
};

struct Draft {
  std::string municipality;
  std::int64_t draft = 0;
  std::string plan;
  std::string title;
  std::string content;  // with number 0 and without what the issue says
  base::Instant mark;
  std::string releases;
  bool with_figures = false;
  std::int64_t approval = 0;
  std::int64_t drafted_by = 0;
  std::int64_t deed = 0;
  std::optional<int> number = {};  // of the edition, once it is issued
};

struct Withdrawal {
  base::Instant at;
  std::string reason;
};

struct Erratum {
  int erratum = 0;
  std::int64_t proposal = 0;
  Signed file;
  ErratumContent content;
  base::Instant issued_at;
  std::int64_t deed = 0;
};

struct Edition {
  std::string municipality;
  std::string plan;
  int number = 0;
  std::int64_t draft = 0;
  std::string title;
  base::Date decided_on{2000, 1, 1};
  std::optional<base::Date> committee_on = {};
  base::Instant released_at;
  std::optional<std::int64_t> release = {};
  Signed file;  // content left empty in lists
  std::int64_t issued_by = 0;
  base::Instant issued_at;
  std::int64_t deed = 0;
  std::optional<Withdrawal> withdrawn = {};
  std::vector<Erratum> errata = {};

  bool is_public(base::Instant at) const { return released_at <= at; }
};

enum class ProposalKind { erratum, withdrawal };
std::string_view in_db(ProposalKind kind);
std::optional<ProposalKind> proposal_kind(std::string_view code);

struct Proposal {
  std::string municipality;
  std::int64_t proposal = 0;
  std::string plan;
  int number = 0;
  ProposalKind kind = ProposalKind::erratum;
  std::string row;     // of an erratum
  std::string column;  // likewise
  std::string new_text;
  std::string reason;
  std::int64_t proposed_by = 0;
  base::Instant proposed_at;
  std::int64_t deed = 0;
  std::string outcome = {};  // issued, rejected; empty: it waits
};

// What a reader sees in a cell today: its text and, after errata, the text put right.
struct ReadCell {
  std::string text;
  std::optional<std::string> corrected = {};
};
ReadCell read_cell(const Content& content, const std::vector<Erratum>& errata, std::string_view row,
                   std::string_view column);

// Refusals: title_missing, title_too_long.
base::Result<void> check_title(std::string_view title);
// Refusals: reason_missing, reason_too_long.
base::Result<void> check_reason(std::string_view reason);
// Of an erratum against the edition as it reads so far. Refusals: unknown_cell, text_too_long,
// nothing_corrected.
base::Result<void> check_erratum(const Content& content, const std::vector<Erratum>& errata,
                                 const Proposal& wanted);

// /plans/{slug}/editions/{n}
std::string path_of(std::string_view plan, int number);

}  // namespace edition
