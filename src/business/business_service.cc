// Deeds name the fields that changed and the version; the content is personal and stays out of
// them.
#include "business/business_service.h"

#include <charconv>

#include "base/corporate_number.h"
#include "base/japanese_text.h"
#include "base/json_text.h"
#include "business/business_store.h"
#include "db/search.h"
#include "history/history.h"
#include "staff/permission.h"

namespace business {
namespace {

constexpr int kAlikeMax = 10;
constexpr int kMergersFollowed = 20;

base::Result<void> may_write(const base::Actor& actor) {
  return staff::permits(actor, staff::Deed::write_businesses, {actor.municipality, ""});
}

std::string payload_of(int version, const std::vector<std::string>& fields) {
  base::JsonWriter json;
  json.begin_object().field("version", version);
  json.key("fields").begin_array();
  for (const std::string& field : fields) json.string(field);
  return json.end_array().end_object().take();
}

std::int64_t write_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                        std::int64_t business, std::string_view reason, std::string payload) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = actor.municipality,
                         .subject_kind = "business",
                         .subject_key = std::to_string(business),
                         .reason = std::string(reason),
                         .payload_json = std::move(payload)})
      .value;
}

base::Result<void> check_reason(std::string_view reason) {
  if (base::search_key(reason).empty()) return base::refuse(reason_missing);
  return base::check_text(reason, base::Lines::many, kReasonCharactersMax);
}

base::Date day_of(db::Write& tx) {
  return base::japan_date(tx.recorded_at());
}

base::Result<Business> living(db::Read& tx, std::string_view municipality, std::int64_t business) {
  auto found = find_entry(tx, municipality, business);
  if (found && found->merged_into)
    return base::refuse(merged_away, {{"business", std::to_string(business)},
                                      {"into", std::to_string(*found->merged_into)}});
  return found;
}

std::optional<std::int64_t> number_in(std::string_view text) {
  const std::string folded = base::fold_width(text);
  std::int64_t number = 0;
  const auto read = std::from_chars(folded.data(), folded.data() + folded.size(), number);
  return read.ec == std::errc() && read.ptr == folded.data() + folded.size() ? std::optional(number)
                                                                             : std::nullopt;
}

// Numbers of practice towns belong to nobody: no register of a real municipality takes one.
base::Result<Content> checked(const base::Actor& actor, const Content& content, base::Date today) {
  auto checked = check(content, today);
  if (!checked || checked->corporate_number.empty()) return checked;
  if (base::is_practice_municipality(actor.municipality)) return checked;
  if (!base::CorporateNumber::of(checked->corporate_number)->is_for_practice()) return checked;
  return base::refuse(number_for_practice,
                      {{"number", checked->corporate_number}, {"field", "corporate_number"}});
}

}  // namespace

base::Result<std::int64_t> add(db::Write& tx, const base::Actor& actor, const Content& content,
                               Doubles doubles) {
  if (const auto may = may_write(actor); !may) return std::unexpected(may.error());
  const auto entry = checked(actor, content, day_of(tx));
  if (!entry) return std::unexpected(entry.error());
  if (doubles == Doubles::refuse) {
    const auto known = store::alike(tx, actor.municipality, *entry, 1);
    if (!known.empty())
      return base::refuse(known_already, {{"name", known.front().content.name},
                                          {"business", std::to_string(known.front().id)}});
  }
  const std::int64_t id = tx.new_id();
  const std::int64_t deed =
      write_deed(tx, actor, "business.add", id, "", payload_of(1, differing({}, *entry)));
  store::add(tx, {.municipality = actor.municipality,
                  .id = id,
                  .version = 1,
                  .content = *entry,
                  .deed = deed,
                  .recorded_at = tx.recorded_at()});
  return id;
}

base::Result<std::int64_t> add(const base::Actor& actor, db::Database& database,
                               const Content& content, Doubles doubles) {
  return database.write([&](db::Write& tx) { return add(tx, actor, content, doubles); });
}

base::Result<int> correct(const base::Actor& actor, db::Database& database,
                          const Correction& correction) {
  return database.write([&](db::Write& tx) -> base::Result<int> {
    if (const auto may = may_write(actor); !may) return std::unexpected(may.error());
    auto found = living(tx, actor.municipality, correction.business);
    if (!found) return std::unexpected(found.error());
    const auto entry = checked(actor, correction.content, day_of(tx));
    if (!entry) return std::unexpected(entry.error());
    const auto fields = differing(found->content, *entry);
    if (fields.empty()) return base::refuse(nothing_changed);
    if (const auto said = check_reason(correction.reason); !said)
      return std::unexpected(said.error());
    if (found->version != correction.seen_version) return base::refuse(changed_meanwhile);
    Business next = *found;
    next.version += 1;
    next.content = *entry;
    next.deed = write_deed(tx, actor, "business.correct", next.id, correction.reason,
                           payload_of(next.version, fields));
    next.recorded_at = tx.recorded_at();
    if (!store::add_version(tx, next)) return base::refuse(changed_meanwhile);
    return next.version;
  });
}

