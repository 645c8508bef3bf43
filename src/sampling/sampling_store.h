// The tables of samples. Only added to: a finding or a conclusion that is put right is a further
// version, and the last one stands.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "sampling/sampling.h"

namespace sampling::store {

void add(db::Write& tx, const Sample& sample, const std::vector<Stratum>& strata,
         const std::vector<Item>& items);
std::optional<Sample> find(db::Read& tx, std::string_view municipality, std::int64_t sample);
// The latest first.
std::vector<Sample> samples(db::Read& tx, std::string_view municipality, int limit);
std::vector<Stratum> strata(db::Read& tx, std::string_view municipality, std::int64_t sample);
std::vector<Item> items(db::Read& tx, std::string_view municipality, std::int64_t sample);

void add_finding(db::Write& tx, std::string_view municipality, std::int64_t sample, int item,
                 const Finding& finding);
// The first version first.
std::vector<Finding> findings(db::Read& tx, std::string_view municipality, std::int64_t sample,
                              int item);

void add_conclusion(db::Write& tx, std::string_view municipality, std::int64_t sample,
                    const Conclusion& conclusion);
std::vector<Conclusion> conclusions(db::Read& tx, std::string_view municipality,
                                    std::int64_t sample);

// Those of all samples that stand now, by sample, in one read: for the list.
struct Standing {
  std::int64_t sample = 0;
  int verified = 0;
  int exceptions = 0;
  int open = 0;
};
std::vector<Standing> standing(db::Read& tx, std::string_view municipality);

}  // namespace sampling::store
