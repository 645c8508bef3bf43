// Statements on unsent_form, each above its one function.
#include "staff/unsent_store.h"

namespace staff::store {

constexpr db::Statement kKeepUnsent{
    "staff.keep_unsent",
    "INSERT INTO unsent_form (municipality, person, path, fields, saved_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (municipality, person, path) DO UPDATE SET "
    "fields = excluded.fields, saved_at = excluded.saved_at"};
void keep_unsent(db::Write& tx, const Who& who, std::string_view path, std::string_view fields,
                 base::Instant at) {
  tx.run(kKeepUnsent, who.municipality, who.person, path, fields, at.microseconds);
}

constexpr db::Statement kDropUnsent{
    "staff.drop_unsent",
    "DELETE FROM unsent_form WHERE municipality = ?1 AND person = ?2 AND path = ?3"};
void drop_unsent(db::Write& tx, const Who& who, std::string_view path) {
  tx.run(kDropUnsent, who.municipality, who.person, path);
}

constexpr db::Statement kDropUnsentBeyond{
    "staff.drop_unsent_beyond",
    "DELETE FROM unsent_form WHERE municipality = ?1 AND person = ?2 AND path NOT IN "
    "(SELECT u.path FROM unsent_form u WHERE u.municipality = ?1 AND u.person = ?2 "
    "ORDER BY u.saved_at DESC, u.path LIMIT ?3)"};
void drop_unsent_beyond(db::Write& tx, const Who& who, int count) {
  tx.run(kDropUnsentBeyond, who.municipality, who.person, count);
}

constexpr db::Statement kUnsent{"staff.unsent",
                                "SELECT path, fields, saved_at FROM unsent_form "
                                "WHERE municipality = ?1 AND person = ?2 AND path = ?3"};
std::optional<Unsent> unsent(db::Read& tx, const Who& who, std::string_view path) {
  return tx.one<Unsent>(
      kUnsent,
      [](db::Row& row) {
        return Unsent{row.text("path"), row.text("fields"), {row.integer("saved_at")}};
      },
      who.municipality, who.person, path);
}

}  // namespace staff::store
