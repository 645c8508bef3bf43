// Every statement on plan_row and the tables of its short lists, each above its one function.
#include "plan/row_store.h"

#include <map>

#include "plan/listed_text.h"

namespace plan::store {

constexpr db::Statement kPutRow{
    "plan.put_row",
    "INSERT INTO plan_row (municipality, plan, row_key, ordinal, number, level, parent, node, "
    "node_confidence, node_reason, title, title_reason, description, description_confidence, "
    "description_reason, star, years_printed, fiscal_years, source, page, confidence, reason, "
    "deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "
    "?20, "
    "?21, ?22, ?23) "
    "ON CONFLICT (municipality, plan, row_key) DO UPDATE SET ordinal = excluded.ordinal, "
    "number = excluded.number, level = excluded.level, parent = excluded.parent, node = "
    "excluded.node, "
    "node_confidence = excluded.node_confidence, node_reason = excluded.node_reason, "
    "title = excluded.title, title_reason = excluded.title_reason, description = "
    "excluded.description, "
    "description_confidence = excluded.description_confidence, "
    "description_reason = excluded.description_reason, star = excluded.star, "
    "years_printed = excluded.years_printed, fiscal_years = excluded.fiscal_years, "
    "source = excluded.source, page = excluded.page, confidence = excluded.confidence, "
    "reason = excluded.reason, deed = excluded.deed"};

constexpr db::Statement kForgetTexts{
    "plan.forget_row_texts", "DELETE FROM plan_row_text WHERE municipality = ?1 AND plan = ?2"};
constexpr db::Statement kForgetProgrammes{
    "plan.forget_row_programmes",
    "DELETE FROM plan_row_programme WHERE municipality = ?1 AND plan = ?2"};
constexpr db::Statement kForgetRelated{
    "plan.forget_row_related",
    "DELETE FROM plan_row_related WHERE municipality = ?1 AND plan = ?2"};

constexpr db::Statement kAddText{
    "plan.add_row_text",
    "INSERT INTO plan_row_text (municipality, plan, row_key, kind, ordinal, text, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
constexpr db::Statement kAddProgramme{
    "plan.add_row_programme",
    "INSERT INTO plan_row_programme (municipality, plan, row_key, ordinal, programme, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr db::Statement kAddRelated{"plan.add_row_related",
                                    "INSERT INTO plan_row_related (municipality, plan, row_key, "
                                    "ordinal, related_row, kind, note, deed) "
                                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};

namespace {

constexpr std::string_view kDepartment = "department";
constexpr std::string_view kParty = "party";
constexpr std::string_view kNote = "note";

void put_row(db::Write& tx, const Place& place, const Row& row, int ordinal) {
  const auto description = row.description.value_or(Description{});
  tx.save(kPutRow, place.municipality, place.plan, row.key, ordinal, row.number, row.level,
          row.parent, row.node, in_db(row.node_certainty.confidence), row.node_certainty.reason,
          row.title, row.title_reason,
          row.description ? std::optional<std::string_view>(description.text) : std::nullopt,
          in_db(description.certainty.confidence), description.certainty.reason, row.star,
          row.years.printed, joined_years(row.years.fiscal_years), row.provenance.source,
          row.provenance.page, in_db(row.provenance.certainty.confidence),
          row.provenance.certainty.reason, place.deed);
}

void add_texts(db::Write& tx, const Place& place, const Row& row, std::string_view kind,
               const std::vector<std::string>& texts) {
  int ordinal = 0;
  for (const auto& text : texts) {
    tx.save(kAddText, place.municipality, place.plan, row.key, kind, ordinal++, text, place.deed);
  }
}

void add_lists(db::Write& tx, const Place& place, const Row& row) {
  add_texts(tx, place, row, kDepartment, row.departments);
  add_texts(tx, place, row, kParty, row.parties);
  add_texts(tx, place, row, kNote, row.notes);
  add_programmes(tx, place, row);
  int ordinal = 0;
  for (const auto& related : row.related) {
    tx.save(kAddRelated, place.municipality, place.plan, row.key, ordinal++, related.row,
            related.kind, related.note, place.deed);
  }
}

}  // namespace

void add_programmes(db::Write& tx, const Place& place, const Row& row) {
  int ordinal = 0;
  for (const auto& programme : row.programmes)
    tx.save(kAddProgramme, place.municipality, place.plan, row.key, ordinal++, programme,
            place.deed);
}

void put_rows(db::Write& tx, const Place& place, const std::vector<Row>& rows) {
  for (const auto* statement : {&kForgetTexts, &kForgetProgrammes, &kForgetRelated}) {
    tx.save(*statement, place.municipality, place.plan);
  }
  int ordinal = 0;
  for (const auto& row : rows) {
    put_row(tx, place, row, ordinal++);
    add_lists(tx, place, row);
  }
}

constexpr db::Statement kGoneRows{"plan.gone_rows",
                                  "SELECT row_key FROM plan_row WHERE municipality = ?1 AND plan = "
                                  "?2 AND deed <> ?3 ORDER BY row_key"};

std::vector<std::string> gone_rows(db::Read& tx, const Place& place) {
  return tx.list<std::string>(
      kGoneRows, [](db::Row& row) { return row.text("row_key"); }, place.municipality, place.plan,
      place.deed);
}

constexpr db::Statement kRows{
    "plan.rows",
    "SELECT r.row_key AS row_key, r.number AS number, r.level AS level, r.parent AS parent, "
    "r.node AS node, r.node_confidence AS node_confidence, r.node_reason AS node_reason, "
    "r.title AS title, r.title_reason AS title_reason, r.description AS description, "
    "r.description_confidence AS description_confidence, r.description_reason AS "
    "description_reason, "
    "r.star AS star, r.years_printed AS years_printed, r.fiscal_years AS fiscal_years, "
    "r.source AS source, r.page AS page, r.confidence AS confidence, r.reason AS reason "
    "FROM plan_row r JOIN plan p ON p.municipality = r.municipality AND p.plan = r.plan "
    "AND p.deed = r.deed WHERE r.municipality = ?1 AND r.plan = ?2 "
    "AND (?3 = '' OR r.row_key = ?3 OR r.parent = ?3) ORDER BY r.ordinal"};

constexpr db::Statement kTexts{
    "plan.row_texts",
    "SELECT row_key, kind, text FROM plan_row_text WHERE municipality = ?1 AND plan = ?2 "
    "AND (?3 = '' OR row_key = ?3 OR row_key IN (SELECT f.row_key FROM plan_row f WHERE "
    "f.municipality = ?1 AND f.plan = ?2 AND f.parent = ?3)) "
    "ORDER BY row_key, kind, ordinal"};

constexpr db::Statement kRowProgrammes{
    "plan.row_programmes",
    "SELECT row_key, programme FROM plan_row_programme WHERE municipality = ?1 AND plan = ?2 "
    "AND (?3 = '' OR row_key = ?3 OR row_key IN (SELECT f.row_key FROM plan_row f WHERE "
    "f.municipality = ?1 AND f.plan = ?2 AND f.parent = ?3)) "
    "ORDER BY row_key, ordinal"};

constexpr db::Statement kRelated{
    "plan.row_related",
    "SELECT row_key, related_row, kind, note FROM plan_row_related "
    "WHERE municipality = ?1 AND plan = ?2 "
    "AND (?3 = '' OR row_key = ?3 OR row_key IN (SELECT f.row_key FROM plan_row f WHERE "
    "f.municipality = ?1 AND f.plan = ?2 AND f.parent = ?3)) "
    "ORDER BY row_key, ordinal"};

namespace {

Confidence to_confidence(db::Row& row, std::string_view column) {
  return from_db<Confidence>(row.view(column)).value_or(Confidence::low);
}

Row to_row(db::Row& db_row) {
  Row row;
  row.key = db_row.text("row_key");
  row.number = db_row.maybe_text("number");
  row.level = db_row.text("level");
  row.parent = db_row.maybe_text("parent");
  row.node = db_row.maybe_text("node");
  row.node_certainty.confidence = to_confidence(db_row, "node_confidence");
  row.node_certainty.reason = db_row.maybe_text("node_reason");
  row.title = db_row.text("title");
  row.title_reason = db_row.maybe_text("title_reason");
  Description description;
  const auto text = db_row.maybe_text("description");
  description.certainty.confidence = to_confidence(db_row, "description_confidence");
  description.certainty.reason = db_row.maybe_text("description_reason");
  if (text) {
    description.text = *text;
    row.description = std::move(description);
  }
  row.star = db_row.flag("star");
  row.years.printed = db_row.maybe_text("years_printed");
  row.years.fiscal_years = parted_years(db_row.view("fiscal_years"));
  row.provenance.source = db_row.text("source");
  if (const auto page = db_row.maybe_integer("page")) row.provenance.page = static_cast<int>(*page);
  row.provenance.certainty.confidence = to_confidence(db_row, "confidence");
  row.provenance.certainty.reason = db_row.maybe_text("reason");
  return row;
}

using RowsByKey = std::map<std::string, Row*, std::less<>>;

void read_lists(db::Read& tx, std::string_view municipality, std::string_view plan,
                std::string_view family, const RowsByKey& by_key) {
  tx.each(
      kTexts,
      [&](db::Row& row) {
        const auto found = by_key.find(row.view("row_key"));
        const std::string kind = row.text("kind");
        std::string text = row.text("text");
        if (found == by_key.end()) return;
        auto& list = kind == kDepartment ? found->second->departments
                     : kind == kParty    ? found->second->parties
                                         : found->second->notes;
        list.push_back(std::move(text));
      },
      municipality, plan, family);
  tx.each(
      kRowProgrammes,
      [&](db::Row& row) {
        const auto found = by_key.find(row.view("row_key"));
        std::string programme = row.text("programme");
        if (found != by_key.end()) found->second->programmes.push_back(std::move(programme));
      },
      municipality, plan, family);
  tx.each(
      kRelated,
      [&](db::Row& row) {
        const auto found = by_key.find(row.view("row_key"));
        Neighbour related;
        related.row = row.text("related_row");
        related.kind = row.text("kind");
        related.note = row.maybe_text("note");
        if (found != by_key.end()) found->second->related.push_back(std::move(related));
      },
      municipality, plan, family);
}

}  // namespace

std::vector<Row> rows(db::Read& tx, std::string_view municipality, std::string_view plan,
                      std::string_view family) {
  auto list = tx.list<Row>(kRows, to_row, municipality, plan, family);
  RowsByKey by_key;
  for (auto& row : list) by_key.emplace(row.key, &row);
  read_lists(tx, municipality, plan, family, by_key);
  return list;
}

constexpr db::Statement kNamedLines{
    "plan.named_lines",
    "SELECT r.plan AS plan, r.row_key AS row_key, r.title AS title, u.programme AS programme "
    "FROM plan p JOIN plan_row r ON r.municipality = p.municipality AND r.plan = p.plan "
    "AND r.deed = p.deed JOIN plan_row_programme u ON u.municipality = r.municipality "
    "AND u.plan = r.plan AND u.row_key = r.row_key WHERE p.municipality = ?1 AND p.plan <> ?2 "
    "AND p.withdrawn_deed IS NULL ORDER BY p.period_from, r.plan, r.row_key, u.ordinal"};

std::vector<NamedLine> named_lines(db::Read& tx, std::string_view municipality,
                                   std::string_view but_for_plan) {
  std::vector<NamedLine> lines;
  std::pair<std::string, std::string> last;
  tx.each(
      kNamedLines,
      [&](db::Row& row) {
        std::pair<std::string, std::string> place;
        place.first = row.text("plan");
        place.second = row.text("row_key");
        std::string title = row.text("title");
        if (lines.empty() || place != last) lines.push_back({std::move(title), {}});
        lines.back().programmes.push_back(row.text("programme"));
        last = std::move(place);
      },
      municipality, but_for_plan);
  return lines;
}

constexpr db::Statement kProgrammeUses{
    "plan.programme_uses",
    "SELECT u.plan AS plan, u.row_key AS row_key, r.number AS number, r.title AS title "
    "FROM plan_row_programme u "
    "JOIN plan p ON p.municipality = u.municipality AND p.plan = u.plan "
    "JOIN plan_row r ON r.municipality = u.municipality AND r.plan = u.plan AND r.row_key = "
    "u.row_key "
    "WHERE u.municipality = ?1 AND u.programme = ?2 ORDER BY p.period_from, u.plan, r.ordinal"};

std::vector<ProgrammeUse> programme_uses(db::Read& tx, std::string_view municipality,
                                         std::string_view programme) {
  return tx.list<ProgrammeUse>(
      kProgrammeUses,
      [](db::Row& row) {
        ProgrammeUse use;
        use.plan = row.text("plan");
        use.row = row.text("row_key");
        use.number = row.maybe_text("number").value_or("");
        use.title = row.text("title");
        return use;
      },
      municipality, programme);
}

}  // namespace plan::store
