// Days first, then what each record says.
#include "town/piece.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "record/record_kind.h"
#include "town/calendar.h"
#include "town/split.h"
#include "town/working.h"

namespace town {
namespace {

constexpr Seasons kWholeYear = {10, 9, 9, 9, 6, 8, 9, 9, 8, 7, 8, 8};
constexpr Seasons kTowardsTheEnd = {1, 2, 3, 5, 5, 8, 9, 9, 8, 8, 16, 26};
constexpr Seasons kCourses = {0, 4, 8, 6, 1, 8, 10, 8, 2, 6, 0, 0};
constexpr Seasons kFairs = {0, 0, 0, 2, 0, 4, 10, 6, 0, 0, 0, 0};
constexpr Seasons kPlanting = {8, 10, 2, 0, 0, 0, 6, 8, 0, 0, 0, 0};
constexpr unsigned kAwardMonth = 11;
constexpr int kIssuesOfAYear = 4;
constexpr int kLatePercent = 3;
constexpr int kSlipPercent = 1;
constexpr int kSales = 5;  // weekends on which shops sell together
constexpr int kEnrolmentDays = 12;
constexpr std::int64_t kVisitorsOfADay = 1600;

bool is_one_of(std::string_view kind, std::initializer_list<std::string_view> kinds) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

const Seasons& seasons_of(std::string_view kind) {
  if (kind == "grant_paid" || kind == "small_loan_aid_paid") return kTowardsTheEnd;
  if (kind == "site_planted") return kPlanting;
  if (is_one_of(kind, {"session_held", "participant_enrolled"})) return kCourses;
  return kWholeYear;
}

// How many records there are, where the table prints another number of them.
std::int64_t records_of(const Work& work) {
  if (work.milestone || work.copies) return 1;
  if (work.records) return *work.records;
  if (work.copies_each) return kIssuesOfAYear;
  if (work.kind == "event_held")
    return std::clamp<std::int64_t>(*work.people / kVisitorsOfADay + 1, 1, 3);
  if (work.people) return *work.people;
  if (work.businesses) return 2 * *work.businesses;
  return 8 + work.fiscal_year % 4;  // 34: only the money is printed
}

// The n-th day of a course or an issue, in steps over the year.
base::Date step_of(base::Date first, std::int64_t place, int days, int fiscal_year) {
  const base::Date day = base::add_days(first, static_cast<int>(place) * days);
  const base::Date last = base::Date(fiscal_year + 1, 3, 20);
  return std::min(day, last);
}

std::vector<base::Date> days_of(const Work& work, std::int64_t count, Draw& draw) {
  std::vector<base::Date> days;
  const int year = work.fiscal_year;
  const auto fill = [&](auto day) {
    for (std::int64_t i = 0; i < count; ++i) days.push_back(day(i));
  };
  if (work.month) {
    const base::Date day = working_day_in(year, *work.month, draw);
    fill([&](std::int64_t) { return day; });
  } else if (work.kind == "event_held") {
    const base::Date first = weekend_of(year, kFairs, draw);
    fill([&](std::int64_t place) { return base::add_days(first, static_cast<int>(place)); });
  } else if (work.kind == "award_given") {
    const base::Date day = working_day_in(year, kAwardMonth, draw);
    fill([&](std::int64_t) { return day; });
  } else if (work.kind == "session_held") {
    const base::Date first = working_day_of(year, kCourses, draw);
    fill([&](std::int64_t place) { return step_of(first, place, 7, year); });
  } else if (work.kind == "participant_enrolled") {
    const base::Date first = working_day_of(year, kCourses, draw);
    fill([&](std::int64_t) {
      return working_day_after(first, static_cast<int>(draw.between(0, kEnrolmentDays)));
    });
  } else if (work.kind == "issue_published") {
    const base::Date first(year, 5, 16);
    const int apart = count > 1 ? static_cast<int>(300 / count) : 1;
    fill([&](std::int64_t place) { return step_of(first, place, apart, year); });
  } else if (work.kind == "shop_joined") {
    std::vector<base::Date> sales;
    for (int i = 0; i < kSales; ++i) sales.push_back(weekend_of(year, kWholeYear, draw));
    fill([&](std::int64_t) { return draw.one_of(std::span<const base::Date>(sales)); });
  } else {
    fill([&](std::int64_t) { return working_day_of(year, seasons_of(work.kind), draw); });
  }
  return days;
}

std::int64_t unit_of(const Work& work) {
  if (work.kind == "small_loan_aid_paid") return 1;
  return 1000;
}

void add_code(record::Facts& facts, std::string_view name, std::string_view value) {
  const record::RecordKind* kind = record::find_kind(facts.kind);
  const bool said =
      std::ranges::any_of(facts.attributes, [&](const auto& one) { return one.name == name; });
  if (record::find_attribute(*kind, name) != nullptr && !said)
    facts.attributes.push_back({std::string(name), std::string(value)});
}

bool may_be_slipped(const record::Facts& facts) {
  return facts.yen || std::ranges::any_of(facts.attributes,
                                          [](const auto& one) { return one.name == "channel"; });
}

base::Date entered_after(base::Date day, Draw& draw) {
  return working_day_after(day, static_cast<int>(draw.happens(kLatePercent) ? draw.between(15, 30)
                                                                            : draw.between(1, 3)));
}

class Year {
 public:
  Year(const Work& work, Draw draw) : work_(work), draw_(draw) {}

