// One line a result, in the columns of the other measurements.
#include "bench/figures_tally.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <ostream>

namespace town_bench {

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

double seconds_of(double (*clock)(), const std::function<void()>& work) {
  const double start = clock();
  work();
  return clock() - start;
}

void Tally::heading(std::string_view engine) {
  out_ << std::left << std::setw(48) << engine << std::right << std::setw(12) << "ours"
       << std::setw(12) << "yardstick" << std::setw(10) << "ratio" << std::setw(12) << "need"
       << '\n';
}

void Tally::end(bool reached) {
  all_reached_ &= reached;
  out_ << (reached ? "  yes" : "  NO") << '\n' << std::flush;
}

void Tally::number(std::string_view name, double value, Limit limit, double required) {
  out_ << std::fixed << std::setprecision(2) << std::left << std::setw(48) << name << std::right
       << std::setw(12) << value << std::setw(12) << "" << std::setw(10) << ""
       << (limit == Limit::at_most ? " <=" : " >=") << std::setw(9) << required;
  end(limit == Limit::at_most ? value <= required : value >= required);
}

void Tally::shown(std::string_view name, double value) {
  out_ << std::fixed << std::setprecision(2) << std::left << std::setw(48) << name << std::right
       << std::setw(12) << value << '\n'
       << std::flush;
}

void Tally::ratio(std::string_view name, double ours, double yardstick, double times,
                  double required) {
  out_ << std::fixed << std::setprecision(2) << std::left << std::setw(48) << name << std::right
       << std::setw(12) << ours << std::setw(12) << yardstick << std::setw(10) << times
       << " >=" << std::setw(9) << required;
  end(times >= required);
}

void Tally::note(std::string_view text) {
  out_ << "  (" << text << ")\n" << std::flush;
}

}  // namespace town_bench
