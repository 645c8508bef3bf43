// The proof of the seals: each is digested again behind the one before it, the last against its
// head, and every head they hold is looked for in its chain. A seal that was changed is told, not
// believed.
#include "history/seal_verify.h"

#include <algorithm>

#include "history/head_lines.h"
#include "history/link.h"
#include "history/seal_store.h"

namespace history {
namespace {

constexpr std::string_view kRoom = "history";

db::Finding about_seal(std::string_view code, std::string_view municipality, std::int64_t seal) {
  return {
      kRoom, code, {{"municipality", std::string(municipality)}, {"seal", std::to_string(seal)}}};
}

// How far the seals of each municipality were read.
using Ends = std::map<std::string, store::SealHead>;

// Whether the seal can be believed. After a broken one the seals are followed by what they say.
bool check_seal(const Seal& seal, Ends& ends, std::vector<db::Finding>& findings) {
  store::SealHead& end = ends[seal.municipality];
  const bool follows = seal.number == end.number + 1;
  const bool changed = follows && digest_of(seal, end.digest) != seal.digest;
  if (!follows)
    findings.push_back(about_seal("history.seals_missing", seal.municipality, end.number + 1));
  if (changed)
    findings.push_back(about_seal("history.seal_changed", seal.municipality, seal.number));
  end = {seal.municipality, seal.number, seal.digest};
  return !changed;
}

void check_seal_heads(db::Read& tx, Ends ends, std::vector<db::Finding>& findings) {
  for (const store::SealHead& head : store::seal_heads(tx)) {
    const store::SealHead end = std::exchange(ends[head.municipality], {});
    ends.erase(head.municipality);
    if (end.number < head.number)
      findings.push_back(about_seal("history.seals_missing", head.municipality, end.number + 1));
    else if (end.number != head.number || end.digest != head.digest)
      findings.push_back(about_seal("history.seal_head_changed", head.municipality, head.number));
  }
  for (const auto& [municipality, end] : ends)
    findings.push_back(about_seal("history.seal_head_changed", municipality, end.number));
}

}  // namespace

db::Finding about_chain(std::string_view code, const Chain& chain, std::int64_t sequence,
                        std::int64_t seal) {
  db::Finding finding{kRoom,
                      code,
                      {{"municipality", chain.first},
                       {"writer", std::to_string(chain.second)},
                       {"sequence", std::to_string(sequence)}}};
  if (seal != 0) finding.facts.push_back({"seal", std::to_string(seal)});
  return finding;
}

SealedLinks::SealedLinks(db::Read& tx, int rows_at_once, std::vector<db::Finding>& findings)
    : findings_(findings) {
  read_seals(tx, rows_at_once);
  for (auto& [chain, of_chain] : chains_)
    std::ranges::stable_sort(of_chain.named, {}, &Named::sequence);
}

void SealedLinks::read_seals(db::Read& tx, int rows_at_once) {
  Ends ends;
  std::string municipality;
  std::int64_t number = 0;
  for (;;) {
    const auto page = store::seals_after(tx, municipality, number, rows_at_once);
    if (page.empty()) break;
    for (const Seal& seal : page)
      if (check_seal(seal, ends, findings_)) remember(seal);
    municipality = page.back().municipality;
    number = page.back().number;
  }
  check_seal_heads(tx, std::move(ends), findings_);
}

void SealedLinks::remember(const Seal& seal) {
  for (store::StoredHead& stored : heads_in(seal)) {
    auto& named = chains_[{stored.municipality, stored.writer}].named;
    const bool moved = named.empty() || named.back().sequence != stored.head.sequence ||
                       named.back().digest != stored.head.digest;
    if (moved) named.push_back({stored.head.sequence, seal.number, std::move(stored.head.digest)});
  }
}

void SealedLinks::meet(const Chain& chain, std::int64_t sequence, std::string_view digest) {
  const auto found = chains_.find(chain);
  if (found == chains_.end()) return;
  OfChain& of_chain = found->second;
  auto& [named, next, rewritten] = of_chain;
  while (next < named.size() && named[next].sequence < sequence) ++next;
  for (; next < named.size() && named[next].sequence == sequence; ++next) {
    if (named[next].digest == digest || rewritten) continue;
    rewritten = true;
    findings_.push_back(about_chain("history.chain_rewritten", chain, sequence, named[next].seal));
  }
}

void SealedLinks::end(const Chain& chain, std::int64_t sequence) {
  const auto found = chains_.find(chain);
  if (found == chains_.end()) return;
  const auto cut = std::ranges::find_if(
      found->second.named, [&](const Named& named) { return named.sequence > sequence; });
  if (cut == found->second.named.end()) return;
  findings_.push_back(about_chain("history.tail_cut", chain, sequence + 1, cut->seal));
}

std::vector<Chain> SealedLinks::chains() const {
  std::vector<Chain> all;
  for (const auto& [chain, of_chain] : chains_) all.push_back(chain);
  return all;
}

}  // namespace history
