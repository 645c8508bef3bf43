// Marks: what was known at one is exact, because whoever takes it is alone for a moment, and
// everybody who comes later is recorded later, whatever their clock says.
#include "base/japanese_text.h"
#include "base/json_text.h"
#include "figure/clock.h"
#include "figure/figure_service.h"
#include "figure/known_at.h"
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

// Marks of definitions carry the name of their plan, as often as it is loaded.
bool is_named_by_people(std::string_view kind) {
  return kind != "definition";
}

base::Result<void> check_name(db::Read& tx, std::string_view municipality, std::string_view name) {
  const std::string key = base::search_key(name);
  if (key.empty() || !base::check_text(name, base::Lines::one, kMarkNameCharactersMax) ||
      !reads_as_mark(name))
    return base::refuse(mark_name_unusable, {{"name", std::string(name)},
                                             {"max", std::to_string(kMarkNameCharactersMax)}});
  for (const Mark& mark : store::marks(tx, municipality)) {
    if (base::search_key(mark.name) == key)
      return base::refuse(mark_name_taken, {{"name", mark.name}, {"at", base::iso_japan(mark.at)}});
  }
  return {};
}

}  // namespace

base::Result<base::Instant> mark(db::Database& database, const base::Actor& actor,
                                 std::string_view municipality, std::string_view kind,
                                 std::string_view name) {
  if (const auto may = check_permitted({actor, {}}, staff::Deed::define_figures, municipality);
      !may)
    return std::unexpected(may.error());
  return database.write([&](db::Write& tx) { return mark(tx, actor, municipality, kind, name); });
}

base::Result<base::Instant> mark(db::Write& tx, const base::Actor& actor,
                                 std::string_view municipality, std::string_view kind,
                                 std::string_view name) {
  const auto known = programme::municipality(tx, municipality);
  if (!known) return std::unexpected(known.error());
  enter_alone(tx, municipality);
  if (is_named_by_people(kind)) {
    if (const auto named = check_name(tx, municipality, name); !named)
      return std::unexpected(named.error());
  }
  const Mark mark{store::settle(tx, municipality), std::string(kind), std::string(name)};
  store::add_mark(tx, municipality, mark, write_deed(tx, actor, municipality, mark));
  return mark.at;
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
