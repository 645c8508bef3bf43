// Puts the sums of new definitions together while work goes on: first everything known at the
// definition's mark, in pieces, then what became known since, until so little is left that it is
// told alone, and the figure comes into force. A piece moves the sums and the job's place in one
// transaction: whoever goes on, counts nothing twice.
#include <algorithm>
#include <charconv>
#include <expected>
#include <limits>
#include <span>
#include <stdexcept>
#include <tuple>

#include "figure/build_place.h"
#include "figure/build_reading.h"
#include "figure/clock.h"
#include "figure/definition_store.h"
#include "figure/figure_service.h"
#include "figure/mark_store.h"
#include "figure/moves.h"
#include "job/job.h"

namespace figure {
namespace {

using Part = BuildPlace::Part;

constexpr std::size_t kPiece = 2000;
constexpr std::size_t kOrderedPiece = 500;  // every event asks who is counted already
constexpr int kLastNews = 500;
constexpr int kPatientRounds = 30;  // after so many the rest is told alone, however much it is
constexpr int kShard = 0;           // nobody else writes these sums before they are in force
constexpr base::Instant kForever{std::numeric_limits<std::int64_t>::max()};

struct Lost {};  // somebody else holds the job now
enum class Ending { in_force, abandoned, more_to_tell };

void slim(record::Record& record) {
  record.salt = {};
  record.seal = {};
}

class Builder {
 public:
  Builder(db::Database& database, const base::Actor& actor, const job::Job& job,
          const OnProgress& on_progress, store::Defined defined)
      : database_(database),
        actor_(actor),
        job_(job),
        on_progress_(on_progress),
        held_(std::move(defined.held)),
        deed_(defined.deed),
        works_(works_of(held_.definition)) {}

  bool run() {
    start();
    if (place_.part == Part::stretches && !tell_stretches()) return false;
    if (place_.part == Part::years && !tell_years()) return false;
    return tell_news();
  }

 private:
  std::string_view municipality() const { return job_.municipality; }

  void start() {
    database_.read([&](db::Read& tx) {
      const auto mark = store::mark_of(tx, municipality(), deed_);
      if (!mark) throw std::logic_error("figure: a definition without its mark");
      mark_ = *mark;
      stretches_ = stretches_of(tx, municipality(), works_);
    });
    if (!job_.place.empty()) {
      place_ = place_from(job_.place);
    } else if (stretches_.empty()) {
      go_on_to_news();
    } else if (is_sum(held_.definition.measure)) {
      place_.stretch = stretches_.front();
    } else {
      place_.part = Part::years;
      place_.fiscal_year = stretches_.front().fiscal_year;
    }
  }

  void go_on_to_news() {
    place_.part = Part::news;
    place_.told = end_of(mark_);
    place_.until = mark_;
  }

  std::vector<record::Record> page(const Stretch& stretch,
                                   const std::optional<record::store::Place>& after,
                                   std::size_t limit) {
    auto records = database_.read([&](db::Read& tx) {
      return record::store::page(tx, municipality(), stretch.work.programme, stretch.work.kind,
                                 stretch.fiscal_year, after, record::store::Order::oldest_first,
                                 static_cast<int>(limit));
    });
    std::ranges::for_each(records, slim);
    return records;
  }

  // ---- until the mark: sums, in the order of the records' index

  bool tell_stretches() {
    while (place_.part == Part::stretches) {
      const auto records = next_records();
      if (!write_piece(events_until(records, mark_))) return false;
    }
    return true;
  }

  // A piece may reach over several stretches; the place moves with it.
  std::vector<record::Record> next_records() {
    std::vector<record::Record> piece;
    auto stretch = std::ranges::lower_bound(stretches_, place_.stretch);
    while (stretch != stretches_.end() && piece.size() < kPiece) {
      const std::size_t limit = kPiece - piece.size();
      auto records = page(*stretch, place_.after, limit);
      const bool at_its_end = records.size() < limit;
      if (!records.empty()) step_to(records.back());
      std::ranges::move(records, std::back_inserter(piece));
      if (!at_its_end) break;
      place_.after.reset();
      if (++stretch != stretches_.end()) place_.stretch = *stretch;
    }
    if (stretch == stretches_.end()) go_on_to_news();
    return piece;
  }

