// From a figure to its records. Each programme and kind that the figure selects is one ordered
// stream over the index; the streams are merged by day and number, so that a page costs what the
// page holds, not what the year holds. Only largest_first has no index: it passes over the year and
// keeps the page.
#include "figure/drill.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <utility>

#include "figure/drill_store.h"
#include "figure/sum_store.h"

namespace figure {
namespace {

constexpr int kPieceMin = 8;
constexpr int kPieceMax = 5000;
constexpr std::int64_t kIdMax = std::numeric_limits<std::int64_t>::max();

using store::RecordPlace;

RecordPlace place_of(const Counted& counted) {
  return {base::iso(counted.record.occurred_on), counted.record.id.value};
}

store::Stretch stretch(std::string_view municipality, Work work, int fiscal_year,
                       const Question& question) {
  store::Stretch over{std::string(municipality), std::move(work), fiscal_year, "0000-01-01",
                      "9999-12-31"};
  if (!question.month) return over;
  std::string month = std::to_string(*question.month);
  month.insert(std::min<std::size_t>(4, month.size()), "-");
  over.first = month + "-01";
  over.last = month + "-31";
  return over;
}

// Whether the question, besides its month, asks for this record.
bool asked_for(const Question& question, const Counted& counted) {
  const record::Record& record = counted.record;
  const bool confirmed = record.confirmed_at.has_value();
  if (question.scope == Scope::confirmed && !confirmed) return false;
  if (question.confirmed && *question.confirmed != confirmed) return false;
  if (question.in_town && record.in_town != question.in_town) return false;
  return question.reversed_too || (!record.reverses && !counted.reversed);
}

// The records of one work that a figure counts, one after the other.
class Stream {
 public:
  Stream(db::Read& tx, store::Stretch over, const Held& figure, const Question& question,
         const RecordPlace& after, int piece)
      : tx_(tx),
        over_(std::move(over)),
        figure_(figure),
        question_(question),
        newest_first_(question.sort == Sort::newest_first),
        after_(after),
        piece_(piece) {}

  // nullptr at the end.
  const Counted* next() {
    while (!held_) {
      if (at_ == ahead_.size() && !fetch()) return nullptr;
      take(ahead_[at_++]);
    }
    return &*held_;
  }
  Counted pop() {
    Counted counted = std::move(*held_);
    held_.reset();
    return counted;
  }

 private:
  bool fetch() {
    if (ended_) return false;
    ahead_ = store::drill(tx_, over_, after_, newest_first_, question_.scope, piece_);
    at_ = 0;
    ended_ = static_cast<int>(ahead_.size()) < piece_;
    if (ahead_.empty()) return false;
    const record::Record& last = ahead_.back().record;
    after_ = {base::iso(last.occurred_on), last.id.value};
    piece_ = std::min(piece_ * 4, kPieceMax);
    return true;
  }
  void take(store::Drilled& drilled) {
    const auto contributed = contribution(figure_.definition, drilled.record);
    if (!contributed) return;
    Counted counted{std::move(drilled.record), *contributed, drilled.reversed};
    if (asked_for(question_, counted)) held_ = std::move(counted);
  }

  db::Read& tx_;
  store::Stretch over_;
  const Held& figure_;
  const Question& question_;
  const bool newest_first_;
  RecordPlace after_;
  int piece_;
  bool ended_ = false;
  std::vector<store::Drilled> ahead_;
  std::size_t at_ = 0;
  std::optional<Counted> held_;
};

// All streams of a figure merged in the question's order.
class Merged {
 public:
  Merged(db::Read& tx, std::string_view municipality, const Held& figure, int fiscal_year,
         const Question& question, const std::optional<RecordPlace>& after, int piece)
      : newest_first_(question.sort == Sort::newest_first) {
    std::vector<Work> works = works_of(figure.definition);
    const int streams = static_cast<int>(works.size());
    // Streams share a page: each looks ahead twice its part of it.
    const int ahead = streams <= 2 ? piece : std::max(kPieceMin, 2 * piece / streams);
    for (Work& work : works) {
      store::Stretch over = stretch(municipality, std::move(work), fiscal_year, question);
      streams_.emplace_back(tx, over, figure, question, begin(over, after), ahead);
    }
  }

  std::optional<Counted> next() {
    Stream* first = nullptr;
    const Counted* best = nullptr;
    for (Stream& stream : streams_) {
      const Counted* counted = stream.next();
      if (counted == nullptr || (best != nullptr && !before(*counted, *best))) continue;
      first = &stream;
      best = counted;
    }
    if (first == nullptr) return std::nullopt;
    return first->pop();
  }

