// Loading a register is a deed of its own, written beside the rows it changes.
#include "programme/programme_service.h"

#include "history/history.h"
#include "programme/programme_store.h"

namespace programme {

bool load(db::Write& tx, const base::Actor& actor, const Register& reg,
          std::string_view file_hash) {
  const auto& code = reg.municipality.code;
  if (store::file_hash(tx, code) == file_hash) return false;
  const std::int64_t deed =
      history::write(tx, actor,
                     {.kind = "programme.load",
                      .municipality = code,
                      .subject_kind = "register",
                      .subject_key = code,
                      .reason = "",
                      .payload_json = "{\"file_hash\":\"" + std::string(file_hash) + "\"}"})
          .value;
  store::put_municipality(tx, reg.municipality, file_hash, deed);
  for (const auto& body : reg.bodies) store::put_body(tx, code, body, deed);
  for (const auto& programme : reg.programmes) store::put_programme(tx, code, programme, deed);
  return true;
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

std::vector<Programme> programmes(db::Read& tx, std::string_view municipality) {
  return store::programmes(tx, municipality);
}

}  // namespace programme
