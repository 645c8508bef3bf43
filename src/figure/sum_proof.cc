// Every stored sum against the records, year by year. A confirmed record was unconfirmed from the
// day it was recorded until the day it was confirmed: that is how its numbers lie in the days.
// Members and milestones are compared row by row; a member's times only with the moments of its
// records, for writers' clocks may differ.
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "figure/proof.h"
#include "figure/sum_store.h"

namespace figure {
namespace {

constexpr std::string_view kRoom = "figure";
constexpr int kToldMax = 20;  // of one figure and year

using Days = std::map<DayKey, Sum>;
using Volumes = std::vector<const store::Volume*>;

Sum minus(const Sum& sum) {
  return {-sum.records, -sum.value, -sum.singles, -sum.divisor};
}

std::string name_of(const Held& figure) {
  return figure.plan + ' ' + figure.row + '/' + figure.definition.key;
}

std::string day_text(int day) {
  return base::iso(base::Date(std::chrono::sys_days(std::chrono::days(day))));
}

// What is told about one figure in one year; the rest of a flood is only counted.
class Telling {
 public:
  Telling(std::string_view municipality, const Held& figure, int fiscal_year, Findings& findings)
      : facts_{{"municipality", std::string(municipality)},
               {"figure", name_of(figure)},
               {"year", std::to_string(fiscal_year)}},
        findings_(findings) {}
  ~Telling() {
    if (told_ > kToldMax)
      push("figure.more_differs", {{"count", std::to_string(told_ - kToldMax)}});
  }
  Telling(const Telling&) = delete;
  Telling& operator=(const Telling&) = delete;

  void add(std::string_view code, std::vector<base::Fact> facts) {
    if (++told_ <= kToldMax) push(code, std::move(facts));
  }
  void sums(std::string_view code, std::vector<base::Fact> facts, const Sum& stored,
            const Sum& counted) {
    facts.push_back({"stored", text_of(stored)});
    facts.push_back({"counted", text_of(counted)});
    add(code, std::move(facts));
  }

 private:
  // records · value · of single records · divisor
  static std::string text_of(const Sum& sum) {
    return std::to_string(sum.records) + " / " + std::to_string(sum.value) + " / " +
           std::to_string(sum.singles) + " / " + std::to_string(sum.divisor);
  }
  void push(std::string_view code, std::vector<base::Fact> facts) {
    facts.insert(facts.begin(), facts_.begin(), facts_.end());
    findings_.push_back({kRoom, code, std::move(facts)});
  }

  std::vector<base::Fact> facts_;
  Findings& findings_;
  int told_ = 0;
};

struct MemberState {
  std::int64_t records = 0;
  std::set<std::int64_t> moments;
};
using MemberStates = std::map<std::pair<int, std::int64_t>, MemberState>;  // scope, member

class SumProof {
 public:
  SumProof(db::Read& tx, std::string_view municipality, Progress& progress, Findings& findings)
      : tx_(tx), municipality_(municipality), progress_(progress), findings_(findings) {}

  void prove(std::span<const store::Volume> volumes) {
    read_figures();
    std::map<int, Volumes> years;
    for (const store::Volume& volume : volumes) years[volume.fiscal_year].push_back(&volume);
    for (const store::FigureYear& stored : store::stored_years(tx_, municipality_)) {
      years.try_emplace(stored.fiscal_year);
      if (!known_.contains(stored.figure)) tell_stray(stored);
    }
    for (const auto& [fiscal_year, of_year] : years) prove_year(fiscal_year, of_year);
  }

 private:
  void read_figures() {
    for (store::Stored& stored : store::all_figures(tx_, municipality_)) {
      known_.insert(stored.held.id.value);
      if (stored.held.state != "current") continue;
      if (stored.readable)
        current_.push_back(std::move(stored.held));
      else
        findings_.push_back(
            {kRoom,
             "figure.definition_unreadable",
             {{"municipality", std::string(municipality_)}, {"figure", name_of(stored.held)}}});
    }
    for (const Held& figure : current_)
      for (Work& work : works_of(figure.definition)) by_work_[std::move(work)].push_back(&figure);
  }

  void tell_stray(const store::FigureYear& stored) {
    findings_.push_back({kRoom,
                         "figure.stray_rows",
                         {{"municipality", std::string(municipality_)},
                          {"number", std::to_string(stored.figure)},
                          {"year", std::to_string(stored.fiscal_year)}}});
  }

