// A page of links may belong to several chains and municipalities; the rows of the list are asked
// for from its smallest number to its greatest.
#include "history/review_verify.h"

#include <algorithm>
#include <limits>

#include "history/deed_numbers.h"
#include "history/review_store.h"

namespace history {
namespace {

db::Finding about(std::string_view code, std::string_view municipality, std::int64_t deed) {
  return {"history",
          code,
          {{"municipality", std::string(municipality)}, {"deed", std::to_string(deed)}}};
}

bool is_listed(const std::vector<store::ReviewRow>& rows, std::int64_t deed, Review review) {
  const auto from = std::ranges::lower_bound(rows, deed, {}, &store::ReviewRow::deed);
  return std::any_of(from, rows.end(), [&](const store::ReviewRow& row) {
    return row.deed == deed && row.reason == in_db(review);
  });
}

}  // namespace

void ReviewWalk::meet(db::Read& tx, const std::vector<store::StoredLink>& page,
                      const Stretch& stretch, std::vector<db::Finding>& findings) {
  const auto rows = store::reviews_between(tx, stretch.municipality, stretch.first, stretch.last);
  for (const store::StoredLink& stored : page) {
    const Link& link = stored.link;
    if (link.municipality != stretch.municipality) continue;
    if (link.kind == kMarkSeen) marks_.emplace_back(link.municipality, link.deed);
    const auto reasons = reasons_for_review({.kind = link.kind,
                                             .actor_kind = link.actor_kind,
                                             .post = link.post,
                                             .at = {link.recorded_at}});
    for (const Review review : reasons) {
      if (is_listed(rows, link.deed, review)) continue;
      findings.push_back(about("history.review_missing", link.municipality, link.deed));
      break;
    }
  }
  // Another chain's page may reach over the same numbers: rows are sorted out at the end.
  for (const store::ReviewRow& row : rows) {
    if (row.seen_by)
      reviews_.push_back({std::string(stretch.municipality), row.deed, *row.seen_by});
  }
}

void ReviewWalk::meet(db::Read& tx, const std::vector<store::StoredLink>& page,
                      std::vector<db::Finding>& findings) {
  std::vector<Stretch> stretches;
  for (const store::StoredLink& stored : page) {
    const Link& link = stored.link;
    const auto found =
        std::ranges::find(stretches, std::string_view(link.municipality), &Stretch::municipality);
    if (found == stretches.end()) {
      stretches.push_back({link.municipality, link.deed, link.deed});
    } else {
      found->first = std::min(found->first, link.deed);
      found->last = std::max(found->last, link.deed);
    }
  }
  for (const Stretch& stretch : stretches) meet(tx, page, stretch, findings);
}

void ReviewWalk::check_named(db::Read& tx, std::string_view municipality, std::int64_t mark,
                             std::vector<db::Finding>& findings) const {
  const auto deed = whole(tx, municipality, DeedId{mark});
  if (!deed || deed->deed.erased_by) return;
  const auto named = numbers_from(deed->payload);
  auto numbers = named.value_or(std::vector<DeedId>());
  std::ranges::sort(numbers);
  const auto kept = store::seen_by(tx, municipality, mark);
  bool same = numbers.size() == kept.size();
  for (std::size_t i = 0; same && i < kept.size(); ++i) {
    const Mark row{std::string(municipality), kept[i], mark};
    same = numbers[i].value == kept[i] && std::ranges::binary_search(reviews_, row);
  }
  if (!same) findings.push_back(about("history.seen_changed", municipality, mark));
}

void ReviewWalk::end(db::Read& tx, int rows_at_once, std::vector<db::Finding>& findings) {
  std::ranges::sort(marks_);
  std::ranges::sort(reviews_);
  const auto repeated = std::ranges::unique(reviews_);
  reviews_.erase(repeated.begin(), repeated.end());
  const auto by_deed = [&](const std::string& municipality, std::int64_t mark) {
    return std::ranges::binary_search(marks_, std::pair(municipality, mark));
  };
  for (const Mark& row : reviews_) {
    if (!by_deed(row.municipality, row.seen_by))
      findings.push_back(about("history.seen_without_deed", row.municipality, row.deed));
  }
  std::string municipality;
  std::int64_t deed = std::numeric_limits<std::int64_t>::min();
  for (;;) {
    const auto page = store::seen_after(tx, municipality, deed, rows_at_once);
    if (page.empty()) break;
    for (const store::SeenRow& row : page) {
      if (!by_deed(row.municipality, row.seen_by))
        findings.push_back(about("history.seen_without_deed", row.municipality, row.deed));
    }
    municipality = page.back().municipality;
    deed = page.back().deed;
  }
  for (const auto& [where, mark] : marks_) check_named(tx, where, mark, findings);
}

}  // namespace history