  std::vector<Piece> pieces() {
    const std::int64_t count = records_of(work_);
    auto days = days_of(work_, count, draw_);
    std::ranges::sort(days);
    share(count);
    std::vector<Piece> pieces;
    for (std::int64_t i = 0; i < count; ++i)
      pieces.push_back(piece(days[static_cast<std::size_t>(i)], static_cast<std::size_t>(i)));
    return pieces;
  }

 private:
  // What the records add up to, shared among them.
  void share(std::int64_t count) {
    if (work_.yen) yen_ = split(*work_.yen, count, unit_of(work_), draw_);
    if (work_.people)
      people_ = *work_.people == count
                    ? std::vector<std::int64_t>(static_cast<std::size_t>(count), 1)
                    : split(*work_.people, count, 1, draw_);
    draw_.shuffle(yen_);
    in_town_.assign(static_cast<std::size_t>(count), false);
    std::fill_n(in_town_.begin(), work_.in_town.value_or(0), true);
    draw_.shuffle(in_town_);
  }

  Piece piece(base::Date day, std::size_t place) {
    Piece piece{.facts = {}, .entered = entered_after(day, draw_), .door = door_of(work_.kind)};
    record::Facts& facts = piece.facts;
    facts.programme = work_.programme;
    facts.kind = work_.kind;
    facts.occurred_on = day;
    facts.attributes = work_.attributes;
    if (!people_.empty()) facts.people = people_[place];
    const record::RecordKind* kind = record::find_kind(work_.kind);
    if (!yen_.empty()) facts.yen = yen_[place];
    if (!facts.yen && kind->yen != record::YenBasis::none)
      facts.yen = draw_.between(50, 400) * 1000;
    if (kind->in_town == record::Carries::required) facts.in_town = in_town_[place];
    if (kind->business == record::Carries::optional && draw_.happens(80))
      facts.business = draw_.between(1, kBusinesses);
    if (work_.businesses) facts.business = 1 + static_cast<std::int64_t>(place) % *work_.businesses;
    if (const auto copies = work_.copies ? work_.copies : work_.copies_each)
      add_code(facts, "copies", std::to_string(*copies));
    if (work_.milestone) add_code(facts, "milestone", *work_.milestone);
    add_code(facts, "action", "listed");
    if (piece.door == Door::desk) add_talk(facts);
    if (work_.kind == "small_loan_aid_paid") facts.note = aid_working(*facts.yen);
    const bool wrong_at_first = piece.door != Door::diary && draw_.happens(kSlipPercent);
    piece.slip = wrong_at_first && facts.note.empty() && may_be_slipped(facts);
    return piece;
  }

