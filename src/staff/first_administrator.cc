// Asked at every start; a municipality with an administrator, of today or of a later day, is left
// alone.
#include "staff/first_administrator.h"

#include <algorithm>

#include "base/actor.h"
#include "base/words.h"
#include "staff/account.h"
#include "staff/municipality_service.h"
#include "staff/posts.h"
#include "staff/practice.h"

namespace staff {
namespace {

bool administers(db::Read& tx, const Person& person, base::Date today) {
  if (person.ended_at) return false;
  return std::ranges::any_of(posts_of(tx, person.municipality, person.person),
                             [&](const PostHeld& held) {
                               return held.post == Post::administrator && !held.ended &&
                                      (!held.until || *held.until >= today);
                             });
}

bool has_administrator(db::Read& tx, const std::string& municipality, base::Date today) {
  return std::ranges::any_of(persons(tx, municipality, {}),
                             [&](const Person& one) { return administers(tx, one, today); });
}

struct Town {
  Municipality municipality;
  std::string body;
};

std::vector<Town> towns_without(db::Database& database, base::Date today) {
  return database.read([&](db::Read& tx) {
    std::vector<Town> towns;
    if (!practice_people(tx).empty()) return towns;
    for (const Municipality& one : municipalities(tx)) {
      const std::string body = own_body(bodies(tx, one.code));
      if (!body.empty() && !has_administrator(tx, one.code, today)) towns.push_back({one, body});
    }
    return towns;
  });
}

// Somebody of that login who left comes back; the login is the one that the page of running names.
base::Result<Person> first_person(db::Database& database, const base::Actor& actor,
                                  const Town& town) {
  const auto known = database.read(
      [&](db::Read& tx) { return person_of_login(tx, town.municipality.code, kFirstLogin); });
  if (known && !known->ended_at) return known;
  if (known) {
    return restore_person(actor, database, town.municipality.code, known->person,
                          base::words(base::Language::ja, "staff.first_reason"));
  }
  return add_person(actor, database,
                    {.municipality = town.municipality.code,
                     .login = std::string(kFirstLogin),
                     .name = std::string(base::words(base::Language::ja, "staff.first_name")),
                     .body = town.body});
}

base::Result<FirstAdministrator> add(db::Database& database, const Town& town, base::Date today) {
  const std::string& code = town.municipality.code;
  const base::Actor actor = base::Actor::system(code);
  const auto person = first_person(database, actor, town);
  if (!person) return std::unexpected(person.error());
  const auto held = give_post(actor, database, code,
                              {.person = person->person,
                               .post = std::string(in_db(Post::administrator)),
                               .unit = {},
                               .from = today,
                               .until = {},
                               .deputy_for = {}});
  if (!held) return std::unexpected(held.error());
  const auto secret = invite(actor, database, code, person->person);
  if (!secret) return std::unexpected(secret.error());
  return FirstAdministrator{code, town.municipality.name, *secret};
}

}  // namespace

base::Result<std::vector<FirstAdministrator>> add_first_administrators(db::Database& database) {
  const base::Date today = base::japan_date(base::now());
  std::vector<FirstAdministrator> added;
  for (const Town& town : towns_without(database, today)) {
    auto one = add(database, town, today);
    if (!one) return std::unexpected(one.error());
    added.push_back(std::move(*one));
  }
  return added;
}

}  // namespace staff
