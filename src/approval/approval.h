// 決裁: a paper on its way. It is drafted (起案), looked at by co-signers (合議) and decided
// (決裁), post by post in the order of the route; the drafter signs nothing, nobody signs twice,
// whatever their posts. A deputy signs for the person stood in for (代決), who looks at it later
// (後閲). What is decided on belongs to another room, which asks for the state when it needs it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "staff/permission.h"

namespace approval {

// In the order in which the rules check.
inline constexpr base::RefusalKind unknown_approval{"approval.unknown_approval", 404};
inline constexpr base::RefusalKind title_missing{"approval.title_missing", 400};
inline constexpr base::RefusalKind title_too_long{"approval.title_too_long", 400};
inline constexpr base::RefusalKind text_too_long{"approval.text_too_long", 400};
inline constexpr base::RefusalKind route_empty{"approval.route_empty", 400};
inline constexpr base::RefusalKind route_too_long{"approval.route_too_long", 400};
inline constexpr base::RefusalKind route_not_decided{"approval.route_not_decided", 400};
inline constexpr base::RefusalKind post_cannot_sign{"approval.post_cannot_sign", 400};
inline constexpr base::RefusalKind open_already{"approval.open_already", 409};
inline constexpr base::RefusalKind not_open{"approval.not_open", 409};
inline constexpr base::RefusalKind drafter_signs{"approval.drafter_signs", 409};
inline constexpr base::RefusalKind signs_twice{"approval.signs_twice", 409};
inline constexpr base::RefusalKind post_not_held{"approval.post_not_held", 403};
inline constexpr base::RefusalKind comment_missing{"approval.comment_missing", 400};
inline constexpr base::RefusalKind comment_too_long{"approval.comment_too_long", 400};
inline constexpr base::RefusalKind signed_meanwhile{"approval.signed_meanwhile", 409};
inline constexpr base::RefusalKind not_the_drafter{"approval.not_the_drafter", 403};
inline constexpr base::RefusalKind nothing_to_look_after{"approval.nothing_to_look_after", 409};

inline constexpr const base::RefusalKind* kRefusals[] = {
    &unknown_approval,  &title_missing,    &title_too_long,
    &text_too_long,     &route_empty,      &route_too_long,
    &route_not_decided, &post_cannot_sign, &open_already,
    &not_open,          &drafter_signs,    &signs_twice,
    &post_not_held,     &comment_missing,  &comment_too_long,
    &signed_meanwhile,  &not_the_drafter,  &nothing_to_look_after};

inline constexpr std::size_t kTitleCharactersMax = 100;
inline constexpr std::size_t kTextCharactersMax = 4000;
inline constexpr std::size_t kCommentCharactersMax = 500;
inline constexpr std::size_t kStepsMax = 8;

enum class State { open, approved, returned, withdrawn };
enum class StepKind { co_sign, decide };
enum class Outcome { signed_off, returned };

struct Step {
  int ordinal = 1;
  StepKind kind = StepKind::co_sign;
  staff::Post post = staff::Post::manager;
  std::optional<std::int64_t> signed_by = {};
  std::optional<std::int64_t> deputy_for = {};  // 代決
  std::optional<Outcome> outcome = {};
  std::string comment = {};
  std::optional<base::Instant> signed_at = {};
  std::optional<base::Instant> looked_after_at = {};  // 後閲
};

struct Approval {
  std::string municipality;
  std::int64_t approval = 0;
  std::string subject_kind;
  std::string subject_key;
  std::string title;
  std::string text;
  std::string body;  // whose paper it is: a post that reaches its own body has to be of it
  std::int64_t drafted_by = 0;
  std::string drafted_post;
  base::Instant drafted_at;
  State state = State::open;
  std::optional<base::Instant> closed_at = {};
  std::string comment = {};  // why it was withdrawn
  std::vector<Step> steps = {};
};

struct NewStep {
  StepKind kind = StepKind::co_sign;
  staff::Post post = staff::Post::manager;
};
struct NewApproval {
  std::string subject_kind;
  std::string subject_key;
  std::string title;
  std::string text;
  std::vector<NewStep> route;
};

// Refusals: title_missing … post_cannot_sign.
base::Result<void> check_new(const NewApproval& wanted);

// The step that waits; nullptr when none does.
const Step* open_step(const Approval& approval);

// The post in which somebody would sign the open step, the own one before one held as deputy.
// Refusals: not_open, drafter_signs, signs_twice, post_not_held.
base::Result<staff::PostHeld> signing_post(const Approval& approval, const staff::Who& who);

// A step that was signed for this person and not yet looked at.
const Step* to_look_after(const Approval& approval, std::int64_t person);

std::string_view in_db(State state);
std::string_view in_db(StepKind kind);
std::string_view in_db(Outcome outcome);
std::optional<State> state_from(std::string_view code);

}  // namespace approval
