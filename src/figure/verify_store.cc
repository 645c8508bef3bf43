// Statements of the proof. Confirmations are asked for by scalar subqueries, so that each record
// costs one step in an index and no plan reads all confirmations for every year.
#include "figure/verify_store.h"

#include <charconv>

#include "figure/figure_file.h"

namespace figure::store {
namespace {

constexpr db::Statement kLiftLimits{
    "figure.lift_time_limits_postgres",
    "SELECT set_config('statement_timeout', '0', true) AS statements, "
    "set_config('idle_in_transaction_session_timeout', '0', true) AS idle"};

constexpr db::Statement kMunicipalities{
    "figure.municipalities", "SELECT municipality FROM municipality ORDER BY municipality"};

constexpr db::Statement kAllFigures{
    "figure.all_figures",
    "SELECT figure, plan, row_key, figure_key, definition, state FROM figure "
    "WHERE municipality = ?1 ORDER BY figure"};

constexpr db::Statement kVolumes{
    "figure.volumes",
    "SELECT programme, record_kind, fiscal_year, count(*) AS records FROM record "
    "WHERE municipality = ?1 GROUP BY programme, record_kind, fiscal_year "
    "ORDER BY programme, record_kind, fiscal_year"};

constexpr std::string_view kConfirmedAt =
    "(SELECT c.recorded_at FROM record_confirmation c WHERE c.municipality = r.municipality "
    "AND c.record = r.record)";

std::optional<base::Instant> maybe_instant(db::Row& row, std::string_view column) {
  const auto at = row.maybe_integer(column);
  return at ? std::optional(base::Instant{*at}) : std::nullopt;
}

// "2011-04" → 201104; 0 where there is no month.
int month_number(std::string_view text) {
  int year = 0;
  int month = 0;
  if (text.size() != 7 || text[4] != '-') return 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  return year * 100 + month;
}

}  // namespace

void lift_time_limits(db::Read& tx) {
  if (tx.engine() != db::Engine::postgres) return;
  tx.each(kLiftLimits, [](db::Row& row) {
    row.view("statements");
    row.view("idle");
  });
}

std::vector<std::string> municipalities(db::Read& tx) {
  return tx.list<std::string>(kMunicipalities,
                              [](db::Row& row) { return row.text("municipality"); });
}

std::vector<Stored> all_figures(db::Read& tx, std::string_view municipality) {
  const auto to_stored = [](db::Row& row) {
    Stored stored;
    Held& held = stored.held;
    held.id = FigureId{row.integer("figure")};
    held.plan = row.text("plan");
    held.row = row.text("row_key");
    const std::string key = row.text("figure_key");
    try {
      held.definition = definition_from_json(row.view("definition"));
    } catch (const std::exception&) {
      stored.readable = false;
    }
    held.definition.key = key;
    held.state = row.text("state");
    return stored;
  };
  return tx.list<Stored>(kAllFigures, to_stored, municipality);
}

std::vector<Volume> volumes(db::Read& tx, std::string_view municipality) {
  const auto to_volume = [](db::Row& row) {
    Volume volume;
    volume.work.programme = row.text("programme");
    volume.work.kind = row.text("record_kind");
    volume.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
    volume.records = row.integer("records");
    return volume;
  };
  return tx.list<Volume>(kVolumes, to_volume, municipality);
}

namespace {

// Microseconds since 1970 in UTC as a day in Japan.
std::string day_in_japan(std::string_view moment) {
  return "((" + std::string(moment) + ") + 32400000000) / 86400000000";
}

std::string of_volume(std::string_view municipality, const Volume& volume, Values& values) {
  return " FROM record r WHERE r.municipality = " + values.text(municipality) +
         " AND r.programme = " + values.text(volume.work.programme) +
         " AND r.record_kind = " + values.text(volume.work.kind) +
         " AND r.fiscal_year = " + values.number(volume.fiscal_year);
}

// The sums a statement asks for; figures that ask for the same sum share its column.
class Columns {
 public:
  std::string add(std::string_view match, std::string_view number) {
    const std::string text = match == "1 = 1" ? std::string(number)
                                              : "CASE WHEN " + std::string(match) + " THEN " +
                                                    std::string(number) + " ELSE 0 END";
    const auto [found, fresh] = names_.try_emplace(text, "s" + std::to_string(names_.size()));
    if (fresh) {
      sql_ += ", CAST(COALESCE(SUM(" + text + "), 0) AS BIGINT) AS " + found->second;
      order_.push_back(found->second);
    }
    return found->second;
  }
  const std::string& sql() const { return sql_; }
  std::map<std::string, std::int64_t> read(db::Row& row) const {
    std::map<std::string, std::int64_t> numbers;
    for (const std::string& name : order_) numbers[name] = row.integer(name);
    return numbers;
  }

