// What the lines of a table printed elsewhere tell of the work behind them: which programmes of the
// municipality they are, by their names, and what they are measured by, by the words and units of
// their latest results. Only what can mean one thing is told: a name that two different works bear,
// or two numbers with one unit that nobody named before, stay untold.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure.h"
#include "plan/row_work.h"

namespace plan {

// The names under which the municipality's work is known.
class KnownWork {
 public:
  // A line of another plan that points to its programmes: the first choice.
  void add_line(std::string_view title, const std::vector<std::string>& programmes);
  // A programme of the register.
  void add_programme(std::string_view name, const std::string& key);

  // Of the one work that bears this name; none where there are two, or nobody knows it.
  std::vector<std::string> programmes_of(std::string_view title) const;

 private:
  // Empty: the name does not say which.
  using ByName = std::map<std::string, std::vector<std::string>, std::less<>>;
  static void add(ByName& names, std::string_view name, const std::vector<std::string>& programmes);

  ByName lines_;
  ByName register_;
};

// Points the lines without programmes to those they name; how many.
int link_programmes(Plan& plan, const KnownWork& known);

// The indicators of every leaf that is some programme's work, as its latest result prints them.
// `elsewhere`: the definitions of the municipality's other plans, which know numbers by name.
std::vector<RowWork> told_measures(const Plan& plan, std::span<const figure::Definition> elsewhere);

}  // namespace plan