 private:
  RecordPlace begin(const store::Stretch& over, const std::optional<RecordPlace>& after) const {
    const RecordPlace edge =
        newest_first_ ? RecordPlace{over.last, kIdMax} : RecordPlace{over.first, 0};
    if (!after) return edge;
    return newest_first_ ? std::min(edge, *after) : std::max(edge, *after);
  }
  bool before(const Counted& left, const Counted& right) const {
    const auto key = [](const Counted& counted) {
      return std::pair(counted.record.occurred_on, counted.record.id);
    };
    return newest_first_ ? key(left) > key(right) : key(left) < key(right);
  }

  const bool newest_first_;
  std::vector<Stream> streams_;
};

// A place as it is handed out: 2011-06-30.123456, behind the value for the largest first.
struct Spot {
  std::int64_t value = 0;
  RecordPlace place;
};

// The largest value first, then by day and number.
bool larger(const Spot& left, const Spot& right) {
  return left.value != right.value ? left.value > right.value : left.place < right.place;
}

Spot spot_of(const Counted& counted) {
  return {counted.contribution.value, place_of(counted)};
}

std::string written(const Spot& spot, Sort sort) {
  const std::string place = spot.place.occurred_on + '.' + std::to_string(spot.place.record);
  return sort == Sort::largest_first ? std::to_string(spot.value) + '.' + place : place;
}

bool read_number(std::string_view text, std::int64_t& number) {
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return !text.empty() && read.ec == std::errc{} && read.ptr == end;
}

base::Result<std::optional<Spot>> read_place(std::string_view text, Sort sort) {
  if (text.empty()) return std::nullopt;
  const auto refused = [&] { return base::refuse(bad_place, {{"place", std::string(text)}}); };
  std::string_view rest = text;
  Spot spot;
  if (sort == Sort::largest_first) {
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos || !read_number(rest.substr(0, dot), spot.value))
      return refused();
    rest.remove_prefix(dot + 1);
  }
  const std::size_t dot = rest.find('.');
  if (dot == std::string_view::npos || !base::parse_date(rest.substr(0, dot))) return refused();
  spot.place.occurred_on = rest.substr(0, dot);
  if (!read_number(rest.substr(dot + 1), spot.place.record) || spot.place.record < 1)
    return refused();
  return spot;
}

void read_in_order(Page& page, Merged& records, const Question& question, std::size_t limit) {
  while (auto counted = records.next()) {
    if (page.records.size() == limit) {
      page.next = written(spot_of(page.records.back()), question.sort);
      return;
    }
    page.records.push_back(std::move(*counted));
  }
}

// Keeps the `limit` largest behind the spot, and one more to know whether there are more.
void read_largest(Page& page, Merged& records, const std::optional<Spot>& after,
                  std::size_t limit) {
  const auto order = [](const Counted& left, const Counted& right) {
    return larger(spot_of(left), spot_of(right));
  };
  std::vector<Counted>& heap = page.records;  // the smallest of those kept stands in front
  while (auto counted = records.next()) {
    if (after && !larger(*after, spot_of(*counted))) continue;
    if (heap.size() > limit && !order(*counted, heap.front())) continue;
    heap.push_back(std::move(*counted));
    std::ranges::push_heap(heap, order);
    if (heap.size() <= limit + 1) continue;
    std::ranges::pop_heap(heap, order);
    heap.pop_back();
  }
  std::ranges::sort_heap(heap, order);
  if (heap.size() <= limit) return;
  heap.pop_back();
  page.next = written(spot_of(heap.back()), Sort::largest_first);
}

std::int64_t count_one_by_one(db::Read& tx, std::string_view municipality, const Held& figure,
                              int fiscal_year, const Question& question) {
  std::int64_t all = 0;
  for (Work& work : works_of(figure.definition))
    all += store::count(tx, stretch(municipality, std::move(work), fiscal_year, question),
                        figure.definition, question);
  return all;
}

// The sums hold it: records less reversals are the records not taken back.
std::int64_t count_all(db::Read& tx, std::string_view municipality, const Held& figure,
                       int fiscal_year, const Question& question) {
  const bool months_known = figure.definition.measure != Measure::distinct_businesses;
  const bool in_sums = figure.state == "current" && !question.confirmed && !question.in_town &&
                       !question.reversed_too && (!question.month || months_known);
  if (!in_sums) return count_one_by_one(tx, municipality, figure, fiscal_year, question);
  std::int64_t all = 0;
  if (question.month) {
    for (const MonthValue& month :
         by_month(tx, municipality, figure.id, fiscal_year, question.scope))
      if (month.month == *question.month) all += month.sum.records;
    return all;
  }
  for (const store::SumRow& row : store::sums_of(tx, municipality, figure.id, fiscal_year))
    if (question.scope == Scope::all || row.confirmed) all += row.sum.records;
  return all;
}

}  // namespace

