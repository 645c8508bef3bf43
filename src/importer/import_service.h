// What people do with imports: begin one with a file or a pasted table, correct what was
// understood, look at what would become of it, take it over, undo it, bring a corrected file. Each
// is one deed. Reading a file happens before a transaction, never inside; a draft keeps everything
// that was said about it, so that nothing is lost with a session.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "db/finding.h"
#include "importer/importer.h"
#include "importer/importer_store.h"
#include "importer/kept_file.h"
#include "importer/merging.h"
#include "paper/paper_folder.h"

namespace importer {

// Where imports are kept: the rows and the contents.
struct Shop {
  db::Database& database;
  const paper::Folder& folder;
};

struct Sent {
  std::string_view name;  // of the file; of a pasted table what it is to be called
  std::string_view bytes;
  bool pasted = false;
  std::optional<ImportId> corrects = {};
  std::string_view command_id = {};
};
// Refusals: those of the permission, paper::none_taken_here, no_file_chosen, nothing_pasted,
// name_unfit, those of sheet::read_source; of what is corrected unknown_import, not_committed,
// corrected_already.
base::Result<ImportId> begin(const base::Actor& actor, const Shop& shop, const Sent& sent);

// Refusals: unknown_import.
base::Result<Import> find(db::Read& tx, std::string_view municipality, ImportId id);
inline constexpr int kImportsAtOnce = 50;
std::vector<Import> imports(db::Read& tx, std::string_view municipality, ImportId before = {});

// What is corrected, as far as given; the rest stays.
struct Correction {
  std::optional<int> table = {};
  std::optional<Choices> choices = {};
  std::optional<Wanted> wanted = {};
};
// Gives the draft as it stands then. Refusals: those of the permission, unknown_import,
// not_a_draft, draft_changed.
base::Result<Import> correct(const base::Actor& actor, const Shop& shop, ImportId id,
                             int seen_version, const Correction& correction);

// What taking it over would do, against the plans as they stand.
struct Proposed {
  Import draft;
  KeptTable kept;
  Proposal proposal;
  std::int64_t standing = 0;  // the deed of the plan it goes into; 0: a plan of its own
  bool is_public = false;     // that plan
  int cells = 0;              // of the table that go into the plan
};
// Refusals: unknown_import, those of kept_table, make_plan and check_wanted, slug_in_use,
// plan_unknown, plan_changed (of a correction: something else was done to the plan since),
// nothing_matches.
base::Result<Proposed> propose(const base::Actor& actor, const Shop& shop, ImportId id);
// The same before anything was kept, for who only looks. `draft` needs no number.
base::Result<Proposed> propose(const base::Actor& actor, db::Database& database,
                               const Import& draft, KeptTable kept);

struct Seen {
  int version = 0;            // of the draft
  std::int64_t standing = 0;  // of the plan
  bool publish = false;       // said: what is public already may be public
  std::string_view command_id = {};
};
struct Committed {
  std::int64_t deed = 0;
  std::string plan;
  int cells = 0;  // versions appended
};
// Refusals: those of propose, not_a_draft, draft_changed, plan_changed, public_not_confirmed,
// nothing_differs.
base::Result<Committed> commit(const base::Actor& actor, const Shop& shop, ImportId id,
                               const Seen& seen);

// Gives its deed. Refusals: unknown_import, not_committed, corrected_already, changed_since,
// later_… (what hangs on it), reason_missing, text_too_long.
base::Result<std::int64_t> undo(const base::Actor& actor, const Shop& shop, ImportId id,
                                std::string_view reason, std::string_view command_id = {});
// A draft that nobody wants. Refusals: unknown_import, not_a_draft.
base::Result<void> drop(const base::Actor& actor, const Shop& shop, ImportId id);

// What was kept from an earlier table with the same headers, as far as it says something else.
struct Offer {
  store::Mapping mapping;
  std::vector<ColumnChoice> columns;
};
std::optional<Offer> offered(db::Read& tx, const Import& draft, const Understanding& understanding);

// Every cell of every import against its file: text and address, cells without a place, contents
// that are not those of the import.
std::vector<db::Finding> verify(db::Database& database, const paper::Folder& folder);

}  // namespace importer
