// A word, then what it tells; unknown words are refused.
#include "edition/anchor.h"

#include <charconv>
#include <sstream>

#include "base/sha256.h"

namespace edition {
namespace {

constexpr std::string_view kFirst = "nigiwai-anchor-1";

std::string above_the_hash(const Anchor& anchor) {
  std::string text = std::string(kFirst) + "\nmunicipality " + anchor.municipality + "\nmade " +
                     anchor.made_at + "\nseal " + std::to_string(anchor.seal) + " " +
                     (anchor.seal_digest.empty() ? "-" : anchor.seal_digest) + "\n";
  for (const std::string& head : anchor.heads) text += "head " + head + "\n";
  for (const auto& [name, hash] : anchor.editions) text += "edition " + name + " " + hash + "\n";
  return text;
}

}  // namespace

std::string write(const Anchor& anchor) {
  const std::string text = above_the_hash(anchor);
  return text + "anchor " + base::sha256_hex(text) + "\n";
}

base::Result<Anchor> read_anchor(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string line;
  Anchor anchor;
  std::string hash;
  bool begun = false;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string what;
    std::string first;
    std::string second;
    words >> what >> first >> second;
    if (what.empty()) continue;
    if (!begun && what != kFirst) return base::refuse(not_an_anchor);
    begun = true;
    if (what == "municipality") {
      anchor.municipality = first;
    } else if (what == "made") {
      anchor.made_at = first;
    } else if (what == "seal") {
      std::from_chars(first.data(), first.data() + first.size(), anchor.seal);
      anchor.seal_digest = second == "-" ? "" : second;
    } else if (what == "head") {
      anchor.heads.push_back(first);
    } else if (what == "edition") {
      anchor.editions.emplace_back(first, second);
    } else if (what == "anchor") {
      hash = first;
    } else if (what != kFirst) {
      return base::refuse(not_an_anchor);
    }
  }
  if (!begun || anchor.municipality.empty() || hash.empty()) return base::refuse(not_an_anchor);
  if (base::sha256_hex(above_the_hash(anchor)) != hash) return base::refuse(anchor_misread);
  return anchor;
}

}  // namespace edition
