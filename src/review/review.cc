// All checks of a rating in the order of the list.
#include "review/review.h"

#include <algorithm>
#include <stdexcept>

#include "base/japanese_text.h"

namespace review {
namespace {

base::Result<void> check_persons(std::span<const RowRating> before, const WantedRating& wanted,
                                 std::int64_t person) {
  const RowRating* proposed = latest(before, wanted.row, RatingKind::proposed);
  const RowRating* decided = latest(before, wanted.row, RatingKind::decided);
  switch (wanted.kind) {
    case RatingKind::proposed:
      return {};
    case RatingKind::decided:
      if (proposed == nullptr) return base::refuse(nothing_proposed, {{"row", wanted.row}});
      if (proposed->person == person)
        return base::refuse(decides_own_proposal, {{"row", wanted.row}});
      return {};
    case RatingKind::second_look:
      if (decided == nullptr) return base::refuse(nothing_decided, {{"row", wanted.row}});
      if (decided->person == person)
        return base::refuse(looks_at_own_decision, {{"row", wanted.row}});
      return {};
  }
  throw std::logic_error("review: unknown kind of rating");
}

bool needs_reason(std::span<const RowRating> before, const std::optional<std::string>& rule_mark,
                  const WantedRating& wanted) {
  if (wanted.kind == RatingKind::second_look)
    return latest(before, wanted.row, RatingKind::decided)->mark != wanted.mark;
  if (wanted.kind == RatingKind::proposed) return rule_mark != wanted.mark;
  return latest(before, wanted.row, RatingKind::proposed)->mark != wanted.mark ||
         (rule_mark && *rule_mark != wanted.mark);
}

template <class Enum, std::size_t n>
std::optional<Enum> code_among(const std::array<Enum, n>& all, std::string_view code) {
  for (const Enum one : all)
    if (in_db(one) == code) return one;
  return std::nullopt;
}

}  // namespace

std::string period_key(int from_year, int to_year) {
  const std::string from = std::to_string(from_year);
  return from_year == to_year ? from : from + "-" + std::to_string(to_year);
}

std::string line_title(const plan::Plan& plan, const plan::Row& row) {
  const plan::Row& above = plan::programme_row(plan, row);
  const std::string title = plan::number_and_title(row);
  return &above == &row || !above.number ? title : *above.number + title;
}

const RowRating* latest(std::span<const RowRating> ratings, std::string_view row, RatingKind kind) {
  const RowRating* found = nullptr;
  for (const RowRating& one : ratings)
    if (one.row == row && one.kind == kind && (found == nullptr || one.version > found->version))
      found = &one;
  return found;
}

base::Result<void> check_rating(const Review& review, const std::vector<std::string>& marks,
                                std::span<const RowRating> before,
                                const std::optional<std::string>& rule_mark,
                                const WantedRating& wanted, std::int64_t person) {
  if (review.state != State::open) return base::refuse(review_closed, {{"period", review.period}});
  if (marks.empty()) return base::refuse(no_scale);
  if (wanted.mark.empty()) return base::refuse(mark_missing, {{"row", wanted.row}});
  if (std::ranges::find(marks, wanted.mark) == marks.end())
    return base::refuse(mark_unknown, {{"mark", wanted.mark}, {"row", wanted.row}});
  if (const auto two = check_persons(before, wanted, person); !two) return two;
  if (base::is_blank(wanted.reason) && needs_reason(before, rule_mark, wanted))
    return base::refuse(reason_missing, {{"row", wanted.row}});
  if (!base::check_text(wanted.reason, base::Lines::many, kReasonCharactersMax))
    return base::refuse(reason_too_long,
                        {{"row", wanted.row}, {"max", std::to_string(kReasonCharactersMax)}});
  return {};
}

base::Result<void> check_action(const Review& review, std::string_view text) {
  if (review.state != State::open) return base::refuse(review_closed, {{"period", review.period}});
  if (base::is_blank(text)) return base::refuse(action_text_missing);
  if (!base::check_text(text, base::Lines::many, kActionCharactersMax))
    return base::refuse(action_text_too_long, {{"max", std::to_string(kActionCharactersMax)}});
  return {};
}

std::string_view in_db(State state) {
  switch (state) {
    case State::open:
      return "open";
    case State::in_approval:
      return "in_approval";
    case State::closed:
      return "closed";
  }
  throw std::logic_error("review: unknown state");
}

std::string_view in_db(RatingKind kind) {
  switch (kind) {
    case RatingKind::proposed:
      return "proposed";
    case RatingKind::decided:
      return "decided";
    case RatingKind::second_look:
      return "second_look";
  }
  throw std::logic_error("review: unknown kind of rating");
}

std::string_view in_db(NextDirection direction) {
  switch (direction) {
    case NextDirection::go_on:
      return "continue";
    case NextDirection::improve:
      return "improve";
    case NextDirection::expand:
      return "expand";
    case NextDirection::shrink:
      return "shrink";
    case NextDirection::merge:
      return "merge";
    case NextDirection::hand_over:
      return "hand_over";
    case NextDirection::complete:
      return "complete";
    case NextDirection::abolish:
      return "abolish";
  }
  throw std::logic_error("review: unknown direction");
}

std::string_view in_db(Followed state) {
  switch (state) {
    case Followed::done:
      return "done";
    case Followed::partly:
      return "partly";
    case Followed::not_done:
      return "not_done";
  }
  throw std::logic_error("review: unknown outcome");
}

std::optional<RatingKind> rating_kind(std::string_view code) {
  return code_among(kRatingKinds, code);
}
std::optional<NextDirection> next_direction(std::string_view code) {
  return code_among(kDirections, code);
}
std::optional<Followed> followed(std::string_view code) {
  return code_among(kFollowed, code);
}

}  // namespace review
