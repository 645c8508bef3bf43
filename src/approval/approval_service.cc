// Load, decide, save: one deed in the history for every signature.
#include "approval/approval_service.h"

#include <algorithm>

#include "approval/approval_store.h"
#include "base/japanese_text.h"
#include "history/history.h"

namespace approval {
namespace {

constexpr int kListMax = 200;

void keep_deed(db::Write& tx, const base::Actor& actor, const Approval& approval,
               std::string_view kind, std::string_view reason,
               std::optional<history::DeedId> number = {}) {
  history::write(tx, actor,
                 {.kind = std::string(kind),
                  .municipality = approval.municipality,
                  .subject_kind = "approval",
                  .subject_key = std::to_string(approval.approval),
                  .reason = std::string(reason),
                  .payload_json = "",
                  .retention = history::Retention::permanent,
                  .number = number});
}

base::Actor actor_of(const staff::Who& who, const staff::PostHeld& held) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = who.person;
  actor.post = staff::in_db(held.post);
  actor.body = who.body;
  actor.municipality = who.municipality;
  return actor;
}

base::Result<void> check_comment(std::string_view comment, bool needed) {
  if (needed && base::is_blank(comment)) return base::refuse(comment_missing);
  if (!base::check_text(comment, base::Lines::many, kCommentCharactersMax))
    return base::refuse(comment_too_long, {{"max", std::to_string(kCommentCharactersMax)}});
  return {};
}

// Signs or sends back the open step.
base::Result<Approval> settle(db::Write& tx, const staff::Who& who, std::int64_t number,
                              std::string_view comment, Outcome outcome) {
  auto paper = find(tx, who.municipality, number);
  if (!paper) return paper;
  const auto held = signing_post(*paper, who);
  if (!held) return std::unexpected(held.error());
  if (const auto fit = check_comment(comment, outcome == Outcome::returned); !fit)
    return std::unexpected(fit.error());
  Step step = *open_step(*paper);
  step.signed_by = who.person;
  step.deputy_for = held->deputy_for;
  step.outcome = outcome;
  step.comment = comment;
  step.signed_at = tx.recorded_at();
  if (!store::sign(tx, *paper, step)) return base::refuse(signed_meanwhile);
  const bool closes = outcome == Outcome::returned || step.kind == StepKind::decide;
  const State state = outcome == Outcome::returned ? State::returned : State::approved;
  if (closes && !store::close(tx, *paper, state, "")) return base::refuse(signed_meanwhile);
  keep_deed(tx, actor_of(who, *held), *paper,
            outcome == Outcome::returned ? "approval.send_back" : "approval.sign", comment);
  return find(tx, who.municipality, number);
}

template <class Fits>
std::vector<Approval> chosen(db::Read& tx, const staff::Who& who,
                             const std::vector<std::int64_t>& numbers, Fits fits) {
  std::vector<Approval> papers;
  for (const std::int64_t number : numbers) {
    auto paper = store::find(tx, who.municipality, number);
    if (paper && fits(*paper)) papers.push_back(*std::move(paper));
  }
  return papers;
}

bool signed_by(const Approval& paper, std::int64_t person) {
  return std::ranges::any_of(paper.steps,
                             [&](const Step& step) { return step.signed_by == person; });
}

}  // namespace

base::Result<std::int64_t> begin(db::Write& tx, const base::Actor& actor,
                                 const NewApproval& wanted) {
  if (const auto fit = check_new(wanted); !fit) return std::unexpected(fit.error());
  const auto latest =
      latest_of_subject(tx, actor.municipality, wanted.subject_kind, wanted.subject_key);
  if (latest && latest->state == State::open) return base::refuse(open_already);
  Approval paper;
  paper.municipality = actor.municipality;
  paper.approval = tx.new_id();
  paper.subject_kind = wanted.subject_kind;
  paper.subject_key = wanted.subject_key;
  paper.title = wanted.title;
  paper.text = wanted.text;
  paper.body = actor.body;
  paper.drafted_by = actor.id;
  paper.drafted_post = actor.post;
  paper.drafted_at = tx.recorded_at();
  for (const NewStep& step : wanted.route) {
    Step one;
    one.ordinal = static_cast<int>(paper.steps.size()) + 1;
    one.kind = step.kind;
    one.post = step.post;
    paper.steps.push_back(one);
  }
  const history::DeedId deed{tx.new_id()};
  keep_deed(tx, actor, paper, "approval.begin", wanted.title, deed);
  store::add(tx, paper, deed.value);
  return paper.approval;
}

