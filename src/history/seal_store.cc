// Every statement on seals, each above its one function.
#include "history/seal_store.h"

namespace history::store {
namespace {

Seal to_seal(db::Row& row) {
  Seal seal;
  seal.municipality = row.text("municipality");
  seal.number = row.integer("seal");
  seal.sealed_at = {row.integer("sealed_at")};
  seal.heads = row.text("heads");
  seal.deeds = row.integer("deeds");
  seal.digest = row.text("digest");
  return seal;
}

SealHead to_seal_head(db::Row& row) {
  return {row.text("municipality"), row.integer("seal"), row.text("digest")};
}

constexpr db::Statement kMunicipalities{
    "history.municipalities_with_chains",
    "SELECT DISTINCT municipality FROM deed_chain ORDER BY municipality"};

// The columns as to_seal reads them.
#define SEALS "SELECT municipality, seal, sealed_at, heads, deeds, digest FROM history_seal "

}  // namespace

std::vector<std::string> municipalities_with_chains(db::Read& tx) {
  return tx.list<std::string>(kMunicipalities,
                              [](db::Row& row) { return row.text("municipality"); });
}

namespace {
constexpr db::Statement kLastSeal{"history.last_seal",
                                  SEALS "WHERE municipality = ?1 ORDER BY seal DESC LIMIT 1"};
}  // namespace

std::optional<Seal> last_seal(db::Read& tx, std::string_view municipality) {
  return tx.one<Seal>(kLastSeal, to_seal, municipality);
}

namespace {
constexpr db::Statement kFindSeal{"history.find_seal",
                                  SEALS "WHERE municipality = ?1 AND seal = ?2"};
}  // namespace

std::optional<Seal> find_seal(db::Read& tx, std::string_view municipality, std::int64_t number) {
  return tx.one<Seal>(kFindSeal, to_seal, municipality, number);
}

namespace {
constexpr db::Statement kSeals{"history.seals",
                               SEALS "WHERE municipality = ?1 ORDER BY seal DESC LIMIT 1000"};
}  // namespace

namespace {
constexpr db::Statement kSealsSince{
    "history.seals_since",
    SEALS "WHERE municipality = ?1 AND sealed_at >= ?2 ORDER BY sealed_at, seal LIMIT ?3"};
}  // namespace

std::vector<Seal> seals_since(db::Read& tx, std::string_view municipality, base::Instant at,
                              int limit) {
  return tx.list<Seal>(kSealsSince, to_seal, municipality, at, limit);
}

#undef SEALS

std::vector<Seal> seals(db::Read& tx, std::string_view municipality) {
  return tx.list<Seal>(kSeals, to_seal, municipality);
}

namespace {
constexpr db::Statement kSealHead{
    "history.seal_head",
    "SELECT municipality, seal, digest FROM history_seal_head WHERE municipality = ?1"};
}  // namespace

std::optional<SealHead> seal_head(db::Read& tx, std::string_view municipality) {
  return tx.one<SealHead>(kSealHead, to_seal_head, municipality);
}

namespace {
constexpr db::Statement kSealHeads{
    "history.seal_heads",
    "SELECT municipality, seal, digest FROM history_seal_head ORDER BY municipality"};
}  // namespace

std::vector<SealHead> seal_heads(db::Read& tx) {
  return tx.list<SealHead>(kSealHeads, to_seal_head);
}

namespace {
constexpr db::Statement kAddSeal{
    "history.add_seal",
    "INSERT INTO history_seal (municipality, seal, sealed_at, heads, deeds, digest) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (municipality, seal) DO NOTHING"};
}  // namespace

bool add_seal(db::Write& tx, const Seal& seal) {
  return tx.run(kAddSeal, seal.municipality, seal.number, seal.sealed_at, seal.heads, seal.deeds,
                seal.digest) == 1;
}

namespace {
constexpr db::Statement kMoveSealHead{
    "history.move_seal_head",
    "INSERT INTO history_seal_head (municipality, seal, digest) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (municipality) DO UPDATE SET seal = excluded.seal, digest = excluded.digest"};
}  // namespace

void move_seal_head(db::Write& tx, const Seal& seal) {
  tx.save(kMoveSealHead, seal.municipality, seal.number, seal.digest);
}

namespace {
constexpr db::Statement kSealsAfter{
    "history.seals_after",
    "SELECT municipality, seal, sealed_at, heads, deeds, digest FROM history_seal "
    "WHERE (municipality, seal) > (?1, ?2) ORDER BY municipality, seal LIMIT ?3"};
}  // namespace

std::vector<Seal> seals_after(db::Read& tx, std::string_view municipality, std::int64_t number,
                              int rows) {
  return tx.list<Seal>(kSealsAfter, to_seal, municipality, number, rows);
}

namespace {
constexpr db::Statement kRecordedAt{
    "history.recorded_at_of",
    "SELECT recorded_at FROM deed WHERE municipality = ?1 AND writer = ?2 AND sequence = ?3"};
}  // namespace

std::optional<base::Instant> recorded_at(db::Read& tx, std::string_view municipality,
                                         std::int64_t writer, std::int64_t sequence) {
  return tx.one<base::Instant>(
      kRecordedAt, [](db::Row& row) { return base::Instant{row.integer("recorded_at")}; },
      municipality, writer, sequence);
}

}  // namespace history::store
