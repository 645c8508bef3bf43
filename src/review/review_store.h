// Rows ↔ nouns of reviews, rules, ratings and next actions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "review/review.h"

namespace review::store {

// Whose plan.
struct Place {
  std::string_view municipality;
  std::string_view plan;
};

std::optional<ScaleRule> rule(db::Read& tx, const Place& place, int version);
int latest_rule(db::Read& tx, const Place& place);  // 0: none
void add_rule(db::Write& tx, const Place& place, const ScaleRule& rule, std::int64_t deed);

void add_review(db::Write& tx, const Review& review, std::int64_t deed);
std::optional<Review> review(db::Read& tx, const Place& place, std::string_view period);
// Of the plan, the latest years first.
std::vector<Review> reviews(db::Read& tx, const Place& place);
// false: it was not in state `from`.
bool move(db::Write& tx, const Review& review, State from, State to);

std::vector<RowRating> ratings(db::Read& tx, const Place& place, std::string_view period);
void add_rating(db::Write& tx, const Review& review, const RowRating& rating, std::int64_t deed);

// The latest of each line.
std::vector<NextAction> actions(db::Read& tx, const Place& place, std::string_view period);
void add_action(db::Write& tx, const NextAction& action, std::string_view municipality,
                std::int64_t deed);
std::vector<FollowedAction> followed_actions(db::Read& tx, const Place& place,
                                             std::string_view period);
void add_followed(db::Write& tx, const Review& review, const FollowedAction& followed,
                  std::int64_t deed);

}  // namespace review::store