base::Result<void> merge(db::Write& tx, const base::Actor& actor, std::int64_t from,
                         std::int64_t into, std::string_view reason) {
  if (const auto may = may_write(actor); !may) return std::unexpected(may.error());
  if (from == into) return base::refuse(merged_with_itself);
  const auto leaving = living(tx, actor.municipality, from);
  if (!leaving) return std::unexpected(leaving.error());
  const auto staying = living(tx, actor.municipality, into);
  if (!staying) return std::unexpected(staying.error());
  if (const auto said = check_reason(reason); !said) return said;
  base::JsonWriter json;
  json.begin_object().field("into", std::to_string(into)).end_object();
  write_deed(tx, actor, "business.merge", from, reason, json.take());
  if (!store::merge(tx, *leaving, into)) return base::refuse(changed_meanwhile);
  return {};
}

base::Result<Business> find_entry(db::Read& tx, std::string_view municipality,
                                  std::int64_t business) {
  auto found = store::find(tx, municipality, business);
  if (!found) return base::refuse(unknown_business, {{"business", std::to_string(business)}});
  return *std::move(found);
}

base::Result<Business> find(db::Read& tx, std::string_view municipality, std::int64_t business) {
  auto found = find_entry(tx, municipality, business);
  for (int followed = 0; found && found->merged_into && followed < kMergersFollowed; ++followed)
    found = find_entry(tx, municipality, *found->merged_into);
  return found;
}

base::Result<std::int64_t> standing(db::Read& tx, std::string_view municipality,
                                    std::int64_t business) {
  std::int64_t one = business;
  auto entered = store::entered(tx, municipality, one);
  for (int followed = 0; entered && entered->merged_into && followed < kMergersFollowed;
       ++followed) {
    one = *entered->merged_into;
    entered = store::entered(tx, municipality, one);
  }
  if (!entered) return base::refuse(unknown_business, {{"business", std::to_string(one)}});
  return one;
}

std::vector<Business> versions(db::Read& tx, std::string_view municipality, std::int64_t business) {
  return store::versions(tx, municipality, business);
}

std::vector<std::int64_t> merged_into(db::Read& tx, std::string_view municipality,
                                      std::int64_t business) {
  return store::merged_into(tx, municipality, business);
}

std::vector<Business> alike(db::Read& tx, std::string_view municipality, const Content& content) {
  return store::alike(tx, municipality, content, kAlikeMax);
}

namespace {

Page everybody(db::Read& tx, std::string_view municipality, std::string_view after, int limit) {
  store::Place place;
  const auto mark = after.rfind('/');
  if (mark != after.npos) {
    place.name_key = after.substr(0, mark);
    place.business = number_in(after.substr(mark + 1)).value_or(0);
  }
  Page page{store::list(tx, municipality, place, limit + 1), {}};
  if (page.businesses.size() > static_cast<std::size_t>(limit)) {
    page.businesses.pop_back();
    const Business& last = page.businesses.back();
    page.next = name_key(last.content.name) + "/" + std::to_string(last.id);
  }
  return page;
}

}  // namespace

Page search(db::Read& tx, std::string_view municipality, std::string_view text,
            std::string_view after, int limit) {
  if (base::search_key(text).empty()) return everybody(tx, municipality, after, limit);
  Page page;
  if (const auto number = number_in(text); number && after.empty()) {
    if (auto found = store::find(tx, municipality, *number))
      return {{find(tx, municipality, *number).value_or(*found)}, {}};
  }
  std::string words(text);
  // 03-1234-5678 and 1234-56-789012 are found by their digits.
  if (const std::string digits = phone_key(text);
      digits.size() >= 6 &&
      base::fold_width(text).find_first_not_of("0123456789-+() ") == std::string::npos)
    words = digits;
  db::search::Question question{
      .municipality = municipality, .words = words, .limit = limit + 1, .kind = "staff.business"};
  if (!after.empty())
    question.after =
        db::search::Position{std::string(municipality), "staff.business", std::string(after)};
  auto hits = db::search::find(tx, question);
  if (hits.size() > static_cast<std::size_t>(limit)) {
    hits.pop_back();
    page.next = hits.back().key;
  }
  for (const auto& hit : hits)
    if (auto found = store::find(tx, municipality, number_in(hit.key).value_or(0)))
      page.businesses.push_back(*std::move(found));
  return page;
}

base::Result<std::vector<Business>> search_all(db::Read& tx, std::string_view municipality,
                                               std::string_view text, std::size_t lines_max) {
  std::vector<Business> all;
  std::string after;
  do {
    Page page = search(tx, municipality, text, after, 500);
    for (Business& one : page.businesses) all.push_back(std::move(one));
    if (all.size() > lines_max)
      return base::refuse(too_many_lines, {{"max", std::to_string(lines_max)}});
    after = std::move(page.next);
  } while (!after.empty());
  return all;
}

}  // namespace business
