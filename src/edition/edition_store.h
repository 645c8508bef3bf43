// Rows of migration 0034, but for the summaries. Only ever added to.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "edition/edition.h"

namespace edition::store {

void add_key(db::Write& tx, const Key& key);
void retire_key(db::Write& tx, std::string_view municipality, std::string_view key,
                base::Instant at, std::string_view reason, std::int64_t deed);
// When the key signed for the last time; 1970 for one that never did.
base::Instant last_signed(db::Read& tx, std::string_view municipality, std::string_view key);
std::vector<Key> keys(db::Read& tx, std::string_view municipality);  // the oldest first
std::vector<Key> keys(db::Read& tx);                                 // of all

void add_draft(db::Write& tx, const Draft& draft);
std::optional<Draft> draft(db::Read& tx, std::string_view municipality, std::int64_t draft);
// Without their content, the latest first, at most `limit`.
std::vector<Draft> drafts(db::Read& tx, std::string_view municipality, int limit);

void add_edition(db::Write& tx, const Edition& edition);
// With errata and withdrawal.
std::optional<Edition> edition(db::Read& tx, std::string_view municipality, std::string_view plan,
                               int number);
// The same without contents, of editions and of errata; the latest first.
std::vector<Edition> editions(db::Read& tx, std::string_view municipality, std::string_view plan);
std::vector<Edition> editions(db::Read& tx, std::string_view municipality);
int last_number(db::Read& tx, std::string_view municipality, std::string_view plan);
std::vector<base::Instant> moments_from(db::Read& tx, base::Instant now);

void add_erratum(db::Write& tx, const Edition& edition, const Erratum& erratum);
std::vector<Erratum> errata(db::Read& tx, std::string_view municipality, std::string_view plan,
                            int number);
void add_withdrawal(db::Write& tx, const Proposal& proposal, base::Instant at, std::int64_t deed);

void add_proposal(db::Write& tx, const Proposal& proposal);
void end_proposal(db::Write& tx, const Proposal& proposal, std::string_view outcome,
                  std::int64_t person, base::Instant at, std::int64_t deed);
std::optional<Proposal> proposal(db::Read& tx, std::string_view municipality,
                                 std::int64_t proposal);
std::vector<Proposal> waiting(db::Read& tx, std::string_view municipality);

// For verify: every municipality that has editions or keys.
std::vector<std::string> municipalities(db::Read& tx);

}  // namespace edition::store
