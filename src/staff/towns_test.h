// For tests of this room: a database that knows two municipalities and their bodies.
#pragma once

#include "db/db.h"
#include "history/history.h"
#include "staff/municipality_service.h"

namespace staff::testing {

inline void keep_towns(db::Database& database) {
  database.write([](db::Write& tx) {
    for (const Municipality& town :
         {Municipality{"131202", "練馬区", "Nerima", MunicipalityKind::ward},
          Municipality{"131211", "足立区", "Adachi", MunicipalityKind::ward}}) {
      const auto deed = history::write(tx, base::Actor::system(town.code),
                                       {.kind = "programme.load",
                                        .municipality = town.code,
                                        .subject_kind = "register",
                                        .subject_key = town.code,
                                        .reason = {},
                                        .payload_json = {}});
      keep_municipality(tx, town, "hash of " + town.code, deed.value);
      keep_body(tx, town.code, {"ward", town.name, "municipality"}, deed.value);
    }
    keep_body(tx, "131202", {"corporation", "公社", "corporation"}, 1);
  });
}

}  // namespace staff::testing
