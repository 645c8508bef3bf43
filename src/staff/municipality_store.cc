// Every statement on the tables municipality and body, each above its one function.
#include "staff/municipality_store.h"

namespace staff::store {

constexpr db::Statement kRegisterHash{"staff.register_hash",
                                      "SELECT file_hash FROM municipality WHERE municipality = ?1"};

std::optional<std::string> register_hash(db::Read& tx, std::string_view municipality) {
  return tx.one<std::string>(
      kRegisterHash, [](db::Row& row) { return row.text("file_hash"); }, municipality);
}

constexpr db::Statement kPutMunicipality{
    "staff.put_municipality",
    "INSERT INTO municipality (municipality, name, name_en, kind, file_hash, deed) VALUES (?1, ?2, "
    "?3, ?4, ?5, ?6) "
    "ON CONFLICT (municipality) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, "
    "kind = excluded.kind, file_hash = excluded.file_hash, deed = excluded.deed"};

void put_municipality(db::Write& tx, const Municipality& municipality, std::string_view file_hash,
                      std::int64_t deed) {
  tx.save(kPutMunicipality, municipality.code, municipality.name, municipality.name_en,
          in_db(municipality.kind), file_hash, deed);
}

constexpr db::Statement kPutBody{
    "staff.put_body",
    "INSERT INTO body (municipality, body, name, kind, deed) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (municipality, body) DO UPDATE SET name = excluded.name, kind = excluded.kind, "
    "deed = excluded.deed"};

void put_body(db::Write& tx, std::string_view municipality, const Body& body, std::int64_t deed) {
  tx.save(kPutBody, municipality, body.key, body.name, body.kind, deed);
}

constexpr db::Statement kMunicipalities{
    "staff.municipalities",
    "SELECT municipality, name, name_en, kind FROM municipality ORDER BY municipality"};

namespace {

Municipality to_municipality(db::Row& row) {
  Municipality municipality;
  municipality.code = row.text("municipality");
  municipality.name = row.text("name");
  municipality.name_en = row.text("name_en");
  municipality.kind = municipality_kind(row.view("kind")).value_or(MunicipalityKind::ward);
  return municipality;
}

}  // namespace

std::vector<Municipality> municipalities(db::Read& tx) {
  return tx.list<Municipality>(kMunicipalities, to_municipality);
}

constexpr db::Statement kMunicipality{
    "staff.municipality",
    "SELECT municipality, name, name_en, kind FROM municipality WHERE municipality = ?1"};

std::optional<Municipality> municipality(db::Read& tx, std::string_view code) {
  return tx.one<Municipality>(kMunicipality, to_municipality, code);
}

constexpr db::Statement kBodies{
    "staff.bodies", "SELECT body, name, kind FROM body WHERE municipality = ?1 ORDER BY body"};

std::vector<Body> bodies(db::Read& tx, std::string_view municipality) {
  return tx.list<Body>(
      kBodies,
      [](db::Row& row) {
        Body body;
        body.key = row.text("body");
        body.name = row.text("name");
        body.kind = row.text("kind");
        return body;
      },
      municipality);
}

}  // namespace staff::store
