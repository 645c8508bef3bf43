// Puts the sums of new definitions together while work goes on: first everything known at the
// definition's mark, in pieces, figure after figure, then what became known since, to all figures
// of the row at once, until so little is left that it is told alone, and they come into force
// together with their row. A piece moves the sums and the job's place in one transaction: whoever
// goes on, counts nothing twice.
#include <algorithm>
#include <expected>
#include <limits>
#include <span>
#include <stdexcept>
#include <tuple>

#include "base/json_text.h"
#include "figure/build_place.h"
#include "figure/build_reading.h"
#include "figure/bundle.h"
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

// A figure that is being built, and where its records lie.
struct Figure {
  Held held;
  std::vector<Work> works;
  std::vector<Stretch> stretches;

  bool is_over(const record::Record& record) const {
    return std::ranges::binary_search(works, Work{record.programme, record.kind});
  }
};

// The figures of a job: nothing where the bundle was given up meanwhile.
std::vector<Figure> figures_of(db::Read& tx, std::string_view municipality,
                               const BuildSubject& subject) {
  std::vector<Figure> figures;
  for (Held& held : store::building(tx, municipality, subject.plan, subject.deed)) {
    if (bundle_name(held.row, held.definition.key) != subject.bundle) continue;
    std::vector<Work> works = works_of(held.definition);
    auto stretches = stretches_of(tx, municipality, works);
    figures.push_back({std::move(held), std::move(works), std::move(stretches)});
  }
  return figures;
}

class Builder {
 public:
  Builder(db::Database& database, const base::Actor& actor, const job::Job& job,
          const OnProgress& on_progress, BuildSubject subject, std::vector<Figure> figures)
      : database_(database),
        actor_(actor),
        job_(job),
        on_progress_(on_progress),
        subject_(std::move(subject)),
        figures_(std::move(figures)) {}

  // How many figures it brought into force.
  int run() {
    start();
    while (place_.part != Part::news) {
      const bool told = place_.part == Part::stretches ? tell_stretch() : tell_year();
      if (!told) return 0;
    }
    return tell_news() ? static_cast<int>(figures_.size()) : 0;
  }

 private:
  std::string_view municipality() const { return job_.municipality; }
  const Figure& figure() const { return figures_.at(place_.figure); }

  void start() {
    const auto mark = database_.read(
        [&](db::Read& tx) { return store::mark_of(tx, municipality(), subject_.deed); });
    if (!mark) throw std::logic_error("figure: a definition without its mark");
    mark_ = *mark;
    if (job_.place.empty())
      begin(0);
    else
      place_ = place_from(job_.place);
  }

