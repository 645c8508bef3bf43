// Every statement on own_form, each above its one function.
#include "review/own_form_store.h"

#include "base/base64.h"

namespace review::store {

constexpr db::Statement kAddOwnForm{
    "review.add_own_form",
    "INSERT INTO own_form (municipality, own_form, name, sha256, bytes_base64, person, deed, "
    "uploaded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};

void add_own_form(db::Write& tx, std::string_view municipality, const OwnForm& form,
                  std::string_view sha256, std::int64_t deed) {
  tx.save(kAddOwnForm, municipality, form.id, form.name, sha256, base::to_base64(form.bytes),
          form.person, deed, tx.recorded_at());
}

constexpr db::Statement kOwnForms{
    "review.own_forms",
    "SELECT own_form, name, bytes_base64, person, uploaded_at, kept_by FROM own_form WHERE "
    "municipality = ?1 AND (kept_by IS NOT NULL OR person = ?2) ORDER BY own_form DESC"};

std::vector<OwnForm> own_forms(db::Read& tx, std::string_view municipality, std::int64_t person) {
  const auto to_form = [](db::Row& row) {
    OwnForm form;
    form.id = row.integer("own_form");
    form.name = row.text("name");
    form.bytes = base::from_base64(row.view("bytes_base64")).value_or("");
    form.person = row.integer("person");
    form.uploaded_at = {row.integer("uploaded_at")};
    form.kept = row.maybe_integer("kept_by").has_value();
    return form;
  };
  return tx.list<OwnForm>(kOwnForms, to_form, municipality, person);
}

constexpr db::Statement kKeepOwnForm{
    "review.keep_own_form",
    "UPDATE own_form SET kept_by = ?3 WHERE municipality = ?1 AND own_form = ?2 AND kept_by IS "
    "NULL"};

bool keep_own_form(db::Write& tx, std::string_view municipality, std::int64_t form,
                   std::int64_t deed) {
  return tx.run(kKeepOwnForm, municipality, form, deed) == 1;
}

constexpr db::Statement kDropTried{
    "review.drop_tried_form",
    "DELETE FROM own_form WHERE municipality = ?1 AND person = ?2 AND kept_by IS NULL"};

void drop_tried(db::Write& tx, std::string_view municipality, std::int64_t person) {
  tx.run(kDropTried, municipality, person);
}

constexpr db::Statement kDropKept{
    "review.drop_kept_form",
    "DELETE FROM own_form WHERE municipality = ?1 AND own_form <> ?2 AND kept_by IS NOT NULL"};

void drop_kept_but(db::Write& tx, std::string_view municipality, std::int64_t form) {
  tx.run(kDropKept, municipality, form);
}

}  // namespace review::store
