// The table is read first and judged outside; what was said by others meanwhile is read again in
// the transaction that adds to it.
#include "review/review_service.h"

#include <algorithm>
#include <set>

#include "approval/approval_service.h"
#include "history/history.h"
#include "paper/paper_service.h"
#include "plan/adoption.h"
#include "plan/computed_service.h"
#include "plan/plan_store.h"
#include "programme/programme_service.h"
#include "review/note_store.h"
#include "review/review_store.h"
#include "staff/account.h"
#include "staff/municipality_service.h"

namespace review {
namespace {

constexpr std::string_view kSubject = "review";

std::string subject_key(const Review& review) {
  return review.plan + "/" + review.period;
}

base::Actor reader(const staff::Who& who) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = who.person;
  actor.body = who.body;
  actor.municipality = who.municipality;
  return actor;
}

std::int64_t deed_of(db::Write& tx, const base::Actor& actor, std::string_view kind,
                     std::string subject_kind, std::string key, std::string reason) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = actor.municipality,
                         .subject_kind = std::move(subject_kind),
                         .subject_key = std::move(key),
                         .reason = std::move(reason),
                         .payload_json = ""})
      .value;
}

void fill_bench(Bench& bench, db::Read& tx) {
  const std::string& municipality = bench.plan.municipality;
  bench.work = plan::row_work(tx, municipality, bench.plan.slug);
  bench.programmes = programme::programmes(tx, municipality);
  bench.bodies = staff::bodies(tx, municipality);
  bench.rule = latest_rule(tx, municipality, bench.plan.slug);
}

// The review before this one: it ends before this one does.
std::optional<Review> before(db::Read& tx, const Review& review) {
  for (Review& one : store::reviews(tx, {review.municipality, review.plan}))
    if (one.to_year < review.to_year || (one.to_year == review.to_year && !one.is_period() &&
                                         review.is_period() && one.period != review.period))
      return std::move(one);
  return std::nullopt;
}

void name_people(Opened& opened, db::Read& tx) {
  std::set<std::int64_t> people = {opened.review.opened_by};
  for (const auto& one : opened.ratings) people.insert(one.person);
  for (const auto& one : opened.actions) people.insert(one.person);
  for (const auto& one : opened.actions_before) people.insert(one.person);
  for (const auto& one : opened.followed) people.insert(one.person);
  for (const auto& one : opened.notes) people.insert(one.person);
  for (const std::int64_t number : people) {
    const auto person = staff::person(tx, opened.review.municipality, number);
    if (person) opened.names[number] = person->name;
  }
}

void fill_review(Opened& opened, db::Read& tx) {
  const Review& review = opened.review;
  const store::Place place{review.municipality, review.plan};
  opened.bench.rule =
      review.rule_version ? store::rule(tx, place, *review.rule_version) : std::nullopt;
  opened.ratings = store::ratings(tx, place, review.period);
  opened.actions = store::actions(tx, place, review.period);
  opened.before = before(tx, review);
  if (opened.before) opened.actions_before = store::actions(tx, place, opened.before->period);
  opened.followed = store::followed_actions(tx, place, review.period);
  opened.notes = store::notes(tx, place, review.period);
  opened.approval =
      approval::latest_of_subject(tx, review.municipality, kSubject, subject_key(review));
  name_people(opened, tx);
}

template <class T>
const T* of_row(const std::vector<T>& list, std::string_view row) {
  const auto found = std::ranges::find(list, row, &T::row);
  return found == list.end() ? nullptr : &*found;
}

Line make_line(const Opened& opened, const plan::Row& row) {
  const Bench& bench = opened.bench;
  const int year = opened.review.to_year;
  Line line;
  line.row = &row;
  line.owner = plan::owner_of(bench.plan, row, year, bench.work, bench.programmes);
  line.attainment = attainment_of(bench.plan, row, bench.work, year,
                                  bench.rule ? bench.rule->standard : Standard{});
  line.proposal = propose(bench.rule ? &*bench.rule : nullptr, line.attainment);
  line.proposed = latest(opened.ratings, row.key, RatingKind::proposed);
  line.decided = latest(opened.ratings, row.key, RatingKind::decided);
  line.second_look = latest(opened.ratings, row.key, RatingKind::second_look);
  line.action = of_row(opened.actions, row.key);
  line.action_before = of_row(opened.actions_before, row.key);
  line.followed = of_row(opened.followed, row.key);
  line.owner_note = latest_note(opened.notes, row.key, NoteSide::owner);
  line.planner_note = latest_note(opened.notes, row.key, NoteSide::planner);
  return line;
}

