// Looking for deeds: who, in which post, what, to what, on which days. The narrowest part of the
// question is asked along an index, the rest is compared row by row; a question that fits little
// gives up after a while and says where to go on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "history/history.h"

namespace history {

struct Question {
  std::optional<std::int64_t> person = {};
  std::string post = {};
  std::string kind = {};
  std::string subject_kind = {};
  std::string subject_key = {};  // asked for together with subject_kind
  std::optional<base::Date> from = {};
  std::optional<base::Date> until = {};
  std::string body = {};  // only deeds done for that body: how far the reader's post reaches
  enum class Reading { both, only, without } reading = Reading::both;
};

// Pure: whether a deed is what was asked for.
bool fits(const Question& question, const PastDeed& deed);

inline constexpr int kLookedAtMax = 20'000;

struct Found {
  std::vector<PastDeed> deeds;      // the latest first
  std::optional<DeedId> next = {};  // where the following page begins; none: there is no more
  bool gave_up = false;             // so many deeds were looked at: there may be more behind
};
// `before`: the last deed of the page before.
Found search(db::Read& tx, std::string_view municipality, const Question& question,
             std::optional<DeedId> before, int limit);

// How often a person looked up people since then: pages of single persons.
std::int64_t people_looked_up(db::Read& tx, std::string_view municipality, std::int64_t person,
                              base::Instant since);

// The kinds of deeds there are, in the order of their codes.
std::vector<std::string> kinds(db::Read& tx, std::string_view municipality);

}  // namespace history
