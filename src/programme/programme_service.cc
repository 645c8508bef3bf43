// Loading a register is a deed of its own, written beside the rows it changes.
#include "programme/programme_service.h"

#include "history/history.h"
#include "programme/programme_store.h"

namespace programme {

bool load(db::Write& tx, const base::Actor& actor, const Register& reg,
          std::string_view file_hash) {
  const auto& code = reg.municipality.code;
  if (staff::register_hash(tx, code) == file_hash) return false;
  const std::int64_t deed =
      history::write(tx, actor,
                     {.kind = "programme.load",
                      .municipality = code,
                      .subject_kind = "register",
                      .subject_key = code,
                      .reason = "",
                      .payload_json = "{\"file_hash\":\"" + std::string(file_hash) + "\"}"})
          .value;
  staff::keep_municipality(tx, reg.municipality, file_hash, deed);
  for (const auto& body : reg.bodies) staff::keep_body(tx, code, body, deed);
  for (const auto& programme : reg.programmes) store::put_programme(tx, code, programme, deed);
  return true;
}

std::vector<Programme> programmes(db::Read& tx, std::string_view municipality) {
  return store::programmes(tx, municipality);
}

}  // namespace programme
