// Reading and checking the register of programmes. All checks stand in `check`, in the order in
// which a reader of the file meets them.
#include "programme/programme.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/municipality_code.h"

namespace programme {

namespace {

constexpr std::array<std::pair<ProgrammeType, std::string_view>, 15> kProgrammeTypes{{
    {ProgrammeType::subsidy, "subsidy"},
    {ProgrammeType::loan, "loan"},
    {ProgrammeType::consultation, "consultation"},
    {ProgrammeType::gathering, "gathering"},
    {ProgrammeType::matching, "matching"},
    {ProgrammeType::certification, "certification"},
    {ProgrammeType::directory, "directory"},
    {ProgrammeType::publication, "publication"},
    {ProgrammeType::survey, "survey"},
    {ProgrammeType::notification, "notification"},
    {ProgrammeType::project, "project"},
    {ProgrammeType::facility, "facility"},
    {ProgrammeType::currency, "currency"},
    {ProgrammeType::network, "network"},
    {ProgrammeType::plan, "plan"},
}};

template <class Table, class Enum>
std::string_view code_of(const Table& table, Enum value) {
  for (const auto& [key, code] : table) {
    if (key == value) return code;
  }
  return {};
}

template <class Table>
auto value_of(const Table& table, std::string_view wanted)
    -> std::optional<typename Table::value_type::first_type> {
  for (const auto& [key, code] : table) {
    if (code == wanted) return key;
  }
  return std::nullopt;
}

ProgrammeType read_type(const base::JsonNode& node) {
  const std::string code = node.text();
  const auto type = programme_type(code);
  if (!type && node.present()) {
    node.mistake("programme.unknown_type", {{"type", code}});
  }
  return type.value_or(ProgrammeType::subsidy);
}

Owner read_owner(const base::JsonNode& node) {
  auto object = node.object();
  Owner owner;
  constexpr int first_year = 1873, last_year = 2199;
  owner.from = object.required("from").integer_in(first_year, last_year);
  owner.to = object.maybe_integer_in("to", first_year, last_year);
  owner.body = object.text("body");
  owner.department = object.maybe_text("department");
  owner.basis = object.maybe_text("basis");
  object.end();
  if (owner.to && *owner.to < owner.from) {
    node.mistake("programme.years_reversed",
                 {{"from", std::to_string(owner.from)}, {"to", std::to_string(*owner.to)}});
  }
  return owner;
}

Programme read_programme(const base::JsonNode& node) {
  auto object = node.object();
  Programme programme;
  programme.key = object.text("key");
  programme.name = object.text("name");
  programme.type = read_type(object.required("type"));
  object.each("also",
              [&](const base::JsonNode& type) { programme.also.push_back(read_type(type)); });
  object.each("owners",
              [&](const base::JsonNode& owner) { programme.owners.push_back(read_owner(owner)); });
  programme.coverage = object.texts("coverage");
  object.end();
  if (!is_key(programme.key)) node.mistake("programme.bad_key", {{"key", programme.key}});
  return programme;
}

Municipality read_municipality(const base::JsonNode& node) {
  auto object = node.object();
  Municipality municipality;
  municipality.code = object.text("code");
  municipality.name = object.text("name");
  municipality.name_en = object.text("name_en");
  const std::string kind = object.text("kind");
  object.end();
  if (const auto known = municipality_kind(kind)) {
    municipality.kind = *known;
  } else {
    node.mistake("programme.unknown_municipality_kind", {{"kind", kind}});
  }
  if (!is_municipality_code(municipality.code)) {
    node.mistake("programme.bad_municipality_code", {{"code", municipality.code}});
  }
  return municipality;
}

void check(const Register& reg, base::Mistakes& mistakes) {
  std::set<std::string> bodies;
  for (const auto& body : reg.bodies) {
    if (!bodies.insert(body.key).second) {
      mistakes.add("bodies", "programme.key_twice", {{"key", body.key}});
    }
  }
  std::set<std::string> keys;
  for (const auto& programme : reg.programmes) {
    if (!keys.insert(programme.key).second) {
      mistakes.add("programmes", "programme.key_twice", {{"key", programme.key}});
    }
    for (const auto& owner : programme.owners) {
      if (!bodies.contains(owner.body)) {
        mistakes.add("programmes." + programme.key, "programme.unknown_body",
                     {{"body", owner.body}});
      }
    }
    for (std::size_t i = 0; i + 1 < programme.owners.size(); ++i) {
      const auto& before = programme.owners[i];
      if (!before.to || *before.to >= programme.owners[i + 1].from) {
        mistakes.add("programmes." + programme.key, "programme.owners_overlap",
                     {{"year", std::to_string(programme.owners[i + 1].from)}});
      }
    }
  }
}

}  // namespace

std::string_view in_db(ProgrammeType type) {
  return code_of(kProgrammeTypes, type);
}
std::optional<ProgrammeType> programme_type(std::string_view code) {
  return value_of(kProgrammeTypes, code);
}

bool is_municipality_code(std::string_view code) {
  const auto read = base::MunicipalityCode::of(code);
  return read && read->text() == code;
}

bool is_key(std::string_view key) {
  if (key.empty() || key.size() > 64 || key.front() == '-' || key.back() == '-') return false;
  return std::all_of(
             key.begin(), key.end(),
             [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }) &&
         key.find("--") == std::string_view::npos;
}

const Owner* owner_in(const Programme& programme, int fiscal_year) {
  for (const auto& owner : programme.owners) {
    if (owner.from <= fiscal_year && (!owner.to || fiscal_year <= *owner.to)) return &owner;
  }
  return nullptr;
}

Register read_register(std::string_view text, base::Mistakes& mistakes) {
  Register reg;
  const auto file = base::JsonFile::parse(text, mistakes);
  if (!file) return reg;
  auto root = file->root().object();
  if (root.text("format") != "nigiwai-register/1" && root.present()) {
    mistakes.add("format", "programme.wrong_format", {{"expected", "nigiwai-register/1"}});
  }
  reg.municipality = read_municipality(root.required("municipality"));
  root.each("bodies", [&](const base::JsonNode& node) {
    auto object = node.object();
    reg.bodies.push_back({object.text("key"), object.text("name"), object.text("kind")});
    object.end();
  });
  root.each("programmes",
            [&](const base::JsonNode& node) { reg.programmes.push_back(read_programme(node)); });
  root.end();
  check(reg, mistakes);
  return reg;
}

}  // namespace programme
