// The register is made from the definitions themselves: every programme a figure counts, with the
// type of the kind that counts it.
#include "bench/figures_town.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <ostream>
#include <stdexcept>

#include "db/backend.h"
#include "db/migrate.h"
#include "figure/figure_file.h"
#include "programme/programme_service.h"

namespace town_bench {
namespace {

constexpr std::uint64_t kBusinesses = 5000;
constexpr int kBusyEvery = 25;
constexpr int kBusyTimes = 4;
constexpr std::int64_t kTakenBackOfABatch = 5;
constexpr int kFirstBatches = 20;

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

figure::DefinitionSet read_set(const std::filesystem::path& file) {
  base::Mistakes mistakes(file.string());
  figure::DefinitionSet set = figure::read_definitions(text_of(file), mistakes);
  if (!mistakes.list().empty()) throw std::runtime_error(file.string() + " holds mistakes");
  return set;
}

std::vector<Work> works_of(const figure::DefinitionSet& set) {
  std::map<std::pair<std::string, std::string>, Work> works;
  for (const figure::RowDefinition& row : set.rows)
    for (const figure::Definition& definition : row.figures)
      for (const figure::Selection& selection : definition.records)
        for (const std::string& programme : selection.programmes) {
          Work& work = works[{programme, selection.kind}];
          work.programme = programme;
          work.kind = record::find_kind(selection.kind);
          if (work.figures.empty() || work.figures.back() != &definition)
            work.figures.push_back(&definition);
        }
  std::vector<Work> list;
  for (auto& [key, work] : works) list.push_back(std::move(work));
  return list;
}

bool is_working_day(base::Date date) {
  const unsigned weekday = date.weekday().c_encoding();
  return weekday != 0 && weekday != 6;
}

void must(bool good) {
  if (!good) throw std::runtime_error("the town's facts are refused");
}

}  // namespace

Town::Town(const std::filesystem::path& definitions)
    : set_(read_set(definitions)), works_(works_of(set_)) {}

std::vector<Work> Town::sum_works() const {
  std::vector<Work> sums;
  std::ranges::copy_if(works_, std::back_inserter(sums), [](const Work& work) {
    return std::ranges::all_of(work.figures, [](const figure::Definition* definition) {
      return figure::is_sum(definition->measure);
    });
  });
  return sums;
}

void Town::found(db::Database& database) const {
  // A writer never goes back in time: the town begins before its first day.
  base::fix_clock(morning_of(base::Date(2011, 3, 31)));
  db::migrate(database);
  programme::Register reg;
  reg.municipality = {.code = set_.municipality, .name = "bench", .name_en = "Bench"};
  reg.bodies = {{.key = "ward", .name = "ward", .kind = "municipality"}};
  for (const Work& work : works_) {
    if (!reg.programmes.empty() && reg.programmes.back().key == work.programme) continue;
    programme::Programme made;
    made.key = made.name = work.programme;
    made.type = work.kind->type;
    programme::Owner owner;
    owner.from = 2011;
    owner.body = "ward";
    made.owners.push_back(owner);
    reg.programmes.push_back(made);
  }
  database.write([&](db::Write& tx) {
    programme::load(tx, base::Actor::system(), reg, "bench");
    figure::install(tx, base::Actor::system(), set_);
    figure::changed(tx, set_.municipality);
  });
}

std::vector<Day> Town::days(std::int64_t records) {
  std::vector<Day> days;
  std::vector<std::int64_t> weights;
  const base::Date end(2015, 3, 31);
  for (base::Date date(2011, 4, 1); date <= end; date = base::add_days(date, 1)) {
    if (!is_working_day(date)) continue;
    weights.push_back(days.size() % kBusyEvery == kBusyEvery - 1 ? kBusyTimes : 1);
    days.push_back({date, 0});
  }
  std::int64_t all = 0, before = 0, given = 0;
  for (const std::int64_t weight : weights) all += weight;
  for (std::size_t i = 0; i < days.size(); ++i) {
    before += weights[i];
    const std::int64_t until = records * before / all;
    days[i].records = until - given;
    given = until;
  }
  return days;
}

record::Facts Town::fact(const std::vector<Work>& works, base::Date recorded_on) {
  // The lower of two draws: the first works are met most, the last ones now and then.
  const Work& work = works[std::min(below(works.size()), below(works.size()))];
  record::Facts facts;
  facts.programme = work.programme;
  facts.kind = work.kind->code;
  facts.occurred_on =
      std::max(base::Date(2011, 4, 1), base::add_days(recorded_on, -static_cast<int>(below(10))));
  if (work.kind->people != record::Carries::none)
    facts.people = static_cast<std::int64_t>(1 + below(60));
  if (work.kind->yen != record::YenBasis::none)
    facts.yen = static_cast<std::int64_t>(10'000 + below(2'000'000));
  if (work.kind->in_town != record::Carries::none) facts.in_town = below(2) == 0;
  if (work.kind->business != record::Carries::none && below(5) != 0)
    facts.business = static_cast<std::int64_t>(1 + below(kBusinesses));
  for (const record::Attribute& attribute : work.kind->attributes) {
    if (!attribute.required && below(5) == 0) continue;
    const bool code = attribute.type == record::AttributeType::code;
    facts.attributes.push_back({std::string(attribute.name),
                                code ? std::string(attribute.codes[below(attribute.codes.size())])
                                     : std::to_string(1 + below(8000))});
  }
  facts.summary = below(20) == 0;
  return facts;
}

std::vector<record::Facts> Town::facts(std::size_t count, base::Date recorded_on) {
  std::vector<record::Facts> facts;
  facts.reserve(count);
  while (facts.size() < count) facts.push_back(fact(works_, recorded_on));
  return facts;
}

figure::Signers officer() {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = 17;
  actor.post = "manager";
  actor.body = "ward";
  actor.municipality = "131202";
  return {.first = actor, .second = std::nullopt};
}

base::Instant morning_of(base::Date day) {
  return base::parse_japan(base::iso(day) + "T09:00").value();
}

namespace {

// Some of what was just written is taken back or looked at by the chief.
void take_back_and_confirm(db::Database& database, const Town& town, base::Instant from,
                           bool confirmed_already) {
  const auto some = database.read([&](db::Read& tx) {
    return record::store::recorded_between(tx, town.municipality(), from, {},
                                           base::Instant{INT64_MAX}, 2 * kTakenBackOfABatch);
  });
  must(figure::write(database, [&](db::Write& tx) -> base::Result<bool> {
         for (std::size_t i = 0; i < some.size(); ++i) {
           const bool back = i % 2 == 0;
           if (some[i].reverses || (!back && confirmed_already)) continue;
           const figure::Command command{.id = "", .reason = "typed twice"};
           const auto done =
               back ? figure::reverse(tx, officer(), town.municipality(), command, some[i].id)
                    : figure::confirm(tx, {base::Actor::system(), {}}, town.municipality(), {},
                                      some[i].id);
           if (!done) return std::unexpected(done.error());
         }
         return true;
       }).has_value());
}

// What PostgreSQL does by itself in the background, a minute after the first rows: until then its
// plans are those of empty tables.
void count_rows(db::Database& database) {
  if (database.engine() == db::Engine::postgres)
    database.maintain([](db::Backend& backend) { backend.script("ANALYZE"); });
}

}  // namespace

Filled fill(db::Database& database, Town& town, std::int64_t records, std::ostream& progress) {
  Filled filled;
  int batch = 0;
  for (const Day& day : Town::days(records)) {
    base::fix_clock(morning_of(day.date));
    for (std::int64_t left = day.records; left > 0; ++batch) {
      const auto count = static_cast<std::size_t>(
          std::min<std::int64_t>(left, static_cast<std::int64_t>(figure::kBulkMax)));
      const std::vector<record::Facts> facts = town.facts(count, day.date);
      const bool confirmed = batch % 2 == 0;
      base::Instant began;
      const auto start = std::chrono::steady_clock::now();
      must(figure::write(database, [&](db::Write& tx) {
             began = tx.recorded_at();
             // Who writes does not confirm; the program may do both.
             const figure::Signers by =
                 confirmed ? figure::Signers{base::Actor::system(), {}} : officer();
             return figure::post_all(tx, by, town.municipality(), {}, facts, confirmed);
           }).has_value());
      filled.seconds +=
          std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      filled.records += static_cast<std::int64_t>(count);
      left -= static_cast<std::int64_t>(count);
      take_back_and_confirm(database, town, began, confirmed);
      if (batch == kFirstBatches) count_rows(database);
      if (batch % 200 == 199)
        progress << "  " << filled.records << " of " << records << " records, "
                 << static_cast<std::int64_t>(static_cast<double>(filled.records) / filled.seconds)
                 << "/s\n"
                 << std::flush;
    }
  }
  count_rows(database);
  return filled;
}

}  // namespace town_bench
