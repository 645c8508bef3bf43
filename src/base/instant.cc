// The wall clock, and the moment as an official reads it: Japan time, written with its offset.
#include "base/instant.h"

#include <atomic>
#include <chrono>
#include <limits>

#include "base/digits.h"

namespace base {
namespace {

constexpr std::int64_t kRunning = std::numeric_limits<std::int64_t>::min();
std::atomic<std::int64_t> fixed_microseconds{kRunning};

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

std::string iso_japan(Instant at) {
  using namespace std::chrono;
  const sys_time<microseconds> japan{microseconds{at.microseconds} + hours{9}};
  const auto day = floor<days>(japan);
  const year_month_day date{day};
  const hh_mm_ss time{floor<seconds>(japan - day)};
  return padded_digits(static_cast<int>(date.year()), 4) + '-' +
         padded_digits(static_cast<unsigned>(date.month()), 2) + '-' +
         padded_digits(static_cast<unsigned>(date.day()), 2) + 'T' +
         padded_digits(time.hours().count(), 2) + ':' + padded_digits(time.minutes().count(), 2) +
         ':' + padded_digits(time.seconds().count(), 2) + "+09:00";
}

}  // namespace base