  void prove_year(int fiscal_year, const Volumes& volumes) {
    Days days;
    for (const store::Volume* volume : volumes) {
      const auto figures = by_work_.find(volume->work);
      if (figures != by_work_.end()) add_up(*volume, figures->second, days);
      progress_.step(volume->work.programme, volume->records);
    }
    for (const Held& figure : current_) prove_figure(figure, fiscal_year, volumes, days);
  }

  void add_up(const store::Volume& volume, std::span<const Held* const> figures, Days& days) {
    store::add_up(tx_, municipality_, volume, figures, [&](const store::Group& group) {
      for (std::size_t i = 0; i < figures.size(); ++i)
        if (group.sums[i] != Sum{}) add_group(*figures[i], volume.fiscal_year, group, i, days);
    });
  }
  static void add_group(const Held& figure, int fiscal_year, const store::Group& group,
                        std::size_t place, Days& days) {
    const Sum& sum = group.sums[place];
    const bool by_member = figure.definition.measure == Measure::distinct_businesses;
    DayKey key{.figure = figure.id.value,
               .fiscal_year = fiscal_year,
               .day = group.recorded_day,
               .month = by_member ? 0 : group.month,
               .confirmed = false};
    days[key] += sum;
    if (!group.confirmed_day) return;
    key.day = *group.confirmed_day;
    days[key] += minus(sum);
    key.confirmed = true;
    days[key] += sum;
  }

  void prove_figure(const Held& figure, int fiscal_year, const Volumes& volumes, Days& days) {
    Telling telling(municipality_, figure, fiscal_year, findings_);
    if (figure.definition.measure == Measure::distinct_businesses)
      prove_members(figure, fiscal_year, volumes, days, telling);
    if (figure.definition.measure == Measure::milestone)
      prove_milestones(figure, fiscal_year, volumes, telling);
    const DayKey first{figure.id.value, fiscal_year, std::numeric_limits<int>::min(), 0, false};
    const DayKey end{figure.id.value, fiscal_year + 1, std::numeric_limits<int>::min(), 0, false};
    const Days counted(days.lower_bound(first), days.lower_bound(end));
    prove_total(figure, fiscal_year, counted, telling);
    prove_days(figure, fiscal_year, counted, telling);
  }

  void prove_total(const Held& figure, int fiscal_year, const Days& counted, Telling& telling) {
    std::map<bool, Sum> expected;
    for (const auto& [key, sum] : counted) expected[key.confirmed] += sum;
    std::map<bool, Sum> stored;
    for (const store::SumRow& row : store::sums_of(tx_, municipality_, figure.id, fiscal_year))
      stored[row.confirmed] = row.sum;
    for (const bool confirmed : {false, true})
      if (stored[confirmed] != expected[confirmed])
        telling.sums("figure.sum_differs", {{"confirmed", confirmed ? "1" : "0"}},
                     stored[confirmed], expected[confirmed]);
  }

  void prove_days(const Held& figure, int fiscal_year, Days counted, Telling& telling) {
    const auto tell = [&](const DayKey& key, const Sum& stored, const Sum& expected) {
      telling.sums("figure.day_differs",
                   {{"day", day_text(key.day)},
                    {"month", std::to_string(key.month)},
                    {"confirmed", key.confirmed ? "1" : "0"}},
                   stored, expected);
    };
    for (const store::DayRow& row :
         store::day_rows(tx_, municipality_, figure.id.value, fiscal_year)) {
      const auto found = counted.find(row.key);
      const Sum expected = found == counted.end() ? Sum{} : found->second;
      if (found != counted.end()) counted.erase(found);
      if (row.sum != expected) tell(row.key, row.sum, expected);
    }
    for (const auto& [key, sum] : counted)
      if (sum != Sum{}) tell(key, {}, sum);
  }

  MemberStates member_states(const Held& figure, const Volumes& volumes) {
    MemberStates states;
    const auto note = [&](int scope, const store::MemberEvent& event, base::Instant at) {
      MemberState& state = states[{scope, event.member}];
      state.records += event.records;
      state.moments.insert(at.microseconds);
    };
    for (const store::Volume* volume : volumes) {
      if (!names(figure, volume->work)) continue;
      store::member_events(tx_, municipality_, *volume, figure,
                           [&](const store::MemberEvent& event) {
                             note(0, event, event.recorded_at);
                             if (event.confirmed_at) note(1, event, *event.confirmed_at);
                           });
    }
    return states;
  }

  static bool names(const Held& figure, const Work& work) {
    return std::ranges::any_of(figure.definition.records, [&](const Selection& selection) {
      return selection.kind == work.kind &&
             std::ranges::find(selection.programmes, work.programme) != selection.programmes.end();
    });
  }