bool may_read(const staff::Who& who, std::string_view body) {
  return staff::may(who, staff::Deed::read_work, {who.municipality, body});
}

staff::Deed deed_for(RatingKind kind) {
  return kind == RatingKind::proposed ? staff::Deed::propose_rating : staff::Deed::decide_rating;
}

int next_version(const std::vector<RowRating>& ratings, std::string_view row) {
  int version = 0;
  for (const RowRating& one : ratings)
    if (one.row == row) version = std::max(version, one.version);
  return version + 1;
}

bool is_typed(const WantedRating& wanted) {
  return !wanted.mark.empty() || !wanted.reason.empty();
}

// The review as it is in this transaction.
base::Result<Review> again(db::Read& tx, const Review& review) {
  auto now = store::review(tx, {review.municipality, review.plan}, review.period);
  if (!now) return base::refuse(unknown_review, {{"period", review.period}});
  return *std::move(now);
}

// Adds one rating when it is right.
base::Result<void> add(db::Write& tx, const staff::Who& who, const Opened& opened,
                       const Review& review, std::vector<RowRating>& ratings,
                       const WantedRating& wanted) {
  const auto line = line_of(opened, who, wanted.row);
  if (!line) return std::unexpected(line.error());
  const auto actor = staff::permitted(who, deed_for(wanted.kind), {who.municipality, line->body()});
  if (!actor) return std::unexpected(actor.error());
  const auto fit = check_rating(review, marks_of(opened.bench), ratings, line->proposal.mark,
                                wanted, who.person);
  if (!fit) return fit;
  RowRating rating;
  rating.row = wanted.row;
  rating.version = next_version(ratings, wanted.row);
  rating.kind = wanted.kind;
  rating.mark = wanted.mark;
  rating.reason = wanted.reason;
  rating.rule_mark = line->proposal.mark;
  rating.rule_version = review.rule_version;
  rating.person = who.person;
  rating.post = actor->post;
  const auto deed = deed_of(tx, *actor, "review." + std::string(in_db(wanted.kind)), "plan_row",
                            review.plan + "/" + wanted.row, wanted.reason);
  store::add_rating(tx, review, rating, deed);
  ratings.push_back(std::move(rating));
  return {};
}

}  // namespace

base::Result<Bench> open_bench(const staff::Who& who, db::Database& database,
                               std::string_view slug) {
  auto table = plan::open_table(reader(who), database, slug, {});
  if (!table && table.error().code == plan::not_permitted.code)
    return base::refuse(plan::unknown_plan, {{"slug", std::string(slug)}});
  if (!table) return std::unexpected(table.error());
  Bench bench{.plan = std::move(table->plan), .work = {}, .programmes = {}, .bodies = {}};
  database.read([&](db::Read& tx) {
    fill_bench(bench, tx);
    return 0;
  });
  return bench;
}

base::Result<Opened> open_review(const staff::Who& who, db::Database& database,
                                 std::string_view plan, std::string_view period) {
  auto bench = open_bench(who, database, plan);
  if (!bench) return std::unexpected(bench.error());
  Opened opened{.bench = *std::move(bench),
                .review = {},
                .ratings = {},
                .actions = {},
                .actions_before = {},
                .followed = {}};
  const bool found = database.read([&](db::Read& tx) {
    auto review = store::review(tx, {who.municipality, plan}, period);
    if (!review) return false;
    opened.review = *std::move(review);
    fill_review(opened, tx);
    return true;
  });
  if (!found) return base::refuse(unknown_review, {{"period", std::string(period)}});
  return opened;
}

std::vector<Line> lines_of(const Opened& opened, const staff::Who& who) {
  std::vector<Line> lines;
  for (const plan::Row* row : plan::leaves(opened.bench.plan)) {
    Line line = make_line(opened, *row);
    if (may_read(who, line.body())) lines.push_back(std::move(line));
  }
  return lines;
}

