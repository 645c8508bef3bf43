// Every statement on papers and their routes, each above its one function.
#include "approval/approval_store.h"

namespace approval::store {

constexpr db::Statement kAdd{
    "approval.add",
    "INSERT INTO approval (municipality, approval, subject_kind, subject_key, title, text, body, "
    "drafted_by, drafted_post, drafted_at, state, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'open', ?11)"};
constexpr db::Statement kAddStep{
    "approval.add_step",
    "INSERT INTO approval_step (municipality, approval, ordinal, kind, post) "
    "VALUES (?1, ?2, ?3, ?4, ?5)"};
constexpr db::Statement kFind{
    "approval.find",
    "SELECT subject_kind, subject_key, title, text, body, drafted_by, drafted_post, drafted_at, "
    "state, closed_at, comment FROM approval WHERE municipality = ?1 AND approval = ?2"};
constexpr db::Statement kSteps{
    "approval.steps",
    "SELECT ordinal, kind, post, signed_by, deputy_for, outcome, comment, signed_at, "
    "looked_after_at FROM approval_step WHERE municipality = ?1 AND approval = ?2 "
    "ORDER BY ordinal"};
constexpr db::Statement kLatestOfSubject{
    "approval.latest_of_subject",
    "SELECT approval FROM approval WHERE municipality = ?1 AND subject_kind = ?2 "
    "AND subject_key = ?3 ORDER BY approval DESC LIMIT 1"};
constexpr db::Statement kOfState{
    "approval.of_state",
    "SELECT approval FROM approval WHERE municipality = ?1 AND state = ?2 "
    "ORDER BY approval DESC LIMIT ?3"};
constexpr db::Statement kClosed{
    "approval.closed",
    "SELECT approval FROM approval WHERE municipality = ?1 AND state <> 'open' "
    "ORDER BY closed_at DESC, approval DESC LIMIT ?2"};
constexpr db::Statement kSign{
    "approval.sign",
    "UPDATE approval_step SET signed_by = ?4, deputy_for = ?5, outcome = ?6, comment = ?7, "
    "signed_at = ?8 WHERE municipality = ?1 AND approval = ?2 AND ordinal = ?3 "
    "AND outcome IS NULL"};
constexpr db::Statement kClose{"approval.close",
                               "UPDATE approval SET state = ?3, closed_at = ?4, comment = ?5 "
                               "WHERE municipality = ?1 AND approval = ?2 AND state = 'open'"};
constexpr db::Statement kLookAfter{
    "approval.look_after",
    "UPDATE approval_step SET looked_after_at = ?4 WHERE municipality = ?1 AND approval = ?2 "
    "AND ordinal = ?3 AND looked_after_at IS NULL"};

namespace {

std::optional<base::Instant> moment(db::Row& row, std::string_view column) {
  const auto at = row.maybe_integer(column);
  return at ? std::optional(base::Instant{*at}) : std::nullopt;
}

Step to_step(db::Row& row) {
  Step step;
  step.ordinal = static_cast<int>(row.integer("ordinal"));
  step.kind = row.view("kind") == in_db(StepKind::decide) ? StepKind::decide : StepKind::co_sign;
  step.post = staff::post_from(row.view("post")).value();
  step.signed_by = row.maybe_integer("signed_by");
  step.deputy_for = row.maybe_integer("deputy_for");
  if (const auto outcome = row.maybe_text("outcome"))
    step.outcome = *outcome == in_db(Outcome::returned) ? Outcome::returned : Outcome::signed_off;
  step.comment = row.maybe_text("comment").value_or("");
  step.signed_at = moment(row, "signed_at");
  step.looked_after_at = moment(row, "looked_after_at");
  return step;
}

std::int64_t number(db::Row& row) {
  return row.integer("approval");
}

}  // namespace

void add(db::Write& tx, const Approval& approval, std::int64_t deed) {
  tx.run(kAdd, approval.municipality, approval.approval, approval.subject_kind,
         approval.subject_key, approval.title, approval.text, approval.body, approval.drafted_by,
         approval.drafted_post, approval.drafted_at, deed);
  for (const Step& step : approval.steps)
    tx.run(kAddStep, approval.municipality, approval.approval, step.ordinal, in_db(step.kind),
           staff::in_db(step.post));
}

std::optional<Approval> find(db::Read& tx, std::string_view municipality, std::int64_t approval) {
  auto found = tx.one<Approval>(
      kFind,
      [&](db::Row& row) {
        Approval one;
        one.municipality = municipality;
        one.approval = approval;
        one.subject_kind = row.text("subject_kind");
        one.subject_key = row.text("subject_key");
        one.title = row.text("title");
        one.text = row.text("text");
        one.body = row.text("body");
        one.drafted_by = row.integer("drafted_by");
        one.drafted_post = row.text("drafted_post");
        one.drafted_at = {row.integer("drafted_at")};
        one.state = state_from(row.view("state")).value();
        one.closed_at = moment(row, "closed_at");
        one.comment = row.maybe_text("comment").value_or("");
        return one;
      },
      municipality, approval);
  if (found) found->steps = tx.list<Step>(kSteps, to_step, municipality, approval);
  return found;
}

std::optional<std::int64_t> latest_of_subject(db::Read& tx, std::string_view municipality,
                                              std::string_view subject_kind,
                                              std::string_view subject_key) {
  return tx.one<std::int64_t>(kLatestOfSubject, number, municipality, subject_kind, subject_key);
}

std::vector<std::int64_t> of_state(db::Read& tx, std::string_view municipality, State state,
                                   int limit) {
  return tx.list<std::int64_t>(kOfState, number, municipality, in_db(state), limit);
}

std::vector<std::int64_t> closed(db::Read& tx, std::string_view municipality, int limit) {
  return tx.list<std::int64_t>(kClosed, number, municipality, limit);
}

bool sign(db::Write& tx, const Approval& approval, const Step& step) {
  return tx.run(kSign, approval.municipality, approval.approval, step.ordinal, step.signed_by,
                step.deputy_for, in_db(step.outcome.value()), step.comment,
                step.signed_at.value()) == 1;
}

bool close(db::Write& tx, const Approval& approval, State state, std::string_view comment) {
  return tx.run(kClose, approval.municipality, approval.approval, in_db(state), tx.recorded_at(),
                comment) == 1;
}

bool look_after(db::Write& tx, const Approval& approval, const Step& step) {
  return tx.run(kLookAfter, approval.municipality, approval.approval, step.ordinal,
                tx.recorded_at()) == 1;
}

}  // namespace approval::store
