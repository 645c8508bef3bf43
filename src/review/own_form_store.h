// Rows of own_form; the file lies in them as text (base64).
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "review/own_form.h"

namespace review::store {

void add_own_form(db::Write& tx, std::string_view municipality, const OwnForm& form,
                  std::string_view sha256, std::int64_t deed);
// Those that are kept and those of the person, the latest first.
std::vector<OwnForm> own_forms(db::Read& tx, std::string_view municipality, std::int64_t person);
// false: it is kept already.
bool keep_own_form(db::Write& tx, std::string_view municipality, std::int64_t form,
                   std::int64_t deed);
void drop_tried(db::Write& tx, std::string_view municipality, std::int64_t person);
void drop_kept_but(db::Write& tx, std::string_view municipality, std::int64_t form);

}  // namespace review::store
