// Rows of the review list and of its marks.
#include "history/review_store.h"

namespace history::store {
namespace {

constexpr db::Statement kAddReview{
    "history.add_review",
    "INSERT INTO deed_review (municipality, deed, reason) VALUES (?1, ?2, ?3)"};

}  // namespace

void add_review(db::Write& tx, std::string_view municipality, std::int64_t deed, Review review) {
  tx.save(kAddReview, municipality, deed, in_db(review));
}

namespace {
constexpr db::Statement kUnseen{
    "history.unseen",
    "SELECT deed, reason, seen_by FROM deed_review WHERE municipality = ?1 AND seen_by IS NULL "
    "AND (?2 = '' OR reason = ?2) AND deed < ?3 ORDER BY deed DESC, reason LIMIT ?4"};

ReviewRow to_review(db::Row& row) {
  return {row.integer("deed"), row.text("reason"), row.maybe_integer("seen_by")};
}
}  // namespace

std::vector<ReviewRow> unseen(db::Read& tx, std::string_view municipality, std::string_view reason,
                              std::int64_t before, int limit) {
  return tx.list<ReviewRow>(kUnseen, to_review, municipality, reason, before, limit);
}

namespace {
constexpr db::Statement kSeen{
    "history.seen",
    "SELECT deed, reason, seen_by FROM deed_review WHERE municipality = ?1 "
    "AND seen_by IS NOT NULL AND (?2 = '' OR reason = ?2) AND deed < ?3 "
    "ORDER BY deed DESC, reason LIMIT ?4"};
}  // namespace

std::vector<ReviewRow> seen(db::Read& tx, std::string_view municipality, std::string_view reason,
                            std::int64_t before, int limit) {
  return tx.list<ReviewRow>(kSeen, to_review, municipality, reason, before, limit);
}

namespace {
constexpr db::Statement kUnseenCount{"history.unseen_count",
                                     "SELECT COUNT(DISTINCT deed) AS deeds FROM deed_review "
                                     "WHERE municipality = ?1 AND seen_by IS NULL"};
}  // namespace

std::int64_t unseen_count(db::Read& tx, std::string_view municipality) {
  const auto to_count = [](db::Row& row) { return row.integer("deeds"); };
  return tx.one<std::int64_t>(kUnseenCount, to_count, municipality).value_or(0);
}

namespace {
constexpr db::Statement kReviewsBetween{
    "history.reviews_between",
    "SELECT deed, reason, seen_by FROM deed_review "
    "WHERE municipality = ?1 AND deed >= ?2 AND deed <= ?3 ORDER BY deed, reason"};
}  // namespace

std::vector<ReviewRow> reviews_between(db::Read& tx, std::string_view municipality,
                                       std::int64_t first, std::int64_t last) {
  return tx.list<ReviewRow>(kReviewsBetween, to_review, municipality, first, last);
}

namespace {
constexpr db::Statement kSee{"history.see",
                             "UPDATE deed_review SET seen_by = ?3 WHERE municipality = ?1 "
                             "AND deed = ?2 AND seen_by IS NULL"};
}  // namespace

std::int64_t see(db::Write& tx, std::string_view municipality, std::int64_t deed,
                 std::int64_t seen_by) {
  return tx.run(kSee, municipality, deed, seen_by);
}

namespace {
constexpr db::Statement kAddSeen{
    "history.add_seen", "INSERT INTO deed_seen (municipality, deed, seen_by) VALUES (?1, ?2, ?3)"};
}  // namespace

void add_seen(db::Write& tx, std::string_view municipality, std::int64_t deed,
              std::int64_t seen_by) {
  tx.save(kAddSeen, municipality, deed, seen_by);
}

namespace {
constexpr db::Statement kSeenAfter{
    "history.seen_after",
    "SELECT municipality, deed, seen_by FROM deed_seen WHERE (municipality, deed) > (?1, ?2) "
    "ORDER BY municipality, deed LIMIT ?3"};
}  // namespace

std::vector<SeenRow> seen_after(db::Read& tx, std::string_view municipality, std::int64_t deed,
                                int rows) {
  const auto to_seen = [](db::Row& row) {
    return SeenRow{row.text("municipality"), row.integer("deed"), row.integer("seen_by")};
  };
  return tx.list<SeenRow>(kSeenAfter, to_seen, municipality, deed, rows);
}

namespace {
constexpr db::Statement kSeenBy{
    "history.seen_by",
    "SELECT deed FROM deed_seen WHERE municipality = ?1 AND seen_by = ?2 ORDER BY deed"};
}  // namespace

std::vector<std::int64_t> seen_by(db::Read& tx, std::string_view municipality, std::int64_t mark) {
  const auto to_deed = [](db::Row& row) { return row.integer("deed"); };
  return tx.list<std::int64_t>(kSeenBy, to_deed, municipality, mark);
}

}  // namespace history::store
