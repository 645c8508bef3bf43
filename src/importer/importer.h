// 取込: a table of another place on its way into the plans. It begins as a draft that keeps the
// file and what the officer said about it; taken over (committed) it is part of a plan, each cell
// with its place in the file; undone, it is out again. A corrected file is a further import that
// says which one it corrects.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "importer/understanding.h"

namespace importer {

using ImportId = base::Id<struct ImportTag>;

inline constexpr base::RefusalKind unknown_import{"importer.unknown_import", 404};
inline constexpr base::RefusalKind no_file_chosen{"importer.no_file_chosen", 400};
inline constexpr base::RefusalKind nothing_pasted{"importer.nothing_pasted", 400};
inline constexpr base::RefusalKind file_and_paste{"importer.file_and_paste", 400};
inline constexpr base::RefusalKind name_unfit{"importer.name_unfit", 400};
inline constexpr base::RefusalKind file_missing{"importer.file_missing", 500};
inline constexpr base::RefusalKind not_a_draft{"importer.not_a_draft", 409};
inline constexpr base::RefusalKind draft_changed{"importer.draft_changed", 409};
inline constexpr base::RefusalKind unknown_table{"importer.unknown_table", 400};
inline constexpr base::RefusalKind choice_unfit{"importer.choice_unfit", 400};
inline constexpr base::RefusalKind slug_unfit{"importer.slug_unfit", 400};
inline constexpr base::RefusalKind slug_in_use{"importer.slug_in_use", 409};
inline constexpr base::RefusalKind title_missing{"importer.title_missing", 400};
inline constexpr base::RefusalKind text_too_long{"importer.text_too_long", 400};
inline constexpr base::RefusalKind years_unfit{"importer.years_unfit", 400};
inline constexpr base::RefusalKind plan_unknown{"importer.plan_unknown", 400};
inline constexpr base::RefusalKind plan_changed{"importer.plan_changed", 409};
inline constexpr base::RefusalKind public_not_confirmed{"importer.public_not_confirmed", 400};
inline constexpr base::RefusalKind nothing_matches{"importer.nothing_matches", 409};
inline constexpr base::RefusalKind nothing_differs{"importer.nothing_differs", 409};
inline constexpr base::RefusalKind not_committed{"importer.not_committed", 409};
inline constexpr base::RefusalKind corrected_already{"importer.corrected_already", 409};
inline constexpr base::RefusalKind changed_since{"importer.changed_since", 409};
// What people did with the plan afterwards hinders an undo: each says how much of it there is.
inline constexpr base::RefusalKind later_calls{"importer.later_calls", 409};
inline constexpr base::RefusalKind later_reviews{"importer.later_reviews", 409};
inline constexpr base::RefusalKind later_ratings{"importer.later_ratings", 409};
inline constexpr base::RefusalKind later_releases{"importer.later_releases", 409};
inline constexpr base::RefusalKind later_readings{"importer.later_readings", 409};
inline constexpr base::RefusalKind later_declarations{"importer.later_declarations", 409};
inline constexpr base::RefusalKind later_figures{"importer.later_figures", 409};
inline constexpr base::RefusalKind later_targets{"importer.later_targets", 409};
inline constexpr base::RefusalKind later_drafts{"importer.later_drafts", 409};
inline constexpr base::RefusalKind reason_missing{"importer.reason_missing", 400};
inline constexpr base::RefusalKind no_such_cell{"importer.no_such_cell", 404};

// In the order in which the rules check.
inline constexpr const base::RefusalKind* kRefusals[] = {
    &unknown_import,     &no_file_chosen,       &nothing_pasted,  &file_and_paste,
    &name_unfit,         &file_missing,         &not_a_draft,     &draft_changed,
    &unknown_table,      &choice_unfit,         &slug_unfit,      &slug_in_use,
    &title_missing,      &text_too_long,        &years_unfit,     &plan_unknown,
    &plan_changed,       &public_not_confirmed, &nothing_matches, &nothing_differs,
    &not_committed,      &corrected_already,    &changed_since,   &later_calls,
    &later_reviews,      &later_ratings,        &later_releases,  &later_readings,
    &later_declarations, &later_figures,        &later_targets,   &later_drafts,
    &reason_missing,     &no_such_cell};

inline constexpr std::size_t kNameCharactersMax = 180;
inline constexpr std::size_t kTextCharactersMax = 200;
inline constexpr std::size_t kReasonCharactersMax = 500;
inline constexpr int kFirstYear = 1950;
inline constexpr int kLastYear = 2100;
inline constexpr int kPeriodYearsMax = 30;

enum class State { draft, committed, undone, dropped };
// new_plan: the table becomes a plan of its own. later_year: its columns are added to a plan that
// is here (次年度の表を足す).
enum class Target { new_plan, later_year };
std::string_view in_db(State state);
std::optional<State> state_from(std::string_view code);
std::string_view in_db(Target target);
std::optional<Target> target_from(std::string_view code);

// What the table does not say itself.
struct Wanted {
  Target target = Target::new_plan;
  std::string plan;  // its slug
  std::string title;
  plan::PlanKind kind = plan::PlanKind::plan;
  int from = 0;  // fiscal years
  int to = 0;
  std::string source_title;  // of the document the table stands in
  bool operator==(const Wanted&) const = default;
};

struct Import {
  ImportId id;
  std::string municipality;
  State state = State::draft;
  int version = 1;  // of the draft
  std::string name;
  std::string sha256;
  std::int64_t bytes = 0;
  bool pasted = false;
  int table = 0;
  Choices choices;
  Wanted wanted;
  std::optional<ImportId> corrects;
  std::int64_t person = 0;  // 0: the program itself
  std::string body;
  base::Instant made_at;
  base::Instant changed_at;
  std::int64_t deed = 0;
  std::optional<std::int64_t> committed_deed = {};
  std::optional<base::Instant> committed_at = {};
  // Of the plan: as it stood before, and as it stands with this import in it.
  std::optional<std::int64_t> before_deed = {};
  std::optional<std::int64_t> standing_deed = {};
  std::optional<std::int64_t> undone_deed = {};
  std::vector<std::string> columns_added = {};  // to a plan that was here
};

// Of a plan that is made here. Refusals: slug_unfit, title_missing, text_too_long, years_unfit.
base::Result<void> check_wanted(const Wanted& wanted);
base::Result<void> check_reason(std::string_view reason);
// The name a file is kept under: as given, with an ending that no program runs.
base::Result<std::string> kept_name(std::string_view name, sheet::FileKind kind);

// What a new draft wants, as far as the table tells.
Wanted guessed(const Understanding& understanding, std::string_view file_name);
// The table that looks most like one of programmes.
int best_table(const sheet::SourceFile& file);

Frame frame_of(const Import& one);

}  // namespace importer
