// Where a command speaks: data goes to `out`, messages go to `err`, in the language of the person.
// What takes long says how far it is, on a terminal only.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"

namespace base {

// Exit codes of every command.
inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;
inline constexpr int kWrongUsage = 2;

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  Language language = Language::ja;
  bool json = false;
  bool colours = false;  // err is a terminal and NO_COLOR is not set

  // A sentence of the catalogue, as a line of messages.
  void tell(std::string_view key, const std::vector<Fact>& facts = {}) {
    err << say(language, key, facts) << '\n';
  }

  // A refusal, marked as such; gives the exit code of the command that ends with it.
  int refuse(const Refusal& refusal) {
    err << (colours ? "\033[31m" : "") << say(language, refusal) << (colours ? "\033[0m" : "")
        << '\n';
    return kRefused;
  }

  // How far a long work is; later calls overwrite earlier ones.
  void progress(std::string_view key, const std::vector<Fact>& facts) {
    if (colours) err << "\r\033[K" << say(language, key, facts) << std::flush;
  }
  void progress_done() {
    if (colours) err << "\r\033[K" << std::flush;
  }
};

}  // namespace base