base::Result<Page> records(db::Read& tx, std::string_view municipality, const Held& figure,
                           int fiscal_year, const Question& question) {
  const auto after = read_place(question.after, question.sort);
  if (!after) return std::unexpected(after.error());
  const auto limit = static_cast<std::size_t>(std::clamp(question.limit, 1, kPageMax));
  const bool largest = question.sort == Sort::largest_first;
  const std::optional<RecordPlace> begin =
      largest || !*after ? std::nullopt : std::optional((*after)->place);
  Merged merged(tx, municipality, figure, fiscal_year, question, begin,
                largest ? kPieceMax : static_cast<int>(limit) + 1);
  Page page;
  if (largest)
    read_largest(page, merged, *after, limit);
  else
    read_in_order(page, merged, question, limit);
  page.in_all = count_all(tx, municipality, figure, fiscal_year, question);
  // Staff who see everything and did not ask for it see nothing that was taken back.
  if (question.scope == Scope::confirmed || question.reversed_too) {
    std::vector<std::int64_t> shown;
    for (const Counted& counted : page.records) shown.push_back(counted.record.id.value);
    page.taken_back = store::reversals_of(tx, municipality, shown);
  }
  return page;
}

TakenBack taken_back_by(db::Read& tx, std::string_view municipality,
                        std::span<const record::Record> records) {
  std::vector<std::int64_t> firsts;
  for (const record::Record& record : records) firsts.push_back(record.id.value);
  return store::reversals_of(tx, municipality, firsts);
}

void each_record(db::Read& tx, std::string_view municipality, const Held& figure, int fiscal_year,
                 const Question& question, db::FunctionRef<void(const Counted&)> on_record) {
  Merged merged(tx, municipality, figure, fiscal_year, question, std::nullopt, kPieceMax);
  if (question.sort != Sort::largest_first) {
    while (const auto counted = merged.next()) on_record(*counted);
    return;
  }
  std::vector<Counted> all;
  while (auto counted = merged.next()) all.push_back(std::move(*counted));
  std::ranges::sort(all, [](const Counted& left, const Counted& right) {
    return larger(spot_of(left), spot_of(right));
  });
  for (const Counted& counted : all) on_record(counted);
}

std::vector<Held> figures_in_force(db::Read& tx, std::string_view municipality) {
  std::vector<Held> all;
  for (const std::string& plan : store::plans_with_figures(tx, municipality))
    std::ranges::move(figures(tx, municipality, plan), std::back_inserter(all));
  return all;
}

std::vector<Place> places_of(std::span<const Held> figures, const record::Record& record) {
  std::vector<Place> places;
  for (const Held& figure : figures) {
    const auto contributed = contribution(figure.definition, record);
    if (!contributed) continue;
    places.push_back({.plan = figure.plan,
                      .row = figure.row,
                      .figure = figure.definition.key,
                      .label = figure.definition.label,
                      .fiscal_year = record.fiscal_year.number(),
                      .contribution = *contributed});
  }
  return places;
}

base::Result<OpenedRecord> open_record(db::Read& tx, std::string_view municipality,
                                       record::RecordId id) {
  auto record = record::store::find(tx, municipality, id);
  if (!record) return base::refuse(record::unknown_record, {{"record", std::to_string(id.value)}});
  OpenedRecord opened;
  opened.record = std::move(*record);
  opened.reversal = record::store::reversal_of(tx, municipality, id);
  opened.confirmation = record::store::confirmation_deed(tx, municipality, id);
  if (opened.reversal) {
    opened.reversal_confirmation =
        record::store::confirmation_deed(tx, municipality, opened.reversal->id);
  }
  opened.note = record::store::note_of(tx, municipality, id);
  opened.places = places_of(figures_in_force(tx, municipality), opened.record);
  return opened;
}

}  // namespace figure
