// What exists is left as it is, so that starting twice changes nothing.
#include "staff/practice.h"

#include <algorithm>

#include "base/actor.h"
#include "base/words.h"
#include "staff/municipality_service.h"

namespace staff {
namespace {

constexpr std::string_view kLoginStart = "demo-";

std::string login_of(Post post) {
  return std::string(kLoginStart) + std::string(in_db(post));
}

// Names are shown in Japanese whatever the language of the page, as those of other people are.
std::string name_of(Post post) {
  const std::string key = "staff.post_" + std::string(in_db(post));
  return base::say(base::Language::ja, "staff.practice_name",
                   {{"post", std::string(base::words(base::Language::ja, key))}});
}

struct Town {
  std::string body;
  std::vector<Person> people;
};

base::Result<Town> town(db::Database& database) {
  return database.read([](db::Read& tx) -> base::Result<Town> {
    const auto all = bodies(tx, kPracticeMunicipality);
    if (all.empty())
      return base::refuse(practice_without_town,
                          {{"municipality", std::string(kPracticeMunicipality)}});
    return Town{own_body(all), persons(tx, kPracticeMunicipality, {})};
  });
}

base::Result<PracticePerson> add(db::Database& database, Hasher& hasher, const std::string& body,
                                 Post post) {
  const base::Actor actor = base::Actor::system(std::string(kPracticeMunicipality));
  const auto person = add_person(actor, database,
                                 {.municipality = std::string(kPracticeMunicipality),
                                  .login = login_of(post),
                                  .name = name_of(post),
                                  .body = body,
                                  .practice = true});
  if (!person) return std::unexpected(person.error());
  const auto with_password = set_password(actor, database, hasher, kPracticeMunicipality,
                                          person->person, kPracticePassword);
  if (!with_password) return std::unexpected(with_password.error());
  const auto held = give_post(actor, database, kPracticeMunicipality,
                              {.person = person->person,
                               .post = std::string(in_db(post)),
                               .unit = {},
                               .from = base::japan_date(base::now()),
                               .until = {},
                               .deputy_for = {}});
  if (!held) return std::unexpected(held.error());
  return PracticePerson{person->person, person->login, post};
}

}  // namespace

std::vector<PracticePerson> practice_people(db::Read& tx) {
  std::vector<PracticePerson> people;
  const auto all = persons(tx, kPracticeMunicipality, kLoginStart);
  for (const Post post : kPosts) {
    for (const Person& one : all) {
      if (one.practice && !one.ended_at && one.login == login_of(post))
        people.push_back({one.person, one.login, post});
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
  for (const Post post : kPosts) {
    if (std::ranges::find(here->people, login_of(post), &Person::login) != here->people.end())
      continue;
    if (const auto added = add(database, hasher, here->body, post); !added)
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