base::Result<Line> line_of(const Opened& opened, const staff::Who& who, std::string_view key) {
  const plan::Row* row = plan::find_row(opened.bench.plan, key);
  const auto leaves = plan::leaves(opened.bench.plan);
  if (row == nullptr || std::ranges::find(leaves, row) == leaves.end())
    return base::refuse(unknown_row, {{"row", std::string(key)}});
  Line line = make_line(opened, *row);
  const auto read = staff::permitted(who, staff::Deed::read_work, {who.municipality, line.body()});
  if (!read) return std::unexpected(read.error());
  return line;
}

std::vector<std::string> marks_of(const Bench& bench) {
  if (bench.rule) return marks_of(*bench.rule);
  std::vector<std::string> marks;
  if (!bench.plan.rating_scales.empty())
    for (const plan::Mark& one : bench.plan.rating_scales.back().marks) marks.push_back(one.mark);
  return marks;
}

std::vector<Review> reviews_of(db::Read& tx, std::string_view municipality, std::string_view plan) {
  return store::reviews(tx, {municipality, plan});
}

std::optional<ScaleRule> latest_rule(db::Read& tx, std::string_view municipality,
                                     std::string_view plan) {
  const int version = store::latest_rule(tx, {municipality, plan});
  return version == 0 ? std::nullopt : store::rule(tx, {municipality, plan}, version);
}

base::Result<int> publish_rule(const base::Actor& actor, db::Database& database,
                               std::string_view plan, ScaleRule rule) {
  if (const auto fit = check(rule); !fit) return std::unexpected(fit.error());
  return database.write([&](db::Write& tx) -> base::Result<int> {
    if (plan::store::owner_of_slug(tx, plan) != actor.municipality)
      return base::refuse(plan::unknown_plan, {{"slug", std::string(plan)}});
    rule.version = store::latest_rule(tx, {actor.municipality, plan}) + 1;
    const auto deed =
        deed_of(tx, actor, "review.publish_rule", "plan", std::string(plan), rule.name);
    store::add_rule(tx, {actor.municipality, plan}, rule, deed);
    return rule.version;
  });
}

base::Result<Review> begin_review(const base::Actor& actor, db::Database& database,
                                  std::string_view slug, int from_year, int to_year) {
  auto table = plan::open_table(actor, database, slug, {});
  if (!table) return std::unexpected(table.error());
  const plan::Period& period = table->plan.period;
  if (from_year > to_year || from_year < period.from || to_year > period.to)
    return base::refuse(years_outside,
                        {{"from", std::to_string(period.from)}, {"to", std::to_string(period.to)}});
  return database.write([&](db::Write& tx) -> base::Result<Review> {
    const store::Place place{actor.municipality, slug};
    Review review;
    review.municipality = actor.municipality;
    review.plan = slug;
    review.period = period_key(from_year, to_year);
    review.from_year = from_year;
    review.to_year = to_year;
    review.opened_by = actor.id;
    if (const int version = store::latest_rule(tx, place); version > 0)
      review.rule_version = version;
    if (store::review(tx, place, review.period))
      return base::refuse(opened_already, {{"period", review.period}});
    const auto deed = deed_of(tx, actor, "review.begin", std::string(kSubject), subject_key(review),
                              review.period);
    store::add_review(tx, review, deed);
    return review;
  });
}

std::expected<int, std::vector<RowRefusal>> rate(const staff::Who& who, db::Database& database,
                                                 std::string_view plan, std::string_view period,
                                                 const std::vector<WantedRating>& wanted) {
  using Refused = std::vector<RowRefusal>;
  const auto opened = open_review(who, database, plan, period);
  if (!opened) return std::unexpected(Refused{{"", opened.error()}});
  if (std::ranges::none_of(wanted, is_typed))
    return std::unexpected(Refused{{"", base::refuse(nothing_typed).error()}});
  return database.write([&](db::Write& tx) -> std::expected<int, Refused> {
    const auto review = again(tx, opened->review);
    if (!review) return std::unexpected(Refused{{"", review.error()}});
    auto ratings = store::ratings(tx, {who.municipality, plan}, period);
    Refused refused;
    int added = 0;
    for (const WantedRating& one : wanted) {
      if (!is_typed(one)) continue;
      const auto done = add(tx, who, *opened, *review, ratings, one);
      if (!done) refused.push_back({one.row, done.error()});
      added += done ? 1 : 0;
    }
    if (!refused.empty()) return std::unexpected(std::move(refused));
    return added;
  });
}

