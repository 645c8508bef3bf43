// Every statement on the tables of migration 0024, each above its one function.
#include "business/business_store.h"

#include "db/search.h"

namespace business::store {
namespace {

std::optional<Consent> to_consent(std::optional<std::int64_t> given,
                                  const std::optional<std::string>& on) {
  if (!given || !on) return std::nullopt;
  return Consent{*given != 0, base::parse_date(*on).value()};
}

Business to_business(db::Row& row) {
  Business one;
  one.municipality = row.text("municipality");
  one.id = row.integer("business");
  one.version = static_cast<int>(row.integer("version"));
  one.content.kind = kind_from(row.view("business_kind")).value();
  one.content.name = row.text("name");
  one.content.kana = row.text("kana");
  one.content.corporate_number = row.text("corporate_number");
  one.content.address = row.text("address");
  one.content.trade = row.text("trade");
  one.content.contact_person = row.text("contact_person");
  one.content.phone = row.text("phone");
  one.content.mail = row.text("mail");
  const auto contact = row.maybe_integer("contact_consent");
  one.content.contact = to_consent(contact, row.maybe_text("contact_consent_on"));
  const auto share = row.maybe_integer("share_consent");
  one.content.share = to_consent(share, row.maybe_text("share_consent_on"));
  one.merged_into = row.maybe_integer("merged_into");
  one.deed = row.integer("deed");
  one.recorded_at = {row.integer("recorded_at")};
  return one;
}

void index(db::Write& tx, const Business& business) {
  const Content& content = business.content;
  const std::string text = content.kana + "\n" + content.corporate_number + "\n" +
                           content.contact_person + "\n" + content.phone + "\n" +
                           phone_key(content.phone) + "\n" + content.address;
  db::search::put(tx, {.municipality = business.municipality,
                       .kind = "staff.business",
                       .key = std::to_string(business.id),
                       .title = content.name,
                       .text = text});
}

std::optional<std::string> day_of(const std::optional<Consent>& consent) {
  return consent ? std::optional(base::iso(consent->on)) : std::nullopt;
}

std::optional<std::int64_t> flag_of(const std::optional<Consent>& consent) {
  return consent ? std::optional<std::int64_t>(consent->given ? 1 : 0) : std::nullopt;
}

constexpr db::Statement kAddVersion{
    "business.add_version",
    "INSERT INTO business_version (municipality, business, version, business_kind, name, kana, "
    "corporate_number, address, trade, contact_person, phone, mail, contact_consent, "
    "contact_consent_on, share_consent, share_consent_on, deed, recorded_at) VALUES (?1, ?2, ?3, "
    "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"};

void save_version(db::Write& tx, const Business& one) {
  const Content& content = one.content;
  tx.save(kAddVersion, one.municipality, one.id, one.version, in_db(content.kind), content.name,
          content.kana, content.corporate_number, content.address, content.trade,
          content.contact_person, content.phone, content.mail, flag_of(content.contact),
          day_of(content.contact), flag_of(content.share), day_of(content.share), one.deed,
          one.recorded_at);
  index(tx, one);
}

}  // namespace

constexpr db::Statement kAdd{
    "business.add",
    "INSERT INTO business (municipality, business, version, name_key, number_key, phone_key, deed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};

void add(db::Write& tx, const Business& one) {
  tx.save(kAdd, one.municipality, one.id, one.version, name_key(one.content.name),
          one.content.corporate_number, phone_key(one.content.phone), one.deed);
  save_version(tx, one);
}

constexpr db::Statement kMoveOn{
    "business.move_on",
    "UPDATE business SET version = ?3, name_key = ?4, number_key = ?5, phone_key = ?6 WHERE "
    "municipality = ?1 AND business = ?2 AND version = ?3 - 1 AND merged_into IS NULL"};

bool add_version(db::Write& tx, const Business& one) {
  if (tx.run(kMoveOn, one.municipality, one.id, one.version, name_key(one.content.name),
             one.content.corporate_number, phone_key(one.content.phone)) != 1)
    return false;
  save_version(tx, one);
  return true;
}

constexpr db::Statement kMerge{
    "business.merge",
    "UPDATE business SET merged_into = ?4 WHERE municipality = ?1 AND business = ?2 AND version = "
    "?3 AND merged_into IS NULL"};

bool merge(db::Write& tx, const Business& from, std::int64_t into) {
  if (tx.run(kMerge, from.municipality, from.id, from.version, into) != 1) return false;
  db::search::remove(tx, from.municipality, "staff.business", std::to_string(from.id));
  return true;
}

#define BUSINESSES                                                                            \
  "SELECT b.municipality AS municipality, b.business AS business, v.version AS version, "     \
  "v.business_kind AS business_kind, v.name AS name, v.kana AS kana, v.corporate_number AS "  \
  "corporate_number, v.address AS address, v.trade AS trade, v.contact_person AS "            \
  "contact_person, v.phone AS phone, v.mail AS mail, v.contact_consent AS contact_consent, "  \
  "v.contact_consent_on AS contact_consent_on, v.share_consent AS share_consent, "            \
  "v.share_consent_on AS share_consent_on, b.merged_into AS merged_into, v.deed AS deed, "    \
  "v.recorded_at AS recorded_at FROM business b JOIN business_version v ON v.municipality = " \
  "b.municipality AND v.business = b.business "

constexpr db::Statement kFind{"business.find", BUSINESSES
                              "AND v.version = b.version WHERE b.municipality = ?1 AND "
                              "b.business = ?2"};

std::optional<Business> find(db::Read& tx, std::string_view municipality, std::int64_t business) {
  return tx.one<Business>(kFind, to_business, municipality, business);
}

constexpr db::Statement kEntered{
    "business.entered",
    "SELECT merged_into FROM business WHERE municipality = ?1 AND business = ?2"};

std::optional<Entered> entered(db::Read& tx, std::string_view municipality, std::int64_t business) {
  return tx.one<Entered>(
      kEntered, [](db::Row& row) { return Entered{row.maybe_integer("merged_into")}; },
      municipality, business);
}

constexpr db::Statement kVersions{"business.versions", BUSINESSES
                                  "WHERE b.municipality = ?1 AND b.business = ?2 ORDER BY "
                                  "v.version DESC"};

std::vector<Business> versions(db::Read& tx, std::string_view municipality, std::int64_t business) {
  return tx.list<Business>(kVersions, to_business, municipality, business);
}

// The sign keeps SQLite from walking along all businesses only because they are in order there.
constexpr db::Statement kMergedInto{
    "business.merged_into",
    "SELECT business FROM business WHERE municipality = ?1 AND merged_into = ?2 ORDER BY "
    "+business"};

std::vector<std::int64_t> merged_into(db::Read& tx, std::string_view municipality,
                                      std::int64_t business) {
  return tx.list<std::int64_t>(
      kMergedInto, [](db::Row& row) { return row.integer("business"); }, municipality, business);
}

constexpr db::Statement kAlike{
    "business.alike", BUSINESSES
    "AND v.version = b.version WHERE b.municipality = ?1 AND b.merged_into IS NULL AND (b.name_key "
    "= ?2 OR (b.number_key <> '' AND b.number_key = ?3) OR (b.phone_key <> '' AND b.phone_key = "
    "?4)) ORDER BY b.business LIMIT ?5"};

std::vector<Business> alike(db::Read& tx, std::string_view municipality, const Content& content,
                            int limit) {
  return tx.list<Business>(kAlike, to_business, municipality, name_key(content.name),
                           content.corporate_number, phone_key(content.phone), limit);
}

constexpr db::Statement kList{
    "business.list", BUSINESSES
    "AND v.version = b.version WHERE b.municipality = ?1 AND b.merged_into IS NULL AND "
    "(b.name_key, b.business) > (?2, ?3) ORDER BY b.name_key, b.business LIMIT ?4"};

std::vector<Business> list(db::Read& tx, std::string_view municipality, const Place& after,
                           int limit) {
  return tx.list<Business>(kList, to_business, municipality, after.name_key, after.business, limit);
}

#undef BUSINESSES

}  // namespace business::store
