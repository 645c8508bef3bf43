// Checks of words and names in templates.
#include "template_words.h"

namespace ui_compiler {

bool is_path(std::string_view text) {
  bool name_begins = true;
  for (char c : text) {
    const bool letter = c >= 'a' && c <= 'z';
    const bool later = (c >= '0' && c <= '9') || c == '_';
    if (c == '.' && !name_begins) {
      name_begins = true;
      continue;
    }
    if (!letter && (name_begins || !later)) return false;
    name_begins = false;
  }
  return !name_begins;
}

std::string problem_with_words(const Catalogue& catalogue, const Step& step) {
  const auto entry = catalogue.find(step.text);
  if (entry == catalogue.end()) return "'" + step.text + "' is not in ui/words";
  std::set<std::string> due = slots_of(entry->second.ja);
  for (const auto& [slot, path] : step.slots) {
    if (due.erase(slot) == 0) return "'" + step.text + "' has no slot {" + slot + "} left to fill";
  }
  if (!due.empty()) return "the slot {" + *due.begin() + "} of '" + step.text + "' is not filled";
  return "";
}

}  // namespace ui_compiler
