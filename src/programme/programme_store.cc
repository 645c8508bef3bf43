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
