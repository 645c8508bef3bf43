// What the proof reads: records added up by plain SQL on one side, the stored sums, members and
// milestones on the other; deeds in the order of their numbers, confirmations in the order of their
// moments.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/function_ref.h"
#include "figure/condition_store.h"
#include "figure/figure_service.h"
#include "figure/moves.h"
#include "record/record_store.h"

namespace figure::store {

// The proof is one long snapshot; the limits of ordinary reads do not hold for it.
void lift_time_limits(db::Read& tx);

std::vector<std::string> municipalities(db::Read& tx);

// Figures of every state by number.
struct Stored {
  Held held;
  bool readable = true;  // its definition is ours
};
std::vector<Stored> all_figures(db::Read& tx, std::string_view municipality);

// How many records there are of each work and year.
struct Volume {
  Work work;
  int fiscal_year = 0;
  std::int64_t records = 0;
};
std::vector<Volume> volumes(db::Read& tx, std::string_view municipality);

// The records of one work and year added up for every figure that names the work, by month, day of
// recording and day of confirmation; `sums` stand in the order of `figures`.
struct Group {
  int month = 0;
  int recorded_day = 0;
  std::optional<int> confirmed_day;
  std::vector<Sum> sums;
};
void add_up(db::Read& tx, std::string_view municipality, const Volume& volume,
            std::span<const Held* const> figures, db::FunctionRef<void(const Group&)> on_group);

// When records that a distinct count counts came in, were confirmed, or took others back.
struct MemberEvent {
  std::int64_t member = 0;
  base::Instant recorded_at;
  std::optional<base::Instant> confirmed_at;
  int records = 0;  // +1, -1
};
void member_events(db::Read& tx, std::string_view municipality, const Volume& volume,
                   const Held& figure, db::FunctionRef<void(const MemberEvent&)> on_event);

// A milestone with its moments; stored ones and those the records say compare whole.
struct MilestoneFacts {
  std::int64_t record = 0;
  std::string occurred_on;
  std::string milestone;
  base::Instant recorded_at;
  std::optional<base::Instant> confirmed_at;
  std::optional<base::Instant> reversed_at;
  std::optional<base::Instant> reversal_confirmed_at;
  bool operator==(const MilestoneFacts&) const = default;
};
std::vector<MilestoneFacts> milestones_said(db::Read& tx, std::string_view municipality,
                                            const Volume& volume, const Held& figure);
std::vector<MilestoneFacts> milestones_stored(db::Read& tx, std::string_view municipality,
                                              std::int64_t figure, int fiscal_year);

// Figure and year of everything stored, also of figures that nobody defined.
struct FigureYear {
  std::int64_t figure = 0;
  int fiscal_year = 0;
  auto operator<=>(const FigureYear&) const = default;
};
std::vector<FigureYear> stored_years(db::Read& tx, std::string_view municipality);

struct DayRow {
  DayKey key;
  Sum sum;
};
std::vector<DayRow> day_rows(db::Read& tx, std::string_view municipality, std::int64_t figure,
                             int fiscal_year);
struct MemberRow {
  int scope = 0;
  std::int64_t member = 0;
  std::int64_t records = 0;
};
std::vector<MemberRow> member_rows(db::Read& tx, std::string_view municipality, std::int64_t figure,
                                   int fiscal_year);
struct PresenceRow {
  int scope = 0;
  std::int64_t member = 0;
  base::Instant from;
  std::optional<base::Instant> until;
};
std::vector<PresenceRow> presence_rows(db::Read& tx, std::string_view municipality,
                                       std::int64_t figure, int fiscal_year);

// ---- deeds and confirmations
// -----------------------------------------------------------------------

struct DeedRow {
  std::int64_t deed = 0;
  std::string kind;
  std::string subject;
  base::Instant recorded_at;
  std::string reason;  // of vouching deeds
  std::string payload;
  bool erased = false;
};
// Deeds of records from one number to another, at most `limit`.
std::vector<DeedRow> deeds_between(db::Read& tx, std::string_view municipality, std::int64_t first,
                                   std::int64_t last, int limit);
std::optional<DeedRow> deed(db::Read& tx, std::string_view municipality, std::int64_t deed);

// How many deeds wrote records, and how many confirmed a single one.
struct DeedCount {
  std::int64_t writing = 0;
  std::int64_t confirming = 0;
};
DeedCount count_deeds(db::Read& tx, std::string_view municipality);
// Deeds whose (last) record, whose confirmation is not there, with that record.
struct Orphan {
  std::int64_t deed = 0;
  std::string record;
};
std::vector<Orphan> deeds_without_record(db::Read& tx, std::string_view municipality);
std::vector<Orphan> deeds_without_confirmation(db::Read& tx, std::string_view municipality);

struct ConfirmationRow {
  std::int64_t record = 0;
  base::Instant recorded_at;
  std::int64_t deed = 0;
};
std::vector<ConfirmationRow> confirmations(db::Read& tx, std::string_view municipality,
                                           base::Instant after, std::int64_t after_record,
                                           int limit);

// Deeds that wrote definitions, marks and closings, in the order of their moments.
std::vector<DeedRow> vouching_deeds(db::Read& tx, std::string_view municipality);

// A version of a figure, or of a row (no key, no id), as it is stored.
struct DefinedRow {
  std::int64_t id = 0;
  std::string plan;
  std::string row;
  std::string key;
  int version = 0;
  std::string definition;
  std::string state;
  bool leaving = false;  // with its row's old definitions
  std::optional<base::Instant> from;
  std::optional<base::Instant> until;
  std::int64_t deed = 0;
};
std::vector<DefinedRow> defined_figures(db::Read& tx, std::string_view municipality);
std::vector<DefinedRow> defined_rows(db::Read& tx, std::string_view municipality);

struct MarkRow {
  Mark mark;
  std::int64_t deed = 0;
};
std::vector<MarkRow> mark_rows(db::Read& tx, std::string_view municipality);

struct ClosingRow {
  record::store::YearState year;
  std::string reason;
  std::int64_t deed = 0;
};
std::vector<ClosingRow> closing_rows(db::Read& tx, std::string_view municipality);

}  // namespace figure::store