  void step_to(const record::Record& last) {
    const record::store::Place next{base::iso(last.occurred_on), last.id.value};
    if (place_.after && std::tie(next.occurred_on, next.record) <=
                            std::tie(place_.after->occurred_on, place_.after->record)) {
      throw db::Fault(db::FaultKind::corrupt,
                      "record " + std::to_string(last.id.value) + ": its day cannot be read");
    }
    place_.after = next;
  }

  // ---- until the mark: distinct counts and milestones, in the order things became known

  bool tell_years() {
    while (place_.part == Part::years) {
      const auto records = records_of(place_.fiscal_year);
      auto events = events_until(records, mark_);
      std::ranges::sort(events, {}, &Event::moment);
      if (!tell_year(events)) return false;
      leave_year();
    }
    return true;
  }

  // What is known at a mark never changes: a build that goes on finds the same events in the same
  // order.
  bool tell_year(std::span<const Event> events) {
    while (static_cast<std::size_t>(place_.events) < events.size()) {
      const auto rest = events.subspan(static_cast<std::size_t>(place_.events));
      const auto piece = rest.first(std::min(rest.size(), kOrderedPiece));
      place_.events += static_cast<std::int64_t>(piece.size());
      if (!write_piece(piece)) return false;
    }
    return true;
  }

  void leave_year() {
    const auto next =
        std::ranges::upper_bound(stretches_, place_.fiscal_year, {}, &Stretch::fiscal_year);
    if (next == stretches_.end()) return go_on_to_news();
    place_.fiscal_year = next->fiscal_year;
    place_.events = 0;
  }

  std::vector<record::Record> records_of(int year) {
    std::vector<record::Record> counted;
    for (const Stretch& stretch : stretches_) {
      if (stretch.fiscal_year != year) continue;
      place_.after.reset();
      for (bool more = true; more;) {
        auto records = page(stretch, place_.after, kPiece);
        more = records.size() == kPiece;
        if (more) step_to(records.back());
        for (record::Record& record : records)
          if (contribution(held_.definition, record)) counted.push_back(std::move(record));
      }
    }
    return counted;
  }

  // ---- after the mark

  bool tell_news() {
    for (int round = 0;; ++round) {
      if (!tell_settled()) return false;
      const auto ending =
          end(round < kPatientRounds ? kLastNews : std::numeric_limits<int>::max() - 1);
      if (!ending || *ending == Ending::abandoned) return false;
      if (*ending == Ending::in_force) return true;
    }
  }

  bool tell_settled() {
    for (;;) {
      const News news = database_.read([&](db::Read& tx) {
        return news_between(tx, municipality(), place_.told, place_.until, kPiece);
      });
      if (news.events.empty()) return true;
      place_.told = news.events.back().moment;
      if (!write_piece(news.events)) return false;
    }
  }

  // Alone in the line: either little enough is left, or everything so far is settled and told
  // first.
  std::expected<Ending, Lost> end(int limit) {
    base::Instant until = place_.until;
    const auto ending = database_.write([&](db::Write& tx) -> std::expected<Ending, Lost> {
      enter_alone(tx, municipality());
      const News news = news_between(tx, municipality(), place_.told, kForever, limit + 1);
      const base::Instant now = store::settle(tx, municipality());
      if (news.events.size() > static_cast<std::size_t>(limit)) {
        BuildPlace next = place_;
        next.until = until = now;
        if (!job::advance(tx, job_, done(), text_of(next))) return std::unexpected(Lost{});
        return Ending::more_to_tell;
      }
      if (!job::finish(tx, job_)) return std::unexpected(Lost{});
      return come_into_force(tx, news, now);
    });
    place_.until = until;
    if (ending && *ending == Ending::in_force) report(job_.total);
    return ending;
  }