 private:
  std::map<std::string, std::string> names_;  // text → column
  std::vector<std::string> order_;
  std::string sql_;
};

struct SumColumns {
  std::string records;
  std::string value;
  std::string singles;
  std::string divisor;
};

SumColumns ask_for(const Held& figure, RecordSql& sql, Columns& columns) {
  const Definition& definition = figure.definition;
  const std::string match = sql.match(definition);
  // Who is counted is known by member, not by record.
  const bool by_member = definition.measure == Measure::distinct_businesses;
  const std::string value = by_member ? "0" : sql.value(definition);
  return {.records = columns.add(match, RecordSql::sign()),
          .value = columns.add(match, value),
          .singles = columns.add(match, "CASE WHEN r.summary = 0 THEN " + value + " ELSE 0 END"),
          .divisor = columns.add(match, sql.divisor(definition))};
}

}  // namespace

void add_up(db::Read& tx, std::string_view municipality, const Volume& volume,
            std::span<const Held* const> figures, db::FunctionRef<void(const Group&)> on_group) {
  Values values;
  RecordSql sql(tx.engine(), volume.work, values);
  Columns columns;
  std::vector<SumColumns> asked;
  for (const Held* figure : figures) asked.push_back(ask_for(*figure, sql, columns));
  const std::string text = "SELECT substr(r.occurred_on, 1, 7) AS month, " +
                           day_in_japan("r.recorded_at") + " AS recorded_day, " +
                           day_in_japan(kConfirmedAt) + " AS confirmed_day" + columns.sql() +
                           of_volume(municipality, volume, values) + " GROUP BY 1, 2, 3";
  tx.each_values(db::Statement{"figure.add_up", text}, values.all(), [&](db::Row& row) {
    Group group;
    group.month = month_number(row.view("month"));
    group.recorded_day = static_cast<int>(row.integer("recorded_day"));
    if (const auto day = row.maybe_integer("confirmed_day"))
      group.confirmed_day = static_cast<int>(*day);
    const auto numbers = columns.read(row);
    for (const SumColumns& sum : asked)
      group.sums.push_back({.records = numbers.at(sum.records),
                            .value = numbers.at(sum.value),
                            .singles = numbers.at(sum.singles),
                            .divisor = numbers.at(sum.divisor)});
    on_group(group);
  });
}

void member_events(db::Read& tx, std::string_view municipality, const Volume& volume,
                   const Held& figure, db::FunctionRef<void(const MemberEvent&)> on_event) {
  Values values;
  RecordSql sql(tx.engine(), volume.work, values);
  const std::string match = sql.match(figure.definition);
  const std::string text =
      "SELECT r.business AS business, r.recorded_at AS recorded_at, " + std::string(kConfirmedAt) +
      " AS confirmed_at, " + std::string(RecordSql::sign()) + " AS records" +
      of_volume(municipality, volume, values) + " AND r.business IS NOT NULL AND " + match;
  tx.each_values(db::Statement{"figure.member_events", text}, values.all(), [&](db::Row& row) {
    MemberEvent event;
    event.member = row.integer("business");
    event.recorded_at.microseconds = row.integer("recorded_at");
    event.confirmed_at = maybe_instant(row, "confirmed_at");
    event.records = static_cast<int>(row.integer("records"));
    on_event(event);
  });
}

namespace {

MilestoneFacts to_milestone(db::Row& row) {
  MilestoneFacts facts;
  facts.record = row.integer("record");
  facts.occurred_on = row.text("occurred_on");
  facts.milestone = row.text("milestone");
  facts.recorded_at.microseconds = row.integer("recorded_at");
  facts.confirmed_at = maybe_instant(row, "confirmed_at");
  facts.reversed_at = maybe_instant(row, "reversed_at");
  facts.reversal_confirmed_at = maybe_instant(row, "reversal_confirmed_at");
  return facts;
}

constexpr std::string_view kOfReversal =
    " FROM record x WHERE x.municipality = r.municipality AND x.reverses = r.record)";

constexpr db::Statement kMilestonesStored{
    "figure.milestones_stored",
    "SELECT record, occurred_on, milestone, recorded_at, confirmed_at, reversed_at, "
    "reversal_confirmed_at FROM figure_milestone "
    "WHERE municipality = ?1 AND figure = ?2 AND fiscal_year = ?3 ORDER BY record"};

}  // namespace

std::vector<MilestoneFacts> milestones_said(db::Read& tx, std::string_view municipality,
                                            const Volume& volume, const Held& figure) {
  Values values;
  RecordSql sql(tx.engine(), volume.work, values);
  const std::string match = sql.match(figure.definition);
  const std::string text =
      "SELECT r.record AS record, r.occurred_on AS occurred_on, COALESCE(" +
      sql.attribute("milestone") + ", " + values.text(kCarriedOut) +
      ") AS milestone, r.recorded_at AS recorded_at, " + std::string(kConfirmedAt) +
      " AS confirmed_at, (SELECT x.recorded_at" + std::string(kOfReversal) +
      " AS reversed_at, (SELECT (SELECT v.recorded_at FROM record_confirmation v WHERE "
      "v.municipality = x.municipality AND v.record = x.record)" +
      std::string(kOfReversal) + " AS reversal_confirmed_at" +
      of_volume(municipality, volume, values) + " AND r.reverses IS NULL AND " + match;
  std::vector<MilestoneFacts> said;
  tx.each_values(db::Statement{"figure.milestones_said", text}, values.all(),
                 [&](db::Row& row) { said.push_back(to_milestone(row)); });
  return said;
}

std::vector<MilestoneFacts> milestones_stored(db::Read& tx, std::string_view municipality,
                                              std::int64_t figure, int fiscal_year) {
  return tx.list<MilestoneFacts>(kMilestonesStored, to_milestone, municipality, figure,
                                 fiscal_year);
}

namespace {
constexpr db::Statement kStoredYears{
    "figure.stored_years",
    "SELECT figure, fiscal_year FROM figure_sum WHERE municipality = ?1 "
    "UNION SELECT figure, fiscal_year FROM figure_day WHERE municipality = ?1 "
    "UNION SELECT figure, fiscal_year FROM figure_member WHERE municipality = ?1 "
    "UNION SELECT figure, fiscal_year FROM figure_presence WHERE municipality = ?1 "
    "UNION SELECT figure, fiscal_year FROM figure_milestone WHERE municipality = ?1 "
    "ORDER BY fiscal_year, figure"};

constexpr db::Statement kDayRows{
    "figure.day_rows",
    "SELECT recorded_day, month, confirmed, CAST(sum(records) AS BIGINT) AS records, "
    "CAST(sum(value) AS BIGINT) AS value, CAST(sum(singles) AS BIGINT) AS singles, "
    "CAST(sum(divisor) AS BIGINT) AS divisor FROM figure_day "
    "WHERE municipality = ?1 AND figure = ?2 AND fiscal_year = ?3 "
    "GROUP BY recorded_day, month, confirmed"};
}  // namespace

std::vector<FigureYear> stored_years(db::Read& tx, std::string_view municipality) {
  const auto to_year = [](db::Row& row) {
    FigureYear year;
    year.figure = row.integer("figure");
    year.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
    return year;
  };
  return tx.list<FigureYear>(kStoredYears, to_year, municipality);
}

std::vector<DayRow> day_rows(db::Read& tx, std::string_view municipality, std::int64_t figure,
                             int fiscal_year) {
  const auto to_day = [&](db::Row& row) {
    DayRow day;
    day.key.figure = figure;
    day.key.fiscal_year = fiscal_year;
    day.key.day = static_cast<int>(row.integer("recorded_day"));
    day.key.month = static_cast<int>(row.integer("month"));
    day.key.confirmed = row.flag("confirmed");
    day.sum.records = row.integer("records");
    day.sum.value = row.integer("value");
    day.sum.singles = row.integer("singles");
    day.sum.divisor = row.integer("divisor");
    return day;
  };
  return tx.list<DayRow>(kDayRows, to_day, municipality, figure, fiscal_year);
}

namespace {
constexpr db::Statement kMemberRows{
    "figure.member_rows",
    "SELECT scope, member, records FROM figure_member "
    "WHERE municipality = ?1 AND figure = ?2 AND fiscal_year = ?3 ORDER BY scope, member"};

constexpr db::Statement kPresenceRows{
    "figure.presence_rows",
    "SELECT scope, member, from_at, until_at FROM figure_presence "
    "WHERE municipality = ?1 AND figure = ?2 AND fiscal_year = ?3 "
    "ORDER BY scope, member, from_at"};
}  // namespace

std::vector<MemberRow> member_rows(db::Read& tx, std::string_view municipality, std::int64_t figure,
                                   int fiscal_year) {
  const auto to_member = [](db::Row& row) {
    MemberRow member;
    member.scope = static_cast<int>(row.integer("scope"));
    member.member = row.integer("member");
    member.records = row.integer("records");
    return member;
  };
  return tx.list<MemberRow>(kMemberRows, to_member, municipality, figure, fiscal_year);
}

std::vector<PresenceRow> presence_rows(db::Read& tx, std::string_view municipality,
                                       std::int64_t figure, int fiscal_year) {
  const auto to_presence = [](db::Row& row) {
    PresenceRow presence;
    presence.scope = static_cast<int>(row.integer("scope"));
    presence.member = row.integer("member");
    presence.from.microseconds = row.integer("from_at");
    presence.until = maybe_instant(row, "until_at");
    return presence;
  };
  return tx.list<PresenceRow>(kPresenceRows, to_presence, municipality, figure, fiscal_year);
}

}  // namespace figure::store
