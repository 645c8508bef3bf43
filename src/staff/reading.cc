// Reading and being refused are deeds of the same form; their payload names people and is kept five
// years.
#include "staff/reading.h"

#include <stdexcept>

#include "base/json_text.h"
#include "history/search.h"

namespace staff {
namespace {

constexpr std::string_view kPage = "page";

std::string_view code_of(ReadingKind kind) {
  switch (kind) {
    case ReadingKind::view:
      return "staff.view";
    case ReadingKind::search:
      return "staff.search";
    case ReadingKind::exported:
      return "staff.export";
    case ReadingKind::print:
      return "staff.print";
  }
  throw std::logic_error("staff: unknown kind of reading");
}

std::string path_of(std::string_view address) {
  return std::string(address.substr(0, address.find('?')));
}

history::Deed deed_of(const base::Actor& actor, const Reading& reading) {
  base::JsonWriter json;
  json.begin_object().field("address", reading.address);
  if (!reading.ids.empty()) {
    json.key("ids").begin_array();
    for (const std::string& id : reading.ids) json.string(id);
    json.end_array();
  }
  const bool is_page = reading.subject_kind.empty();
  return {.kind = std::string(code_of(reading.kind)),
          .municipality = actor.municipality,
          .subject_kind = is_page ? std::string(kPage) : reading.subject_kind,
          .subject_key = is_page ? path_of(reading.address) : reading.subject_key,
          .reason = {},
          .payload_json = json.end_object().take(),
          .retention = history::Retention::years_5};
}

// Whether so many were looked up before this one that somebody should ask why.
bool is_hundredth(db::Read& tx, const base::Actor& actor) {
  const base::Instant hour_ago{base::now().microseconds - base::kHour};
  const auto before = history::people_looked_up(tx, actor.municipality, actor.id, hour_ago);
  return before > 0 && before % history::kManyViews == 0;
}

}  // namespace

void note_reading(db::Database& database, const base::Actor& actor, const Reading& reading) {
  database.write([&](db::Write& tx) {
    history::Deed deed = deed_of(actor, reading);
    const bool is_person = reading.kind == ReadingKind::view && reading.subject_kind == "person";
    if (is_person && is_hundredth(tx, actor)) deed.review.push_back(history::Review::many_views);
    history::write(tx, actor, deed);
    return true;
  });
}

void note_refused(db::Database& database, const base::Actor& actor, std::string_view address,
                  std::string_view deed) {
  base::JsonWriter json;
  json.begin_object().field("address", address).field("deed", deed).end_object();
  database.write([&](db::Write& tx) {
    history::write(tx, actor,
                   {.kind = "staff.refused",
                    .municipality = actor.municipality,
                    .subject_kind = std::string(kPage),
                    .subject_key = path_of(address),
                    .reason = {},
                    .payload_json = json.text(),
                    .retention = history::Retention::years_5});
    return true;
  });
}

}  // namespace staff
