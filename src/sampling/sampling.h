// 試査: an auditor looks at some records behind a figure and speaks about all of them. That holds
// only if chance chose them and anybody can see that it did, so the drawing is one that needs no
// program of ours: each record of the listed population has a ticket, the SHA-256 of
// "<seed>:<record number>"; the tickets are put in order and the first n are taken, without
// replacement. Stratified, every stratum is drawn so by itself, its share by the largest remainder.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"

namespace sampling {

// In the order in which they are checked.
inline constexpr base::RefusalKind title_missing{"sampling.title_missing", 400};
inline constexpr base::RefusalKind title_unusable{"sampling.title_unusable", 400};
inline constexpr base::RefusalKind seed_unusable{"sampling.seed_unusable", 400};
inline constexpr base::RefusalKind size_out_of_range{"sampling.size_out_of_range", 400};
inline constexpr base::RefusalKind population_empty{"sampling.population_empty", 409};
inline constexpr base::RefusalKind size_over_population{"sampling.size_over_population", 400};
inline constexpr base::RefusalKind population_too_large{"sampling.population_too_large", 409};
inline constexpr base::RefusalKind unknown_method{"sampling.unknown_method", 400};
inline constexpr base::RefusalKind unknown_sample{"sampling.unknown_sample", 404};
inline constexpr base::RefusalKind unknown_item{"sampling.unknown_item", 404};
inline constexpr base::RefusalKind concluded_already{"sampling.concluded_already", 409};
inline constexpr base::RefusalKind unknown_verdict{"sampling.unknown_verdict", 400};
inline constexpr base::RefusalKind nothing_seen{"sampling.nothing_seen", 400};
inline constexpr base::RefusalKind exception_without_reason{"sampling.exception_without_reason",
                                                            400};
inline constexpr base::RefusalKind note_too_long{"sampling.note_too_long", 400};
inline constexpr base::RefusalKind not_all_seen{"sampling.not_all_seen", 409};
inline constexpr base::RefusalKind text_missing{"sampling.text_missing", 400};
inline constexpr base::RefusalKind not_concluded{"sampling.not_concluded", 409};
inline constexpr base::RefusalKind list_unreadable{"sampling.list_unreadable", 400};

inline constexpr std::array kRefusals = {&title_missing,        &title_unusable,
                                         &seed_unusable,        &size_out_of_range,
                                         &population_empty,     &size_over_population,
                                         &population_too_large, &unknown_method,
                                         &unknown_sample,       &unknown_item,
                                         &concluded_already,    &unknown_verdict,
                                         &nothing_seen,         &exception_without_reason,
                                         &note_too_long,        &not_all_seen,
                                         &text_missing,         &not_concluded,
                                         &list_unreadable};

inline constexpr int kSizeMax = 500;
inline constexpr std::int64_t kPopulationMax = 1'000'000;
inline constexpr std::size_t kSeedDigitsMax = 20;
inline constexpr std::size_t kTitleCharactersMax = 50;
inline constexpr std::size_t kNoteCharactersMax = 1000;

// simple: each record as likely as any other. by_month: of the day it happened on. by_body: of who
// owns its programme.
enum class Method { simple, by_month, by_body };
inline constexpr std::array kMethods = {Method::simple, Method::by_month, Method::by_body};
std::string_view in_db(Method method);
std::optional<Method> method_from(std::string_view code);

// ---- the drawing

struct Listed {
  std::int64_t record = 0;
  std::string stratum = {};  // of Method::simple: ""
  std::int64_t adds = 0;     // to the figure
  base::Date occurred_on{2011, 4, 1};
  std::string programme = {};
  std::string kind = {};
};

// 64 hexadecimal digits.
std::string ticket(std::string_view seed, std::int64_t record);

struct Stratum {
  std::string name;
  std::int64_t population = 0;
  std::int64_t adds = 0;
  int size = 0;
};
// Places in the list: stratum by stratum, in each the lowest ticket first.
struct Drawn {
  std::vector<Stratum> strata;
  std::vector<std::size_t> places;
};

struct Wanted {
  std::string seed;
  int size = 0;
};
// Digits of either width, without blanks around them: 1 to kSeedDigitsMax.
base::Result<std::string> read_seed(std::string_view typed);
// Refusals: seed_unusable, size_out_of_range, population_empty, size_over_population.
base::Result<Drawn> draw(std::span<const Listed> population, const Wanted& wanted);

// SHA-256 over the list as it is handed out: a line "record<TAB>adds" each, in its order.
std::string list_sha256(std::span<const Listed> population);

// ---- what the auditor found

enum class Verdict { verified, exception };
std::string_view in_db(Verdict verdict);
std::optional<Verdict> verdict_from(std::string_view code);

// What the auditor looked at.
enum class Evidence { deed, paper, history, confirmation, working };
inline constexpr std::array kEvidence = {Evidence::deed, Evidence::paper, Evidence::history,
                                         Evidence::confirmation, Evidence::working};
std::string_view in_db(Evidence evidence);
std::optional<Evidence> evidence_from(std::string_view code);
std::string in_db(std::span<const Evidence> seen);  // "deed paper"
std::vector<Evidence> seen_from(std::string_view codes);

struct NewFinding {
  std::optional<Verdict> verdict;
  std::vector<Evidence> seen;
  std::string note;
};
// Refusals: unknown_verdict, nothing_seen, exception_without_reason, note_too_long.
base::Result<void> check(const NewFinding& finding);

struct Finding {
  int version = 1;
  Verdict verdict = Verdict::verified;
  std::vector<Evidence> seen;
  std::string note;
  std::int64_t person = 0;
  base::Instant recorded_at;
  std::int64_t deed = 0;
};

struct Item {
  int number = 1;
  std::int64_t record = 0;
  std::string stratum;
  std::int64_t adds = 0;
  std::optional<Finding> finding;  // that stands
};

// 結び, or that it was taken up again.
struct Conclusion {
  int version = 1;
  bool is_concluded = true;
  std::string text = {};
  std::int64_t person = 0;
  base::Instant recorded_at = {};
  std::int64_t deed = 0;
};

struct Sample {
  std::string municipality;
  std::int64_t sample = 0;
  std::string title;
  std::string plan;
  std::string row;
  std::string figure;
  int fiscal_year = 0;
  bool confirmed_only = false;
  Method method = Method::simple;
  int size = 0;
  std::string seed;
  base::Instant mark;
  std::int64_t population = 0;
  std::int64_t adds = 0;
  std::string list_sha256;
  std::string bodies;
  std::int64_t drawn_by = 0;  // 0: the program
  base::Instant drawn_at;
  std::int64_t deed = 0;
};

struct Tally {
  int verified = 0;
  int exceptions = 0;
  int open = 0;
};
Tally tally(std::span<const Item> items);

}  // namespace sampling
