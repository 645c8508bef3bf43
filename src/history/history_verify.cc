// The proof of the chains: every link is digested again behind the one before it, every payload
// against its deed, every chain's end against its head and against the seals. Read page by page, so
// that ten million deeds need no more memory than ten thousand.
#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "history/history.h"
#include "history/history_store.h"
#include "history/review_verify.h"
#include "history/seal_verify.h"

namespace history {
namespace {

using Ends = std::map<Chain, store::Head>;
using Findings = std::vector<db::Finding>;
using DeedKey = std::pair<std::string, std::int64_t>;  // municipality, deed

constexpr std::string_view kRoom = "history";
constexpr std::string_view kErase = "history.erase";
constexpr std::int64_t kBeforeAll = std::numeric_limits<std::int64_t>::min();

db::Finding about_deed(std::string_view code, std::string_view municipality, std::int64_t deed) {
  return {
      kRoom, code, {{"municipality", std::string(municipality)}, {"deed", std::to_string(deed)}}};
}

// What the walk along the links finds out.
struct Walked {
  Ends ends;
  std::vector<DeedKey> erasures;  // the deeds that erased payloads
  ReviewWalk reviews;
};

// After a broken link the chain is followed by what it says, so that one mistake is told once.
void check_link(const store::StoredLink& stored, store::Head& end, SealedLinks& sealed,
                const Chain& chain, Findings& findings) {
  const Link& link = stored.link;
  const bool follows = link.sequence == end.sequence + 1;
  const bool changed = follows && digest_of(link, end.digest) != stored.digest;
  if (!follows) findings.push_back(about_chain("history.links_missing", chain, end.sequence + 1));
  if (changed) findings.push_back(about_chain("history.link_changed", chain, link.sequence));
  if (follows && !changed) sealed.meet(chain, link.sequence, stored.digest);
  end = {link.sequence, stored.digest};
}

Walked walk_links(db::Read& tx, int rows_at_once, SealedLinks& sealed, Findings& findings) {
  Walked walked;
  Chain chain{"", kBeforeAll};
  std::int64_t sequence = kBeforeAll;
  store::Head* end = nullptr;
  for (;;) {
    const auto page = store::links_after(tx, chain.first, chain.second, sequence, rows_at_once);
    if (page.empty()) break;
    walked.reviews.meet(tx, page, findings);
    for (const store::StoredLink& stored : page) {
      const Link& link = stored.link;
      if (!end || link.writer != chain.second || link.municipality != chain.first) {
        chain = {link.municipality, link.writer};
        end = &walked.ends[chain];
      }
      check_link(stored, *end, sealed, chain, findings);
      if (link.kind == kErase) walked.erasures.emplace_back(link.municipality, link.deed);
    }
    sequence = page.back().link.sequence;
  }
  std::ranges::sort(walked.erasures);
  return walked;
}

// The ends of the chains against their heads, then against the seals: what the head tells already
// is not told twice.
void check_ends(db::Read& tx, const Ends& ends, SealedLinks& sealed, Findings& findings) {
  Ends without_head = ends;
  const auto sequence_of = [&](const Chain& chain) {
    const auto found = ends.find(chain);
    return found == ends.end() ? 0 : found->second.sequence;
  };
  std::map<Chain, bool> told;
  for (const store::StoredHead& stored : store::all_heads(tx)) {
    const Chain chain{stored.municipality, stored.writer};
    const store::Head end = std::exchange(without_head[chain], {});
    without_head.erase(chain);
    if (end.sequence < stored.head.sequence) {
      findings.push_back(about_chain("history.tail_missing", chain, end.sequence + 1));
      told[chain] = true;
    } else if (end.sequence != stored.head.sequence || end.digest != stored.head.digest) {
      findings.push_back(about_chain("history.head_changed", chain, stored.head.sequence));
    }
  }
  for (const auto& [chain, end] : without_head)
    findings.push_back(about_chain("history.head_changed", chain, end.sequence));
  for (const Chain& chain : sealed.chains())
    if (!told.contains(chain)) sealed.end(chain, sequence_of(chain));
}

// Rows of a table by municipality and deed, fetched a page at a time.
template <class Row, std::vector<Row> (*next_page)(db::Read&, std::string_view, std::int64_t, int)>
class ByDeed {
 public:
  ByDeed(db::Read& tx, int rows_at_once) : tx_(tx), rows_at_once_(rows_at_once) {
    fetch("", kBeforeAll);
  }

  const Row* row() const { return at_ < page_.size() ? &page_[at_] : nullptr; }
  void next() {
    if (++at_ < page_.size()) return;
    const DeedKey last{page_.back().municipality, page_.back().deed};
    fetch(last.first, last.second);
  }

 private:
  void fetch(std::string_view municipality, std::int64_t deed) {
    page_ = next_page(tx_, municipality, deed, rows_at_once_);
    at_ = 0;
  }

  db::Read& tx_;
  const int rows_at_once_;
  std::vector<Row> page_;
  std::size_t at_ = 0;
};
using Digests = ByDeed<store::DigestOfPayload, store::digests_after>;
using Payloads = ByDeed<store::StoredPayload, store::payloads_after>;

template <class Row>
DeedKey key_of(const Row& row) {
  return {row.municipality, row.deed};
}

// `digest`: as the deed holds it; empty when there is no such deed.
void check_payload(const store::StoredPayload& stored, std::string_view digest,
                   const std::vector<DeedKey>& erasures, Findings& findings) {
  const Payload& payload = stored.payload;
  if (stored.erased_by) {
    const bool empty = payload.reason.empty() && payload.payload.empty() && payload.salt.empty() &&
                       payload.origin.empty() && payload.deputy_for == 0;
    const bool by_deed =
        std::ranges::binary_search(erasures, DeedKey{stored.municipality, *stored.erased_by});
    if (!by_deed || !empty)
      findings.push_back(
          about_deed("history.erased_without_deed", stored.municipality, stored.deed));
  } else if (payload_digest(payload) != digest) {
    findings.push_back(about_deed("history.payload_changed", stored.municipality, stored.deed));
  }
}

// Deeds and payloads side by side.
void check_payloads(db::Read& tx, int rows_at_once, const std::vector<DeedKey>& erasures,
                    Findings& findings) {
  Digests deeds(tx, rows_at_once);
  Payloads payloads(tx, rows_at_once);
  while (deeds.row() || payloads.row()) {
    const auto* deed = deeds.row();
    const auto* payload = payloads.row();
    const bool lone_deed = deed && (!payload || key_of(*deed) < key_of(*payload));
    const bool lone_payload = payload && (!deed || key_of(*payload) < key_of(*deed));
    if (lone_deed)
      findings.push_back(about_deed("history.payload_missing", deed->municipality, deed->deed));
    else
      check_payload(*payload, lone_payload ? std::string_view() : deed->digest, erasures, findings);
    if (!lone_payload) deeds.next();
    if (!lone_deed) payloads.next();
  }
}

}  // namespace

std::vector<db::Finding> verify(db::Database& database) {
  constexpr int kRowsAtOnce = 10'000;
  return verify(database, kRowsAtOnce);
}

std::vector<db::Finding> verify(db::Database& database, int rows_at_once) {
  return database.read([&](db::Read& tx) {
    Findings findings;
    SealedLinks sealed(tx, rows_at_once, findings);
    Walked walked = walk_links(tx, rows_at_once, sealed, findings);
    check_ends(tx, walked.ends, sealed, findings);
    check_payloads(tx, rows_at_once, walked.erasures, findings);
    walked.reviews.end(tx, rows_at_once, findings);
    return findings;
  });
}

}  // namespace history