base::Result<Approval> sign(db::Write& tx, const staff::Who& who, std::int64_t approval,
                            std::string_view comment) {
  return settle(tx, who, approval, comment, Outcome::signed_off);
}

base::Result<Approval> send_back(db::Write& tx, const staff::Who& who, std::int64_t approval,
                                 std::string_view comment) {
  return settle(tx, who, approval, comment, Outcome::returned);
}

base::Result<Approval> withdraw(db::Write& tx, const base::Actor& actor, std::int64_t approval,
                                std::string_view comment) {
  auto paper = find(tx, actor.municipality, approval);
  if (!paper) return paper;
  if (paper->state != State::open) return base::refuse(not_open);
  if (paper->drafted_by != actor.id) return base::refuse(not_the_drafter);
  if (const auto fit = check_comment(comment, true); !fit) return std::unexpected(fit.error());
  if (!store::close(tx, *paper, State::withdrawn, comment)) return base::refuse(signed_meanwhile);
  keep_deed(tx, actor, *paper, "approval.withdraw", comment);
  return find(tx, actor.municipality, approval);
}

base::Result<Approval> look_after(db::Write& tx, const base::Actor& actor, std::int64_t approval) {
  auto paper = find(tx, actor.municipality, approval);
  if (!paper) return paper;
  const Step* step = to_look_after(*paper, actor.id);
  if (step == nullptr || !store::look_after(tx, *paper, *step))
    return base::refuse(nothing_to_look_after);
  keep_deed(tx, actor, *paper, "approval.look_after", "");
  return find(tx, actor.municipality, approval);
}

base::Result<Approval> find(db::Read& tx, std::string_view municipality, std::int64_t approval) {
  auto paper = store::find(tx, municipality, approval);
  if (!paper) return base::refuse(unknown_approval);
  return *std::move(paper);
}

std::optional<Approval> latest_of_subject(db::Read& tx, std::string_view municipality,
                                          std::string_view subject_kind,
                                          std::string_view subject_key) {
  const auto number = store::latest_of_subject(tx, municipality, subject_kind, subject_key);
  return number ? store::find(tx, municipality, *number) : std::nullopt;
}

std::vector<Approval> waiting_for(db::Read& tx, const staff::Who& who) {
  auto papers = chosen(tx, who, store::of_state(tx, who.municipality, State::open, kListMax),
                       [&](const Approval& paper) {
                         return signing_post(paper, who).has_value() ||
                                to_look_after(paper, who.person) != nullptr;
                       });
  for (Approval& paper :
       chosen(tx, who, store::closed(tx, who.municipality, kListMax),
              [&](const Approval& one) { return to_look_after(one, who.person) != nullptr; }))
    papers.push_back(std::move(paper));
  return papers;
}

std::vector<Approval> drafted_by(db::Read& tx, const staff::Who& who) {
  return chosen(tx, who, store::of_state(tx, who.municipality, State::open, kListMax),
                [&](const Approval& paper) { return paper.drafted_by == who.person; });
}

std::vector<Approval> done_with(db::Read& tx, const staff::Who& who) {
  return chosen(tx, who, store::closed(tx, who.municipality, kListMax), [&](const Approval& paper) {
    return paper.drafted_by == who.person || signed_by(paper, who.person);
  });
}

}  // namespace approval
