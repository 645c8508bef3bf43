// A year of work counts from April to March; what was stated for it lies until May.
#include "diary/listing.h"

#include <charconv>

#include "base/japanese_text.h"
#include "programme/programme_service.h"
#include "staff/permission.h"

namespace diary {

store::Asked asked_of(const Wanted& wanted, const std::string& body) {
  const base::FiscalYear year(wanted.fiscal_year);
  store::Asked asked{
      wanted.programme, body, wanted.fiscal_year, base::iso(year.starts()), "9999", {}, {},
      wanted.limit};
  if (wanted.month != 0) {
    const base::Date first(wanted.month >= 4 ? year.number() : year.number() + 1, wanted.month, 1);
    asked.from = base::iso(first);
    asked.until = base::iso(base::month_end(first));
  }
  asked.search = base::search_key(wanted.text);
  asked.before = wanted.before;
  return asked;
}

std::string place_text(const store::Place& place) {
  return place.first_on + "." + std::to_string(place.entry);
}

std::optional<store::Place> place_from(std::string_view text) {
  if (text.size() < 12 || text[10] != '.' || !base::parse_date(text.substr(0, 10)))
    return std::nullopt;
  store::Place place{std::string(text.substr(0, 10)), 0};
  const std::string_view number = text.substr(11);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), place.entry);
  if (read.ec != std::errc() || read.ptr != number.data() + number.size()) return std::nullopt;
  return place;
}

namespace {

// Whose entries are wanted, if the actor may see them.
base::Result<std::string> whose(db::Read& tx, const base::Actor& actor, const Wanted& wanted) {
  if (wanted.programme.empty()) {
    const staff::Place own{actor.municipality, actor.body};
    if (const auto may = staff::permits(actor, staff::Deed::read_work, own); !may)
      return std::unexpected(may.error());
    return actor.body;
  }
  const auto form = worked(tx, actor, wanted.programme, wanted.fiscal_year);
  if (!form) return std::unexpected(form.error());
  return form->body.empty() ? actor.body : form->body;
}

}  // namespace

base::Result<Listed> list(db::Read& tx, const base::Actor& actor, const Wanted& wanted) {
  const auto body = whose(tx, actor, wanted);
  if (!body) return std::unexpected(body.error());
  store::Asked asked = asked_of(wanted, *body);
  Listed listed;
  listed.in_all = store::count(tx, actor.municipality, asked);
  asked.limit = wanted.limit + 1;
  listed.entries = store::list(tx, actor.municipality, asked);
  if (std::ssize(listed.entries) > wanted.limit) {
    listed.entries.pop_back();
    const Entry& last = listed.entries.back();
    listed.next = place_text({base::iso(last.days.first), last.entry});
  }
  for (Entry& entry : listed.entries)
    entry.records = store::records(tx, actor.municipality, entry.entry);
  return listed;
}

base::Result<std::vector<Entry>> list_all(db::Read& tx, std::string_view municipality,
                                          store::Asked asked, std::int64_t entries_max) {
  asked.before.reset();
  if (const auto all = store::count(tx, municipality, asked); all > entries_max)
    return base::refuse(too_many_lines,
                        {{"count", std::to_string(all)}, {"max", std::to_string(entries_max)}});
  asked.limit = 1000;
  std::vector<Entry> entries;
  while (true) {
    auto page = store::list(tx, municipality, asked);
    const bool is_last = std::ssize(page) < asked.limit;
    if (!page.empty())
      asked.before = store::Place{base::iso(page.back().days.first), page.back().entry};
    for (Entry& entry : page) {
      if (!entry.stands()) continue;
      entry.records = store::records(tx, municipality, entry.entry);
      entries.push_back(std::move(entry));
    }
    if (is_last) return entries;
  }
}

base::Result<std::vector<Entry>> list_whole(db::Read& tx, const base::Actor& actor,
                                            const Wanted& wanted) {
  const auto body = whose(tx, actor, wanted);
  if (!body) return std::unexpected(body.error());
  return list_all(tx, actor.municipality, asked_of(wanted, *body));
}

std::map<std::string, std::string> programme_names(db::Read& tx, std::string_view municipality) {
  std::map<std::string, std::string> names;
  for (const auto& one : programme::programmes(tx, municipality)) names[one.key] = one.name;
  return names;
}

}  // namespace diary
