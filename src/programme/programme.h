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
#include "staff/body.h"
#include "staff/municipality.h"

namespace programme {

inline constexpr base::RefusalKind unknown_programme{"programme.unknown_programme", 404};

// Municipalities and bodies are kept by the room staff; a register names them.
using staff::Body;
using staff::in_db;
using staff::Municipality;
using staff::municipality_kind;
using staff::MunicipalityKind;
using staff::unknown_municipality;

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

std::string_view in_db(ProgrammeType type);
std::optional<ProgrammeType> programme_type(std::string_view code);

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
