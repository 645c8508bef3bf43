// The proof of the chains: every link is digested again behind the one before it, every payload
// against its deed, every chain's end against its head.
#include <map>
#include <utility>

#include "history/history.h"
#include "history/history_store.h"

namespace history {
namespace {

using Chain = std::pair<std::string, std::int64_t>;  // municipality, writer
using Ends = std::map<Chain, store::Head>;
using Findings = std::vector<db::Finding>;

constexpr std::string_view kRoom = "history";

db::Finding about_chain(std::string_view code, const Chain& chain, std::int64_t sequence) {
  return {kRoom,
          code,
          {{"municipality", chain.first},
           {"writer", std::to_string(chain.second)},
           {"sequence", std::to_string(sequence)}}};
}

db::Finding about_deed(std::string_view code, std::string_view municipality, std::int64_t deed) {
  return {
      kRoom, code, {{"municipality", std::string(municipality)}, {"deed", std::to_string(deed)}}};
}

// After a broken link the chain is followed by what it says, so that one mistake is told once.
void check_link(const store::StoredLink& stored, Ends& ends, Findings& findings) {
  const Link& link = stored.link;
  const Chain chain{link.municipality, link.writer};
  store::Head& end = ends[chain];
  if (link.sequence != end.sequence + 1)
    findings.push_back(about_chain("history.links_missing", chain, end.sequence + 1));
  else if (digest_of(link, end.digest) != stored.digest)
    findings.push_back(about_chain("history.link_changed", chain, link.sequence));
  end = {link.sequence, stored.digest};
}

void check_heads(db::Read& tx, Ends ends, Findings& findings) {
  store::each_head(tx, [&](const store::StoredHead& stored) {
    const Chain chain{stored.municipality, stored.writer};
    const store::Head end = std::exchange(ends[chain], {});
    ends.erase(chain);
    if (end.sequence < stored.head.sequence)
      findings.push_back(about_chain("history.tail_missing", chain, end.sequence + 1));
    else if (end.sequence != stored.head.sequence || end.digest != stored.head.digest)
      findings.push_back(about_chain("history.head_changed", chain, stored.head.sequence));
  });
  for (const auto& [chain, end] : ends)
    findings.push_back(about_chain("history.head_changed", chain, end.sequence));
}

void check_payload(const store::StoredPayload& stored, Findings& findings) {
  const store::Payload& payload = stored.payload;
  if (stored.erased_by) {
    const bool empty = payload.reason.empty() && payload.payload.empty() && payload.salt.empty();
    if (stored.erased_by_kind != "history.erase" || !empty)
      findings.push_back(
          about_deed("history.erased_without_deed", stored.municipality, stored.deed));
  } else if (payload_digest(payload.salt, payload.retention, payload.reason, payload.payload) !=
             stored.payload_digest) {
    findings.push_back(about_deed("history.payload_changed", stored.municipality, stored.deed));
  }
}

}  // namespace

std::vector<db::Finding> verify(db::Database& database) {
  return database.read([](db::Read& tx) {
    Findings findings;
    Ends ends;
    store::each_link(tx,
                     [&](const store::StoredLink& stored) { check_link(stored, ends, findings); });
    check_heads(tx, ends, findings);
    store::each_payload(
        tx, [&](const store::StoredPayload& stored) { check_payload(stored, findings); });
    store::each_link_without_payload(tx, [&](const Link& link) {
      findings.push_back(about_deed("history.payload_missing", link.municipality, link.deed));
    });
    return findings;
  });
}

}  // namespace history
