// What an officer does with the diary: write an occurrence down, correct it, take it back, enter a
// month or a pasted table at once. Every change is one deed of the diary; its records go through
// figure::post in the same transaction, so that a figure never counts what the diary does not hold.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "db/finding.h"
#include "diary/diary_store.h"
#include "diary/entry.h"
#include "programme/programme.h"

namespace diary {

// A command: the id makes a repeat harmless (the first answer comes back); "" is none.
struct Command {
  std::string id;
  std::string reason;
};

// What somebody has been asked and said yes to.
struct Accepted {
  bool other_year = false;  // the day lies in a year that is over, or not the one worked in
  bool same = false;        // another occurrence with the same days and numbers
};

struct Occurrence {
  std::string programme;
  Days days;
  Texts texts;
  std::vector<record::Facts> facts;  // of read_facts
  std::optional<std::int64_t> repeats = {};
};

struct Logged {
  std::int64_t entry = 0;
  std::int64_t deed = 0;
  bool repeated = false;  // the command was carried out before
};

// ---- what the forms follow from

// A programme with its lines, and whose work it is in a year.
struct Worked {
  programme::Programme programme;
  std::string body;  // empty: nobody is known
  std::vector<Line> lines;
};
// Refusals: unknown_programme, those of staff::permits for read_work.
base::Result<Worked> worked(db::Read& tx, const base::Actor& actor, std::string_view programme,
                            int fiscal_year);
// The programmes of a body in a fiscal year, by name of the register.
std::vector<programme::Programme> programmes_of(db::Read& tx, std::string_view municipality,
                                                std::string_view body, int fiscal_year);
// Whose work it is; empty: nobody is known.
std::string body_of(const programme::Programme& programme, int fiscal_year);
// Words of codes by their search keys, both languages: how pasted tables name them.
CodeWords code_words();

// ---- one entry

// Refusals, in this order: unknown_programme, those of staff::permits, check_texts, check_days,
// years_crossed, nothing_entered, other_year, same_entry, then those of record::check.
base::Result<Logged> log(const base::Actor& actor, db::Database& database, const Command& command,
                         const Occurrence& occurrence, const Accepted& accepted);
// The same in the caller's transaction, for what belongs into one deed with it (papers).
base::Result<Logged> log(db::Write& tx, const base::Actor& actor, const Command& command,
                         const Occurrence& occurrence, const Accepted& accepted);

struct Which {
  std::int64_t entry = 0;
  int version = 1;  // as the form showed it
};
// A reason is needed where a record is corrected or taken back. Refusals also: unknown_entry,
// already_taken_back, entry_changed, nothing_changed, reason_missing.
base::Result<Logged> correct(const base::Actor& actor, db::Database& database,
                             const Command& command, const Which& which,
                             const Occurrence& occurrence, const Accepted& accepted);
base::Result<Logged> take_back(const base::Actor& actor, db::Database& database,
                               const Command& command, const Which& which);
// Place, co-organisers and note of all versions; the records stay. Refusals also: no_texts.
base::Result<std::int64_t> erase_texts(const base::Actor& actor, db::Database& database,
                                       std::int64_t entry, std::string_view reason);

// With its records. Refusals: unknown_entry, those of staff::permits for read_work.
base::Result<Entry> open(db::Read& tx, const base::Actor& actor, std::int64_t entry);

// ---- many at once

// One day of a month or of a pasted table. Without an entry it is new; without facts the entry of
// that day is taken back.
struct DayWork {
  std::optional<Which> entry;
  Days days;
  Texts texts;
  std::vector<record::Facts> facts;
};
struct Sheet {
  std::string programme;
  How how = How::month;
  std::vector<DayWork> days;
  std::string subject;  // of the deed: 2011-05
};
struct Saved {
  std::int64_t deed = 0;
  int added = 0;
  int corrected = 0;
  int taken_back = 0;
  bool repeated = false;
};
inline constexpr std::size_t kRowsMax = 500;
// All in one deed, or nothing. A refusal about one of them carries its place ({"line"}, from 1).
base::Result<Saved> save(const base::Actor& actor, db::Database& database, const Command& command,
                         const Sheet& sheet, const Accepted& accepted);

// What was corrected or taken back counts nowhere; what stands is of its entry's programme.
std::vector<db::Finding> verify(db::Database& database);

}  // namespace diary
