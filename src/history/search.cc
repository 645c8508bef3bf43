// One index is walked page by page until the page is full.
#include "history/search.h"

#include <algorithm>
#include <limits>

#include "history/deed_numbers.h"
#include "history/search_store.h"

namespace history {
namespace {

// Rows lie scattered over the disk: no more of them are read than it takes, and what is rare is found
// in steps that grow.
constexpr int kRowsAtOnceMax = 500;
constexpr std::int64_t kJapan = 9 * 3'600'000'000LL;
constexpr std::int64_t kDay = 24 * 3'600'000'000LL;

// Midnight in Japan before the day.
base::Instant begins(base::Date day) {
  return base::parse_japan(base::iso(day) + "T00:00").value_or(base::Instant{-kJapan});
}

store::Stretch stretch_of(const Question& question, std::optional<DeedId> before) {
  store::Stretch stretch{.from = 0, .before = std::numeric_limits<std::int64_t>::max()};
  if (question.from) stretch.from = earliest_number(begins(*question.from));
  if (question.until) stretch.before = latest_number({begins(*question.until).microseconds + kDay});
  if (before) stretch.before = std::min(stretch.before, before->value);
  return stretch;
}

std::vector<PastDeed> next_rows(db::Read& tx, std::string_view municipality,
                                const Question& question, const store::Stretch& stretch) {
  if (!question.subject_kind.empty() && !question.subject_key.empty()) {
    if (question.reading == Question::Reading::without) {
      return store::done_to_in(tx, municipality, question.subject_kind, question.subject_key,
                               stretch);
    }
    return store::of_subject_in(tx, municipality, question.subject_kind, question.subject_key,
                                stretch);
  }
  if (question.person) return store::of_person_in(tx, municipality, *question.person, stretch);
  if (!question.kind.empty()) return store::of_kind_in(tx, municipality, question.kind, stretch);
  return store::all_in(tx, municipality, stretch);
}

bool is_wanted_reading(Question::Reading wanted, std::string_view kind) {
  switch (wanted) {
    case Question::Reading::both:
      return true;
    case Question::Reading::only:
      return is_reading(kind);
    case Question::Reading::without:
      return !is_reading(kind);
  }
  return true;
}

}  // namespace

bool fits(const Question& question, const PastDeed& deed) {
  const base::Date day = base::japan_date(deed.at);
  const bool by_person =
      !question.person || (deed.actor_kind == "staff" && deed.actor == *question.person);
  const auto is = [](const std::string& wanted, const std::string& given) {
    return wanted.empty() || wanted == given;
  };
  return by_person && is(question.post, deed.post) && is(question.kind, deed.kind) &&
         is(question.subject_kind, deed.subject_kind) &&
         is(question.subject_key, deed.subject_key) && is(question.body, deed.body) &&
         (!question.from || *question.from <= day) && (!question.until || day <= *question.until) &&
         is_wanted_reading(question.reading, deed.kind);
}

Found search(db::Read& tx, std::string_view municipality, const Question& question,
             std::optional<DeedId> before, int limit) {
  Found found;
  store::Stretch stretch = stretch_of(question, before);
  stretch.limit = limit + 1;
  for (int looked_at = 0; looked_at < kLookedAtMax;) {
    const auto rows = next_rows(tx, municipality, question, stretch);
    for (const PastDeed& deed : rows) {
      if (!fits(question, deed)) continue;
      if (found.deeds.size() == static_cast<std::size_t>(limit)) {
        found.next = found.deeds.back().id;
        return found;
      }
      found.deeds.push_back(deed);
    }
    if (rows.size() < static_cast<std::size_t>(stretch.limit)) return found;
    stretch.before = rows.back().id.value;
    looked_at += stretch.limit;
    stretch.limit = std::min(stretch.limit * 2, kRowsAtOnceMax);
  }
  found.next = DeedId{stretch.before};
  found.gave_up = true;
  return found;
}

std::int64_t people_looked_up(db::Read& tx, std::string_view municipality, std::int64_t person,
                              base::Instant since) {
  return store::people_views(tx, municipality, person, earliest_number(since), since);
}

std::vector<std::string> kinds(db::Read& tx, std::string_view municipality) {
  std::vector<std::string> all;
  while (auto next = store::kind_after(tx, municipality, all.empty() ? "" : all.back()))
    all.push_back(*std::move(next));
  return all;
}

}  // namespace history
