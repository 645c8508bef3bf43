// What people do with a review: publish a rule, open a review, propose, decide and look a second
// time, write what comes next and what became of it, send the review on its way and close it. Every
// service asks the permission table about the body that owns the line in the year of the review.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "approval/approval.h"
#include "base/actor.h"
#include "db/db.h"
#include "paper/paper.h"
#include "plan/plan.h"
#include "plan/row_work.h"
#include "programme/programme.h"
#include "review/note.h"
#include "review/review.h"
#include "staff/body.h"
#include "staff/permission.h"

namespace review {

// A plan with all that a review of it needs.
struct Bench {
  plan::Plan plan;  // as staff work with it: the readings that the cells show
  std::vector<plan::RowWork> work;
  std::vector<programme::Programme> programmes;
  std::vector<staff::Body> bodies;
  std::optional<ScaleRule> rule = {};  // the latest
};
// Refusals: plan.unknown_plan, also for a plan of another municipality.
base::Result<Bench> open_bench(const staff::Who& who, db::Database& database,
                               std::string_view plan);

struct Opened {
  Bench bench;  // with the rule the review was opened with
  Review review;
  std::vector<RowRating> ratings;
  std::vector<NextAction> actions;
  std::optional<Review> before = {};  // the review before this one
  std::vector<NextAction> actions_before;
  std::vector<FollowedAction> followed;
  std::vector<ResultNote> notes = {};               // all versions
  std::optional<approval::Approval> approval = {};  // the latest
  std::map<std::int64_t, std::string> names = {};   // of people who act in it
};
// Refusals: those of open_bench, unknown_review.
base::Result<Opened> open_review(const staff::Who& who, db::Database& database,
                                 std::string_view plan, std::string_view period);

// One line of a review.
struct Line {
  const plan::Row* row = nullptr;
  const programme::Owner* owner = nullptr;  // nobody is known: nullptr
  Attainment attainment;
  Proposal proposal;
  const RowRating* proposed = nullptr;
  const RowRating* decided = nullptr;
  const RowRating* second_look = nullptr;
  const NextAction* action = nullptr;
  const NextAction* action_before = nullptr;
  const FollowedAction* followed = nullptr;
  const ResultNote* owner_note = nullptr;
  const ResultNote* planner_note = nullptr;

  std::string_view body() const { return owner == nullptr ? std::string_view() : owner->body; }
};
// Leaves in printed order; only those that `who` may read.
std::vector<Line> lines_of(const Opened& opened, const staff::Who& who);
// Refusals: unknown_row, staff.not_permitted.
base::Result<Line> line_of(const Opened& opened, const staff::Who& who, std::string_view row);
// Of the rule, otherwise of the scale the plan prints.
std::vector<std::string> marks_of(const Bench& bench);

std::vector<Review> reviews_of(db::Read& tx, std::string_view municipality, std::string_view plan);
std::optional<ScaleRule> latest_rule(db::Read& tx, std::string_view municipality,
                                     std::string_view plan);

// Gives the version. Refusals: those of check(), plan.unknown_plan.
base::Result<int> publish_rule(const base::Actor& actor, db::Database& database,
                               std::string_view plan, ScaleRule rule);

// Refusals: plan.unknown_plan, years_outside, opened_already.
base::Result<Review> begin_review(const base::Actor& actor, db::Database& database,
                                  std::string_view plan, int from_year, int to_year);

// All of them or none: what is wrong comes back by line. A line without a mark and reason is left
// alone; nothing_typed when that is true of all.
struct RowRefusal {
  std::string row;  // empty: of the whole form
  base::Refusal refusal;
};
std::expected<int, std::vector<RowRefusal>> rate(const staff::Who& who, db::Database& database,
                                                 std::string_view plan, std::string_view period,
                                                 const std::vector<WantedRating>& wanted);

struct WantedAction {
  std::string row;
  std::string direction;
  std::string text;
  std::string owner_body;
  std::optional<base::Date> due_on = {};
};
base::Result<void> write_action(const staff::Who& who, db::Database& database,
                                std::string_view plan, std::string_view period,
                                const WantedAction& wanted);
// What became of the line's action of the review before. Refusals: … no_action_before.
base::Result<void> follow_action(const staff::Who& who, db::Database& database,
                                 std::string_view plan, std::string_view period,
                                 std::string_view row, std::string_view state,
                                 std::string_view text);

// What was decided to come next, of the latest review that says so for each line: where the
// successor plan begins.
std::vector<NextAction> next_actions(db::Read& tx, std::string_view municipality,
                                     std::string_view plan);

// 起案: the review leaves the hands of its writers. Refusals: review_closed, undecided_left, those
// of approval::begin.
base::Result<std::int64_t> draft_approval(const staff::Who& who, db::Database& database,
                                          std::string_view plan, std::string_view period,
                                          const approval::NewApproval& paper);
// After the decision. Refusals: not_approved.
base::Result<void> close_review(const staff::Who& who, db::Database& database,
                                std::string_view plan, std::string_view period);
// After the paper was sent back or withdrawn. Refusals: not_returned.
base::Result<void> reopen_review(const staff::Who& who, db::Database& database,
                                 std::string_view plan, std::string_view period);

// What a line misses in a year: the disease this room exists to cure.
enum class Gap { owner, target, result, rating };
std::string_view in_db(Gap gap);
struct Missing {
  std::string row;
  std::string title;
  Gap gap = Gap::owner;
  std::string body;  // who owns it; empty: nobody
  std::string department;
  base::Date since = base::Date(base::kFirstYear, 1, 1);  // since when it is missing
};
// Lines `who` may read. A target or owner is missed from the first day of the year on, a result and
// a rating from the first day of the next.
std::vector<Missing> gaps(const Bench& bench, const std::vector<RowRating>& ratings,
                          const staff::Who& who, int fiscal_year, base::Date today);

// What the papers of a line are put to. A closed review holds them.
paper::Subject paper_subject(const Review& review, const Line& line);

}  // namespace review
