// Every statement on the tables of samples, each above its one function.
#include "sampling/sampling_store.h"

namespace sampling::store {
namespace {

constexpr db::Statement kAdd{
    "sampling.add",
    "INSERT INTO sample (municipality, sample, title, plan, row_key, figure_key, fiscal_year, "
    "scope, method, size, seed, mark, population, adds, list_sha256, bodies, drawn_by, drawn_at, "
    "deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
    "?18, ?19)"};
constexpr db::Statement kAddStratum{
    "sampling.add_stratum",
    "INSERT INTO sample_stratum (municipality, sample, stratum, population, adds, size) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr db::Statement kAddItem{
    "sampling.add_item",
    "INSERT INTO sample_item (municipality, sample, item, record, stratum, adds) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};

#define SAMPLES                                                                                 \
  "SELECT municipality, sample, title, plan, row_key, figure_key, fiscal_year, scope, method, " \
  "size, seed, mark, population, adds, list_sha256, bodies, drawn_by, drawn_at, deed "          \
  "FROM sample WHERE municipality = ?1 "
constexpr db::Statement kFind{"sampling.find", SAMPLES "AND sample = ?2"};
constexpr db::Statement kSamples{"sampling.samples", SAMPLES "ORDER BY sample DESC LIMIT ?2"};
#undef SAMPLES

Sample to_sample(db::Row& row) {
  Sample one;
  one.municipality = row.text("municipality");
  one.sample = row.integer("sample");
  one.title = row.text("title");
  one.plan = row.text("plan");
  one.row = row.text("row_key");
  one.figure = row.text("figure_key");
  one.fiscal_year = static_cast<int>(row.integer("fiscal_year"));
  one.confirmed_only = row.view("scope") == "confirmed";
  one.method = method_from(row.view("method")).value();
  one.size = static_cast<int>(row.integer("size"));
  one.seed = row.text("seed");
  one.mark = {row.integer("mark")};
  one.population = row.integer("population");
  one.adds = row.integer("adds");
  one.list_sha256 = row.text("list_sha256");
  one.bodies = row.text("bodies");
  one.drawn_by = row.integer("drawn_by");
  one.drawn_at = {row.integer("drawn_at")};
  one.deed = row.integer("deed");
  return one;
}

}  // namespace

void add(db::Write& tx, const Sample& one, const std::vector<Stratum>& strata,
         const std::vector<Item>& items) {
  tx.save(kAdd, one.municipality, one.sample, one.title, one.plan, one.row, one.figure,
          one.fiscal_year, one.confirmed_only ? "confirmed" : "all", in_db(one.method), one.size,
          one.seed, one.mark, one.population, one.adds, one.list_sha256, one.bodies, one.drawn_by,
          one.drawn_at, one.deed);
  for (const Stratum& stratum : strata)
    tx.save(kAddStratum, one.municipality, one.sample, stratum.name, stratum.population,
            stratum.adds, stratum.size);
  for (const Item& item : items)
    tx.save(kAddItem, one.municipality, one.sample, item.number, item.record, item.stratum,
            item.adds);
}

std::optional<Sample> find(db::Read& tx, std::string_view municipality, std::int64_t sample) {
  return tx.one<Sample>(kFind, to_sample, municipality, sample);
}

std::vector<Sample> samples(db::Read& tx, std::string_view municipality, int limit) {
  return tx.list<Sample>(kSamples, to_sample, municipality, limit);
}

namespace {
constexpr db::Statement kStrata{"sampling.strata",
                                "SELECT stratum, population, adds, size FROM sample_stratum "
                                "WHERE municipality = ?1 AND sample = ?2 ORDER BY stratum"};
}  // namespace

std::vector<Stratum> strata(db::Read& tx, std::string_view municipality, std::int64_t sample) {
  return tx.list<Stratum>(
      kStrata,
      [](db::Row& row) {
        return Stratum{row.text("stratum"), row.integer("population"), row.integer("adds"),
                       static_cast<int>(row.integer("size"))};
      },
      municipality, sample);
}

// ---- findings

namespace {

// The last version of an item's findings stands.
#define STANDING_FINDING                                                                    \
  "LEFT JOIN sample_finding f ON f.municipality = i.municipality AND f.sample = i.sample "  \
  "AND f.item = i.item AND f.version = (SELECT MAX(l.version) FROM sample_finding l WHERE " \
  "l.municipality = i.municipality AND l.sample = i.sample AND l.item = i.item) "
constexpr db::Statement kItems{
    "sampling.items",
    "SELECT i.item AS item, i.record AS record, i.stratum AS stratum, i.adds AS adds, "
    "f.version AS version, f.verdict AS verdict, f.seen AS seen, f.note AS note, "
    "f.person AS person, f.recorded_at AS recorded_at, f.deed AS deed "
    "FROM sample_item i " STANDING_FINDING
    "WHERE i.municipality = ?1 AND i.sample = ?2 ORDER BY i.item"};
constexpr db::Statement kStanding{
    "sampling.standing",
    "SELECT i.sample AS sample, "
    "COUNT(CASE WHEN f.verdict = 'verified' THEN 1 END) AS verified, "
    "COUNT(CASE WHEN f.verdict = 'exception' THEN 1 END) AS exceptions, "
    "COUNT(CASE WHEN f.verdict IS NULL THEN 1 END) AS still_open "
    "FROM sample_item i " STANDING_FINDING "WHERE i.municipality = ?1 GROUP BY i.sample"};
#undef STANDING_FINDING

constexpr db::Statement kAddFinding{
    "sampling.add_finding",
    "INSERT INTO sample_finding (municipality, sample, item, version, verdict, seen, note, person, "
    "recorded_at, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};
constexpr db::Statement kFindings{
    "sampling.findings",
    "SELECT version, verdict, seen, note, person, recorded_at, deed FROM sample_finding "
    "WHERE municipality = ?1 AND sample = ?2 AND item = ?3 ORDER BY version"};

Finding to_finding(db::Row& row) {
  Finding one;
  one.version = static_cast<int>(row.integer("version"));
  one.verdict = verdict_from(row.view("verdict")).value();
  one.seen = seen_from(row.view("seen"));
  one.note = row.text("note");
  one.person = row.integer("person");
  one.recorded_at = {row.integer("recorded_at")};
  one.deed = row.integer("deed");
  return one;
}

// Every column is read, also where there is no finding.
Item to_item(db::Row& row) {
  Item item;
  item.number = static_cast<int>(row.integer("item"));
  item.record = row.integer("record");
  item.stratum = row.text("stratum");
  item.adds = row.integer("adds");
  const auto version = row.maybe_integer("version");
  const auto verdict = row.maybe_text("verdict");
  const auto seen = row.maybe_text("seen");
  const auto note = row.maybe_text("note");
  const auto person = row.maybe_integer("person");
  const auto recorded_at = row.maybe_integer("recorded_at");
  const auto deed = row.maybe_integer("deed");
  if (version)
    item.finding = Finding{static_cast<int>(*version),
                           verdict_from(verdict.value()).value(),
                           seen_from(seen.value()),
                           note.value(),
                           person.value(),
                           {recorded_at.value()},
                           deed.value()};
  return item;
}

}  // namespace

std::vector<Item> items(db::Read& tx, std::string_view municipality, std::int64_t sample) {
  return tx.list<Item>(kItems, to_item, municipality, sample);
}

void add_finding(db::Write& tx, std::string_view municipality, std::int64_t sample, int item,
                 const Finding& finding) {
  tx.save(kAddFinding, municipality, sample, item, finding.version, in_db(finding.verdict),
          in_db(finding.seen), finding.note, finding.person, finding.recorded_at, finding.deed);
}

std::vector<Finding> findings(db::Read& tx, std::string_view municipality, std::int64_t sample,
                              int item) {
  return tx.list<Finding>(kFindings, to_finding, municipality, sample, item);
}

std::vector<Standing> standing(db::Read& tx, std::string_view municipality) {
  return tx.list<Standing>(
      kStanding,
      [](db::Row& row) {
        return Standing{row.integer("sample"), static_cast<int>(row.integer("verified")),
                        static_cast<int>(row.integer("exceptions")),
                        static_cast<int>(row.integer("still_open"))};
      },
      municipality);
}

// ---- conclusions

namespace {

constexpr db::Statement kAddConclusion{
    "sampling.add_conclusion",
    "INSERT INTO sample_conclusion (municipality, sample, version, kind, text, person, "
    "recorded_at, deed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
constexpr db::Statement kConclusions{
    "sampling.conclusions",
    "SELECT version, kind, text, person, recorded_at, deed FROM sample_conclusion "
    "WHERE municipality = ?1 AND sample = ?2 ORDER BY version"};

}  // namespace

void add_conclusion(db::Write& tx, std::string_view municipality, std::int64_t sample,
                    const Conclusion& one) {
  tx.save(kAddConclusion, municipality, sample, one.version,
          one.is_concluded ? "concluded" : "reopened", one.text, one.person, one.recorded_at,
          one.deed);
}

std::vector<Conclusion> conclusions(db::Read& tx, std::string_view municipality,
                                    std::int64_t sample) {
  return tx.list<Conclusion>(
      kConclusions,
      [](db::Row& row) {
        return Conclusion{static_cast<int>(row.integer("version")),
                          row.view("kind") == "concluded",
                          row.text("text"),
                          row.integer("person"),
                          {row.integer("recorded_at")},
                          row.integer("deed")};
      },
      municipality, sample);
}

}  // namespace sampling::store