base::Result<void> write_action(const staff::Who& who, db::Database& database,
                                std::string_view plan, std::string_view period,
                                const WantedAction& wanted) {
  const auto opened = open_review(who, database, plan, period);
  if (!opened) return std::unexpected(opened.error());
  const auto line = line_of(*opened, who, wanted.row);
  if (!line) return std::unexpected(line.error());
  const auto actor =
      staff::permitted(who, staff::Deed::write_next_action, {who.municipality, line->body()});
  if (!actor) return std::unexpected(actor.error());
  const auto direction = next_direction(wanted.direction);
  const auto& bodies = opened->bench.bodies;
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto review = again(tx, opened->review);
    if (!review) return std::unexpected(review.error());
    if (review->state != State::open)
      return base::refuse(review_closed, {{"period", review->period}});
    if (!direction) return base::refuse(direction_unknown, {{"direction", wanted.direction}});
    if (const auto fit = check_action(*review, wanted.text); !fit) return fit;
    if (std::ranges::find(bodies, wanted.owner_body, &staff::Body::key) == bodies.end())
      return base::refuse(owner_unknown, {{"body", wanted.owner_body}});
    const auto written = store::actions(tx, {who.municipality, plan}, period);
    const NextAction* last = of_row(written, wanted.row);
    NextAction action;
    action.plan = plan;
    action.period = period;
    action.row = wanted.row;
    action.version = last == nullptr ? 1 : last->version + 1;
    action.direction = *direction;
    action.text = wanted.text;
    action.owner_body = wanted.owner_body;
    action.due_on = wanted.due_on;
    action.person = who.person;
    const auto deed = deed_of(tx, *actor, "review.next_action", "plan_row",
                              std::string(plan) + "/" + wanted.row, wanted.text);
    store::add_action(tx, action, who.municipality, deed);
    return {};
  });
}

base::Result<void> follow_action(const staff::Who& who, db::Database& database,
                                 std::string_view plan, std::string_view period,
                                 std::string_view row, std::string_view state,
                                 std::string_view text) {
  const auto opened = open_review(who, database, plan, period);
  if (!opened) return std::unexpected(opened.error());
  const auto line = line_of(*opened, who, row);
  if (!line) return std::unexpected(line.error());
  const auto actor =
      staff::permitted(who, staff::Deed::write_next_action, {who.municipality, line->body()});
  if (!actor) return std::unexpected(actor.error());
  if (line->action_before == nullptr)
    return base::refuse(no_action_before, {{"row", std::string(row)}});
  const auto outcome = followed(state);
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto review = again(tx, opened->review);
    if (!review) return std::unexpected(review.error());
    if (!outcome) return base::refuse(outcome_unknown, {{"state", std::string(state)}});
    if (const auto fit = check_action(*review, text); !fit) return fit;
    const auto written = store::followed_actions(tx, {who.municipality, plan}, period);
    const FollowedAction* last = of_row(written, row);
    FollowedAction one;
    one.row = row;
    one.version = last == nullptr ? 1 : last->version + 1;
    one.state = *outcome;
    one.text = text;
    one.person = who.person;
    const auto deed = deed_of(tx, *actor, "review.followed", "plan_row",
                              std::string(plan) + "/" + std::string(row), std::string(text));
    store::add_followed(tx, *review, one, deed);
    return {};
  });
}

std::vector<NextAction> next_actions(db::Read& tx, std::string_view municipality,
                                     std::string_view plan) {
  std::vector<NextAction> latest_of_row;
  for (const Review& one : store::reviews(tx, {municipality, plan})) {
    for (NextAction& action : store::actions(tx, {municipality, plan}, one.period))
      if (of_row(latest_of_row, action.row) == nullptr) latest_of_row.push_back(std::move(action));
  }
  return latest_of_row;
}

