// Days are counted from 1900 with a 29 February that never was, or from 1904. The text is ISO; as
// the sheet shows it stands beside.
#include "sheet/shown_date.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>

#include "base/era.h"

namespace sheet {

namespace {

using Part = NumberFormat::Part;
using std::chrono::sys_days;

constexpr double kDaysMax = 2'958'466;  // the first of the year 10000

struct Moment {
  std::chrono::year_month_day day;
  std::chrono::weekday weekday;
  std::int64_t seconds = 0;        // of the day
  std::int64_t total_seconds = 0;  // since the beginning, of an elapsed time
};

Moment moment_of(double days, bool from_1904) {
  const auto total = static_cast<std::int64_t>(std::llround(days * 86400));
  const std::int64_t whole = total / 86400;
  const sys_days first = from_1904 ? sys_days{std::chrono::year{1904} / 1 / 1}
                                   : sys_days{std::chrono::year{1899} / 12 / 31};
  // 60 is the day that never was; it is shown as the one before.
  const std::int64_t counted = !from_1904 && whole >= 60 ? whole - 1 : whole;
  const sys_days day = first + std::chrono::days(counted);
  return {day, std::chrono::weekday(day), total % 86400, total};
}

constexpr auto kMonths =
    std::to_array<std::string_view>({"January", "February", "March", "April", "May", "June", "July",
                                     "August", "September", "October", "November", "December"});
constexpr auto kWeekdays = std::to_array<std::string_view>(
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"});
// Sunday to Saturday in kanji, and "day of the week".
constexpr auto kKanjiDays = std::to_array<std::string_view>(
    {"\u65E5", "\u6708", "\u706B", "\u6C34", "\u6728", "\u91D1", "\u571F"});
constexpr std::string_view kDayOfWeek = "\u66DC\u65E5";

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string digits(std::int64_t number, const std::string& written) {
  return padded(number, written.size() > 1 ? 2 : 1);
}

class DateWriter {
 public:
  explicit DateWriter(const Moment& moment, bool half_days)
      : moment_(moment), half_days_(half_days) {
    const auto year = static_cast<int>(moment.day.year());
    if (year >= base::kFirstYear && year <= base::kLastYear) {
      era_ = &base::era_of(base::Date(sys_days(moment.day)));
    }
  }

  std::string part(const NumberFormat::Token& token) const {
    const auto year = static_cast<int>(moment_.day.year());
    const std::int64_t hour = moment_.seconds / 3600;
    switch (token.part) {
      case Part::year:
        return token.text.size() > 2 ? padded(year, 4) : padded(year % 100, 2);
      case Part::era:
        return era(token.text.size());
      case Part::era_year:
        return digits(era_ == nullptr ? year : year - era_->first_year + 1, token.text);
      case Part::month:
        return month(token.text);
      case Part::day:
        return day(token.text);
      case Part::weekday:
        return kanji_day() + std::string(token.text.size() > 3 ? kDayOfWeek : "");
      case Part::hour:
        return digits(half_days_ ? (hour + 11) % 12 + 1 : hour, token.text);
      case Part::minute:
        return digits(moment_.seconds / 60 % 60, token.text);
      case Part::second:
        return digits(moment_.seconds % 60, token.text);
      case Part::half_day:
        return hour < 12 ? "AM" : "PM";
      case Part::elapsed_hour:
        return digits(moment_.total_seconds / 3600, token.text);
      case Part::elapsed_minute:
        return digits(moment_.total_seconds / 60, token.text);
      case Part::elapsed_second:
        return digits(moment_.total_seconds, token.text);
      case Part::literal:
      case Part::point:
      case Part::percent:
      case Part::slash:
        return token.text;
      case Part::digit:
      case Part::thousands:
      case Part::exponent:
      case Part::general:
      case Part::text:
        return "";
    }
    return "";
  }

 private:
  std::string kanji_day() const { return std::string(kKanjiDays[moment_.weekday.c_encoding()]); }

  std::string era(std::size_t letters) const {
    if (era_ == nullptr) return "";
    if (letters == 1) return std::string(1, era_->letter);
    return std::string(letters == 2 ? era_->name.substr(0, 3) : era_->name);
  }

  std::string month(const std::string& written) const {
    const auto number = static_cast<unsigned>(moment_.day.month());
    if (written.size() < 3) return digits(number, written);
    const std::string_view name = kMonths[number - 1];
    return std::string(name.substr(0, written.size() == 3   ? 3
                                      : written.size() == 5 ? 1
                                                            : name.size()));
  }

  std::string day(const std::string& written) const {
    if (written.size() < 3) return digits(static_cast<unsigned>(moment_.day.day()), written);
    const std::string_view name = kWeekdays[moment_.weekday.c_encoding()];
    return std::string(name.substr(0, written.size() == 3 ? 3 : name.size()));
  }

  const Moment& moment_;
  bool half_days_;
  const base::Era* era_ = nullptr;
};

std::string clock(std::int64_t seconds) {
  std::string text = padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2);
  if (seconds % 60 != 0) text += ":" + padded(seconds % 60, 2);
  return text;
}

}  // namespace

bool show_date(double days, bool from_1904, const NumberFormat::Section& section,
               ShownNumber& shown) {
  if (!(days >= 0 && days < kDaysMax - (from_1904 ? 1462 : 0))) return false;
  const Moment moment = moment_of(days, from_1904);
  const DateWriter writer(moment, section.has(Part::half_day));
  for (const auto& token : section.tokens) shown.beside += writer.part(token);
  const bool has_year = section.has(Part::year) || section.has(Part::era_year);
  const bool has_day = section.has(Part::day), has_month = section.has(Part::month);
  shown.is_date = has_year || has_day || has_month || section.has(Part::weekday);
  shown.month_and_day = has_month && has_day && !has_year;
  if (!shown.is_date) {
    shown.text = clock(section.has(Part::elapsed_hour) || section.has(Part::elapsed_minute) ||
                               section.has(Part::elapsed_second)
                           ? moment.total_seconds
                           : moment.seconds);
    return true;
  }
  shown.text = padded(static_cast<int>(moment.day.year()), 4) + "-" +
               padded(static_cast<unsigned>(moment.day.month()), 2) + "-" +
               padded(static_cast<unsigned>(moment.day.day()), 2);
  const bool has_time = section.has(Part::hour) || section.has(Part::minute);
  if (has_time) shown.text += " " + clock(moment.seconds);
  return true;
}

}  // namespace sheet
