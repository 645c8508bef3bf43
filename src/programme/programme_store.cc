// Every statement on the register's tables, each above its one function.
#include "programme/programme_store.h"

#include <sstream>

namespace programme::store {

namespace {

std::string joined(const std::vector<ProgrammeType>& types) {
  std::string text;
  for (const auto type : types) {
    if (!text.empty()) text += ' ';
    text += in_db(type);
  }
  return text;
}

std::vector<ProgrammeType> split_types(const std::string& text) {
  std::vector<ProgrammeType> types;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (const auto type = programme_type(word)) types.push_back(*type);
  }
  return types;
}

}  // namespace

constexpr db::Statement kFileHash{"programme.file_hash",
                                  "SELECT file_hash FROM municipality WHERE municipality = ?1"};

std::optional<std::string> file_hash(db::Read& tx, std::string_view municipality) {
  return tx.one<std::string>(
      kFileHash, [](db::Row& row) { return row.text("file_hash"); }, municipality);
}

constexpr db::Statement kPutMunicipality{
    "programme.put_municipality",
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
    "programme.put_body",
    "INSERT INTO body (municipality, body, name, kind, deed) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (municipality, body) DO UPDATE SET name = excluded.name, kind = excluded.kind, "
    "deed = excluded.deed"};

void put_body(db::Write& tx, std::string_view municipality, const Body& body, std::int64_t deed) {
  tx.save(kPutBody, municipality, body.key, body.name, body.kind, deed);
}

constexpr db::Statement kPutProgramme{
    "programme.put_programme",
    "INSERT INTO programme (municipality, programme, name, programme_type, also, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (municipality, programme) DO UPDATE SET name = excluded.name, "
    "programme_type = excluded.programme_type, also = excluded.also, deed = excluded.deed"};

constexpr db::Statement kForgetOwners{
    "programme.forget_owners",
    "DELETE FROM programme_owner WHERE municipality = ?1 AND programme = ?2"};

constexpr db::Statement kPutOwner{"programme.put_owner",
                                  "INSERT INTO programme_owner (municipality, programme, "
                                  "from_year, to_year, body, department, basis, deed) "
                                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};

void put_programme(db::Write& tx, std::string_view municipality, const Programme& programme,
                   std::int64_t deed) {
  const std::string also = joined(programme.also);
  tx.save(kPutProgramme, municipality, programme.key, programme.name, in_db(programme.type), also,
          deed);
  tx.save(kForgetOwners, municipality, programme.key);
  for (const auto& owner : programme.owners) {
    tx.save(kPutOwner, municipality, programme.key, owner.from, owner.to, owner.body,
            owner.department, owner.basis, deed);
  }
}

constexpr db::Statement kMunicipalities{
    "programme.municipalities",
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
    "programme.municipality",
    "SELECT municipality, name, name_en, kind FROM municipality WHERE municipality = ?1"};

std::optional<Municipality> municipality(db::Read& tx, std::string_view code) {
  return tx.one<Municipality>(kMunicipality, to_municipality, code);
}

constexpr db::Statement kBodies{
    "programme.bodies", "SELECT body, name, kind FROM body WHERE municipality = ?1 ORDER BY body"};

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

constexpr db::Statement kProgrammes{
    "programme.programmes",
    "SELECT programme, name, programme_type, also FROM programme WHERE municipality = ?1 "
    "ORDER BY programme"};

constexpr db::Statement kOwners{
    "programme.owners",
    "SELECT programme, from_year, to_year, body, department, basis FROM programme_owner "
    "WHERE municipality = ?1 ORDER BY programme, from_year"};

std::vector<Programme> programmes(db::Read& tx, std::string_view municipality) {
  auto list = tx.list<Programme>(
      kProgrammes,
      [](db::Row& row) {
        Programme programme;
        programme.key = row.text("programme");
        programme.name = row.text("name");
        programme.type = programme_type(row.view("programme_type")).value_or(ProgrammeType::plan);
        programme.also = split_types(row.text("also"));
        return programme;
      },
      municipality);
  auto programme = list.begin();
  tx.each(
      kOwners,
      [&](db::Row& row) {
        const auto key = row.text("programme");
        while (programme != list.end() && programme->key != key) ++programme;
        Owner owner;
        owner.from = static_cast<int>(row.integer("from_year"));
        if (const auto to = row.maybe_integer("to_year")) owner.to = static_cast<int>(*to);
        owner.body = row.text("body");
        owner.department = row.maybe_text("department");
        owner.basis = row.maybe_text("basis");
        if (programme != list.end()) programme->owners.push_back(std::move(owner));
      },
      municipality);
  return list;
}

}  // namespace programme::store
