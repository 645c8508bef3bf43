// What the seals say against what the chains hold.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "db/db.h"
#include "db/finding.h"
#include "history/history_store.h"
#include "history/seal.h"

namespace history {

using Chain = std::pair<std::string, std::int64_t>;  // municipality, writer

db::Finding about_chain(std::string_view code, const Chain& chain, std::int64_t sequence,
                        std::int64_t seal = 0);

// Reads the seals, proves that they cover one another, and remembers every link they name: some 150
// bytes for each head that moved between two seals.
class SealedLinks {
 public:
  SealedLinks(db::Read& tx, int rows_at_once, std::vector<db::Finding>& findings);

  // A link whose own digest is right, met in the order of the chain.
  void meet(const Chain& chain, std::int64_t sequence, std::string_view digest);

  // The chain ends here; what seals name beyond it was cut off. A chain without any link has no
  // end.
  void end(const Chain& chain, std::int64_t sequence);
  std::vector<Chain> chains() const;

 private:
  struct Named {
    std::int64_t sequence = 0;
    std::int64_t seal = 0;
    std::string digest;
  };
  struct OfChain {
    std::vector<Named> named;  // by sequence
    std::size_t next = 0;
    bool rewritten = false;
  };

  void read_seals(db::Read& tx, int rows_at_once);
  void remember(const Seal& seal);

  std::vector<db::Finding>& findings_;
  std::map<Chain, OfChain> chains_;
};

}  // namespace history
