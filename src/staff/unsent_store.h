// Rows of unsent_form: one for each person and form.
#pragma once

#include <optional>
#include <string_view>

#include "db/db.h"
#include "staff/unsent.h"

namespace staff::store {

void keep_unsent(db::Write& tx, const Who& who, std::string_view path, std::string_view fields,
                 base::Instant at);
void drop_unsent(db::Write& tx, const Who& who, std::string_view path);
// All but the latest so many.
void drop_unsent_beyond(db::Write& tx, const Who& who, int count);
std::optional<Unsent> unsent(db::Read& tx, const Who& who, std::string_view path);

}  // namespace staff::store
