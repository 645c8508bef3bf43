// The drawing is by order of tickets, as in Rivest's consistent sampling: a longer sample with the
// same seed begins with the shorter one.
#include "sampling/sampling.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/japanese_text.h"
#include "base/sha256.h"

namespace sampling {
namespace {

template <class Enum, std::size_t n>
std::optional<Enum> from(std::string_view code, const std::array<Enum, n>& all) {
  for (const Enum one : all)
    if (in_db(one) == code) return one;
  return std::nullopt;
}

// Σ = `size`: each stratum the whole part of its share, the rest to the largest remainders, the
// earlier name first where they are equal.
void allot(std::vector<Stratum>& strata, std::int64_t population, int size) {
  struct Remainder {
    std::int64_t left = 0;
    std::size_t place = 0;
  };
  std::vector<Remainder> remainders;
  int given = 0;
  for (std::size_t i = 0; i < strata.size(); ++i) {
    const std::int64_t share = size * strata[i].population;
    strata[i].size = static_cast<int>(share / population);
    given += strata[i].size;
    remainders.push_back({share % population, i});
  }
  std::ranges::stable_sort(remainders, std::ranges::greater{}, &Remainder::left);
  for (std::size_t i = 0; given < size; ++i, ++given) ++strata[remainders[i].place].size;
}

}  // namespace

std::string_view in_db(Method method) {
  switch (method) {
    case Method::simple:
      return "simple";
    case Method::by_month:
      return "by_month";
    case Method::by_body:
      return "by_body";
  }
  throw std::logic_error("sampling: unknown method");
}

std::optional<Method> method_from(std::string_view code) {
  return from(code, kMethods);
}

std::string_view in_db(Verdict verdict) {
  return verdict == Verdict::verified ? "verified" : "exception";
}

std::optional<Verdict> verdict_from(std::string_view code) {
  return from(code, std::array{Verdict::verified, Verdict::exception});
}

std::string_view in_db(Evidence evidence) {
  switch (evidence) {
    case Evidence::deed:
      return "deed";
    case Evidence::paper:
      return "paper";
    case Evidence::history:
      return "history";
    case Evidence::confirmation:
      return "confirmation";
    case Evidence::working:
      return "working";
  }
  throw std::logic_error("sampling: unknown evidence");
}

std::optional<Evidence> evidence_from(std::string_view code) {
  return from(code, kEvidence);
}

std::string in_db(std::span<const Evidence> seen) {
  std::string text;
  for (const Evidence one : kEvidence) {
    if (std::ranges::find(seen, one) == seen.end()) continue;
    text += (text.empty() ? "" : " ") + std::string(in_db(one));
  }
  return text;
}

std::vector<Evidence> seen_from(std::string_view codes) {
  std::vector<Evidence> seen;
  while (!codes.empty()) {
    const std::size_t end = std::min(codes.find(' '), codes.size());
    if (const auto one = evidence_from(codes.substr(0, end))) seen.push_back(*one);
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
  return seen;
}

std::string ticket(std::string_view seed, std::int64_t record) {
  return base::sha256_hex(std::string(seed) + ":" + std::to_string(record));
}

base::Result<std::string> read_seed(std::string_view typed) {
  std::string seed = base::fold_width(typed);
  const std::size_t first = seed.find_first_not_of(' ');
  seed = first == std::string::npos ? std::string()
                                    : seed.substr(first, seed.find_last_not_of(' ') + 1 - first);
  const bool is_digits =
      std::ranges::all_of(seed, [](char letter) { return letter >= '0' && letter <= '9'; });
  if (seed.empty() || seed.size() > kSeedDigitsMax || !is_digits)
    return base::refuse(seed_unusable,
                        {{"seed", std::string(typed)}, {"max", std::to_string(kSeedDigitsMax)}});
  return seed;
}

base::Result<Drawn> draw(std::span<const Listed> population, const Wanted& wanted) {
  const auto seed = read_seed(wanted.seed);
  if (!seed) return std::unexpected(seed.error());
  if (wanted.size < 1 || wanted.size > kSizeMax)
    return base::refuse(size_out_of_range,
                        {{"size", std::to_string(wanted.size)}, {"max", std::to_string(kSizeMax)}});
  if (population.empty()) return base::refuse(population_empty);
  const auto in_all = static_cast<std::int64_t>(population.size());
  if (wanted.size > in_all)
    return base::refuse(size_over_population, {{"size", std::to_string(wanted.size)},
                                               {"population", std::to_string(in_all)}});
  struct Ticket {
    std::string digits;
    std::size_t place = 0;
  };
  std::map<std::string, std::vector<Ticket>> tickets;
  std::map<std::string, std::int64_t> adds;
  for (std::size_t i = 0; i < population.size(); ++i) {
    const Listed& one = population[i];
    tickets[one.stratum].push_back({ticket(*seed, one.record), i});
    adds[one.stratum] += one.adds;
  }
  Drawn drawn;
  for (const auto& [name, all] : tickets)
    drawn.strata.push_back({name, static_cast<std::int64_t>(all.size()), adds[name], 0});
  allot(drawn.strata, in_all, wanted.size);
  for (const Stratum& stratum : drawn.strata) {
    std::vector<Ticket>& all = tickets[stratum.name];
    std::ranges::sort(all, {}, &Ticket::digits);
    for (int i = 0; i < stratum.size; ++i)
      drawn.places.push_back(all[static_cast<std::size_t>(i)].place);
  }
  return drawn;
}

std::string list_sha256(std::span<const Listed> population) {
  base::Sha256 hash;
  for (const Listed& one : population)
    hash.add(std::to_string(one.record) + '\t' + std::to_string(one.adds) + '\n');
  return hash.hex();
}

base::Result<void> check(const NewFinding& finding) {
  if (!finding.verdict) return base::refuse(unknown_verdict);
  if (finding.seen.empty()) return base::refuse(nothing_seen);
  if (*finding.verdict == Verdict::exception && base::is_blank(finding.note))
    return base::refuse(exception_without_reason);
  if (!base::check_text(finding.note, base::Lines::many, kNoteCharactersMax))
    return base::refuse(note_too_long, {{"max", std::to_string(kNoteCharactersMax)}});
  return {};
}

Tally tally(std::span<const Item> items) {
  Tally count;
  for (const Item& item : items) {
    if (!item.finding)
      ++count.open;
    else
      ++(item.finding->verdict == Verdict::verified ? count.verified : count.exceptions);
  }
  return count;
}

}  // namespace sampling
