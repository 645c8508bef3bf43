// For tests of this room: two towns, people of both, a folder, and the table of a town as CSV.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "db/testing.h"
#include "importer/import_service.h"
#include "plan/taking_over.h"
#include "staff/towns_test.h"

namespace importer::testing {

// The program itself, as the commands act: may do what the planner may.
inline base::Actor planner(std::string municipality = "131202") {
  return base::Actor::system(std::move(municipality));
}
inline base::Actor clerk() {
  return {base::ActorKind::staff, 2, "clerk", "ward", "131202"};
}

inline const std::string kTable =
    "羽村市産業振興計画 進捗状況,,,,\n"
    "番号,事業名,担当課,令和4年度実績,令和5年度実績,評価\n"
    "1,空き店舗活用,産業課,3件,5件,拡充\n"
    "2,融資あっせん,産業課,\"1,200件\",980件,現状継続\n"
    "3,商店街の催し,産業課,12回,11回,改善（手段変更）\n"
    "4,創業の相談,産業課,40件,52件,拡充\n";
// One value corrected, one emptied, a line added in between.
inline const std::string kCorrected =
    "羽村市産業振興計画 進捗状況,,,,\n"
    "番号,事業名,担当課,令和4年度実績,令和5年度実績,評価\n"
    "1,空き店舗活用,産業課,3件,5件,拡充\n"
    "2,融資あっせん,産業課,\"1,200件\",986件,現状継続\n"
    "3,商店街の催し,産業課,,11回,改善（手段変更）\n"
    "5,見本市への出展,産業課,2社,3社,拡充\n"
    "4,創業の相談,産業課,40件,52件,拡充\n";
inline const std::string kNextYear =
    "羽村市産業振興計画 進捗状況,,,\n"
    "番号,事業名,担当課,令和6年度実績\n"
    "1,空き店舗活用,産業課,7件\n"
    "2,融資あっせん,産業課,900件\n"
    "3,商店街の催し,産業課,9回\n"
    "9,新しい事業,産業課,1件\n";

struct Place {
  explicit Place(db::Engine engine)
      : made(engine, db::testing::TemporaryDatabase::Schema::current), database(made.open()) {
    staff::testing::keep_towns(database);
  }
  db::testing::TemporaryDatabase made;
  mutable db::Database database;
  db::testing::TemporaryFolder temporary;
  paper::Folder folder = temporary.path() / "files";
  Shop shop{database, folder};
};

inline Wanted new_plan(std::string slug) {
  return {.target = Target::new_plan,
          .plan = std::move(slug),
          .title = "羽村市産業振興計画",
          .kind = plan::PlanKind::plan,
          .from = 2022,
          .to = 2026,
          .source_title = "進捗状況"};
}

inline ImportId drafted(const Place& place, const std::string& table, const Wanted& wanted,
                        const base::Actor& actor = planner()) {
  const auto id = begin(actor, place.shop, {.name = "進捗.csv", .bytes = table});
  REQUIRE(id.has_value());
  REQUIRE(correct(actor, place.shop, *id, 1, {.wanted = wanted}).has_value());
  return *id;
}

inline base::Result<Committed> taken(const Place& place, ImportId id,
                                     const base::Actor& actor = planner(),
                                     std::string_view command_id = {}) {
  const auto proposed = propose(actor, place.shop, id);
  if (!proposed) return std::unexpected(proposed.error());
  return commit(actor, place.shop, id,
                {.version = proposed->draft.version,
                 .standing = proposed->standing,
                 .command_id = command_id});
}

inline plan::Plan document(db::Database& database, std::string_view slug) {
  return database.read([&](db::Read& tx) {
    const auto found = plan::whole_document(tx, "131202", slug);
    REQUIRE(found.has_value());
    return *found;
  });
}

// What the cell of a line says, by the line's name and the column's year.
inline std::string said(const plan::Plan& document, std::string_view title, int year) {
  for (const plan::Row& row : document.rows) {
    if (row.title != title) continue;
    for (const plan::Column& column : document.columns) {
      if (column.fiscal_years != std::vector<int>{year}) continue;
      const plan::Cell* cell = plan::find_cell(row, column.key);
      if (cell == nullptr || cell->readings.empty()) return "(no cell)";
      return cell->readings.front().text.value_or("(nothing)");
    }
    return "(no column)";
  }
  return "(no row)";
}

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

}  // namespace importer::testing
