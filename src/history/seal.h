// 封印: the ends of all chains of a municipality at one moment, each seal covering the one before.
// With seals, verify() finds a chain whose tail was cut off, or which was written anew, even when
// its head was set back with it.
//
// What a seal cannot find: deeds cut off that no seal held yet (hence a seal every minute), and a
// database in which everything, seals included, was set back or written anew by somebody who owns
// the whole machine. Only numbers that left the machine find that: the printed or exported text of
// a seal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/words.h"
#include "db/db.h"
#include "history/history.h"

namespace history {

struct Seal {
  std::string municipality;
  std::int64_t number = 0;
  base::Instant sealed_at;
  std::string heads;       // a line "writer:sequence:digest" for each chain, by writer
  std::int64_t deeds = 0;  // how many deeds the chains have
  std::string digest;
};

// Seals a municipality. Nothing is written when no chain moved since the last seal, or when
// somebody else sealed at the same time.
std::optional<Seal> seal(db::Write& tx, std::string_view municipality);

// Seals every municipality that has chains, each in a transaction of its own; how many seals it
// wrote.
int seal_all(db::Database& database);

std::vector<Seal> seals(db::Read& tx,
                        std::string_view municipality);  // the latest 1,000, latest first
std::optional<Seal> find_seal(db::Read& tx, std::string_view municipality, std::int64_t number);

// The first seal that holds a deed's link; nullopt: none does yet.
std::optional<Seal> seal_over(db::Read& tx, std::string_view municipality, const WholeDeed& deed);

// Deeds that no seal of their municipality covers yet: a tail cut off there would go unnoticed.
struct Unsealed {
  std::string municipality;
  std::int64_t deeds = 0;
  base::Instant since;  // when the first of them was recorded
};
// Municipalities where there are any.
std::vector<Unsealed> unsealed(db::Read& tx);

// A seal as text to print and to keep in another place.
std::string seal_text(base::Language language, const Seal& seal);

// The digest of a seal behind the digest before it (empty for the first).
std::string digest_of(const Seal& seal, std::string_view previous_digest);

}  // namespace history
