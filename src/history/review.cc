// The rule of what has to be looked at, and the marks.
#include "history/review.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "base/date.h"
#include "history/deed_numbers.h"
#include "history/history.h"
#include "history/review_store.h"

namespace history {
namespace {

constexpr std::int64_t kHour = 3'600'000'000;
constexpr std::int64_t kJapan = 9 * kHour;
constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

bool applies(Review review, const Facts& facts) {
  switch (review) {
    case Review::out_of_hours:
      return is_reading(facts.kind) && is_out_of_hours(facts.at);
    case Review::many_views:
      return false;
    case Review::refused:
      return facts.kind == "staff.refused";
    case Review::sign_in_failed:
      return facts.kind == "staff.sign_in_failed" || facts.kind == "staff.sign_in_locked";
    case Review::deputy:
      return facts.deputy_for != 0 && !is_reading(facts.kind);
    case Review::administrator:
      return facts.actor_kind == "staff" && facts.post == "administrator" &&
             !is_reading(facts.kind);
    case Review::erasure:
      return facts.kind == "history.erase" || facts.kind == "record.erase_note";
  }
  throw std::logic_error("history: unknown reason for review");
}

// Rows of one deed stand together.
std::vector<ReviewLine> by_deed(const std::vector<store::ReviewRow>& rows) {
  std::vector<ReviewLine> lines;
  for (const store::ReviewRow& row : rows) {
    const auto review = review_from(row.reason);
    if (!review) throw std::logic_error("history: a reason for review that nobody knows");
    if (lines.empty() || lines.back().deed.value != row.deed)
      lines.push_back({.deed = {row.deed}, .reasons = {}, .seen_by = {}});
    lines.back().reasons.push_back(*review);
    if (row.seen_by) lines.back().seen_by = DeedId{*row.seen_by};
  }
  return lines;
}

base::Result<void> check_marked(db::Read& tx, const base::Actor& actor,
                                std::string_view municipality, DeedId id) {
  const std::string number = std::to_string(id.value);
  const ReviewLine line = review_of(tx, municipality, id);
  const auto deed = find(tx, municipality, id);
  if (line.reasons.empty() || !deed) return base::refuse(not_to_be_reviewed, {{"deed", number}});
  if (line.seen_by) return base::refuse(seen_already, {{"deed", number}});
  if (deed->actor_kind == "staff" && deed->actor == actor.id && actor.id != 0)
    return base::refuse(own_deed, {{"deed", number}});
  return {};
}

}  // namespace

std::string_view in_db(Review review) {
  switch (review) {
    case Review::out_of_hours:
      return "out_of_hours";
    case Review::many_views:
      return "many_views";
    case Review::refused:
      return "refused";
    case Review::sign_in_failed:
      return "sign_in_failed";
    case Review::deputy:
      return "deputy";
    case Review::administrator:
      return "administrator";
    case Review::erasure:
      return "erasure";
  }
  throw std::logic_error("history: unknown reason for review");
}

std::optional<Review> review_from(std::string_view code) {
  for (const Review review : kReviews)
    if (in_db(review) == code) return review;
  return std::nullopt;
}

bool is_reading(std::string_view kind) {
  return kind == "staff.view" || kind == "staff.search" || kind == "staff.export" ||
         kind == "staff.print";
}

bool is_out_of_hours(base::Instant at) {
  const auto weekday = base::japan_date(at).weekday();
  if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return true;
  const std::int64_t hour = (at.microseconds + kJapan) / kHour % 24;
  return hour < kWorkBegins || hour >= kWorkEnds;
}

std::vector<Review> reasons_for_review(const Facts& facts) {
  std::vector<Review> reasons;
  for (const Review review : kReviews)
    if (applies(review, facts)) reasons.push_back(review);
  return reasons;
}

std::vector<ReviewLine> review_list(db::Read& tx, std::string_view municipality, Seen seen,
                                    std::optional<Review> reason, std::optional<DeedId> before,
                                    int limit) {
  const std::string_view code = reason ? in_db(*reason) : std::string_view();
  const std::int64_t end = before ? before->value : kLast;
  // A deed may have a row for every reason; the last one of the rows may be cut in two.
  const int rows = (limit + 1) * static_cast<int>(kReviews.size());
  auto lines = by_deed(seen == Seen::yes ? store::seen(tx, municipality, code, end, rows)
                                         : store::unseen(tx, municipality, code, end, rows));
  if (lines.size() > static_cast<std::size_t>(limit))
    lines.erase(lines.begin() + limit, lines.end());
  return lines;
}

std::int64_t unseen_count(db::Read& tx, std::string_view municipality) {
  return store::unseen_count(tx, municipality);
}

ReviewLine review_of(db::Read& tx, std::string_view municipality, DeedId deed) {
  const auto lines = by_deed(store::reviews_between(tx, municipality, deed.value, deed.value));
  return lines.empty() ? ReviewLine{.deed = deed, .reasons = {}, .seen_by = {}} : lines.front();
}

base::Result<DeedId> mark_seen(db::Write& tx, const base::Actor& actor,
                               std::string_view municipality, const std::vector<DeedId>& deeds,
                               std::string_view note) {
  if (deeds.empty()) return base::refuse(nothing_chosen);
  if (deeds.size() > kMarkedMax)
    return base::refuse(too_many_chosen, {{"count", std::to_string(deeds.size())},
                                          {"max", std::to_string(kMarkedMax)}});
  for (const DeedId deed : deeds) {
    if (const auto may = check_marked(tx, actor, municipality, deed); !may)
      return std::unexpected(may.error());
  }
  const DeedId mark = write(tx, actor,
                            {.kind = std::string(kMarkSeen),
                             .municipality = std::string(municipality),
                             .subject_kind = deeds.size() == 1 ? "deed" : "deeds",
                             .subject_key = std::to_string(deeds.front().value),
                             .reason = std::string(note),
                             .payload_json = numbers_text(deeds)});
  for (const DeedId deed : deeds) {
    if (store::see(tx, municipality, deed.value, mark.value) == 0)
      return base::refuse(seen_already, {{"deed", std::to_string(deed.value)}});
    store::add_seen(tx, municipality, deed.value, mark.value);
  }
  return mark;
}

}  // namespace history
