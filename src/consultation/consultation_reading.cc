// Looking at the desk. Whatever leaves here is cut down to what the eyes may see: nobody behind it
// has to think of that again.
#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "consultation/consultation_service.h"
#include "consultation/consultation_store.h"
#include "figure/closed_years.h"
#include "figure/figure_service.h"

namespace consultation {
namespace {

constexpr int kCountedDues = 100;

// Without client and content; what is left says that there was one, when, and of which desk.
Consultation closed(Consultation one) {
  Entry& entry = one.entry;
  entry.client.reset();
  entry.topics.clear();
  entry.referral.clear();
  entry.next_on.reset();
  entry.follow_up_on.reset();
  one.referral_state = Referral::none;
  return one;
}

Opened seen(db::Read& tx, const Eyes& eyes, Consultation one,
            const business::Business* known_client = nullptr) {
  std::optional<business::Business> client;
  if (known_client != nullptr) {
    client = *known_client;
  } else if (one.entry.client) {
    if (auto found = business::find(tx, eyes.municipality, *one.entry.client))
      client = *std::move(found);
  }
  const Sight how = sight(eyes, one, client && client->shares());
  if (how == Sight::whole) return {.consultation = std::move(one), .sight = how, .client = client};
  return {.consultation = closed(std::move(one)), .sight = how};
}

void add_words(db::Read& tx, Opened& opened) {
  if (opened.sight != Sight::whole) return;
  const Consultation& one = opened.consultation;
  opened.notes = store::notes(tx, one.municipality, one.id);
  opened.steps = store::steps(tx, one.municipality, one.id);
}

}  // namespace

std::optional<Eyes> eyes_of(const staff::Who& who) {
  const auto may = [&](staff::Deed deed, std::string_view body) {
    return staff::may(who, deed, {who.municipality, body});
  };
  if (!may(staff::Deed::read_consultations, who.body)) return std::nullopt;
  return Eyes{.municipality = who.municipality,
              .body = who.body,
              .person = who.person,
              .everywhere = may(staff::Deed::read_consultations, ""),
              .secrets = may(staff::Deed::read_secret_notes, who.body)};
}

base::Result<Eyes> eyes_of(const base::Actor& actor) {
  const auto permits = [&](staff::Deed deed, std::string_view body) {
    return staff::permits(actor, deed, {actor.municipality, body});
  };
  if (const auto may = permits(staff::Deed::read_consultations, actor.body); !may)
    return std::unexpected(may.error());
  return Eyes{.municipality = actor.municipality,
              .body = actor.body,
              .person = actor.id,
              .everywhere = permits(staff::Deed::read_consultations, "").has_value(),
              .secrets = permits(staff::Deed::read_secret_notes, actor.body).has_value()};
}

std::string_view in_db(DueKind kind) {
  return kind == DueKind::next_action ? "next_action" : "follow_up";
}

base::Result<Opened> open(db::Read& tx, const Eyes& eyes, std::int64_t consultation) {
  auto found = store::find(tx, eyes.municipality, consultation);
  if (!found)
    return base::refuse(unknown_consultation, {{"consultation", std::to_string(consultation)}});
  Opened opened = seen(tx, eyes, *std::move(found));
  if (opened.sight == Sight::none) return base::refuse(not_for_you);
  add_words(tx, opened);
  return opened;
}

base::Result<std::int64_t> of_record(db::Read& tx, std::string_view municipality,
                                     std::int64_t number) {
  const auto opened = figure::open_record(tx, municipality, record::RecordId{number});
  const std::int64_t consultation = opened ? opened->record.case_file.value_or(0) : 0;
  if (consultation == 0 || !store::find(tx, municipality, consultation))
    return base::refuse(unknown_consultation, {{"consultation", std::to_string(number)}});
  return consultation;
}

bool may_know_of(db::Read& tx, const base::Actor& actor, const staff::Thing& thing, bool names) {
  if (thing.kind != "record") return true;
  std::int64_t record = 0;
  std::from_chars(thing.key.data(), thing.key.data() + thing.key.size(), record);
  const auto consultation = of_record(tx, thing.municipality, record);
  if (!consultation) return true;
  auto found = store::find(tx, thing.municipality, *consultation);
  if (!names && found->entry.secrecy != Secrecy::secret) return true;
  const auto eyes = eyes_of(actor);
  return eyes && seen(tx, *eyes, *std::move(found)).sight == Sight::whole;
}

namespace {

// Takes the line more than asked for off, and says where the page ends.
std::optional<DuePlace> cut(std::vector<Due>& dues, int limit) {
  if (dues.size() <= static_cast<std::size_t>(limit)) return std::nullopt;
  dues.pop_back();
  return DuePlace{base::iso(dues.back().on), dues.back().consultation};
}

std::vector<Waiting> waiting(db::Read& tx, const Eyes& eyes, const std::vector<Due>& dues) {
  std::vector<Waiting> lines;
  for (const Due& due : dues) {
    auto found = store::find(tx, eyes.municipality, due.consultation);
    if (found) lines.push_back({due, seen(tx, eyes, *std::move(found))});
  }
  return lines;
}

}  // namespace

Inbox inbox(db::Read& tx, const Eyes& eyes, const DuePlace& mine_after,
            const DuePlace& others_after, int limit) {
  store::DuesAsked asked{.municipality = eyes.municipality,
                         .body = eyes.body,
                         .adviser = eyes.person,
                         .after = mine_after,
                         .limit = limit + 1};
  Inbox inbox;
  auto mine = store::dues_of_adviser(tx, asked);
  inbox.mine_next = cut(mine, limit);
  inbox.mine = waiting(tx, eyes, mine);
  asked.after = others_after;
  auto others = store::dues_of_body(tx, asked);
  inbox.others_next = cut(others, limit);
  std::erase_if(others, [&](const Due& due) { return due.adviser == eyes.person; });
  inbox.others = waiting(tx, eyes, others);
  return inbox;
}

DueCount due_count(db::Read& tx, const Eyes& eyes, base::Date today) {
  DueCount count;
  for (const Due& due : store::dues_of_adviser(tx, {.municipality = eyes.municipality,
                                                    .body = eyes.body,
                                                    .adviser = eyes.person,
                                                    .after = {},
                                                    .limit = kCountedDues})) {
    if (due.on <= today) ++count.due;
    if (due.on < today) ++count.late;
  }
  return count;
}

std::string place_text(const Place& place) {
  return place.day + "." + std::to_string(place.consultation);
}

std::optional<Place> place_from(std::string_view text) {
  const auto dot = text.find('.');
  if (dot != 10 || !base::parse_date(text.substr(0, dot))) return std::nullopt;
  Place place{.day = std::string(text.substr(0, dot)), .consultation = 0};
  const std::string_view number = text.substr(dot + 1);
  const auto read =
      std::from_chars(number.data(), number.data() + number.size(), place.consultation);
  if (read.ec != std::errc() || read.ptr != number.data() + number.size()) return std::nullopt;
  return place;
}

namespace {

Page page_of(std::vector<Consultation> rows, int limit, auto&& see) {
  Page page;
  if (rows.size() > static_cast<std::size_t>(limit)) {
    rows.pop_back();
    page.next = place_text({base::iso(rows.back().entry.day), rows.back().id});
  }
  for (Consultation& one : rows) {
    Opened opened = see(std::move(one));
    if (opened.sight != Sight::none) page.consultations.push_back(std::move(opened));
  }
  return page;
}

}  // namespace

Page search(db::Read& tx, const Eyes& eyes, const Question& question) {
  Question more = question;
  more.limit = question.limit + 1;
  return page_of(store::list(tx, eyes.municipality, eyes.body, more), question.limit,
                 [&](Consultation one) { return seen(tx, eyes, std::move(one)); });
}

base::Result<std::vector<Opened>> search_all(db::Read& tx, const Eyes& eyes, Question question,
                                             std::size_t lines_max) {
  question.limit = 1000;
  std::map<std::int64_t, std::optional<business::Business>> clients;  // many come again
  const auto client_of = [&](const Consultation& one) -> const business::Business* {
    if (!one.entry.client) return nullptr;
    const auto [known, is_new] = clients.try_emplace(*one.entry.client);
    if (is_new)
      if (auto found = business::find(tx, eyes.municipality, *one.entry.client))
        known->second = *std::move(found);
    return known->second ? &*known->second : nullptr;
  };
  std::vector<Opened> all;
  while (true) {
    auto rows = store::list(tx, eyes.municipality, eyes.body, question);
    const bool is_last = std::ssize(rows) < question.limit;
    if (!rows.empty()) question.before = {base::iso(rows.back().entry.day), rows.back().id};
    for (Consultation& one : rows) {
      const business::Business* client = client_of(one);
      Opened opened = seen(tx, eyes, std::move(one), client);
      if (opened.sight != Sight::none) all.push_back(std::move(opened));
    }
    if (all.size() > lines_max)
      return base::refuse(too_many_lines, {{"max", std::to_string(lines_max)}});
    if (is_last) return all;
  }
}

Page history_of(db::Read& tx, const Eyes& eyes, const business::Business& client,
                const Place& before, int limit) {
  std::vector<std::int64_t> entries = business::merged_into(tx, eyes.municipality, client.id);
  entries.push_back(client.id);
  std::vector<Consultation> rows;
  for (const std::int64_t entry : entries)
    for (Consultation& one : store::of_client(tx, eyes.municipality, entry, before, limit + 1))
      rows.push_back(std::move(one));
  if (entries.size() > 1) {
    std::ranges::sort(rows, [](const Consultation& a, const Consultation& b) {
      return std::tie(b.entry.day, b.id) < std::tie(a.entry.day, a.id);
    });
    rows.erase(rows.begin() + std::min(std::ssize(rows), std::ptrdiff_t{limit} + 1), rows.end());
  }
  return page_of(std::move(rows), limit, [&](Consultation one) {
    Opened opened = seen(tx, eyes, std::move(one), &client);
    add_words(tx, opened);
    return opened;
  });
}

Merged merge_forecast(db::Read& tx, const base::Actor& actor, std::int64_t from) {
  constexpr int kPiece = 500;
  const auto closed = figure::closed_years(tx, actor.municipality, figure::kEver);
  const auto is_open = [&](const Consultation& one) {
    const int year = base::FiscalYear::containing(one.entry.day).number();
    return std::ranges::find(closed, year) == closed.end();
  };
  Merged merged;
  int looked_at = 0;
  Place before;
  while (true) {
    const auto rows = store::of_client(tx, actor.municipality, from, before, kPiece);
    for (const Consultation& one : rows) {
      const bool is_reached = ++looked_at <= kHandedOverMax + 1;
      if (one.withdrawn_by) continue;
      const bool moves = is_reached && one.body == actor.body && is_open(one) &&
                         merged.handed_over < kHandedOverMax;
      ++(moves ? merged.handed_over : merged.left);
    }
    if (std::ssize(rows) < kPiece) return merged;
    before = {base::iso(rows.back().entry.day), rows.back().id};
  }
}

std::vector<Tally> tally_of_year(db::Read& tx, const Eyes& eyes, base::FiscalYear year) {
  return store::tally_of_year(tx, eyes.municipality, eyes.body, year);
}

std::vector<Tally> tally_of_month(db::Read& tx, const Eyes& eyes, base::Date day) {
  return store::tally_of_month(tx, eyes.municipality, eyes.body, day);
}

std::vector<Tally> tally_of_day(db::Read& tx, const Eyes& eyes, base::Date day) {
  return store::tally_of_day(tx, eyes.municipality, eyes.body, day);
}

}  // namespace consultation
