// The wall clock, and the moment as an official reads it: Japan time, written with its offset.
#include "base/instant.h"

#include <atomic>
#include <chrono>
#include <limits>
#include <optional>

#include "base/date.h"
#include "base/digits.h"
#include "base/text_front.h"

namespace base {
namespace {

constexpr std::int64_t kRunning = std::numeric_limits<std::int64_t>::min();
std::atomic<std::int64_t> fixed_microseconds{kRunning};

constexpr int kJapanAheadHours = 9;
constexpr std::size_t kDateLength = 10;

// A mark and two digits not above `most`: T09, :00.
std::optional<int> take_part(std::string_view& text, char mark, int most) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() < 3 || text[0] != mark || !digit(1) || !digit(2)) return std::nullopt;
  const int number = (text[1] - '0') * 10 + (text[2] - '0');
  if (number > most) return std::nullopt;
  text.remove_prefix(3);
  return number;
}

}  // namespace

Instant now() {
  using std::chrono::microseconds;
  const std::int64_t fixed = fixed_microseconds.load(std::memory_order_relaxed);
  if (fixed != kRunning) return Instant{fixed};
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<microseconds>(since_epoch).count()};
}

void fix_clock(Instant at) {
  fixed_microseconds.store(at.microseconds, std::memory_order_relaxed);
}

void release_clock() {
  fixed_microseconds.store(kRunning, std::memory_order_relaxed);
}

std::string iso_japan(Instant at) {
  using namespace std::chrono;
  const sys_time<microseconds> japan{microseconds{at.microseconds} + hours{kJapanAheadHours}};
  const auto day = floor<days>(japan);
  const year_month_day date{day};
  const hh_mm_ss time{floor<seconds>(japan - day)};
  std::string text = "0000-00-00T00:00:00+09:00";
  const int year = static_cast<int>(date.year());
  put_digits(text, 5, 2, static_cast<unsigned>(date.month()));
  put_digits(text, 8, 2, static_cast<unsigned>(date.day()));
  put_digits(text, 11, 2, static_cast<unsigned>(time.hours().count()));
  put_digits(text, 14, 2, static_cast<unsigned>(time.minutes().count()));
  put_digits(text, 17, 2, static_cast<unsigned>(time.seconds().count()));
  if (year >= 0 && year <= 9999) {
    put_digits(text, 0, 4, static_cast<unsigned>(year));
  } else {
    text.replace(0, 4, std::to_string(year));
  }
  return text;
}

Result<Instant> parse_japan(std::string_view text) {
  const auto unreadable = [&] {
    return refuse(instant_unreadable, {{"value", std::string(text)}});
  };
  const auto date = parse_date(text.substr(0, kDateLength));
  if (!date) return unreadable();
  std::string_view rest = text.substr(kDateLength);
  const auto hour = take_part(rest, 'T', 23);
  const auto minute = take_part(rest, ':', 59);
  const auto second = rest.starts_with(':') ? take_part(rest, ':', 59) : 0;
  const bool utc = take(rest, "Z");
  if (!utc) take(rest, "+09:00");
  if (!hour || !minute || !second || !rest.empty()) return unreadable();
  const auto midnight = std::chrono::microseconds(date->days().time_since_epoch()).count();
  const std::int64_t seconds =
      (*hour - (utc ? 0 : kJapanAheadHours)) * 3600 + *minute * 60 + *second;
  return Instant{midnight + seconds * 1'000'000};
}

}  // namespace base