  Ending come_into_force(db::Write& tx, const News& news, base::Instant now) {
    const auto old =
        store::current(tx, municipality(), held_.plan, held_.row, held_.definition.key);
    if (!store::begin_force(tx, municipality(), held_.id, now)) return Ending::abandoned;
    if (old) store::retire(tx, municipality(), old->id, now);
    count(tx, news.events);
    history::write(tx, actor_,
                   {.kind = "figure.built",
                    .municipality = job_.municipality,
                    .subject_kind = "figure",
                    .subject_key = job_.subject,
                    .reason = "",
                    .payload_json = "{\"at\":" + std::to_string(now.microseconds) + "}"});
    raise_generation(tx, municipality());
    return Ending::in_force;
  }

  // ---- pieces

  bool write_piece(std::span<const Event> events) {
    const std::string place = text_of(place_);
    const auto written = database_.write([&](db::Write& tx) -> std::expected<bool, Lost> {
      if (!job::advance(tx, job_, done(), place)) return std::unexpected(Lost{});
      count(tx, events);
      return true;
    });
    if (written) report(done());
    return written.has_value();
  }

  void count(db::Write& tx, std::span<const Event> events) {
    Moves moves(municipality(), kShard);
    for (const auto& [moment, record] : events) {
      if (!std::ranges::binary_search(works_, Work{record->programme, record->kind})) continue;
      if (moment.confirmation)
        moves.confirmed(held_, *record, moment.at);
      else
        moves.recorded(held_, *record);
    }
    moves.save(tx);
  }

  // In stretches of records, of which the job knows how many there were.
  std::int64_t done() const {
    if (place_.part == Part::news) return job_.total;
    const auto here =
        place_.part == Part::stretches
            ? std::ranges::lower_bound(stretches_, place_.stretch)
            : std::ranges::lower_bound(stretches_, place_.fiscal_year, {}, &Stretch::fiscal_year);
    return std::min<std::int64_t>(here - stretches_.begin(), job_.total);
  }

  void report(std::int64_t done) {
    if (on_progress_) on_progress_(held_.row + "/" + held_.definition.key, done, job_.total);
  }

  db::Database& database_;
  const base::Actor& actor_;
  const job::Job& job_;
  const OnProgress& on_progress_;
  const Held held_;
  const std::int64_t deed_;
  const std::vector<Work> works_;
  base::Instant mark_;
  std::vector<Stretch> stretches_;
  BuildPlace place_;
};

FigureId subject_of(const job::Job& job) {
  FigureId figure;
  std::from_chars(job.subject.data(), job.subject.data() + job.subject.size(), figure.value);
  return figure;
}

bool build_one(db::Database& database, const base::Actor& actor, const job::Job& job,
               const OnProgress& on_progress) {
  auto defined = database.read(
      [&](db::Read& tx) { return store::by_id(tx, job.municipality, subject_of(job)); });
  if (!defined || defined->held.state != "building") {
    database.write([&](db::Write& tx) { job::finish(tx, job); });
    return false;
  }
  try {
    return Builder(database, actor, job, on_progress, *std::move(defined)).run();
  } catch (const db::Fault& fault) {
    if (!is_sum_too_large(fault)) throw;
    database.write([&](db::Write& tx) { job::fail(tx, job, sum_too_large.code); });
    return false;
  }
}

}  // namespace

int build(db::Database& database, const base::Actor& actor, const OnProgress& on_progress) {
  const std::int64_t holder = job::new_holder();
  int built = 0;
  for (;;) {
    const auto job =
        database.write([&](db::Write& tx) { return job::take(tx, kBuildJob, holder); });
    if (!job) return built;
    built += build_one(database, actor, *job, on_progress) ? 1 : 0;
  }
}

}  // namespace figure
