// The seal covers every deed so far; the anchor covers the seal.
#include "edition/anchor_service.h"

#include <algorithm>
#include <sstream>

#include "edition/edition_store.h"
#include "history/history.h"
#include "history/seal.h"
#include "staff/municipality_service.h"
#include "staff/permission.h"

namespace edition {
namespace {

using Hashes = std::vector<std::pair<std::string, std::string>>;

Hashes hashes_of(db::Read& tx, std::string_view municipality) {
  Hashes hashes;
  for (const Edition& one : store::editions(tx, municipality)) {
    const std::string name = one.plan + "/" + std::to_string(one.number);
    hashes.emplace_back(name, one.file.sha256);
    for (const Erratum& erratum : one.errata)
      hashes.emplace_back(name + "/" + std::to_string(erratum.erratum), erratum.file.sha256);
  }
  std::ranges::sort(hashes);
  return hashes;
}

}  // namespace

base::Result<Anchor> make_anchor(const base::Actor& actor, db::Database& database,
                                 std::string_view municipality) {
  if (const auto may =
          staff::permits(actor, staff::Deed::publish_editions, {municipality, actor.body});
      !may)
    return std::unexpected(may.error());
  const auto known = database.write([&](db::Write& tx) -> base::Result<void> {
    if (const auto town = staff::municipality(tx, municipality); !town)
      return std::unexpected(town.error());
    history::write(tx, actor,
                   {.kind = "edition.anchor",
                    .municipality = std::string(municipality),
                    .subject_kind = "edition_anchor",
                    .subject_key = std::string(municipality),
                    .reason = {},
                    .payload_json = {}});
    return {};
  });
  if (!known) return std::unexpected(known.error());
  database.write([&](db::Write& tx) { return history::seal(tx, municipality).has_value(); });
  return database.read([&](db::Read& tx) {
    Anchor anchor;
    anchor.municipality = municipality;
    anchor.made_at = base::iso_japan(base::now());
    const auto seals = history::seals(tx, municipality);
    if (!seals.empty()) {
      anchor.seal = seals.front().number;
      anchor.seal_digest = seals.front().digest;
      std::istringstream heads(seals.front().heads);
      for (std::string head; std::getline(heads, head);) anchor.heads.push_back(head);
    }
    anchor.editions = hashes_of(tx, municipality);
    return anchor;
  });
}

base::Result<std::vector<db::Finding>> check_anchor(db::Database& database, std::string_view text) {
  const auto anchor = read_anchor(text);
  if (!anchor) return std::unexpected(anchor.error());
  return database.read([&](db::Read& tx) {
    std::vector<db::Finding> findings;
    if (anchor->seal != 0) {
      const std::string number = std::to_string(anchor->seal);
      const auto seal = history::find_seal(tx, anchor->municipality, anchor->seal);
      if (!seal)
        findings.push_back({"edition",
                            "edition.anchor_seal_gone",
                            {{"municipality", anchor->municipality}, {"seal", number}}});
      else if (seal->digest != anchor->seal_digest)
        findings.push_back(
            {"edition",
             "edition.anchor_rewritten",
             {{"municipality", anchor->municipality}, {"seal", number}, {"at", anchor->made_at}}});
    }
    const Hashes now = hashes_of(tx, anchor->municipality);
    for (const auto& [name, hash] : anchor->editions) {
      const auto found = std::ranges::find(now, name, &Hashes::value_type::first);
      if (found == now.end() || found->second != hash)
        findings.push_back({"edition", "edition.anchor_edition_differs", {{"edition", name}}});
    }
    return findings;
  });
}

}  // namespace edition
