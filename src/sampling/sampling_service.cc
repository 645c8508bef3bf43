// A drawing is three steps: a mark, then a long look at what was known at it, then the rows. What
// is known at a mark never changes, so nobody has to wait for the look.
#include "sampling/sampling_service.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "base/japanese_text.h"
#include "figure/clock.h"
#include "figure/drill.h"
#include "figure/known_at.h"
#include "history/changes.h"
#include "history/history.h"
#include "programme/programme_service.h"
#include "sampling/sampling_store.h"
#include "staff/permission.h"

namespace sampling {
namespace {

constexpr int kSamplesMax = 500;

base::Result<void> permitted(const base::Actor& actor) {
  const staff::Place place{actor.municipality, actor.body};
  if (const auto may = staff::permits(actor, staff::Deed::mark_history, place); !may) return may;
  return staff::permits(actor, staff::Deed::read_work, place);
}

struct DeedOf {
  std::string_view kind;
  std::int64_t sample = 0;
  std::string reason = {};
  std::vector<history::Change> changes = {};
};

std::int64_t keep_deed(db::Write& tx, const base::Actor& actor, const DeedOf& deed) {
  return history::write(tx, actor,
                        {.kind = std::string(deed.kind),
                         .municipality = actor.municipality,
                         .subject_kind = std::string(kSubject),
                         .subject_key = std::to_string(deed.sample),
                         .reason = deed.reason,
                         .payload_json = history::changes_text(deed.changes)})
      .value;
}

// ---- the population

using Bodies = std::map<std::string, std::string, std::less<>>;  // of each programme

Bodies bodies_in(db::Read& tx, std::string_view municipality, int fiscal_year) {
  Bodies bodies;
  for (const auto& one : programme::programmes(tx, municipality)) {
    const auto* owner = programme::owner_in(one, fiscal_year);
    if (owner != nullptr) bodies.emplace(one.key, owner->body);
  }
  return bodies;
}

std::string written(const Bodies& bodies) {
  std::string text;
  for (const auto& [programme, body] : bodies) text += programme + ' ' + body + '\n';
  return text;
}

Bodies read_bodies(std::string_view text) {
  Bodies bodies;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    const std::size_t gap = line.find(' ');
    if (gap != std::string_view::npos)
      bodies.emplace(std::string(line.substr(0, gap)), std::string(line.substr(gap + 1)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return bodies;
}

std::string stratum_of(Method method, const Bodies& bodies, const record::Record& record) {
  switch (method) {
    case Method::simple:
      return {};
    case Method::by_month:
      return base::iso(record.occurred_on).substr(0, 7);
    case Method::by_body: {
      const auto found = bodies.find(record.programme);
      return found == bodies.end() ? std::string() : found->second;
    }
  }
  return {};
}

struct Asked {
  Source source;
  Method method = Method::simple;
  base::Instant at;
};

base::Result<std::vector<Listed>> listed(db::Read& tx, std::string_view municipality,
                                         const Asked& asked, const Bodies& bodies) {
  const Source& source = asked.source;
  const auto held =
      figure::find(tx, municipality, source.plan, source.row, source.figure, asked.at);
  if (!held) return std::unexpected(held.error());
  figure::Question question;
  question.reversed_too = true;
  std::vector<Listed> list;
  std::set<std::int64_t> taken_back;
  bool is_too_long = false;
  figure::each_record(
      tx, municipality, *held, source.fiscal_year, question, [&](const figure::Counted& counted) {
        const record::Record& record = counted.record;
        const bool is_known = source.confirmed_only
                                  ? record.confirmed_at && *record.confirmed_at <= asked.at
                                  : record.recorded_at <= asked.at;
        if (!is_known || is_too_long) return;
        if (record.reverses) {
          taken_back.insert(record.reverses->value);
          return;
        }
        is_too_long = static_cast<std::int64_t>(list.size()) == kPopulationMax;
        if (is_too_long) return;
        list.push_back({record.id.value, stratum_of(asked.method, bodies, record),
                        counted.contribution.value, record.occurred_on, record.programme,
                        record.kind});
      });
  if (is_too_long)
    return base::refuse(population_too_large, {{"max", std::to_string(kPopulationMax)}});
  std::erase_if(list, [&](const Listed& one) { return taken_back.contains(one.record); });
  return list;
}

Source source_of(const Sample& sample) {
  return {sample.plan, sample.row, sample.figure, sample.fiscal_year, sample.confirmed_only};
}

// ---- drawing

base::Result<void> check_title(std::string_view title) {
  if (base::is_blank(title)) return base::refuse(title_missing);
  if (!base::check_text(title, base::Lines::one, kTitleCharactersMax) ||
      !figure::reads_as_mark(title))
    return base::refuse(title_unusable, {{"title", std::string(title)},
                                         {"max", std::to_string(kTitleCharactersMax)}});
  return {};
}

// Another name than any mark's before.
std::string mark_name(db::Read& tx, std::string_view municipality, const std::string& title) {
  std::set<std::string> known;
  for (const figure::Mark& mark : figure::marks(tx, municipality))
    known.insert(base::search_key(mark.name));
  std::string name = title;
  for (int n = 2; known.contains(base::search_key(name)); ++n)
    name = title + " #" + std::to_string(n);
  return name;
}

// What can be refused before a mark is taken.
base::Result<void> check_wanted(db::Read& tx, std::string_view municipality,
                                const NewSample& wanted) {
  if (const auto titled = check_title(wanted.title); !titled) return titled;
  if (const auto seed = read_seed(wanted.seed); !seed) return std::unexpected(seed.error());
  const auto size = size_of(tx, municipality, wanted.source);
  if (!size) return std::unexpected(size.error());
  if (wanted.size < 1 || wanted.size > kSizeMax)
    return base::refuse(size_out_of_range,
                        {{"size", std::to_string(wanted.size)}, {"max", std::to_string(kSizeMax)}});
  if (size->records == 0) return base::refuse(population_empty);
  if (wanted.size > size->records)
    return base::refuse(size_over_population, {{"size", std::to_string(wanted.size)},
                                               {"population", std::to_string(size->records)}});
  return {};
}

std::string text_of(const NewSample& wanted) {
  const Source& source = wanted.source;
  std::string text = "draw";
  for (const std::string& part :
       {source.plan, source.row, source.figure, std::to_string(source.fiscal_year),
        std::string(source.confirmed_only ? "confirmed" : "all"), wanted.title,
        std::string(in_db(wanted.method)), std::to_string(wanted.size), wanted.seed})
    text += '\n' + part;
  return text;
}

std::vector<Item> items_of(const std::vector<Listed>& list, const Drawn& drawn) {
  std::vector<Item> items;
  for (const std::size_t place : drawn.places) {
    const Listed& one = list[place];
    items.push_back({static_cast<int>(items.size()) + 1, one.record, one.stratum, one.adds, {}});
  }
  return items;
}

std::int64_t sum_of(const std::vector<Listed>& list) {
  std::int64_t sum = 0;
  for (const Listed& one : list) sum += one.adds;
  return sum;
}

}  // namespace

base::Result<DrawnSample> draw(const base::Actor& actor, db::Database& database,
                               const NewSample& wanted, std::string_view command) {
  if (const auto may = permitted(actor); !may) return std::unexpected(may.error());
  struct Begun {
    std::int64_t known = 0;  // the sample of the first time
    base::Instant mark;
  };
  const auto begun = database.write([&](db::Write& tx) -> base::Result<Begun> {
    const auto first = history::earlier_answer(tx, actor, command, text_of(wanted));
    if (!first) return std::unexpected(first.error());
    if (!first->empty()) return Begun{std::stoll(*first), {}};
    if (const auto fits = check_wanted(tx, actor.municipality, wanted); !fits)
      return std::unexpected(fits.error());
    const auto mark = figure::mark(tx, actor, actor.municipality, "check",
                                   mark_name(tx, actor.municipality, wanted.title));
    if (!mark) return std::unexpected(mark.error());
    return Begun{0, *mark};
  });
  if (!begun) return std::unexpected(begun.error());
  if (begun->known != 0) return DrawnSample{begun->known, true};

  Sample made;
  std::vector<Listed> list;
  const auto drawn = database.read([&](db::Read& tx) -> base::Result<Drawn> {
    const Bodies bodies = bodies_in(tx, actor.municipality, wanted.source.fiscal_year);
    made.bodies = written(bodies);
    auto all = listed(tx, actor.municipality, {wanted.source, wanted.method, begun->mark}, bodies);
    if (!all) return std::unexpected(all.error());
    list = *std::move(all);
    return draw(list, {wanted.seed, wanted.size});
  });
  if (!drawn) return std::unexpected(drawn.error());

  made.municipality = actor.municipality;
  made.title = wanted.title;
  made.plan = wanted.source.plan;
  made.row = wanted.source.row;
  made.figure = wanted.source.figure;
  made.fiscal_year = wanted.source.fiscal_year;
  made.confirmed_only = wanted.source.confirmed_only;
  made.method = wanted.method;
  made.size = wanted.size;
  made.seed = read_seed(wanted.seed).value();
  made.mark = begun->mark;
  made.population = static_cast<std::int64_t>(list.size());
  made.adds = sum_of(list);
  made.list_sha256 = list_sha256(list);
  made.drawn_by = actor.id;
  return database.write([&](db::Write& tx) -> base::Result<DrawnSample> {
    const auto first = history::earlier_answer(tx, actor, command, text_of(wanted));
    if (!first) return std::unexpected(first.error());
    if (!first->empty()) return DrawnSample{std::stoll(*first), true};
    made.sample = tx.new_id();
    made.drawn_at = tx.recorded_at();
    made.deed = keep_deed(tx, actor,
                          {"sampling.draw",
                           made.sample,
                           made.title,
                           {{"figure", "", made.plan + "/" + made.row + "/" + made.figure},
                            {"fiscal_year", "", std::to_string(made.fiscal_year)},
                            {"method", "", std::string(in_db(made.method))},
                            {"size", "", std::to_string(made.size)},
                            {"seed", "", made.seed},
                            {"population", "", std::to_string(made.population)},
                            {"sha256", "", made.list_sha256}}});
    store::add(tx, made, drawn->strata, items_of(list, *drawn));
    history::keep_answer(tx, actor, command, std::to_string(made.sample));
    return DrawnSample{made.sample};
  });
}

// ---- findings

namespace {

std::string text_of(std::int64_t sample, int item, const NewFinding& finding) {
  return "find " + std::to_string(sample) + ' ' + std::to_string(item) + '\n' +
         (finding.verdict ? std::string(in_db(*finding.verdict)) : "") + '\n' +
         in_db(finding.seen) + '\n' + finding.note;
}

}  // namespace

base::Result<int> note_finding(const base::Actor& actor, db::Database& database,
                               std::int64_t sample, int number, const NewFinding& finding,
                               std::string_view command) {
  if (const auto may = permitted(actor); !may) return std::unexpected(may.error());
  return database.write([&](db::Write& tx) -> base::Result<int> {
    const auto first =
        history::earlier_answer(tx, actor, command, text_of(sample, number, finding));
    if (!first) return std::unexpected(first.error());
    if (!first->empty()) return std::stoi(*first);
    figure::enter_alone(tx, actor.municipality);
    const auto opened = open(tx, actor.municipality, sample);
    if (!opened) return std::unexpected(opened.error());
    const auto item = std::ranges::find(opened->items, number, &Item::number);
    if (item == opened->items.end())
      return base::refuse(unknown_item, {{"item", std::to_string(number)}});
    if (opened->is_concluded()) return base::refuse(concluded_already);
    if (const auto fits = check(finding); !fits) return std::unexpected(fits.error());
    Finding made;
    made.version = item->finding ? item->finding->version + 1 : 1;
    made.verdict = *finding.verdict;
    made.seen = finding.seen;
    made.note = finding.note;
    made.person = actor.id;
    made.recorded_at = tx.recorded_at();
    const auto before = [&](auto text_from) {
      return item->finding ? std::string(text_from(*item->finding)) : std::string();
    };
    made.deed = keep_deed(
        tx, actor,
        {"sampling.find",
         sample,
         {},
         history::differing(
             {{"record", "", std::to_string(item->record)},
              {"verdict", before([](const Finding& one) { return in_db(one.verdict); }),
               std::string(in_db(made.verdict))},
              {"seen", before([](const Finding& one) { return in_db(one.seen); }),
               in_db(made.seen)},
              {"note", before([](const Finding& one) { return one.note; }), made.note}})});
    store::add_finding(tx, actor.municipality, sample, number, made);
    history::keep_answer(tx, actor, command, std::to_string(made.version));
    return made.version;
  });
}

namespace {

// What ends a sample or takes it up again.
base::Result<void> settle(const base::Actor& actor, db::Database& database, std::int64_t sample,
                          const Conclusion& wanted, std::string_view command) {
  if (const auto may = permitted(actor); !may) return may;
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const std::string_view kind = wanted.is_concluded ? "sampling.conclude" : "sampling.reopen";
    const auto first = history::earlier_answer(
        tx, actor, command, std::string(kind) + ' ' + std::to_string(sample) + '\n' + wanted.text);
    if (!first) return std::unexpected(first.error());
    if (!first->empty()) return {};
    figure::enter_alone(tx, actor.municipality);
    const auto opened = open(tx, actor.municipality, sample);
    if (!opened) return std::unexpected(opened.error());
    if (wanted.is_concluded && opened->is_concluded()) return base::refuse(concluded_already);
    if (!wanted.is_concluded && !opened->is_concluded()) return base::refuse(not_concluded);
    if (base::is_blank(wanted.text)) return base::refuse(text_missing);
    if (!base::check_text(wanted.text, base::Lines::many, kNoteCharactersMax))
      return base::refuse(note_too_long, {{"max", std::to_string(kNoteCharactersMax)}});
    const int open_items = tally(opened->items).open;
    if (wanted.is_concluded && open_items > 0)
      return base::refuse(not_all_seen, {{"open", std::to_string(open_items)}});
    Conclusion made = wanted;
    made.version = static_cast<int>(opened->conclusions.size()) + 1;
    made.person = actor.id;
    made.recorded_at = tx.recorded_at();
    made.deed = keep_deed(tx, actor, {kind, sample, made.text, {}});
    store::add_conclusion(tx, actor.municipality, sample, made);
    history::keep_answer(tx, actor, command, std::to_string(made.version));
    return {};
  });
}

}  // namespace

base::Result<void> conclude(const base::Actor& actor, db::Database& database, std::int64_t sample,
                            std::string_view text, std::string_view command) {
  return settle(actor, database, sample, {.is_concluded = true, .text = std::string(text)},
                command);
}

base::Result<void> reopen(const base::Actor& actor, db::Database& database, std::int64_t sample,
                          std::string_view reason, std::string_view command) {
  return settle(actor, database, sample, {.is_concluded = false, .text = std::string(reason)},
                command);
}

// ---- reading

base::Result<Opened> open(db::Read& tx, std::string_view municipality, std::int64_t sample) {
  auto known = store::find(tx, municipality, sample);
  if (!known) return base::refuse(unknown_sample, {{"sample", std::to_string(sample)}});
  return Opened{*std::move(known), store::strata(tx, municipality, sample),
                store::items(tx, municipality, sample),
                store::conclusions(tx, municipality, sample)};
}

std::vector<Finding> findings(db::Read& tx, std::string_view municipality, std::int64_t sample,
                              int item) {
  return store::findings(tx, municipality, sample, item);
}

std::vector<Line> samples(db::Read& tx, std::string_view municipality) {
  std::map<std::int64_t, Tally> tallies;
  for (const store::Standing& one : store::standing(tx, municipality))
    tallies[one.sample] = {one.verified, one.exceptions, one.open};
  std::vector<Line> lines;
  for (Sample& one : store::samples(tx, municipality, kSamplesMax)) {
    const auto conclusions = store::conclusions(tx, municipality, one.sample);
    const bool is_concluded = !conclusions.empty() && conclusions.back().is_concluded;
    const Tally count = tallies[one.sample];
    lines.push_back({std::move(one), count, is_concluded});
  }
  return lines;
}

base::Result<Size> size_of(db::Read& tx, std::string_view municipality, const Source& source) {
  auto held = figure::find(tx, municipality, source.plan, source.row, source.figure);
  if (!held) return std::unexpected(held.error());
  figure::Question question;
  question.limit = 1;
  if (source.confirmed_only) question.scope = figure::Scope::confirmed;
  const auto page = figure::records(tx, municipality, *held, source.fiscal_year, question);
  if (!page) return std::unexpected(page.error());
  return Size{*std::move(held), page->in_all};
}

base::Result<std::vector<Listed>> population(db::Read& tx, const Sample& sample) {
  return listed(tx, sample.municipality, {source_of(sample), sample.method, sample.mark},
                read_bodies(sample.bodies));
}

// ---- proof

namespace {

void prove(db::Read& tx, const Opened& opened, std::vector<db::Finding>& findings) {
  const Sample& sample = opened.sample;
  const auto note = [&](std::string_view code) {
    findings.push_back(
        {"sampling",
         code,
         {{"municipality", sample.municipality}, {"sample", std::to_string(sample.sample)}}});
  };
  const auto deed = history::find(tx, sample.municipality, history::DeedId{sample.deed});
  if (!deed || deed->kind != "sampling.draw" || deed->subject_key != std::to_string(sample.sample))
    note("sampling.verify_deed");
  const auto list = population(tx, sample);
  if (!list || static_cast<std::int64_t>(list->size()) != sample.population ||
      sum_of(*list) != sample.adds || list_sha256(*list) != sample.list_sha256) {
    note("sampling.verify_population");
    return;
  }
  const auto drawn = draw(*list, {sample.seed, sample.size});
  bool is_same = drawn && drawn->places.size() == opened.items.size();
  for (std::size_t i = 0; is_same && i < opened.items.size(); ++i) {
    const Listed& one = (*list)[drawn->places[i]];
    const Item& item = opened.items[i];
    is_same = item.record == one.record && item.stratum == one.stratum && item.adds == one.adds;
  }
  if (!is_same) note("sampling.verify_drawing");
}

}  // namespace

std::vector<db::Finding> verify(db::Database& database) {
  std::vector<db::Finding> findings;
  const auto towns = database.read([](db::Read& tx) { return staff::municipalities(tx); });
  for (const auto& town : towns) {
    const auto all = database.read([&](db::Read& tx) {
      return store::samples(tx, town.code, std::numeric_limits<int>::max());
    });
    for (const Sample& one : all)
      database.read([&](db::Read& tx) {
        if (const auto opened = open(tx, town.code, one.sample)) prove(tx, *opened, findings);
        return 0;
      });
  }
  return findings;
}

}  // namespace sampling
