// A step is signed by a person; the post only says who may.
#include "approval/approval.h"

#include <algorithm>
#include <stdexcept>

#include "base/japanese_text.h"

namespace approval {
namespace {

bool may_sign(staff::Post post) {
  return staff::reach(post, staff::Deed::sign_approval) != staff::Reach::none;
}

// A post that reaches the own body alone has to be of the body whose paper it is.
bool reaches(const staff::PostHeld& held, const Approval& approval, const staff::Who& who) {
  return staff::reach(held.post, staff::Deed::sign_approval) == staff::Reach::municipality ||
         who.body == approval.body;
}

}  // namespace

base::Result<void> check_new(const NewApproval& wanted) {
  if (base::is_blank(wanted.title)) return base::refuse(title_missing);
  if (!base::check_text(wanted.title, base::Lines::one, kTitleCharactersMax))
    return base::refuse(title_too_long, {{"max", std::to_string(kTitleCharactersMax)}});
  if (!base::check_text(wanted.text, base::Lines::many, kTextCharactersMax))
    return base::refuse(text_too_long, {{"max", std::to_string(kTextCharactersMax)}});
  if (wanted.route.empty()) return base::refuse(route_empty);
  if (wanted.route.size() > kStepsMax)
    return base::refuse(route_too_long, {{"max", std::to_string(kStepsMax)}});
  const auto decides = [](const NewStep& step) { return step.kind == StepKind::decide; };
  if (std::ranges::count_if(wanted.route, decides) != 1 || !decides(wanted.route.back()))
    return base::refuse(route_not_decided);
  if (!std::ranges::all_of(wanted.route, may_sign, &NewStep::post))
    return base::refuse(post_cannot_sign);
  return {};
}

const Step* open_step(const Approval& approval) {
  if (approval.state != State::open) return nullptr;
  const auto open =
      std::ranges::find_if(approval.steps, [](const Step& step) { return !step.outcome; });
  return open == approval.steps.end() ? nullptr : &*open;
}

base::Result<staff::PostHeld> signing_post(const Approval& approval, const staff::Who& who) {
  const Step* step = open_step(approval);
  if (step == nullptr) return base::refuse(not_open);
  if (who.person == approval.drafted_by) return base::refuse(drafter_signs);
  if (std::ranges::any_of(approval.steps,
                          [&](const Step& one) { return one.signed_by == who.person; }))
    return base::refuse(signs_twice);
  const staff::PostHeld* best = nullptr;
  for (const staff::PostHeld& held : who.posts) {
    if (held.post != step->post || !reaches(held, approval, who)) continue;
    if (held.deputy_for == approval.drafted_by) continue;  // nobody signs the own draft by another
    if (best == nullptr || !held.deputy_for) best = &held;
  }
  if (best != nullptr) return *best;
  return base::refuse(post_not_held, {{"post", std::string(staff::in_db(step->post))}});
}

const Step* to_look_after(const Approval& approval, std::int64_t person) {
  const auto found = std::ranges::find_if(approval.steps, [&](const Step& step) {
    return step.deputy_for == person && !step.looked_after_at;
  });
  return found == approval.steps.end() ? nullptr : &*found;
}

std::string_view in_db(State state) {
  switch (state) {
    case State::open:
      return "open";
    case State::approved:
      return "approved";
    case State::returned:
      return "returned";
    case State::withdrawn:
      return "withdrawn";
  }
  throw std::logic_error("approval: unknown state");
}

std::optional<State> state_from(std::string_view code) {
  for (const State state : {State::open, State::approved, State::returned, State::withdrawn})
    if (in_db(state) == code) return state;
  return std::nullopt;
}

std::string_view in_db(StepKind kind) {
  return kind == StepKind::decide ? "decide" : "co_sign";
}

std::string_view in_db(Outcome outcome) {
  return outcome == Outcome::signed_off ? "signed" : "returned";
}

}  // namespace approval
