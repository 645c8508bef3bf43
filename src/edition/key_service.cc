// The file first, then the list: a key that signs is always one that people can look up.
#include <algorithm>

#include "edition/edition_service.h"
#include "edition/edition_store.h"
#include "edition/key_file.h"
#include "history/history.h"
#include "staff/municipality_service.h"
#include "staff/permission.h"

namespace edition {
namespace {

base::Result<void> permitted(db::Database& database, const base::Actor& actor,
                             std::string_view municipality) {
  const auto known =
      database.read([&](db::Read& tx) { return staff::municipality(tx, municipality); });
  if (!known) return std::unexpected(known.error());
  return staff::permits(actor, staff::Deed::publish_editions, {municipality, actor.body});
}

std::int64_t keep_deed(db::Write& tx, const base::Actor& actor, std::string_view municipality,
                       std::string_view kind, std::string_view key, std::string_view reason) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = std::string(municipality),
                         .subject_kind = "edition_key",
                         .subject_key = std::string(key),
                         .reason = std::string(reason),
                         .payload_json = {}})
      .value;
}

const Key* find(const std::vector<Key>& all, std::string_view id) {
  const auto found = std::ranges::find_if(all, [&](const Key& one) { return one.key.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

base::Result<Key> new_key(const base::Actor& actor, db::Database& database,
                          const std::filesystem::path& folder, std::string_view municipality) {
  if (const auto may = permitted(database, actor, municipality); !may)
    return std::unexpected(may.error());
  auto secret = read_key(folder, municipality);
  if (!secret && secret.error().code != key_missing.code) return std::unexpected(secret.error());
  if (secret) {
    const std::string id = secret->public_key().id;
    const auto listed = database.read([&](db::Read& tx) { return store::keys(tx, municipality); });
    if (find(listed, id) != nullptr)
      return base::refuse(key_in_use,
                          {{"key", id}, {"file", key_path(folder, municipality).string()}});
  } else {
    secret = PrivateKey::make();
    if (const auto kept = keep_key(folder, municipality, *secret); !kept)
      return std::unexpected(kept.error());
  }
  return database.write([&](db::Write& tx) -> base::Result<Key> {
    Key key;
    key.municipality = municipality;
    key.key = secret->public_key();
    key.valid_from = tx.recorded_at();
    key.deed = keep_deed(tx, actor, municipality, "edition.new_key", key.key.id, "");
    store::add_key(tx, key);
    return key;
  });
}

base::Result<void> retire_key(const base::Actor& actor, db::Database& database,
                              const std::filesystem::path& folder, std::string_view municipality,
                              std::string_view id, std::string_view reason) {
  if (const auto may = permitted(database, actor, municipality); !may) return may;
  const auto retired = database.write([&](db::Write& tx) -> base::Result<void> {
    const auto listed = store::keys(tx, municipality);
    const Key* key = find(listed, id);
    if (key == nullptr) return base::refuse(unknown_key, {{"key", std::string(id)}});
    if (key->retired_at)
      return base::refuse(key_is_retired,
                          {{"key", std::string(id)}, {"at", base::iso_japan(*key->retired_at)}});
    if (const auto said = check_reason(reason); !said) return said;
    const auto deed = keep_deed(tx, actor, municipality, "edition.retire_key", id, reason);
    tx.not_before(store::last_signed(tx, municipality, id));
    store::retire_key(tx, municipality, id, tx.recorded_at(), reason, deed);
    return {};
  });
  if (!retired) return retired;
  const auto secret = read_key(folder, municipality);
  if (secret && secret->public_key().id == id) remove_key(folder, municipality);
  return {};
}

std::vector<Key> keys(db::Read& tx, std::string_view municipality) {
  return store::keys(tx, municipality);
}

std::vector<Key> keys(db::Read& tx) {
  return store::keys(tx);
}

std::vector<KnownKey> known_keys(const std::vector<Key>& keys) {
  std::vector<KnownKey> known;
  for (const Key& one : keys)
    known.push_back(
        {one.key, one.retired_at ? std::optional(base::iso_japan(*one.retired_at)) : std::nullopt});
  return known;
}

}  // namespace edition
