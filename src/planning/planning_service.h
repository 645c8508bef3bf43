// What people do with a draft: make one, write its lines, let others comment on it, adopt it. Each
// is one deed with its reason in the history; undo is a further version with the older content.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "planning/carry.h"
#include "planning/line_fields.h"
#include "planning/tree.h"

namespace planning {

// Which draft, of the actor's own municipality.
struct Where {
  std::string_view municipality;
  std::string_view draft;
};

struct Listed {
  std::string slug;
  std::string title;
  std::string period;
  State state = State::draft;
  int adoptions = 0;
  int lines = 0;
  base::Instant changed_at = {};
};
std::vector<Listed> drafts(db::Read& tx, std::string_view municipality);

// Refusals: unknown_draft.
base::Result<Draft> open_draft(db::Read& tx, const Where& where);
// As it was at a moment.
base::Result<Draft> open_draft(db::Read& tx, const Where& where, base::Instant at);
std::vector<Line> versions(db::Read& tx, const Where& where, int line);
Known known(db::Read& tx, std::string_view municipality);

// The moment of the latest step into each state, and by whom.
struct DraftStep {
  int step = 0;
  State state = State::draft;
  std::int64_t deed = 0;
  base::Instant at = {};
  std::int64_t person = 0;
};
std::vector<DraftStep> steps(db::Read& tx, const Where& where);

struct NewDraft {
  std::string slug;
  std::string title;
  std::string period;  // 平成27～30年度
  std::vector<Level> levels = {};
};
// Refusals of all three: slug_unfit, slug_taken, draft_title_missing, years_unfit, levels_unfit.
base::Result<std::int64_t> create(const base::Actor& actor, db::Database& database,
                                  const NewDraft& wanted);
// With what the predecessor's reviews decided to come next. Refusals also: plan::unknown_plan.
base::Result<std::int64_t> create_from_predecessor(const base::Actor& actor, db::Database& database,
                                                   const NewDraft& wanted,
                                                   std::string_view predecessor);
// `file`: the text of a plan.json; its slug, title and period are taken where none are wanted.
// Refusals also: file_unfit (the first mistake).
base::Result<std::int64_t> create_from_file(const base::Actor& actor, db::Database& database,
                                            const NewDraft& wanted, std::string_view file);

// The lines a draft of this head would begin with if it were made from its predecessor today.
// Refusals: plan::unknown_plan.
base::Result<std::vector<Line>> carried_lines(const base::Actor& actor, db::Database& database,
                                              const Head& head);

// Title, period and names of the levels, which stay as many as they are. Refusals: unknown_draft,
// not_being_written, draft_title_missing, years_unfit, levels_unfit.
base::Result<std::int64_t> rename_draft(const base::Actor& actor, db::Database& database,
                                        const Where& where, const NewDraft& wanted);

struct Done {
  std::int64_t deed = 0;
  int line = 0;
};
// The steps of tree.h, each kept.
base::Result<Done> add(const base::Actor& actor, db::Database& database, const Where& where,
                       const NewLine& wanted);
base::Result<Done> move(const base::Actor& actor, db::Database& database, const Where& where,
                        int line, Step step);
base::Result<Done> place(const base::Actor& actor, db::Database& database, const Where& where,
                         int line, std::optional<int> parent);
base::Result<Done> end(const base::Actor& actor, db::Database& database, const Where& where,
                       int line, std::string_view reason);
base::Result<Done> restore(const base::Actor& actor, db::Database& database, const Where& where,
                           int line);
// `reason` is kept with the line that ends.
base::Result<Done> merge(const base::Actor& actor, db::Database& database, const Where& where,
                         int line, int into, std::string_view reason);
base::Result<Done> split(const base::Actor& actor, db::Database& database, const Where& where,
                         int line, std::string_view title,
                         const std::optional<std::string>& number);

struct Edited {
  std::int64_t deed = 0;  // 0: nothing was saved
  std::vector<WrongField> wrong = {};
  std::vector<Meeting> meetings = {};  // somebody else was faster, and where
  LineFields mine = {};                // with what they alone changed
  int version = 0;                     // of the line as it is now
};
// `based_on`: the version the form showed. Refusals: unknown_draft, not_being_written,
// unknown_line, unknown_version, line_ended.
base::Result<Edited> edit(const base::Actor& actor, db::Database& database, const Where& where,
                          int line, int based_on, const LineFields& typed);

// What a line said in an earlier version, as a further version; its place stays. Refusals:
// unknown_version, and those of a line's name.
base::Result<Done> bring_back(const base::Actor& actor, db::Database& database, const Where& where,
                              int line, int version);
// Undoes a whole deed: what it changed is again as before it, what it added ends with
// `undone_reason`. Refusals: unknown_version (no such deed in this draft), changed_since.
base::Result<Done> undo(const base::Actor& actor, db::Database& database, const Where& where,
                        std::int64_t deed, std::string_view undone_reason);

// One deed for many rows: lines to add below `parent`, and lines with other content. All or
// nothing. The lines were checked by bulk.h against the same draft.
struct PastedRow {
  std::optional<int> line = {};  // absent: to be added
  LineFields fields;
};
base::Result<Done> paste(const base::Actor& actor, db::Database& database, const Where& where,
                         std::optional<int> parent, const std::vector<PastedRow>& rows,
                         std::vector<std::pair<std::size_t, WrongField>>& wrong);

// ---- from hand to hand

struct Comment {
  std::int64_t comment = 0;
  int line = 0;
  std::string text;
  base::Instant at = {};
  std::int64_t person = 0;
  std::optional<std::string> answer = {};
  std::optional<base::Instant> answered_at = {};
  std::int64_t answered_by = 0;
};
std::vector<Comment> comments(db::Read& tx, const Where& where);
// Refusals: unknown_draft, not_in_review, unknown_line, comment_missing, text_too_long.
base::Result<std::int64_t> comment(const base::Actor& actor, db::Database& database,
                                   const Where& where, int line, std::string_view text);
// Refusals: unknown_draft, unknown_comment, answered_already, comment_missing.
base::Result<std::int64_t> answer(const base::Actor& actor, db::Database& database,
                                  const Where& where, std::int64_t comment, std::string_view text);

// draft → in_review → proposed; back to draft from everywhere (an adopted one is opened again for
// its revision). Refusals: unknown_draft, moved_already, no_rows, reason_missing (back to draft).
base::Result<std::int64_t> hand_on(const base::Actor& actor, db::Database& database,
                                   const Where& where, State from, State to,
                                   std::string_view reason);
// By another person than the one who proposed it. Refusals: unknown_draft, moved_already,
// asked_by_same_person, reason_missing, those of plan::adopt.
base::Result<std::int64_t> adopt(const base::Actor& actor, db::Database& database,
                                 const Where& where, std::string_view reason,
                                 std::string_view source_title, std::string_view ended_note);

}  // namespace planning
