// The table of results: what was measured, beside its yardstick or its limit.
#pragma once

#include <functional>
#include <iosfwd>
#include <string_view>
#include <vector>

namespace town_bench {

double processor_seconds();
double wall_seconds();
double median(std::vector<double> values);

// Processor seconds of the whole program, or the clock on the wall, that `work` takes.
double seconds_of(double (*clock)(), const std::function<void()>& work);

// What was measured, and on which side of the limit it has to be.
enum class Limit { at_most, at_least };

class Tally {
 public:
  explicit Tally(std::ostream& out) : out_(out) {}

  void heading(std::string_view engine);
  // A number with a limit: milliseconds at most, records a second at least.
  void number(std::string_view name, double value, Limit limit, double required);
  // A number that nothing is asked of.
  void shown(std::string_view name, double value);
  // Ours against a yardstick: how many times as fast.
  void ratio(std::string_view name, double ours, double yardstick, double times, double required);
  void note(std::string_view text);
  bool all_reached() const { return all_reached_; }

 private:
  void end(bool reached);

  std::ostream& out_;
  bool all_reached_ = true;
};

}  // namespace town_bench
