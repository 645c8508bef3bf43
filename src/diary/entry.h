// One occurrence as it stands in the diary: a version of its texts, and the records it points to.
// Noun and rules of its life: standing → taken_back; every change is a further version.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "diary/diary.h"

namespace diary {

enum class State { standing, taken_back };
enum class How { form, month, paste };
std::string_view in_db(State state);
std::string_view in_db(How how);
State state_from_db(std::string_view code);
How how_from_db(std::string_view code);

// Where, with whom, and what else there is to say: erasable, and no part of the figures.
struct Texts {
  std::string place;
  std::string co_organisers;
  std::string note;
  bool operator==(const Texts&) const = default;
};
// Refusals: those of base::check_text.
base::Result<void> check_texts(const Texts& texts, std::string& field);

struct Entry {
  std::int64_t entry = 0;
  std::string programme;
  std::string body;
  int fiscal_year = 0;
  Days days;
  State state = State::standing;
  int version = 1;
  How how = How::form;
  std::optional<std::int64_t> repeats;
  Texts texts = {};
  bool erased = false;
  std::int64_t deed = 0;
  base::Instant recorded_at = {};
  std::int64_t person = 0;
  std::vector<record::Record> records = {};  // that stand

  bool stands() const { return state == State::standing; }
  // Nobody has confirmed one of them yet.
  bool unconfirmed() const;
};

// What has to happen to the records of an entry so that they say `wanted`: those that say it
// already stay; of the others, those of the same kind and codes are corrected, the rest is taken
// back, and what is new is added. Indices are those of the two lists.
struct Changes {
  struct Correction {
    std::size_t record = 0;
    std::size_t fact = 0;
  };
  std::vector<std::size_t> kept;
  std::vector<Correction> corrections;
  std::vector<std::size_t> reversals;
  std::vector<std::size_t> additions;
  bool none() const { return corrections.empty() && reversals.empty() && additions.empty(); }
  // Something recorded is corrected or taken back: a reason is needed.
  bool touches() const { return !corrections.empty() || !reversals.empty(); }
};
Changes changes_between(std::span<const record::Record> records,
                        std::span<const record::Facts> wanted);

// ---- what is expected

struct MonthCount {
  std::string programme;
  int year = 0;
  unsigned month = 0;
  int entries = 0;
  std::int64_t first = 0;  // the first of them
};
struct Expected {
  MonthCount last_year;
  bool late = false;  // the month is over
};
// Months of the year before in which a programme had entries, and which have none this year: the
// months of this fiscal year until `today`'s. An entry that repeats one of that month counts for
// it whenever it was held; those months are given in `repeated` (of the year before).
std::vector<Expected> expected(std::span<const MonthCount> last_year,
                               std::span<const MonthCount> this_year,
                               std::span<const MonthCount> repeated, base::Date today);

// ---- as it would be typed again

// What the records of an entry say, by line; several records of a line are its days, in their
// order, with - where a day has none.
Typed typed_of(std::span<const Line> lines, const Entry& entry);

// ---- repeating

// The same day of the month a year on; 29 February becomes the 28th.
base::Date a_year_on(base::Date day);
// What an earlier entry says again: counts and codes of its lines. Its other numbers are for the
// day itself to say.
Typed typed_again(std::span<const Line> lines, const Entry& earlier);

}  // namespace diary
