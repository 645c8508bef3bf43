// What is done with records and figures. post() is the one door: it adds the record and moves every
// sum it touches in the caller's transaction; nothing else writes records. Every change is a deed
// of history. All functions that take db::Write run inside database.write().
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "db/finding.h"
#include "figure/figure.h"
#include "history/history.h"
#include "job/job.h"
#include "record/record.h"
#include "record/record_store.h"

namespace figure {

inline constexpr base::RefusalKind unknown_figure{"figure.unknown_figure", 404};
inline constexpr base::RefusalKind unknown_mark{"figure.unknown_mark", 404};
inline constexpr base::RefusalKind mark_name_unusable{"figure.mark_name_unusable", 400};
inline constexpr base::RefusalKind mark_name_taken{"figure.mark_name_taken", 409};
inline constexpr base::RefusalKind sum_too_large{"figure.sum_too_large", 409};
// Why a build failed; the problem of its job.
inline constexpr std::string_view kBuildTooLarge = "figure.build_too_large";
inline constexpr base::RefusalKind not_yet_known{"figure.not_yet_known", 400};
inline constexpr base::RefusalKind still_settling{"figure.still_settling", 409};
inline constexpr base::RefusalKind instants_reversed{"figure.instants_reversed", 400};
inline constexpr base::RefusalKind too_many_records{"figure.too_many_records", 400};
inline constexpr base::RefusalKind too_many_changes{"figure.too_many_changes", 400};
inline constexpr base::RefusalKind not_permitted{"figure.not_permitted", 403};
inline constexpr base::RefusalKind bad_place{"figure.bad_place", 400};
inline constexpr base::RefusalKind author_confirms{"figure.author_confirms", 409};
inline constexpr base::RefusalKind nothing_chosen{"figure.nothing_chosen", 400};
inline constexpr base::RefusalKind named_twice{"figure.named_twice", 400};

// Who acts, and who signs with them where two persons are needed.
struct Signers {
  base::Actor first;
  std::optional<base::Actor> second;
};

bool is_sum_too_large(const db::Fault& fault);
bool lost_a_race(const db::Fault& fault);

// A command: the id makes a repeat harmless (the first answer comes back); "" is none.
struct Command {
  std::string id;
  std::string reason;
};

// ---- the one door
// --------------------------------------------------------------------------------

// database.write() for what follows: a sum that would leave its range is a refusal (sum_too_large),
// and a command that lost a race for the same record on PostgreSQL runs again, to find what the
// other did.
template <class F>
auto write(db::Database& database, F&& f) -> std::invoke_result_t<F, db::Write&> {
  for (int tries = 1;; ++tries) {
    try {
      return database.write(f);
    } catch (const db::Fault& fault) {
      if (is_sum_too_large(fault)) return base::refuse(sum_too_large);
      if (!lost_a_race(fault) || tries == 3) throw;
    }
  }
}

struct Posted {
  record::RecordId record{};
  std::int64_t deed = 0;
  bool repeated = false;  // the command was carried out before
  std::vector<record::Warning> warnings{};
};

base::Result<Posted> post(db::Write& tx, const Signers& signers, std::string_view municipality,
                          const Command& command, const record::Facts& facts);

// Takes a record back; the answer's record is the reversal.
base::Result<Posted> reverse(db::Write& tx, const Signers& signers, std::string_view municipality,
                             const Command& command, record::RecordId record);

// Takes a record back and puts another in its place, in one deed; the answer's record is the new
// one.
base::Result<Posted> correct(db::Write& tx, const Signers& signers, std::string_view municipality,
                             const Command& command, record::RecordId record,
                             const record::Facts& facts);

// 確認: another person than those who wrote the record has looked at it; from then on it may become
// public. What belongs together is confirmed together: a correction is its reversal and its new
// record, in one deed, so that the public never counts half of it. Refusals: author_confirms and
// those of the record.
base::Result<Posted> confirm(db::Write& tx, const Signers& signers, std::string_view municipality,
                             const Command& command, record::RecordId record);

// Many in one deed, at most kBulkMax: all or nothing.
struct Confirmed {
  std::int64_t deed = 0;
  std::int64_t records = 0;  // with those that belong to them
  bool repeated = false;
};
base::Result<Confirmed> confirm_all(db::Write& tx, const Signers& signers,
                                    std::string_view municipality, const Command& command,
                                    std::span<const record::RecordId> records);

// 差戻し: back to who wrote it, with a reason they see. The record stays as it is, unconfirmed,
// until it is corrected, taken back or confirmed after all.
base::Result<Posted> send_back(db::Write& tx, const Signers& signers, std::string_view municipality,
                               const Command& command, record::RecordId record);

// The bulk door: one deed, one set of sums for at most kBulkMax records; all or nothing.
// `confirmed` confirms them at once (imports of published work, practice towns): the program may,
// or two persons together. The first refusal is given with its place in the list ({"line"}).
inline constexpr std::size_t kBulkMax = 5000;
struct Bulk {
  std::int64_t deed = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  bool repeated = false;
  std::vector<record::RecordId> records;  // line by line
};
base::Result<Bulk> post_all(db::Write& tx, const Signers& signers, std::string_view municipality,
                            const Command& command, std::span<const record::Facts> facts,
                            bool confirmed);

// Many records corrected in one deed, all or nothing: each line takes a record back and puts
// another in its place, or nothing. The answer's records are those that stand now, or the
// reversals. The first refusal is given with its place in the list ({"line"}).
struct CorrectionLine {
  record::RecordId record;
  std::optional<record::Facts> facts;  // none: only taken back
};
base::Result<Bulk> correct_all(db::Write& tx, const Signers& signers, std::string_view municipality,
                               const Command& command, std::span<const CorrectionLine> lines);

base::Result<std::int64_t> erase_note(db::Write& tx, const Signers& signers,
                                      std::string_view municipality, record::RecordId record,
                                      std::string_view reason);

// 年度締め and reopening: deeds of two persons.
base::Result<std::int64_t> close_year(db::Write& tx, const Signers& signers,
                                      std::string_view municipality, int fiscal_year,
                                      std::string_view reason);
base::Result<std::int64_t> reopen_year(db::Write& tx, const Signers& signers,
                                       std::string_view municipality, int fiscal_year,
                                       std::string_view reason);

// ---- definitions
// ---------------------------------------------------------------------------------

struct Installed {
  int figures_new = 0;      // now building, to be built
  int figures_changed = 0;  // now building; the old ones stay until the new are complete
  int figures_gone = 0;
  int rows_written = 0;
};
// Inside the load of a plan; the caller has checked that rows, columns and programmes exist. A row
// comes into force as a whole: at once where no records exist yet that its new figures count,
// otherwise when the last of them is built.
Installed install(db::Write& tx, const base::Actor& actor, const DefinitionSet& set);
// Whether these definitions are the ones that stand: install would change nothing.
bool is_installed(db::Read& tx, const DefinitionSet& set);
// After a register or anything else that posts must know has changed; called last in its
// transaction.
void changed(db::Write& tx, std::string_view municipality);

// Builds what waits, in pieces, each in a transaction of its own; goes on where a stopped build
// was. The figures of a row become current together, with the row; the old readings stay until
// then. If one of them cannot be built (its sum leaves its range), none of the row does: the job
// has failed and says why. Returns how many figures became current.
using OnProgress =
    std::function<void(std::string_view figure, std::int64_t done, std::int64_t total)>;
int build(db::Database& database, const base::Actor& actor, const OnProgress& on_progress = {});
// What failed is put in line once more, as further versions that begin again at a new mark; to be
// asked for by a person who has mended the cause. Returns how many rows and totals.
int try_again(db::Database& database, const base::Actor& actor);

// What is not yet in force: the row ("13") or total ("total.people"), its figures being built, and
// the job that does it, failed or not.
struct Waiting {
  std::string municipality;
  std::string plan;
  std::string name;
  std::vector<std::string> figures;
  std::optional<job::Job> job;

