// The independent path of `nigiwai verify`: what an entry said before it was corrected or taken
// back counts nowhere any more.
#include "diary/diary_service.h"

namespace diary {
namespace {

constexpr db::Statement kStillCounting{
    "diary.verify_still_counting",
    "SELECT d.entry AS entry, d.record AS record FROM diary_record d JOIN diary_entry e ON "
    "e.municipality = d.municipality AND e.entry = d.entry WHERE (d.until IS NOT NULL OR e.state = "
    "'taken_back') AND NOT EXISTS (SELECT 1 FROM record b WHERE b.municipality = d.municipality "
    "AND b.reverses = d.record) ORDER BY d.municipality, d.entry, d.record"};

constexpr db::Statement kOfAnotherProgramme{
    "diary.verify_of_another_programme",
    "SELECT d.entry AS entry, d.record AS record FROM diary_record d JOIN diary_entry e ON "
    "e.municipality = d.municipality AND e.entry = d.entry JOIN record r ON r.municipality = "
    "d.municipality AND r.record = d.record WHERE d.until IS NULL AND r.programme <> e.programme "
    "ORDER BY d.municipality, d.entry, d.record"};

std::vector<base::Fact> facts_of(db::Row& row) {
  return {{"entry", std::to_string(row.integer("entry"))},
          {"record", std::to_string(row.integer("record"))}};
}

}  // namespace

std::vector<db::Finding> verify(db::Database& database) {
  return database.read([](db::Read& tx) {
    auto findings = tx.list<db::Finding>(kStillCounting, [](db::Row& row) {
      return db::Finding{"diary", "diary.still_counting", facts_of(row)};
    });
    for (db::Finding& one : tx.list<db::Finding>(kOfAnotherProgramme, [](db::Row& row) {
           return db::Finding{"diary", "diary.of_another_programme", facts_of(row)};
         }))
      findings.push_back(std::move(one));
    return findings;
  });
}

}  // namespace diary