  void add_talk(record::Facts& facts) {
    const record::RecordKind* kind = record::find_kind(work_.kind);
    for (const std::string_view name : {"channel", "topic"}) {
      const auto codes = record::find_attribute(*kind, name)->codes;
      // Most come to the counter, and with the first topics.
      const auto at = std::min(draw_.below(std::ssize(codes)), draw_.below(std::ssize(codes)));
      add_code(facts, name, codes[static_cast<std::size_t>(at)]);
    }
  }

  const Work& work_;
  Draw draw_;
  std::vector<std::int64_t> people_;
  std::vector<std::int64_t> yen_;
  std::vector<char> in_town_;
};

record::Facts loan_facts(const Loan& loan, std::string_view programme, std::string_view kind) {
  record::Facts facts;
  facts.programme = programme;
  facts.kind = kind;
  facts.case_file = loan.number;
  facts.business = 1 + loan.number % kBusinesses;
  return facts;
}

// Paid on the 25th of August or February, or the working day after.
base::Date paid_on(const Half& half) {
  const base::Date day = half.number == 1 ? base::Date(half.fiscal_year, 8, 24)
                                          : base::Date(half.fiscal_year + 1, 2, 24);
  return working_day_after(day);
}

}  // namespace

Door door_of(std::string_view kind) {
  if (is_one_of(kind, {"consultation_held", "guidance_visited", "consumer_consulted"}))
    return Door::desk;
  if (is_one_of(kind, {"event_held", "session_held", "participant_enrolled", "meeting_held",
                       "organisation_supported", "information_published", "issue_published",
                       "milestone_reached", "site_planted", "shop_joined"}))
    return Door::diary;
  return Door::procedure;
}

std::vector<Piece> pieces_of(const Work& work, Draw draw) {
  return Year(work, draw).pieces();
}

std::vector<Piece> pieces_of(const std::vector<Loan>& loans, const std::vector<int>& years,
                             std::string_view programme, Draw draw) {
  std::vector<Piece> pieces;
  for (const Loan& loan : loans) {
    if (std::ranges::find(years, loan.lent_in) == years.end()) continue;
    Piece piece{.facts = loan_facts(loan, programme, "loan_executed"),
                .entered = entered_after(loan.drawn, draw),
                .door = Door::procedure,
                .slip = draw.happens(kSlipPercent)};
    piece.facts.occurred_on = loan.drawn;
    piece.facts.yen = loan.principal;
    pieces.push_back(std::move(piece));
  }
  for (const int year : years) {
    for (const int number : {1, 2}) {
      const Half half{year, number};
      for (const Loan& loan : loans) {
        const std::int64_t yen = interest_subsidy(loan, half.after(), half.until());
        if (yen == 0) continue;
        Piece piece{.facts = loan_facts(loan, programme, "interest_subsidy_paid"),
                    .entered = paid_on(half),
                    .door = Door::procedure};
        piece.facts.occurred_on = paid_on(half);
        piece.facts.yen = yen;
        piece.facts.attributes = {{"half", number == 1 ? "first" : "second"},
                                  {"lent_in", std::to_string(loan.lent_in)}};
        piece.facts.note = interest_working(loan, half);
        pieces.push_back(std::move(piece));
      }
    }
  }
  return pieces;
}

record::Facts slipped(const record::Facts& facts) {
  record::Facts wrong = facts;
  if (wrong.yen) *wrong.yen += 90'000;  // a digit of the ten thousands
  for (record::AttributeValue& one : wrong.attributes)
    if (one.name == "channel") one.value = one.value == "phone" ? "visit" : "phone";
  return wrong;
}

}  // namespace town