  void prove_members(const Held& figure, int fiscal_year, const Volumes& volumes, Days& days,
                     Telling& telling) {
    MemberStates states = member_states(figure, volumes);
    MemberStates unseen = states;
    const auto tell = [&](int scope, std::int64_t member, std::int64_t stored,
                          std::int64_t counted) {
      telling.add("figure.member_differs", {{"member", std::to_string(member)},
                                            {"confirmed", std::to_string(scope)},
                                            {"stored", std::to_string(stored)},
                                            {"counted", std::to_string(counted)}});
    };
    for (const store::MemberRow& row :
         store::member_rows(tx_, municipality_, figure.id.value, fiscal_year)) {
      const auto found = unseen.find({row.scope, row.member});
      const std::int64_t counted = found == unseen.end() ? 0 : found->second.records;
      if (found != unseen.end()) unseen.erase(found);
      if (row.records != counted) tell(row.scope, row.member, row.records, counted);
    }
    for (const auto& [key, state] : unseen)
      if (state.records != 0) tell(key.first, key.second, 0, state.records);
    prove_presences(figure, fiscal_year, states, days, telling);
  }

  void prove_presences(const Held& figure, int fiscal_year, const MemberStates& states, Days& days,
                       Telling& telling) {
    std::map<std::pair<int, std::int64_t>, int> open;
    const auto tell = [&](int scope, std::int64_t member) {
      telling.add("figure.presence_differs",
                  {{"member", std::to_string(member)}, {"confirmed", std::to_string(scope)}});
    };
    for (const store::PresenceRow& row :
         store::presence_rows(tx_, municipality_, figure.id.value, fiscal_year)) {
      const auto state = states.find({row.scope, row.member});
      const bool at_moments =
          state != states.end() && state->second.moments.contains(row.from.microseconds) &&
          (!row.until ||
           (state->second.moments.contains(row.until->microseconds) && row.from <= *row.until));
      if (!at_moments) tell(row.scope, row.member);
      if (!row.until) ++open[{row.scope, row.member}];
      come(figure, fiscal_year, row.scope, row.from, 1, days);
      if (row.until) come(figure, fiscal_year, row.scope, *row.until, -1, days);
    }
    for (const auto& [key, state] : states)
      if (open[key] != (state.records > 0 ? 1 : 0)) tell(key.first, key.second);
  }

  // A confirmed member is missing to nobody: the unconfirmed part loses what the confirmed one
  // gains.
  static void come(const Held& figure, int fiscal_year, int scope, base::Instant at, int change,
                   Days& days) {
    DayKey key{.figure = figure.id.value,
               .fiscal_year = fiscal_year,
               .day = day_of(at),
               .month = 0,
               .confirmed = scope == 1};
    days[key] += {.records = 0, .value = change, .singles = change, .divisor = 0};
    if (scope == 0) return;
    key.confirmed = false;
    days[key] += {.records = 0, .value = -change, .singles = -change, .divisor = 0};
  }

  void prove_milestones(const Held& figure, int fiscal_year, const Volumes& volumes,
                        Telling& telling) {
    std::map<std::int64_t, store::MilestoneFacts> said;
    for (const store::Volume* volume : volumes) {
      if (!names(figure, volume->work)) continue;
      for (store::MilestoneFacts& facts :
           store::milestones_said(tx_, municipality_, *volume, figure))
        said.emplace(facts.record, std::move(facts));
    }
    const auto tell = [&](std::int64_t record) {
      telling.add("figure.milestone_differs", {{"record", std::to_string(record)}});
    };
    for (const store::MilestoneFacts& stored :
         store::milestones_stored(tx_, municipality_, figure.id.value, fiscal_year)) {
      const auto found = said.find(stored.record);
      if (found == said.end() || found->second != stored) tell(stored.record);
      if (found != said.end()) said.erase(found);
    }
    for (const auto& [record, facts] : said) tell(record);
  }

  db::Read& tx_;
  std::string_view municipality_;
  Progress& progress_;
  Findings& findings_;
  std::set<std::int64_t> known_;
  std::vector<Held> current_;
  std::map<Work, std::vector<const Held*>> by_work_;
};

}  // namespace

void prove_sums(db::Read& tx, std::string_view municipality, std::span<const store::Volume> volumes,
                Progress& progress, Findings& findings) {
  SumProof(tx, municipality, progress, findings).prove(volumes);
}

}  // namespace figure
