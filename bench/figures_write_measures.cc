// What writing costs: the bulk door, clients one by one, all of them on one figure, and whether a
// table read right after a write has moved. Writing waits for the disk, so the clock on the wall
// counts.
#include <atomic>
#include <map>
#include <stdexcept>
#include <thread>

#include "bench/figures_measures.h"
#include "bench/figures_raw.h"

namespace town_bench {
namespace {

constexpr std::string_view kRefused = "a post is refused";

const base::Date kLastDay(2015, 3, 31);

record::RecordId post(const Bench& bench, const record::Facts& facts) {
  const auto posted = figure::write(bench.database, [&](db::Write& tx) {
    return figure::post(tx, officer(), bench.town.municipality(), {}, facts);
  });
  if (!posted) throw std::runtime_error(std::string(kRefused));
  return posted->record;
}

std::vector<figure::Held> figures_of(const Bench& bench) {
  return bench.database.read([&](db::Read& tx) {
    return figure::figures(tx, bench.town.municipality(), bench.town.plan());
  });
}

// Facts for every client, each taking the next.
std::vector<record::Facts> draw(const Bench& bench, const std::vector<Work>& works, int count) {
  std::vector<record::Facts> facts;
  while (static_cast<int>(facts.size()) < count) facts.push_back(bench.town.fact(works, kLastDay));
  return facts;
}

struct Times {
  double wall = 0;
  double processor = 0;
};
struct Rounds {
  std::vector<double> wall, processor;
  void add(const Times& times) {
    wall.push_back(times.wall);
    processor.push_back(times.processor);
  }
};

// `write(i)` for every i below `count`, by so many clients at the same time.
Times in_clients(int clients, int count, const std::function<void(std::size_t)>& write) {
  Times times;
  times.processor = seconds_of(processor_seconds, [&] {
    times.wall = seconds_of(wall_seconds, [&] {
      std::atomic<int> next{0};
      std::vector<std::thread> threads;
      for (int client = 0; client < clients; ++client)
        threads.emplace_back([&] {
          for (int i = next++; i < count; i = next++) write(static_cast<std::size_t>(i));
        });
      for (std::thread& thread : threads) thread.join();
    });
  });
  return times;
}

struct Sizes {
  int clients = 0;
  int posts = 0;
  double required = 0;  // posts a second
};
Sizes sizes_of(const Bench& bench) {
  return bench.on_sqlite() ? Sizes{64, 6400, 4000} : Sizes{8, 3000, 1500};
}

Times posts_times(const Bench& bench, const std::vector<Work>& works) {
  const Sizes sizes = sizes_of(bench);
  const std::vector<record::Facts> facts = draw(bench, works, sizes.posts);
  return in_clients(sizes.clients, sizes.posts, [&](std::size_t i) { post(bench, facts[i]); });
}

Times raw_times(const Bench& bench, figures_raw::Queue& queue,
                const std::vector<figure::Held>& figures, const std::vector<Work>& works) {
  const Sizes sizes = sizes_of(bench);
  std::vector<figures_raw::Row> rows;
  for (const record::Facts& facts : draw(bench, works, sizes.posts))
    rows.push_back(figures_raw::prepare(facts, bench.town.municipality(), figures, base::now()));
  return in_clients(sizes.clients, sizes.posts, [&](std::size_t i) { queue.add(rows[i]); });
}

// The works that move as many sums as the first of them.
std::vector<Work> alike(const std::vector<Work>& works) {
  std::map<std::size_t, std::vector<Work>> by_figures;
  for (const Work& work : works) by_figures[work.figures.size()].push_back(work);
  std::vector<Work> most;
  for (auto& [figures, group] : by_figures)
    if (group.size() > most.size()) most = group;
  return most;
}

}  // namespace

void measure_fresh(Tally& tally, const Bench& bench) {
  constexpr int kWrites = 100;
  base::fix_clock(morning_of(kLastDay));
  const std::vector<figure::Held> figures = figures_of(bench);
  const auto table = [&] {
    return bench.database.read([&](db::Read& tx) {
      return figure::table(tx, bench.town.municipality(), bench.town.plan(), figure::Scope::all);
    });
  };
  figure::Table before = table();
  int stale = 0;
  for (const record::Facts& facts : draw(bench, bench.town.sum_works(), kWrites)) {
    const record::RecordId id = post(bench, facts);
    const figure::Table after = table();
    const auto stored = bench.database.read([&](db::Read& tx) {
      return record::store::find(tx, bench.town.municipality(), id).value();
    });
    for (const figure::Held& figure : figures) {
      const figure::Key key{figure.id.value, stored.fiscal_year.number()};
      const auto added = figure::contribution(figure.definition, stored);
      const std::int64_t expected = before[key].sum.value + (added ? added->value : 0);
      const auto found = after.find(key);
      if ((found == after.end() ? 0 : found->second.sum.value) != expected) ++stale;
    }
    before = after;
  }
  tally.number("values not moved when read after the write", stale, Limit::at_most, 0);
}

void measure_bulk(Tally& tally, const Bench& bench) {
  Rounds rounds;
  base::fix_clock(morning_of(kLastDay));
  for (int round = 0; round < bench.rounds; ++round) {
    const std::vector<record::Facts> facts = bench.town.facts(figure::kBulkMax, kLastDay);
    rounds.add(in_clients(1, 1, [&](std::size_t) {
      const auto posted = figure::write(bench.database, [&](db::Write& tx) {
        return figure::post_all(tx, officer(), bench.town.municipality(), {}, facts, false);
      });
      if (!posted) throw std::runtime_error(std::string(kRefused));
    }));
  }
  const auto rate = [](const std::vector<double>& seconds) {
    return static_cast<double>(figure::kBulkMax) / median(seconds);
  };
  if (bench.on_sqlite())
    tally.number("bulk door, records a processor second", rate(rounds.processor), Limit::at_least,
                 40'000);
  tally.note("bulk door, the disk and other programs included: " +
             std::to_string(static_cast<int>(rate(rounds.wall))) + " records/s");
}

void measure_post(Tally& tally, const Bench& bench) {
  const Sizes sizes = sizes_of(bench);
  const std::vector<Work> spread = alike(bench.town.sum_works());
  const std::vector<Work> one{spread.front()};
  const std::vector<figure::Held> figures = figures_of(bench);
  std::optional<figures_raw::Queue> queue;
  if (bench.on_sqlite()) queue.emplace(bench.sqlite_path, bench.town.municipality(), 4000);
  base::fix_clock(morning_of(kLastDay));
  posts_times(bench, spread);
  Rounds ours, theirs, on_one;
  for (int round = 0; round < bench.rounds; ++round) {
    if (queue && round % 2 == 0) theirs.add(raw_times(bench, *queue, figures, spread));
    ours.add(posts_times(bench, spread));
    on_one.add(posts_times(bench, one));
    if (queue && round % 2 == 1) theirs.add(raw_times(bench, *queue, figures, spread));
  }
  const auto rate = [&](const Rounds& rounds) { return sizes.posts / median(rounds.wall); };
  tally.number("post with history, " + std::to_string(sizes.clients) + " clients, posts/s",
               rate(ours), Limit::at_least, sizes.required);
  if (queue) {
    const auto each = [&](const Rounds& rounds) {
      return median(rounds.processor) / sizes.posts * 1e6;
    };
    tally.ratio("  beside the raw C API, posts/s", rate(ours), rate(theirs),
                rate(ours) / rate(theirs), 0.8);
    tally.ratio("  the same in processor time, us a post", each(ours), each(theirs),
                each(theirs) / each(ours), 0.8);
  }
  tally.ratio("  all on one figure beside spread, posts/s", rate(on_one), rate(ours),
              rate(on_one) / rate(ours), 0.8);
}

}  // namespace town_bench
