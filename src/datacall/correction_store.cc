// A step is saved at once, so that two persons at the same moment are told apart.
#include "datacall/correction_store.h"

namespace datacall::store {

constexpr db::Statement kAddCorrection{
    "datacall.add_correction",
    "INSERT INTO value_correction (municipality, data_call, row_key, version, step, kind, person, "
    "person_name, reason, deed, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"};

void add_correction(db::Write& tx, std::string_view municipality, std::int64_t call,
                    const Correction& correction, std::int64_t deed) {
  tx.run(kAddCorrection, municipality, call, correction.row, correction.version, correction.step,
         in_db(correction.kind), correction.person, correction.person_name, correction.reason, deed,
         tx.recorded_at());
}

constexpr db::Statement kCorrections{
    "datacall.corrections",
    "SELECT row_key, version, step, kind, person, person_name, reason, recorded_at FROM "
    "value_correction WHERE municipality = ?1 AND data_call = ?2 ORDER BY row_key, version, step"};

std::vector<Correction> corrections(db::Read& tx, std::string_view municipality,
                                    std::int64_t call) {
  const auto to_correction = [](db::Row& row) {
    return Correction{row.text("row_key"),
                      row.integer("version"),
                      static_cast<int>(row.integer("step")),
                      correction_kind(row.view("kind")).value_or(CorrectionKind::declined),
                      row.integer("person"),
                      row.text("person_name"),
                      row.text("reason"),
                      {row.integer("recorded_at")}};
  };
  return tx.list<Correction>(kCorrections, to_correction, municipality, call);
}

}  // namespace datacall::store
