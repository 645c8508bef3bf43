// Where sentences are used: {{w:room.key}} in templates, the literals of src/. What must hold: what
// is asked for is there, and what is there is asked for. Keys put together at run time are allowed
// by the prefixes in ui/words/composed.toml (prefixes = ["plan.absence_"]).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "words_file.h"

namespace ui_compiler {

struct Use {
  std::string key;
  std::string file;
  int line = 0;
  bool must_exist = false;  // a words call or a refusal, not just a literal that looks like a key
};

std::vector<Use> uses_in_template(const std::string& file, std::string_view content);
std::vector<Use> uses_in_source(const std::string& file, std::string_view content);

std::vector<std::string> read_composed_prefixes(const std::string& file, std::string_view content);

// One message for each missing and each unused key; empty when all is well.
std::vector<std::string> misuses(const Catalogue& catalogue, const std::vector<Use>& uses,
                                 const std::vector<std::string>& composed_prefixes);

}  // namespace ui_compiler
