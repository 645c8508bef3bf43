// The latest words replace the ones before; the number of forms a person keeps is limited.
#include "staff/unsent.h"

#include "staff/unsent_store.h"

namespace staff {

base::Result<void> keep_unsent(db::Database& database, const Who& who, std::string_view path,
                               std::string_view fields) {
  const bool is_path =
      path.starts_with('/') && !path.starts_with("//") && path.size() <= kUnsentPathBytesMax;
  if (!is_path) return base::refuse(unsent_unfit);
  if (fields.size() > kUnsentBytesMax)
    return base::refuse(unsent_too_large, {{"max", std::to_string(kUnsentBytesMax)}});
  return database.write([&](db::Write& tx) -> base::Result<void> {
    store::keep_unsent(tx, who, path, fields, tx.recorded_at());
    store::drop_unsent_beyond(tx, who, kUnsentFormsMax);
    return {};
  });
}

std::optional<Unsent> unsent(db::Read& tx, const Who& who, std::string_view path) {
  return store::unsent(tx, who, path);
}

void drop_unsent(db::Database& database, const Who& who, std::string_view path) {
  database.write([&](db::Write& tx) -> base::Result<void> {
    store::drop_unsent(tx, who, path);
    return {};
  });
}

}  // namespace staff
