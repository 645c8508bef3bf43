// Marks: what was known at one is exact, because whoever takes it is alone for a moment, and
// everybody who comes later is recorded later, whatever their clock says.
#include "base/json_text.h"
#include "figure/clock.h"
#include "figure/figure_service.h"
#include "figure/mark_store.h"
#include "figure/signers.h"
#include "programme/programme_service.h"

namespace figure {
namespace {

// How long a transaction and a skewed clock together may take to be settled; where one writer's
// transactions follow each other, only as long as a group of them takes to be committed.
constexpr std::int64_t kSettlingMicroseconds = 60'000'000;
constexpr std::int64_t kSettlingAloneMicroseconds = 1'000'000;

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view municipality,
                        const Mark& mark) {
  base::JsonWriter json;
  json.begin_object().field("at", mark.at.microseconds).field("name", mark.name).end_object();
  return history::write(tx, actor,
                        {.kind = "figure.mark",
                         .municipality = std::string(municipality),
                         .subject_kind = "figure_mark",
                         .subject_key = mark.kind,
                         .reason = mark.name,
                         .payload_json = json.take()})
      .value;
}

}  // namespace

base::Result<base::Instant> mark(db::Database& database, const base::Actor& actor,
                                 std::string_view municipality, std::string_view kind,
                                 std::string_view name) {
  if (const auto may = check_signers({actor, {}}, municipality); !may)
    return std::unexpected(may.error());
  return database.write([&](db::Write& tx) -> base::Result<base::Instant> {
    const auto known = programme::municipality(tx, municipality);
    if (!known) return std::unexpected(known.error());
    enter_alone(tx, municipality);
    const Mark mark{store::settle(tx, municipality), std::string(kind), std::string(name)};
    store::add_mark(tx, municipality, mark, write_deed(tx, actor, municipality, mark));
    return mark.at;
  });
}

std::vector<Mark> marks(db::Read& tx, std::string_view municipality) {
  return store::marks(tx, municipality);
}

// Whatever is recorded from now on is later than the last mark, so everything until then is
// settled.
base::Result<base::Instant> knowable(db::Read& tx, std::string_view municipality,
                                     base::Instant at) {
  if (at <= last_mark(tx, municipality)) return at;
  const base::Instant now = base::now();
  if (at > now) {
    return base::refuse(not_yet_known,
                        {{"at", base::iso_japan(at)}, {"now", base::iso_japan(now)}});
  }
  const std::int64_t settled =
      at.microseconds +
      (tx.engine() == db::Engine::sqlite ? kSettlingAloneMicroseconds : kSettlingMicroseconds);
  if (settled <= now.microseconds) return at;
  const std::int64_t seconds = (settled - now.microseconds + 999'999) / 1'000'000;
  return base::refuse(still_settling,
                      {{"at", base::iso_japan(at)}, {"seconds", std::to_string(seconds)}});
}

}  // namespace figure
