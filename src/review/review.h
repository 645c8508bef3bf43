// 点検: what was achieved in a year or a period, line by line: the rule proposes a mark, a person
// proposes one, another person decides with a reason, a third looks a second time; then what is to
// come next (今後の方向) and, in the next review, what became of it. Nothing that was said is ever
// overwritten. Two persons are two persons, whatever their posts.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"
#include "review/scale_rule.h"

namespace review {

// In the order in which the rules check.
inline constexpr base::RefusalKind unknown_review{"review.unknown_review", 404};
inline constexpr base::RefusalKind unknown_row{"review.unknown_row", 404};
inline constexpr base::RefusalKind years_outside{"review.years_outside", 400};
inline constexpr base::RefusalKind opened_already{"review.opened_already", 409};
inline constexpr base::RefusalKind review_closed{"review.review_closed", 409};
inline constexpr base::RefusalKind no_scale{"review.no_scale", 409};
inline constexpr base::RefusalKind mark_missing{"review.mark_missing", 400};
inline constexpr base::RefusalKind mark_unknown{"review.mark_unknown", 400};
inline constexpr base::RefusalKind nothing_proposed{"review.nothing_proposed", 409};
inline constexpr base::RefusalKind decides_own_proposal{"review.decides_own_proposal", 409};
inline constexpr base::RefusalKind nothing_decided{"review.nothing_decided", 409};
inline constexpr base::RefusalKind looks_at_own_decision{"review.looks_at_own_decision", 409};
inline constexpr base::RefusalKind reason_missing{"review.reason_missing", 400};
inline constexpr base::RefusalKind reason_too_long{"review.reason_too_long", 400};
inline constexpr base::RefusalKind nothing_typed{"review.nothing_typed", 400};
inline constexpr base::RefusalKind direction_unknown{"review.direction_unknown", 400};
inline constexpr base::RefusalKind action_text_missing{"review.action_text_missing", 400};
inline constexpr base::RefusalKind action_text_too_long{"review.action_text_too_long", 400};
inline constexpr base::RefusalKind owner_unknown{"review.owner_unknown", 400};
inline constexpr base::RefusalKind no_action_before{"review.no_action_before", 409};
inline constexpr base::RefusalKind outcome_unknown{"review.outcome_unknown", 400};
inline constexpr base::RefusalKind undecided_left{"review.undecided_left", 409};
inline constexpr base::RefusalKind not_approved{"review.not_approved", 409};
inline constexpr base::RefusalKind not_returned{"review.not_returned", 409};

inline constexpr const base::RefusalKind* kRefusals[] = {&rule_name_missing,
                                                         &rule_grades_missing,
                                                         &rule_mark_unfit,
                                                         &rule_mark_twice,
                                                         &rule_threshold_missing,
                                                         &rule_not_falling,
                                                         &rule_last_not_open,
                                                         &rule_condition_unknown,
                                                         &rule_condition_twice,
                                                         &rule_tolerance_negative,
                                                         &rule_line_unreadable,
                                                         &unknown_review,
                                                         &unknown_row,
                                                         &years_outside,
                                                         &opened_already,
                                                         &review_closed,
                                                         &no_scale,
                                                         &mark_missing,
                                                         &mark_unknown,
                                                         &nothing_proposed,
                                                         &decides_own_proposal,
                                                         &nothing_decided,
                                                         &looks_at_own_decision,
                                                         &reason_missing,
                                                         &reason_too_long,
                                                         &nothing_typed,
                                                         &direction_unknown,
                                                         &action_text_missing,
                                                         &action_text_too_long,
                                                         &owner_unknown,
                                                         &no_action_before,
                                                         &outcome_unknown,
                                                         &undecided_left,
                                                         &not_approved,
                                                         &not_returned};

inline constexpr std::size_t kReasonCharactersMax = 500;
inline constexpr std::size_t kActionCharactersMax = 1000;

enum class State { open, in_approval, closed };
enum class RatingKind { proposed, decided, second_look };
enum class NextDirection { go_on, improve, expand, shrink, merge, hand_over, complete, abolish };
enum class Followed { done, partly, not_done };

inline constexpr std::array kRatingKinds = {RatingKind::proposed, RatingKind::decided,
                                            RatingKind::second_look};
inline constexpr std::array kDirections = {NextDirection::go_on,    NextDirection::improve,
                                           NextDirection::expand,   NextDirection::shrink,
                                           NextDirection::merge,    NextDirection::hand_over,
                                           NextDirection::complete, NextDirection::abolish};
inline constexpr std::array kFollowed = {Followed::done, Followed::partly, Followed::not_done};

struct Review {
  std::string municipality;
  std::string plan;
  std::string period;  // 2014, or 2011-2014 for several years
  int from_year = 0;
  int to_year = 0;
  std::optional<int> rule_version = {};
  State state = State::open;
  std::int64_t opened_by = 0;
  base::Instant opened_at = {};
  std::optional<base::Instant> closed_at = {};

  bool is_period() const { return from_year != to_year; }
};
std::string period_key(int from_year, int to_year);

struct RowRating {
  std::string row;
  int version = 1;
  RatingKind kind = RatingKind::proposed;
  std::string mark;
  std::string reason;
  std::optional<std::string> rule_mark = {};  // what the rule proposed then
  std::optional<int> rule_version = {};
  std::int64_t person = 0;
  std::string post;
  base::Instant at = {};
};
// 13-1(1) 創業セミナーの実施: with the number of the line it stands below.
std::string line_title(const plan::Plan& plan, const plan::Row& row);

// The latest of a kind; nullptr: nobody has yet.
const RowRating* latest(std::span<const RowRating> ratings, std::string_view row, RatingKind kind);

struct NextAction {
  std::string plan;
  std::string period;
  std::string row;
  int version = 1;
  NextDirection direction = NextDirection::go_on;
  std::string text;
  std::string owner_body;
  std::optional<base::Date> due_on = {};
  std::int64_t person = 0;
  base::Instant at = {};
};

struct FollowedAction {
  std::string row;
  int version = 1;
  Followed state = Followed::done;
  std::string text;
  std::int64_t person = 0;
  base::Instant at = {};
};

struct WantedRating {
  RatingKind kind = RatingKind::proposed;
  std::string row;
  std::string mark;
  std::string reason;
};

// `marks`: of the rule, otherwise of the plan's printed scale. Refusals: review_closed, no_scale,
// mark_missing, mark_unknown, nothing_proposed, decides_own_proposal, nothing_decided,
// looks_at_own_decision, reason_missing (a mark other than what the rule, the person before or the
// decision says), reason_too_long.
base::Result<void> check_rating(const Review& review, const std::vector<std::string>& marks,
                                std::span<const RowRating> before,
                                const std::optional<std::string>& rule_mark,
                                const WantedRating& wanted, std::int64_t person);

// Refusals: review_closed, action_text_missing, action_text_too_long.
base::Result<void> check_action(const Review& review, std::string_view text);

std::string_view in_db(State state);
std::string_view in_db(RatingKind kind);
std::string_view in_db(NextDirection direction);
std::string_view in_db(Followed state);
std::optional<RatingKind> rating_kind(std::string_view code);
std::optional<NextDirection> next_direction(std::string_view code);
std::optional<Followed> followed(std::string_view code);

}  // namespace review
