// The municipality's register of programmes (事業台帳): every programme has an identity for life,
// whatever number and title the plans of the day give it. Plan rows, schemes and records point to
// programmes, never to each other. Who owns a programme is told by fiscal year: in April 2014
// Nerima handed ten of them to its corporation.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_file.h"
#include "base/result.h"

namespace programme {

inline constexpr base::RefusalKind unknown_municipality{"programme.unknown_municipality", 404};
inline constexpr base::RefusalKind unknown_programme{"programme.unknown_programme", 404};

enum class MunicipalityKind { ward, city, town, village };  // 区 市 町 村

// What support a programme is (事業の型); 計画 is the making of a plan itself.
enum class ProgrammeType {
  subsidy,
  loan,
  consultation,
  gathering,
  matching,
  certification,
  directory,
  publication,
  survey,
  notification,
  project,
  facility,
  currency,
  network,
  plan
};

std::string_view in_db(MunicipalityKind kind);
std::string_view in_db(ProgrammeType type);
std::optional<MunicipalityKind> municipality_kind(std::string_view code);
std::optional<ProgrammeType> programme_type(std::string_view code);

struct Municipality {
  std::string code;  // six digits with check digit
  std::string name;
  std::string name_en;
  MunicipalityKind kind = MunicipalityKind::ward;
};

// A legal body that owns programmes: the municipality itself, its corporation, a chamber.
struct Body {
  std::string key;
  std::string name;
  std::string kind;
};

// Who owns a programme from a fiscal year on (to: the last year, or still).
struct Owner {
  int from = 0;
  std::optional<int> to;
  std::string body;
  std::optional<std::string> department;
  std::optional<std::string> basis;  // printed where, or inferred from what
};

struct Programme {
  std::string key;  // permanent, unique in the municipality
  std::string name;
  ProgrammeType type = ProgrammeType::subsidy;
  std::vector<ProgrammeType> also;
  std::vector<Owner> owners;
  std::vector<std::string>
      coverage;  // where the source documents name it; not stored, checked by a test
};

struct Register {
  Municipality municipality;
  std::vector<Body> bodies;
  std::vector<Programme> programmes;
};

// Reads plans/<code>/register.json. Every mistake is told; the register counts only when there is
// none.
Register read_register(std::string_view text, base::Mistakes& mistakes);

// The owner in a fiscal year; nullptr when nobody is known.
const Owner* owner_in(const Programme& programme, int fiscal_year);

// Six digits with the right check digit, written out in full.
bool is_municipality_code(std::string_view code);

// A key is an address part: lower-case letters, digits and single hyphens, at most 64.
bool is_key(std::string_view key);

}  // namespace programme
