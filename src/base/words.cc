// Finds a sentence in the compiled catalogue and fills its {slots} with facts.
#include "base/words.h"

#include <algorithm>
#include <stdexcept>

#include "base/words_table.h"

namespace base {
namespace {

const WordsEntry* find(std::string_view key) {
  const auto table = words_table();
  const auto entry = std::ranges::lower_bound(table, key, {}, &WordsEntry::key);
  return entry != table.end() && entry->key == key ? &*entry : nullptr;
}

std::string fill(std::string_view sentence, const std::vector<Fact>& facts) {
  std::string filled;
  filled.reserve(sentence.size() + 32);
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    const std::size_t close = sentence.find('}', open);
    filled += sentence.substr(0, open);
    if (close == std::string_view::npos) {
      if (open != std::string_view::npos) filled += sentence.substr(open);
      break;
    }
    const std::string_view slot = sentence.substr(open + 1, close - open - 1);
    const auto fact = std::ranges::find(facts, slot, &Fact::name);
    filled += fact != facts.end() ? fact->value : sentence.substr(open, close - open + 1);
    sentence.remove_prefix(close + 1);
  }
  return filled;
}

}  // namespace

std::string_view words(Language language, std::string_view key) {
  const WordsEntry* entry = find(key);
  if (!entry) throw std::logic_error("no words under the key " + std::string(key));
  return language == Language::ja ? entry->ja : entry->en;
}

std::string say(Language language, std::string_view key, const std::vector<Fact>& facts) {
  return fill(words(language, key), facts);
}

std::string say(Language language, const Refusal& refusal) {
  return say(language, refusal.code, refusal.facts);
}

bool has_words(std::string_view key) {
  return find(key) != nullptr;
}

}  // namespace base