  // Nobody goes on with it unless somebody asks (try_again).
  bool failed() const {
    return !job || job->state == job::State::failed || job->state == job::State::done;
  }
};
std::vector<Waiting> waiting(db::Read& tx, std::string_view municipality, std::string_view plan);
std::vector<Waiting> waiting(db::Read& tx);  // of all plans

struct Held {
  FigureId id;
  std::string plan;
  std::string row;
  int version = 1;
  int ordinal = 0;
  Definition definition;
  std::string state;
  std::optional<base::Instant> from;  // in force
  std::optional<base::Instant> until;
};
// In force at an instant (absent: now), in the order of rows and figures. Totals stand under row
// "".
std::vector<Held> figures(db::Read& tx, std::string_view municipality, std::string_view plan,
                          std::optional<base::Instant> at = {});
std::vector<RowDefinition> rows(db::Read& tx, std::string_view municipality, std::string_view plan,
                                std::optional<base::Instant> at = {});
base::Result<Held> find(db::Read& tx, std::string_view municipality, std::string_view plan,
                        std::string_view row, std::string_view key,
                        std::optional<base::Instant> at = {});

// ---- two clocks
// ----------------------------------------------------------------------------------

// A mark: what was known at it is exact, also with several servers writing. People ask for it by
// its name, so a name stands for one mark and reads as nothing else (mark_name_unusable, _taken).
inline constexpr std::size_t kMarkNameCharactersMax = 60;
base::Result<base::Instant> mark(db::Database& database, const base::Actor& actor,
                                 std::string_view municipality, std::string_view kind,
                                 std::string_view name);
// In the caller's transaction, whose permission the caller has asked: a publication freezes what it
// shows at a mark of its own.
base::Result<base::Instant> mark(db::Write& tx, const base::Actor& actor,
                                 std::string_view municipality, std::string_view kind,
                                 std::string_view name);
struct Mark {
  base::Instant at;
  std::string kind;
  std::string name;
};
std::vector<Mark> marks(db::Read& tx, std::string_view municipality);

// Whether what was known at `at` can be answered: up to the last mark always; later once it is
// settled (60 s ago on PostgreSQL, a second ago on SQLite), never in the future.
base::Result<base::Instant> knowable(db::Read& tx, std::string_view municipality, base::Instant at);

// ---- values
// --------------------------------------------------------------------------------------

enum class Scope { all, confirmed };  // staff see all records, the public the confirmed ones

// One value of the table: a figure in a fiscal year.
struct Key {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  auto operator<=>(const Key&) const = default;
};
using Table = std::map<Key, Value>;

// Every figure of a plan in every year that has records: one indexed read. `at` must be knowable.
Table table(db::Read& tx, std::string_view municipality, std::string_view plan, Scope scope,
            std::optional<base::Instant> at = {});

// One row today, with the sums of its figures by key and year; milestones are not asked for.
struct RowNow {
  RowDefinition definition;
  std::map<std::string, std::map<int, Value>, std::less<>> values;
};
std::optional<RowNow> row_now(db::Read& tx, std::string_view municipality, std::string_view plan,
                              std::string_view row);

struct MonthValue {
  int month = 0;  // 201104
  Sum sum;
};
std::vector<MonthValue> by_month(db::Read& tx, std::string_view municipality, FigureId figure,
                                 int fiscal_year, Scope scope);

// The same as known at a moment, which must be knowable.
std::vector<MonthValue> by_month(db::Read& tx, std::string_view municipality, const Held& figure,
                                 int fiscal_year, Scope scope, base::Instant at);

// What became known on each day (counted since 1970 in Japan), month by month, in order.
struct DayValue {
  int day = 0;
  int month = 0;  // 0 for distinct counts
  Sum sum;
};
std::vector<DayValue> by_day(db::Read& tx, std::string_view municipality, FigureId figure,
                             int fiscal_year, Scope scope);

// This year until `until` against last year to the same date, by the day things happened.
struct SoFar {
  Sum this_year;
  Sum last_year;
  base::Date last_until{2011, 4, 1};
};
SoFar so_far(db::Read& tx, std::string_view municipality, const Held& figure, int fiscal_year,
             base::Date until);

// ---- drill-down
// ----------------------------------------------------------------------------------

enum class Sort { oldest_first, newest_first, largest_first };
struct Question {
  Scope scope = Scope::all;
  std::optional<int> month;       // 201104
  std::optional<bool> confirmed;  // staff: only those confirmed, or not
  std::optional<bool> in_town;
  bool reversed_too = false;  // also records taken back, with their reversals
  Sort sort = Sort::oldest_first;
  std::string after;  // where the last page ended (Page::next)
  int limit = 50;
};
struct Counted {
  record::Record record;
  Contribution contribution;
  bool reversed = false;  // by a reversal that counts in the scope
};
// The reversals of records that were taken back, confirmed or not, by the first record's number.
using TakenBack = std::map<std::int64_t, record::RecordId>;
TakenBack taken_back_by(db::Read& tx, std::string_view municipality,
                        std::span<const record::Record> records);
struct Page {
  std::vector<Counted> records;
  std::string next;         // "" at the end
  std::int64_t in_all = 0;  // exact
  TakenBack taken_back;     // of the page's records
};
base::Result<Page> records(db::Read& tx, std::string_view municipality, const Held& figure,
                           int fiscal_year, const Question& question);

// Everything a record counts in: the other direction.
struct Place {
  std::string plan;
  std::string row;
  std::string figure;
  std::string label;
  int fiscal_year = 0;
  Contribution contribution;
};
struct OpenedRecord {
  record::Record record;
  std::optional<record::Record> reversal;
  std::optional<std::int64_t> confirmation;           // its deed
  std::optional<std::int64_t> reversal_confirmation;  // its deed
  std::optional<std::string> note;
  std::vector<Place> places;
};
base::Result<OpenedRecord> open_record(db::Read& tx, std::string_view municipality,
                                       record::RecordId record);

// Pairs of figures of different rows that count the same records, with how many.
struct Overlap {
  Held one;
  Held other;
  int fiscal_year = 0;
  std::int64_t records = 0;
};
std::vector<Overlap> overlaps(db::Read& tx, std::string_view municipality, std::string_view plan);

// ---- differences
// ---------------------------------------------------------------------------------

// The last four: the definition changed in between, record by record as long as there are few, the
// rest together.
enum class Because {
  late,
  fresh,
  corrected,
  reclassified,
  reversed,
  confirmed,
  newly_counted,
  no_longer_counted,
  counted_otherwise,
  definition
};
struct Difference {
  Because because = Because::late;
  std::optional<record::Record> record;  // absent: definition
  std::int64_t change = 0;               // what it adds to the value
};
struct Explained {
  Value before;
  Value after;
  std::vector<Difference> lines;  // their changes add up to after − before, for sums
};
base::Result<Explained> difference(db::Read& tx, std::string_view municipality,
                                   std::string_view plan, std::string_view row,
                                   std::string_view key, int fiscal_year, Scope scope,
                                   base::Instant from, base::Instant until);

// ---- proof
// ---------------------------------------------------------------------------------------

// Every sum against the records by plain SQL, every seal, every deed's records; progress is told.
std::vector<db::Finding> verify(db::Database& database);
std::vector<db::Finding> verify(db::Database& database, const OnProgress& on_progress);

}  // namespace figure
