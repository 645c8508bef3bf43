// What a person does with the register of businesses: write somebody in, look somebody up, correct
// an entry as a further version, merge doubles. Changes are deeds; what they say of people stands
// in the versions alone, never in the history. Looking is a deed too: the pages write it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "business/business.h"
#include "db/db.h"

namespace business {

// Whether it is a further entry although one looks like it.
enum class Doubles { refuse, accept };

// In the caller's transaction; gives the number. Refusals: those of permission and check,
// known_already (with the one that looks like it).
base::Result<std::int64_t> add(db::Write& tx, const base::Actor& actor, const Content& content,
                               Doubles doubles);
base::Result<std::int64_t> add(const base::Actor& actor, db::Database& database,
                               const Content& content, Doubles doubles);

struct Correction {
  std::int64_t business = 0;
  int seen_version = 0;  // what the person looked at
  Content content;
  std::string reason;
};
// Gives the version. Refusals: those of check, unknown_business, merged_away, reason_missing,
// nothing_changed, changed_meanwhile.
base::Result<int> correct(const base::Actor& actor, db::Database& database,
                          const Correction& correction);

// 名寄せ: `from` leads to `into` from now on. Refusals: unknown_business, merged_away,
// merged_with_itself, reason_missing, changed_meanwhile.
base::Result<void> merge(db::Write& tx, const base::Actor& actor, std::int64_t from,
                         std::int64_t into, std::string_view reason);

// An entry that was merged gives the one it leads to. Refusals: unknown_business.
base::Result<Business> find(db::Read& tx, std::string_view municipality, std::int64_t business);
// Its number alone, for whoever writes it down and asks nothing about it.
base::Result<std::int64_t> standing(db::Read& tx, std::string_view municipality,
                                    std::int64_t business);
// The entry itself, merged or not.
base::Result<Business> find_entry(db::Read& tx, std::string_view municipality,
                                  std::int64_t business);
std::vector<Business> versions(db::Read& tx, std::string_view municipality, std::int64_t business);
// The entries that lead to it.
std::vector<std::int64_t> merged_into(db::Read& tx, std::string_view municipality,
                                      std::int64_t business);
std::vector<Business> alike(db::Read& tx, std::string_view municipality, const Content& content);

// By a part of name, kana, number, telephone, address or person, or by the number of the entry;
// everybody when `text` is empty. `after` is where the page before ended.
inline constexpr int kPageOf = 20;
struct Page {
  std::vector<Business> businesses;
  std::string next;  // empty: the end
};
Page search(db::Read& tx, std::string_view municipality, std::string_view text,
            std::string_view after, int limit = kPageOf);
// All of them, read page by page, for a file. Refusals: too_many_lines.
inline constexpr std::size_t kFileLinesMax = 50'000;
base::Result<std::vector<Business>> search_all(db::Read& tx, std::string_view municipality,
                                               std::string_view text,
                                               std::size_t lines_max = kFileLinesMax);

}  // namespace business
