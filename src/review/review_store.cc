// Statements on reviews, ratings and next actions, each above its one function.
#include "review/review_store.h"

namespace review::store {

constexpr db::Statement kAddReview{
    "review.add",
    "INSERT INTO review (municipality, plan, period, from_year, to_year, rule_version, state, "
    "opened_by, opened_at, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, ?8, ?9)"};
constexpr db::Statement kReview{
    "review.find",
    "SELECT period, from_year, to_year, rule_version, state, opened_by, opened_at, closed_at "
    "FROM review WHERE municipality = ?1 AND plan = ?2 AND period = ?3"};
constexpr db::Statement kReviews{
    "review.all",
    "SELECT period, from_year, to_year, rule_version, state, opened_by, opened_at, closed_at "
    "FROM review WHERE municipality = ?1 AND plan = ?2 ORDER BY to_year DESC, from_year DESC"};
constexpr db::Statement kMove{
    "review.move",
    "UPDATE review SET state = ?5, closed_at = ?6 WHERE municipality = ?1 AND plan = ?2 "
    "AND period = ?3 AND state = ?4"};
constexpr db::Statement kRatings{
    "review.ratings",
    "SELECT row_key, version, kind, mark, reason, rule_mark, rule_version, person, post, "
    "recorded_at FROM row_rating WHERE municipality = ?1 AND plan = ?2 AND period = ?3 "
    "ORDER BY row_key, version"};
constexpr db::Statement kAddRating{
    "review.add_rating",
    "INSERT INTO row_rating (municipality, plan, period, row_key, version, kind, mark, reason, "
    "rule_mark, rule_version, person, post, deed, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"};
constexpr db::Statement kActions{
    "review.actions",
    "SELECT a.row_key AS row_key, a.version AS version, a.direction AS direction, "
    "a.text AS text, a.owner_body AS owner_body, a.due_on AS due_on, a.person AS person, "
    "a.recorded_at AS recorded_at FROM next_action a WHERE a.municipality = ?1 AND a.plan = ?2 "
    "AND a.period = ?3 AND a.version = (SELECT max(b.version) FROM next_action b "
    "WHERE b.municipality = a.municipality AND b.plan = a.plan AND b.period = a.period "
    "AND b.row_key = a.row_key) ORDER BY a.row_key"};
constexpr db::Statement kAddAction{
    "review.add_action",
    "INSERT INTO next_action (municipality, plan, period, row_key, version, direction, text, "
    "owner_body, due_on, person, deed, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"};
constexpr db::Statement kFollowed{
    "review.followed",
    "SELECT a.row_key AS row_key, a.version AS version, a.state AS state, a.text AS text, "
    "a.person AS person, a.recorded_at AS recorded_at FROM followed_action a "
    "WHERE a.municipality = ?1 AND a.plan = ?2 AND a.period = ?3 AND a.version = "
    "(SELECT max(b.version) FROM followed_action b WHERE b.municipality = a.municipality "
    "AND b.plan = a.plan AND b.period = a.period AND b.row_key = a.row_key) ORDER BY a.row_key"};
constexpr db::Statement kAddFollowed{
    "review.add_followed",
    "INSERT INTO followed_action (municipality, plan, period, row_key, version, state, text, "
    "person, deed, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};

namespace {

State state_from(std::string_view code) {
  if (code == in_db(State::open)) return State::open;
  return code == in_db(State::closed) ? State::closed : State::in_approval;
}

Review to_review(db::Row& row, const Place& place) {
  Review one;
  one.municipality = place.municipality;
  one.plan = place.plan;
  one.period = row.text("period");
  one.from_year = static_cast<int>(row.integer("from_year"));
  one.to_year = static_cast<int>(row.integer("to_year"));
  if (const auto version = row.maybe_integer("rule_version"))
    one.rule_version = static_cast<int>(*version);
  one.state = state_from(row.view("state"));
  one.opened_by = row.integer("opened_by");
  one.opened_at = {row.integer("opened_at")};
  if (const auto at = row.maybe_integer("closed_at")) one.closed_at = base::Instant{*at};
  return one;
}

RowRating to_rating(db::Row& row) {
  RowRating one;
  one.row = row.text("row_key");
  one.version = static_cast<int>(row.integer("version"));
  one.kind = rating_kind(row.view("kind")).value();
  one.mark = row.text("mark");
  one.reason = row.text("reason");
  one.rule_mark = row.maybe_text("rule_mark");
  if (const auto version = row.maybe_integer("rule_version"))
    one.rule_version = static_cast<int>(*version);
  one.person = row.integer("person");
  one.post = row.text("post");
  one.at = {row.integer("recorded_at")};
  return one;
}

}  // namespace

void add_review(db::Write& tx, const Review& review, std::int64_t deed) {
  tx.run(kAddReview, review.municipality, review.plan, review.period, review.from_year,
         review.to_year, review.rule_version, review.opened_by, tx.recorded_at(), deed);
}

std::optional<Review> review(db::Read& tx, const Place& place, std::string_view period) {
  return tx.one<Review>(
      kReview, [&](db::Row& row) { return to_review(row, place); }, place.municipality, place.plan,
      period);
}

std::vector<Review> reviews(db::Read& tx, const Place& place) {
  return tx.list<Review>(
      kReviews, [&](db::Row& row) { return to_review(row, place); }, place.municipality,
      place.plan);
}

bool move(db::Write& tx, const Review& review, State from, State to) {
  std::optional<base::Instant> closed_at;
  if (to == State::closed) closed_at = tx.recorded_at();
  return tx.run(kMove, review.municipality, review.plan, review.period, in_db(from), in_db(to),
                closed_at) == 1;
}

std::vector<RowRating> ratings(db::Read& tx, const Place& place, std::string_view period) {
  return tx.list<RowRating>(kRatings, to_rating, place.municipality, place.plan, period);
}

void add_rating(db::Write& tx, const Review& review, const RowRating& rating, std::int64_t deed) {
  tx.run(kAddRating, review.municipality, review.plan, review.period, rating.row, rating.version,
         in_db(rating.kind), rating.mark, rating.reason, rating.rule_mark, rating.rule_version,
         rating.person, rating.post, deed, tx.recorded_at());
}

std::vector<NextAction> actions(db::Read& tx, const Place& place, std::string_view period) {
  return tx.list<NextAction>(
      kActions,
      [&](db::Row& row) {
        NextAction one;
        one.plan = place.plan;
        one.period = period;
        one.row = row.text("row_key");
        one.version = static_cast<int>(row.integer("version"));
        one.direction = next_direction(row.view("direction")).value();
        one.text = row.text("text");
        one.owner_body = row.text("owner_body");
        if (const auto due = row.maybe_text("due_on")) one.due_on = base::parse_date(*due).value();
        one.person = row.integer("person");
        one.at = {row.integer("recorded_at")};
        return one;
      },
      place.municipality, place.plan, period);
}

void add_action(db::Write& tx, const NextAction& action, std::string_view municipality,
                std::int64_t deed) {
  const auto due = action.due_on ? std::optional(base::iso(*action.due_on)) : std::nullopt;
  tx.run(kAddAction, municipality, action.plan, action.period, action.row, action.version,
         in_db(action.direction), action.text, action.owner_body, due, action.person, deed,
         tx.recorded_at());
}

std::vector<FollowedAction> followed_actions(db::Read& tx, const Place& place,
                                             std::string_view period) {
  return tx.list<FollowedAction>(
      kFollowed,
      [](db::Row& row) {
        FollowedAction one;
        one.row = row.text("row_key");
        one.version = static_cast<int>(row.integer("version"));
        one.state = followed(row.view("state")).value();
        one.text = row.text("text");
        one.person = row.integer("person");
        one.at = {row.integer("recorded_at")};
        return one;
      },
      place.municipality, place.plan, period);
}

void add_followed(db::Write& tx, const Review& review, const FollowedAction& followed,
                  std::int64_t deed) {
  tx.run(kAddFollowed, review.municipality, review.plan, review.period, followed.row,
         followed.version, in_db(followed.state), followed.text, followed.person, deed,
         tx.recorded_at());
}

}  // namespace review::store