base::Result<std::int64_t> draft_approval(const staff::Who& who, db::Database& database,
                                          std::string_view plan, std::string_view period,
                                          const approval::NewApproval& paper) {
  const auto actor =
      staff::permitted(who, staff::Deed::draft_approval, {who.municipality, who.body});
  if (!actor) return std::unexpected(actor.error());
  const auto opened = open_review(who, database, plan, period);
  if (!opened) return std::unexpected(opened.error());
  const auto lines = lines_of(*opened, who);
  const auto undecided =
      std::ranges::count_if(lines, [](const Line& line) { return line.decided == nullptr; });
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    if (undecided > 0) return base::refuse(undecided_left, {{"count", std::to_string(undecided)}});
    if (!store::move(tx, opened->review, State::open, State::in_approval))
      return base::refuse(review_closed, {{"period", std::string(period)}});
    approval::NewApproval wanted = paper;
    wanted.subject_kind = kSubject;
    wanted.subject_key = subject_key(opened->review);
    return approval::begin(tx, *actor, wanted);
  });
}

namespace {

base::Result<void> leave_approval(const staff::Who& who, db::Database& database,
                                  std::string_view plan, std::string_view period, State to) {
  const auto actor =
      staff::permitted(who, staff::Deed::draft_approval, {who.municipality, who.body});
  if (!actor) return std::unexpected(actor.error());
  const auto opened = open_review(who, database, plan, period);
  if (!opened) return std::unexpected(opened.error());
  const auto lines = lines_of(*opened, who);
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto review = store::review(tx, {who.municipality, plan}, period);
    if (!review) return base::refuse(unknown_review, {{"period", std::string(period)}});
    const auto paper =
        approval::latest_of_subject(tx, who.municipality, kSubject, subject_key(*review));
    const bool is_approved = paper && paper->state == approval::State::approved;
    const bool is_back = paper && (paper->state == approval::State::returned ||
                                   paper->state == approval::State::withdrawn);
    const bool fits = to == State::closed ? is_approved : is_back;
    if (!fits || !store::move(tx, *review, State::in_approval, to))
      return base::refuse(to == State::closed ? not_approved : not_returned);
    deed_of(tx, *actor, to == State::closed ? "review.close" : "review.reopen",
            std::string(kSubject), subject_key(*review), "");
    if (to == State::closed)
      for (const Line& line : lines) paper::hold(tx, paper_subject(*review, line));
    return {};
  });
}

}  // namespace

base::Result<void> close_review(const staff::Who& who, db::Database& database,
                                std::string_view plan, std::string_view period) {
  return leave_approval(who, database, plan, period, State::closed);
}

base::Result<void> reopen_review(const staff::Who& who, db::Database& database,
                                 std::string_view plan, std::string_view period) {
  return leave_approval(who, database, plan, period, State::open);
}

std::string_view in_db(Gap gap) {
  switch (gap) {
    case Gap::owner:
      return "owner";
    case Gap::target:
      return "target";
    case Gap::result:
      return "result";
    case Gap::rating:
      return "rating";
  }
  return {};
}

std::vector<Missing> gaps(const Bench& bench, const std::vector<RowRating>& ratings,
                          const staff::Who& who, int fiscal_year, base::Date today) {
  std::vector<Missing> missing;
  const base::FiscalYear year(fiscal_year);
  for (const plan::Row* row : plan::leaves(bench.plan)) {
    const auto* owner = plan::owner_of(bench.plan, *row, fiscal_year, bench.work, bench.programmes);
    const std::string body = owner == nullptr ? "" : owner->body;
    if (!may_read(who, body)) continue;
    const auto note = [&](Gap gap, base::Date since) {
      if (since > today) return;
      missing.push_back({row->key, line_title(bench.plan, *row), gap, body,
                         owner == nullptr ? "" : owner->department.value_or(""), since});
    };
    const Attainment here = attainment_of(bench.plan, *row, bench.work, fiscal_year, {});
    const bool no_target =
        here.reason == NotComputed::no_target || here.reason == NotComputed::no_indicator;
    const auto* column = result_column(bench.plan, fiscal_year);
    const auto* cell = column == nullptr ? nullptr : plan::find_cell(*row, column->key);
    const auto* shown = cell == nullptr ? nullptr : plan::shown(*cell);
    if (owner == nullptr) note(Gap::owner, year.starts());
    if (no_target) note(Gap::target, year.starts());
    if (shown == nullptr || !shown->text) note(Gap::result, year.next().starts());
    if (latest(ratings, row->key, RatingKind::decided) == nullptr)
      note(Gap::rating, year.next().starts());
  }
  return missing;
}

paper::Subject paper_subject(const Review& review, const Line& line) {
  return {review.municipality, "review_row", subject_key(review) + "/" + line.row->key,
          std::string(line.body())};
}

}  // namespace review
