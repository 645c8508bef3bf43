// Statements, each above its one function. What was true at a moment is the latest version recorded
// up to it.
#include "planning/planning_store.h"

#include "planning/line_json.h"

namespace planning::store {

constexpr db::Statement kSlugOfAny{"planning.slug_of_any",
                                   "SELECT count(*) AS drafts FROM plan_draft WHERE draft = ?1"};
bool is_slug_of_any(db::Read& tx, std::string_view slug) {
  return tx.one<std::int64_t>(
               kSlugOfAny, [](db::Row& row) { return row.integer("drafts"); }, slug)
             .value_or(0) > 0;
}

constexpr db::Statement kAddDraft{
    "planning.add_draft",
    "INSERT INTO plan_draft (municipality, draft, predecessor, state, adoptions, edits, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)"};
constexpr db::Statement kAddStep{
    "planning.add_step",
    "INSERT INTO plan_draft_step (municipality, draft, step, state, deed, recorded_at, person) "
    "SELECT ?1, ?2, coalesce(max(step), 0) + 1, ?3, ?4, ?5, ?6 FROM plan_draft_step "
    "WHERE municipality = ?1 AND draft = ?2"};
void add_draft(db::Write& tx, const Written& written, const Head& head, State state,
               int adoptions) {
  tx.run(kAddDraft, written.municipality, written.draft, head.predecessor, in_db(state), adoptions,
         written.deed);
  append_head(tx, written, head, 1);
  tx.run(kAddStep, written.municipality, written.draft, in_db(state), written.deed,
         written.at.microseconds, written.person);
}

constexpr db::Statement kAppendHead{
    "planning.append_head",
    "INSERT INTO plan_draft_version (municipality, draft, version, title, period, from_year, "
    "to_year, levels, deed, recorded_at, person) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"};
void append_head(db::Write& tx, const Written& written, const Head& head, int version) {
  tx.run(kAppendHead, written.municipality, written.draft, version, head.title, head.period,
         head.from, head.to, levels_json(head.levels), written.deed, written.at.microseconds,
         written.person);
}

constexpr db::Statement kEnter{
    "planning.enter",
    "UPDATE plan_draft SET edits = edits + 1 WHERE municipality = ?1 AND draft = ?2"};
bool enter(db::Write& tx, std::string_view municipality, std::string_view draft) {
  return tx.run(kEnter, municipality, draft) == 1;
}

constexpr db::Statement kMoveState{"planning.move_state",
                                   "UPDATE plan_draft SET state = ?4, adoptions = adoptions + ?5 "
                                   "WHERE municipality = ?1 AND draft = ?2 AND state = ?3"};
bool move_state(db::Write& tx, const Written& written, State from, State to, bool is_adoption) {
  if (tx.run(kMoveState, written.municipality, written.draft, in_db(from), in_db(to),
             is_adoption ? 1 : 0) != 1)
    return false;
  tx.run(kAddStep, written.municipality, written.draft, in_db(to), written.deed,
         written.at.microseconds, written.person);
  return true;
}

constexpr db::Statement kDrafts{
    "planning.drafts",
    "SELECT d.draft AS draft, d.state AS state, d.adoptions AS adoptions, v.title AS title, "
    "v.period AS period, "
    "(SELECT count(*) FROM draft_line l WHERE l.municipality = d.municipality "
    "AND l.draft = d.draft) AS lines, "
    "(SELECT max(s.recorded_at) FROM draft_line_version s WHERE s.municipality = d.municipality "
    "AND s.draft = d.draft) AS line_at, v.recorded_at AS head_at "
    "FROM plan_draft d JOIN plan_draft_version v ON v.municipality = d.municipality "
    "AND v.draft = d.draft AND v.version = (SELECT max(w.version) FROM plan_draft_version w "
    "WHERE w.municipality = d.municipality AND w.draft = d.draft) "
    "WHERE d.municipality = ?1 ORDER BY d.draft"};
std::vector<Listed> drafts(db::Read& tx, std::string_view municipality) {
  return tx.list<Listed>(
      kDrafts,
      [](db::Row& row) {
        Listed listed;
        listed.slug = row.text("draft");
        listed.state = state_from(row.view("state"));
        listed.adoptions = static_cast<int>(row.integer("adoptions"));
        listed.title = row.text("title");
        listed.period = row.text("period");
        listed.lines = static_cast<int>(row.integer("lines"));
        const auto line_at = row.maybe_integer("line_at").value_or(0);
        listed.changed_at = {std::max(line_at, row.integer("head_at"))};
        return listed;
      },
      municipality);
}

constexpr db::Statement kDraft{
    "planning.draft",
    "SELECT d.predecessor AS predecessor, d.state AS state, d.adoptions AS adoptions, "
    "v.title AS title, v.period AS period, v.from_year AS from_year, v.to_year AS to_year, "
    "v.levels AS levels FROM plan_draft d JOIN plan_draft_version v "
    "ON v.municipality = d.municipality AND v.draft = d.draft "
    "AND v.version = (SELECT max(w.version) FROM plan_draft_version w "
    "WHERE w.municipality = d.municipality AND w.draft = d.draft "
    "AND (w.recorded_at <= ?3 OR w.version = 1)) "
    "WHERE d.municipality = ?1 AND d.draft = ?2"};
constexpr db::Statement kLines{
    "planning.lines",
    "SELECT l.line AS line, l.kind AS kind, l.carried_plan AS carried_plan, "
    "l.carried_row AS carried_row, l.plan_key AS plan_key, v.version AS version, "
    "v.parent AS parent, v.ordinal AS ordinal, v.number AS number, v.title AS title, "
    "v.ended AS ended, v.content AS content, v.deed AS deed, v.recorded_at AS recorded_at, "
    "v.person AS person FROM draft_line l JOIN draft_line_version v "
    "ON v.municipality = l.municipality AND v.draft = l.draft AND v.line = l.line "
    "AND v.version = (SELECT max(w.version) FROM draft_line_version w "
    "WHERE w.municipality = l.municipality AND w.draft = l.draft AND w.line = l.line "
    "AND w.recorded_at <= ?3) "
    "WHERE l.municipality = ?1 AND l.draft = ?2 ORDER BY l.line"};
constexpr db::Statement kNumbers{
    "planning.numbers",
    "SELECT DISTINCT number, line FROM draft_line_version WHERE municipality = ?1 "
    "AND draft = ?2 AND number IS NOT NULL ORDER BY line, number"};

namespace {

std::optional<int> maybe_whole(db::Row& row, std::string_view column) {
  const auto value = row.maybe_integer(column);
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

Line to_line(db::Row& row) {
  Line line;
  line.line = static_cast<int>(row.integer("line"));
  line.kind = kind_from(row.view("kind"));
  line.carried_plan = row.maybe_text("carried_plan");
  line.carried_row = row.maybe_text("carried_row");
  line.plan_key = row.maybe_text("plan_key");
  line.version = static_cast<int>(row.integer("version"));
  line.parent = maybe_whole(row, "parent");
  line.ordinal = static_cast<int>(row.integer("ordinal"));
  line.number = row.maybe_text("number");
  line.title = row.text("title");
  line.ended = row.maybe_text("ended");
  read_content(row.view("content"), line);
  line.deed = row.integer("deed");
  line.recorded_at = {row.integer("recorded_at")};
  line.person = row.integer("person");
  return line;
}

}  // namespace

std::optional<Draft> draft(db::Read& tx, std::string_view municipality, std::string_view slug,
                           base::Instant at) {
  auto found = tx.one<Draft>(
      kDraft,
      [&](db::Row& row) {
        Draft read;
        read.head.municipality = municipality;
        read.head.slug = slug;
        read.head.predecessor = row.maybe_text("predecessor");
        read.state = state_from(row.view("state"));
        read.adoptions = static_cast<int>(row.integer("adoptions"));
        read.head.title = row.text("title");
        read.head.period = row.text("period");
        read.head.from = static_cast<int>(row.integer("from_year"));
        read.head.to = static_cast<int>(row.integer("to_year"));
        read.head.levels = read_levels(row.view("levels"));
        return read;
      },
      municipality, slug, at.microseconds);
  if (!found) return found;
  found->lines = tx.list<Line>(kLines, to_line, municipality, slug, at.microseconds);
  found->numbers = tx.list<GivenNumber>(
      kNumbers,
      [](db::Row& row) {
        GivenNumber given;
        given.number = row.text("number");
        given.line = static_cast<int>(row.integer("line"));
        return given;
      },
      municipality, slug);
  return found;
}

constexpr db::Statement kHeadVersion{
    "planning.head_version",
    "SELECT coalesce(max(version), 0) AS version FROM plan_draft_version "
    "WHERE municipality = ?1 AND draft = ?2"};
int head_version(db::Read& tx, std::string_view municipality, std::string_view slug) {
  return tx
      .one<int>(
          kHeadVersion, [](db::Row& row) { return static_cast<int>(row.integer("version")); },
          municipality, slug)
      .value_or(0);
}

constexpr db::Statement kSteps{"planning.steps",
                               "SELECT step, state, deed, recorded_at, person FROM plan_draft_step "
                               "WHERE municipality = ?1 AND draft = ?2 ORDER BY step"};
std::vector<DraftStep> steps(db::Read& tx, std::string_view municipality, std::string_view slug) {
  return tx.list<DraftStep>(
      kSteps,
      [](db::Row& row) {
        DraftStep step;
        step.step = static_cast<int>(row.integer("step"));
        step.state = state_from(row.view("state"));
        step.deed = row.integer("deed");
        step.at = {row.integer("recorded_at")};
        step.person = row.integer("person");
        return step;
      },
      municipality, slug);
}

constexpr db::Statement kAddLine{
    "planning.add_line",
    "INSERT INTO draft_line (municipality, draft, line, kind, carried_plan, carried_row, plan_key) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
void add_line(db::Write& tx, const Written& written, const Line& line) {
  tx.run(kAddLine, written.municipality, written.draft, line.line, in_db(line.kind),
         line.carried_plan, line.carried_row, line.plan_key);
}

constexpr db::Statement kAppendLine{
    "planning.append_line",
    "INSERT INTO draft_line_version (municipality, draft, line, version, parent, ordinal, number, "
    "title, ended, content, deed, recorded_at, person) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"};
void append_line(db::Write& tx, const Written& written, const Line& line, int version) {
  tx.run(kAppendLine, written.municipality, written.draft, line.line, version, line.parent,
         line.ordinal, line.number, line.title, line.ended, content_json(line), written.deed,
         written.at.microseconds, written.person);
}

constexpr db::Statement kSetPlanKey{
    "planning.set_plan_key",
    "UPDATE draft_line SET plan_key = ?4 WHERE municipality = ?1 AND draft = ?2 AND line = ?3 "
    "AND plan_key IS NULL"};
void set_plan_key(db::Write& tx, const Written& written, int line, std::string_view key) {
  tx.run(kSetPlanKey, written.municipality, written.draft, line, key);
}

constexpr db::Statement kVersions{
    "planning.versions",
    "SELECT l.line AS line, l.kind AS kind, l.carried_plan AS carried_plan, "
    "l.carried_row AS carried_row, l.plan_key AS plan_key, v.version AS version, "
    "v.parent AS parent, v.ordinal AS ordinal, v.number AS number, v.title AS title, "
    "v.ended AS ended, v.content AS content, v.deed AS deed, v.recorded_at AS recorded_at, "
    "v.person AS person FROM draft_line l JOIN draft_line_version v "
    "ON v.municipality = l.municipality AND v.draft = l.draft AND v.line = l.line "
    "WHERE l.municipality = ?1 AND l.draft = ?2 AND l.line = ?3 ORDER BY v.version DESC"};
std::vector<Line> versions(db::Read& tx, std::string_view municipality, std::string_view draft,
                           int line) {
  return tx.list<Line>(kVersions, to_line, municipality, draft, line);
}

constexpr db::Statement kLinesOfDeed{
    "planning.lines_of_deed",
    "SELECT line FROM draft_line_version WHERE municipality = ?1 AND draft = ?2 AND deed = ?3 "
    "ORDER BY line"};
std::vector<int> lines_of_deed(db::Read& tx, std::string_view municipality, std::string_view draft,
                               std::int64_t deed) {
  return tx.list<int>(
      kLinesOfDeed, [](db::Row& row) { return static_cast<int>(row.integer("line")); },
      municipality, draft, deed);
}

constexpr db::Statement kAddComment{
    "planning.add_comment",
    "INSERT INTO draft_comment (municipality, draft, comment, line, text, deed, recorded_at, "
    "person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
void add_comment(db::Write& tx, const Written& written, const Comment& comment) {
  tx.run(kAddComment, written.municipality, written.draft, comment.comment, comment.line,
         comment.text, written.deed, written.at.microseconds, written.person);
}

constexpr db::Statement kAnswerComment{
    "planning.answer_comment",
    "UPDATE draft_comment SET answer = ?4, answered_deed = ?5, answered_at = ?6, "
    "answered_by = ?7 WHERE municipality = ?1 AND draft = ?2 AND comment = ?3 "
    "AND answered_at IS NULL"};
bool answer_comment(db::Write& tx, const Written& written, std::int64_t comment,
                    std::string_view answer) {
  return tx.run(kAnswerComment, written.municipality, written.draft, comment, answer, written.deed,
                written.at.microseconds, written.person) == 1;
}

constexpr db::Statement kComments{
    "planning.comments",
    "SELECT comment, line, text, recorded_at, person, answer, answered_at, answered_by "
    "FROM draft_comment WHERE municipality = ?1 AND draft = ?2 ORDER BY recorded_at, comment"};
std::vector<Comment> comments(db::Read& tx, std::string_view municipality, std::string_view draft) {
  return tx.list<Comment>(
      kComments,
      [](db::Row& row) {
        Comment comment;
        comment.comment = row.integer("comment");
        comment.line = static_cast<int>(row.integer("line"));
        comment.text = row.text("text");
        comment.at = {row.integer("recorded_at")};
        comment.person = row.integer("person");
        comment.answer = row.maybe_text("answer");
        if (const auto at = row.maybe_integer("answered_at"))
          comment.answered_at = base::Instant{*at};
        comment.answered_by = row.maybe_integer("answered_by").value_or(0);
        return comment;
      },
      municipality, draft);
}

}  // namespace planning::store