  // The next figure that has records, from this one on; behind the last one, news.
  void begin(std::size_t number) {
    while (number < figures_.size() && figures_[number].stretches.empty()) ++number;
    place_ = {};
    if (number == figures_.size()) {
      place_.part = Part::news;
      place_.told = end_of(mark_);
      place_.until = mark_;
      return;
    }
    place_.figure = number;
    if (is_sum(figure().held.definition.measure)) {
      place_.stretch = figure().stretches.front();
    } else {
      place_.part = Part::years;
      place_.fiscal_year = figure().stretches.front().fiscal_year;
    }
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

  bool tell_stretch() {
    const std::span<const Figure> told(&figure(), 1);  // the place may move on to the next one
    const auto records = next_records();
    return write_piece(events_until(records, mark_), told);
  }

  // A piece may reach over several stretches; the place moves with it.
  std::vector<record::Record> next_records() {
    std::vector<record::Record> piece;
    const auto& stretches = figure().stretches;
    auto stretch = std::ranges::lower_bound(stretches, place_.stretch);
    while (stretch != stretches.end() && piece.size() < kPiece) {
      const std::size_t limit = kPiece - piece.size();
      auto records = page(*stretch, place_.after, limit);
      const bool at_its_end = records.size() < limit;
      if (!records.empty()) step_to(records.back());
      std::ranges::move(records, std::back_inserter(piece));
      if (!at_its_end) break;
      place_.after.reset();
      if (++stretch != stretches.end()) place_.stretch = *stretch;
    }
    if (stretch == stretches.end()) begin(place_.figure + 1);
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

  // What is known at a mark never changes: a build that goes on finds the same events in the same
  // order.
  bool tell_year() {
    const auto records = records_of(place_.fiscal_year);
    auto all = events_until(records, mark_);
    std::ranges::sort(all, {}, &Event::moment);
    const std::span<const Event> events(all);
    while (static_cast<std::size_t>(place_.events) < events.size()) {
      const auto rest = events.subspan(static_cast<std::size_t>(place_.events));
      const auto piece = rest.first(std::min(rest.size(), kOrderedPiece));
      place_.events += static_cast<std::int64_t>(piece.size());
      if (!write_piece(piece, {&figure(), 1})) return false;
    }
    leave_year();
    return true;
  }

  void leave_year() {
    const auto& stretches = figure().stretches;
    const auto next =
        std::ranges::upper_bound(stretches, place_.fiscal_year, {}, &Stretch::fiscal_year);
    if (next == stretches.end()) return begin(place_.figure + 1);
    place_.fiscal_year = next->fiscal_year;
    place_.events = 0;
  }

  std::vector<record::Record> records_of(int year) {
    std::vector<record::Record> counted;
    for (const Stretch& stretch : figure().stretches) {
      if (stretch.fiscal_year != year) continue;
      place_.after.reset();
      for (bool more = true; more;) {
        auto records = page(stretch, place_.after, kPiece);
        more = records.size() == kPiece;
        if (more) step_to(records.back());
        for (record::Record& record : records)
          if (contribution(figure().held.definition, record)) counted.push_back(std::move(record));
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
      if (!write_piece(news.events, figures_)) return false;
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
    if (ending && *ending == Ending::in_force)
      for (const Figure& figure : figures_) report(figure, job_.total);
    return ending;
  }

  // All of the row or nothing: whoever gives a bundle up gives up all of it.
  Ending come_into_force(db::Write& tx, const News& news, base::Instant now) {
    for (const Figure& figure : figures_) {
      const Held& held = figure.held;
      const auto old = store::current(tx, municipality(), held.plan, held.row, held.definition.key);
      if (!store::begin_force(tx, municipality(), held.id, now)) return Ending::abandoned;
      if (old) store::retire(tx, municipality(), old->id, now);
    }
    count(tx, news.events, figures_);
    base::JsonWriter says;
    says.begin_object().field("at", now.microseconds).key("figures").begin_array();
    for (const Figure& figure : figures_) says.string(std::to_string(figure.held.id.value));
    says.end_array();
    if (!figures_.front().held.row.empty()) change_row(tx, now, says);
    history::write(tx, actor_,
                   {.kind = "figure.built",
                    .municipality = job_.municipality,
                    .subject_kind = "plan",
                    .subject_key = subject_.plan,
                    .reason = "",
                    .payload_json = says.end_object().take()});
    raise_generation(tx, municipality());
    return Ending::in_force;
  }

  // What waited for the figures: the row that shows them, and figures that it no longer names.
  void change_row(db::Write& tx, base::Instant now, base::JsonWriter& says) {
    says.key("gone").begin_array();
    for (const store::Standing& one : store::standing_figures(tx, municipality(), subject_.plan)) {
      if (one.row != subject_.bundle || !one.leaving) continue;
      store::retire(tx, municipality(), one.id, now);
      says.string(one.row + "/" + one.key);
    }
    says.end_array().key("rows").begin_array();
    std::optional<store::Standing> waiting, current;
    for (store::Standing& one : store::standing_rows(tx, municipality(), subject_.plan))
      if (one.row == subject_.bundle) (one.building ? waiting : current) = std::move(one);
    if (waiting) {
      if (current) store::end_row(tx, municipality(), subject_.plan, *current, now);
      store::begin_row(tx, municipality(), subject_.plan, *waiting, now);
      says.string(waiting->row);
    }
    says.end_array();
  }

  // ---- pieces

  bool write_piece(std::span<const Event> events, std::span<const Figure> figures) {
    const std::string place = text_of(place_);
    const auto written = database_.write([&](db::Write& tx) -> std::expected<bool, Lost> {
      if (!job::advance(tx, job_, done(), place)) return std::unexpected(Lost{});
      count(tx, events, figures);
      return true;
    });
    if (written) report(figures.front(), done());
    return written.has_value();
  }

  void count(db::Write& tx, std::span<const Event> events, std::span<const Figure> figures) {
    Moves moves(municipality(), kShard);
    for (const auto& [moment, record] : events) {
      for (const Figure& figure : figures) {
        if (!figure.is_over(*record)) continue;
        if (moment.confirmation)
          moves.confirmed(figure.held, *record, moment.at);
        else
          moves.recorded(figure.held, *record);
      }
    }
    moves.save(tx);
  }

  // In stretches of records, of which the job knows how many there were.
  std::int64_t done() const {
    if (place_.part == Part::news) return job_.total;
    std::int64_t before = 0;
    for (std::size_t number = 0; number < place_.figure; ++number)
      before += std::ssize(figures_[number].stretches);
    const auto& stretches = figure().stretches;
    const auto here =
        place_.part == Part::stretches
            ? std::ranges::lower_bound(stretches, place_.stretch)
            : std::ranges::lower_bound(stretches, place_.fiscal_year, {}, &Stretch::fiscal_year);
    return std::min<std::int64_t>(before + (here - stretches.begin()), job_.total);
  }

  void report(const Figure& figure, std::int64_t done) {
    if (on_progress_)
      on_progress_(figure.held.row + "/" + figure.held.definition.key, done, job_.total);
  }

  db::Database& database_;
  const base::Actor& actor_;
  const job::Job& job_;
  const OnProgress& on_progress_;
  const BuildSubject subject_;
  const std::vector<Figure> figures_;
  base::Instant mark_;
  BuildPlace place_;
};

int build_bundle(db::Database& database, const base::Actor& actor, const job::Job& job,
                 const OnProgress& on_progress) {
  auto subject = subject_from(job.subject);
  std::vector<Figure> figures;
  if (subject) {
    figures =
        database.read([&](db::Read& tx) { return figures_of(tx, job.municipality, *subject); });
  }
  if (figures.empty()) {
    database.write([&](db::Write& tx) { job::finish(tx, job); });
    return 0;
  }
  try {
    return Builder(database, actor, job, on_progress, *std::move(subject), std::move(figures))
        .run();
  } catch (const db::Fault& fault) {
    if (!is_sum_too_large(fault)) throw;
    database.write([&](db::Write& tx) { job::fail(tx, job, kBuildTooLarge); });
    return 0;
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
    built += build_bundle(database, actor, *job, on_progress);
  }
}

}  // namespace figure
