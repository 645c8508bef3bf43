// Writing and reading the lines of a seal.
#include "history/head_lines.h"

#include <charconv>
#include <optional>
#include <ranges>
#include <string_view>

namespace history {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<store::StoredHead> read_line(const Seal& seal, std::string_view line) {
  const std::size_t first = line.find(':');
  const std::size_t second = line.find(':', first + 1);
  if (first == line.npos || second == line.npos) return std::nullopt;
  const auto writer = number(line.substr(0, first));
  const auto sequence = number(line.substr(first + 1, second - first - 1));
  if (!writer || !sequence) return std::nullopt;
  return store::StoredHead{
      seal.municipality, *writer, {*sequence, std::string(line.substr(second + 1))}};
}

}  // namespace

std::string head_line(const store::StoredHead& head) {
  return std::to_string(head.writer) + ':' + std::to_string(head.head.sequence) + ':' +
         head.head.digest + '\n';
}

std::vector<store::StoredHead> heads_in(const Seal& seal) {
  std::vector<store::StoredHead> heads;
  for (const auto line : std::views::split(std::string_view(seal.heads), '\n'))
    if (auto head = read_line(seal, std::string_view(line))) heads.push_back(*std::move(head));
  return heads;
}

}  // namespace history
