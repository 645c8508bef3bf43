// Words are compared in both languages, so that what a page shows can be pasted back.
#include "staff/transfer_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/japanese_text.h"
#include "base/words.h"

namespace staff {
namespace {

std::string trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\r')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\r')) cell.remove_suffix(1);
  return std::string(cell);
}

std::string_view take_until(std::string_view& text, char end) {
  const auto at = text.find(end);
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return taken;
}

std::string post_code(const std::string& written) {
  const std::string key = base::search_key(written);
  for (const Post post : kPosts) {
    const std::string word = "staff.post_" + std::string(in_db(post));
    for (const base::Language language : {base::Language::ja, base::Language::en})
      if (base::search_key(base::words(language, word)) == key) return std::string(in_db(post));
  }
  return written;
}

std::string unit_key(const std::string& written, const std::vector<Unit>& units) {
  const auto found = std::ranges::find(units, written, &Unit::name);
  return found == units.end() ? written : found->key;
}

}  // namespace

TransferText read_transfer(std::string_view text, const std::vector<Unit>& units) {
  TransferText read;
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = take_until(text, '\n');
    if (trimmed(line).empty()) continue;
    Move move;
    move.login = trimmed(take_until(line, '\t'));
    move.post = post_code(trimmed(take_until(line, '\t')));
    move.unit = unit_key(trimmed(line), units);
    read.moves.push_back(std::move(move));
    read.lines.push_back(number);
  }
  return read;
}

std::optional<std::size_t> move_of(const base::Refusal& refusal, const TransferText& text) {
  const auto fact = std::ranges::find(refusal.facts, "line", &base::Fact::name);
  if (fact == refusal.facts.end()) return std::nullopt;
  std::size_t number = 0;
  std::from_chars(fact->value.data(), fact->value.data() + fact->value.size(), number);
  if (number == 0 || number > text.lines.size()) return std::nullopt;
  return number - 1;
}

std::string sentence(base::Language language, const base::Refusal& refusal,
                     const TransferText& text) {
  const auto move = move_of(refusal, text);
  if (!move) return base::say(language, refusal);
  return base::say(
      language, "staff.at_line",
      {{"line", std::to_string(text.lines[*move])}, {"sentence", base::say(language, refusal)}});
}

}  // namespace staff
