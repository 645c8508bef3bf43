// Deeds about accounts: their payload names people, and is kept five years like the tokens'.
#include "staff/account_deed.h"

#include "base/japanese_text.h"
#include "base/json_text.h"

namespace staff {
namespace {

constexpr std::size_t kReasonMax = 500;

}  // namespace

history::Deed deed_about(const Person& person, std::string_view kind, std::string_view reason,
                         const std::vector<history::Change>& changes) {
  base::JsonWriter json;
  json.begin_object().field("login", person.login).field("name", person.name);
  json.field("body", person.body).field("practice", person.practice);
  json.field("second_factor", person.second_factor);
  if (!changes.empty()) history::write_changes(json, changes);
  json.end_object();
  return {.kind = std::string(kind),
          .municipality = person.municipality,
          .subject_kind = "person",
          .subject_key = std::to_string(person.person),
          .reason = std::string(reason),
          .payload_json = json.take(),
          .retention = history::Retention::years_5};
}

base::Result<void> check_reason(std::string_view reason) {
  if (const auto fits = base::check_text(reason, base::Lines::many, kReasonMax); !fits) return fits;
  if (base::is_blank(reason)) return base::refuse(reason_missing);
  return {};
}

base::Actor actor_of(const Person& person) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = person.person;
  actor.body = person.body;
  actor.municipality = person.municipality;
  return actor;
}

base::Result<Person> active(db::Read& tx, std::string_view municipality, std::int64_t number) {
  auto found = person(tx, municipality, number);
  if (found && found->ended_at) return base::refuse(person_ended, {{"login", found->login}});
  return found;
}

}  // namespace staff
