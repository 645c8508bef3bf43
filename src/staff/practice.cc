// What exists is left as it is, so that starting twice changes nothing.
#include "staff/practice.h"

#include <algorithm>

#include "base/actor.h"
#include "base/words.h"
#include "staff/municipality_service.h"

namespace staff {
namespace {

constexpr std::string_view kLoginStart = "demo-";

// A body of this key is the municipality's corporation; a register without one has no such people.
constexpr std::string_view kCorporation = "corporation";

struct WantedPerson {
  std::string login;
  Post post;
  Body body;
  bool of_corporation = false;
};

struct PracticeTown {
  std::vector<WantedPerson> wanted;
  std::vector<Person> people;
};

std::vector<WantedPerson> wanted_of(const std::vector<Body>& bodies) {
  std::vector<WantedPerson> all;
  const std::string own = own_body(bodies);
  for (const Post post : kPosts)
    all.push_back({std::string(kLoginStart) + std::string(in_db(post)), post,
                   *std::ranges::find(bodies, own, &Body::key)});
  const auto found = std::ranges::find(bodies, kCorporation, &Body::key);
  if (found == bodies.end()) return all;
  const std::string login = std::string(kLoginStart) + std::string(kCorporation);
  all.push_back({login, Post::clerk, *found, true});
  all.push_back({login + "-chief", Post::chief, *found, true});
  return all;
}

// Names are shown in Japanese whatever the language of the page, as those of other people are.
std::string name_of(const WantedPerson& wanted) {
  const std::string key = "staff.post_" + std::string(in_db(wanted.post));
  const std::string post(base::words(base::Language::ja, key));
  return base::say(base::Language::ja, "staff.practice_name",
                   {{"post", wanted.of_corporation ? wanted.body.name + post : post}});
}

base::Result<PracticeTown> town(db::Database& database) {
  return database.read([](db::Read& tx) -> base::Result<PracticeTown> {
    const auto all = bodies(tx, kPracticeMunicipality);
    if (all.empty())
      return base::refuse(practice_without_town,
                          {{"municipality", std::string(kPracticeMunicipality)}});
    return PracticeTown{wanted_of(all), persons(tx, kPracticeMunicipality, {})};
  });
}

base::Result<PracticePerson> add(db::Database& database, Hasher& hasher,
                                 const WantedPerson& wanted) {
  const base::Actor actor = base::Actor::system(std::string(kPracticeMunicipality));
  const auto person = add_person(actor, database,
                                 {.municipality = std::string(kPracticeMunicipality),
                                  .login = wanted.login,
                                  .name = name_of(wanted),
                                  .body = wanted.body.key,
                                  .practice = true});
  if (!person) return std::unexpected(person.error());
  const auto with_password = set_password(actor, database, hasher, kPracticeMunicipality,
                                          person->person, kPracticePassword);
  if (!with_password) return std::unexpected(with_password.error());
  const auto held = give_post(actor, database, kPracticeMunicipality,
                              {.person = person->person,
                               .post = std::string(in_db(wanted.post)),
                               .unit = {},
                               .from = base::japan_date(base::now()),
                               .until = {},
                               .deputy_for = {}});
  if (!held) return std::unexpected(held.error());
  return PracticePerson{person->person, person->login, wanted.post};
}

}  // namespace

std::vector<PracticePerson> practice_people(db::Read& tx) {
  std::vector<PracticePerson> people;
  const auto all_bodies = bodies(tx, kPracticeMunicipality);
  if (all_bodies.empty()) return people;
  const auto all = persons(tx, kPracticeMunicipality, kLoginStart);
  for (const WantedPerson& wanted : wanted_of(all_bodies)) {
    for (const Person& one : all) {
      if (one.practice && !one.ended_at && one.login == wanted.login)
        people.push_back({one.person, one.login, wanted.post,
                          wanted.of_corporation ? wanted.body.name : std::string()});
    }
  }
  return people;
}

base::Result<std::vector<PracticePerson>> add_practice_people(db::Database& database,
                                                              Hasher& hasher) {
  const auto here = town(database);
  if (!here) return std::unexpected(here.error());
  if (std::ranges::any_of(here->people, [](const Person& one) { return !one.practice; }))
    return base::refuse(practice_beside_people,
                        {{"municipality", std::string(kPracticeMunicipality)}});
  for (const WantedPerson& wanted : here->wanted) {
    if (std::ranges::find(here->people, wanted.login, &Person::login) != here->people.end())
      continue;
    if (const auto added = add(database, hasher, wanted); !added)
      return std::unexpected(added.error());
  }
  return database.read([](db::Read& tx) { return practice_people(tx); });
}

base::Result<int> end_practice_people(db::Database& database, std::string_view reason) {
  int ended = 0;
  for (const PracticePerson& one :
       database.read([](db::Read& tx) { return practice_people(tx); })) {
    const auto end = end_person(base::Actor::system(std::string(kPracticeMunicipality)), database,
                                kPracticeMunicipality, one.person, reason);
    if (!end) return std::unexpected(end.error());
    ++ended;
  }
  return ended;
}

}  // namespace staff
