// Entering the line. A generation is a random number: two databases, or a transaction that was
// undone, never share one.
#include "figure/clock.h"

#include <array>
#include <mutex>
#include <random>

#include "figure/clock_store.h"
#include "figure/closed_years.h"
#include "programme/programme_service.h"
#include "record/record_store.h"

namespace figure {
namespace {

// What the latest posts knew; a few generations stay, for programs that hold several databases.
class Memory {
 public:
  std::shared_ptr<const Known> find(std::int64_t generation) {
    const std::lock_guard lock(mutex_);
    for (const auto& known : kept_)
      if (known && known->generation == generation) return known;
    return nullptr;
  }
  void keep(std::shared_ptr<const Known> known) {
    const std::lock_guard lock(mutex_);
    kept_[next_++ % kept_.size()] = std::move(known);
  }

 private:
  std::mutex mutex_;
  std::array<std::shared_ptr<const Known>, 16> kept_;
  std::size_t next_ = 0;
};

Memory& memory() {
  static Memory instance;
  return instance;
}

// Drawn from the system every time: a program and its fork would draw the same from numbers of
// their own, and take one generation for another.
std::int64_t new_generation() {
  std::random_device device;
  const std::uint64_t high = device(), low = device();
  return static_cast<std::int64_t>((high << 32 | low) >> 1);
}

std::string work(std::string_view programme, std::string_view kind) {
  return std::string(programme) + ' ' + std::string(kind);
}

store::Clock clock_of(db::Write& tx, std::string_view municipality) {
  if (const auto clock = store::clock(tx, municipality)) return *clock;
  store::add_clock(tx, municipality, new_generation());
  return store::clock(tx, municipality).value();
}

void index(Known& known) {
  for (const Held& held : known.current) {
    for (const Selection& selection : held.definition.records) {
      for (const std::string& programme : selection.programmes) {
        auto& figures = known.by_work[work(programme, selection.kind)];
        if (figures.empty() || figures.back() != &held) figures.push_back(&held);
      }
    }
  }
}

std::shared_ptr<const Known> read_known(db::Read& tx, std::string_view municipality,
                                        std::int64_t generation) {
  auto known = std::make_shared<Known>();
  known->generation = generation;
  for (const programme::Programme& programme : programme::programmes(tx, municipality)) {
    known->programmes.insert(programme.key);
    known->owners.emplace(programme.key, programme.owners);
    if (!programme.owners.empty())
      known->first_years.emplace(programme.key, programme.owners.front().from);
  }
  known->books = books(tx, municipality);
  known->current = store::in_force(tx, municipality);
  index(*known);
  return known;
}

}  // namespace

const std::vector<const Held*>& Known::figures_over(std::string_view programme,
                                                    std::string_view kind) const {
  static const std::vector<const Held*> none;
  const auto found = by_work.find(work(programme, kind));
  return found == by_work.end() ? none : found->second;
}

std::shared_ptr<const Known> enter(db::Write& tx, std::string_view municipality) {
  store::hold_shared(tx, municipality);
  const store::Clock clock = clock_of(tx, municipality);
  tx.not_before(clock.last_mark);
  if (auto known = memory().find(clock.generation)) return known;
  auto known = read_known(tx, municipality, clock.generation);
  memory().keep(known);
  return known;
}

void enter_alone(db::Write& tx, std::string_view municipality) {
  store::hold_alone(tx, municipality);
  tx.not_before(clock_of(tx, municipality).last_mark);
}

void raise_generation(db::Write& tx, std::string_view municipality) {
  store::set_generation(tx, municipality, new_generation());
}

void set_last_mark(db::Write& tx, std::string_view municipality, base::Instant mark) {
  store::set_mark(tx, municipality, mark);
}

base::Instant last_mark(db::Read& tx, std::string_view municipality) {
  const auto clock = store::clock(tx, municipality);
  return clock ? clock->last_mark : base::Instant{};
}

}  // namespace figure
