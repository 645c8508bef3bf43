// For tests of commands: what a command said to the person, what it gave out, and how it ended.
#pragma once

#include <sstream>
#include <string>
#include <string_view>

#include "base/terminal.h"

namespace base::testing {

struct Said {
  int code = 0;
  std::string out, err;

  std::string first() const { return out.substr(0, out.find_first_of("\t\n")); }
  bool shows(std::string_view text) const { return out.contains(text); }
  bool tells(std::string_view text) const { return err.contains(text); }
};

enum class As { text, json };

// command(terminal) -> exit code
template <class Command>
Said said(Language language, Command command, As as = As::text) {
  std::ostringstream out, err;
  Terminal terminal{out, err, language};
  terminal.json = as == As::json;
  const int code = command(terminal);
  return {code, out.str(), err.str()};
}

}  // namespace base::testing
