// Looking up and keeping municipalities and bodies; who loads a register writes the deed.
#include "staff/municipality_service.h"

#include "staff/municipality_store.h"

namespace staff {

void keep_municipality(db::Write& tx, const Municipality& municipality, std::string_view file_hash,
                       std::int64_t deed) {
  store::put_municipality(tx, municipality, file_hash, deed);
}

void keep_body(db::Write& tx, std::string_view municipality, const Body& body, std::int64_t deed) {
  store::put_body(tx, municipality, body, deed);
}

std::optional<std::string> register_hash(db::Read& tx, std::string_view municipality) {
  return store::register_hash(tx, municipality);
}

std::vector<Municipality> municipalities(db::Read& tx) {
  return store::municipalities(tx);
}

base::Result<Municipality> municipality(db::Read& tx, std::string_view code) {
  if (auto found = store::municipality(tx, code)) return *std::move(found);
  return base::refuse(unknown_municipality, {{"code", std::string(code)}});
}

std::vector<Body> bodies(db::Read& tx, std::string_view municipality) {
  return store::bodies(tx, municipality);
}

std::string own_body(const std::vector<Body>& bodies) {
  for (const Body& body : bodies)
    if (body.kind == "municipality") return body.key;
  return bodies.empty() ? std::string() : bodies.front().key;
}

}  // namespace staff
