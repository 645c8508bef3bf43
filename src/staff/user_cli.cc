// From words on the command line to the services of accounts and posts, and back to lines.
#include "staff/user_cli.h"

#include <charconv>

#include "base/actor.h"
#include "base/era.h"
#include "base/json_text.h"
#include "staff/account.h"
#include "staff/hasher.h"
#include "staff/posts.h"
#include "staff/practice.h"

namespace staff::cli {
namespace {

using base::Terminal;

base::Actor actor_of(const std::string& municipality) {
  return base::Actor::system(municipality);
}

base::Result<Person> found(db::Database& database, const std::string& municipality,
                           const std::string& login) {
  return database.read([&](db::Read& tx) { return person_of_login(tx, municipality, login); });
}

std::string_view state_code(const Person& person) {
  if (person.ended_at) return "ended";
  if (!person.has_password) return "invited";
  return person.practice ? "practice" : "active";
}

std::string post_text(const PostHeld& held) {
  std::string text(in_db(held.post));
  if (!held.unit.empty()) text += "@" + held.unit;
  return text;
}

std::string posts_text(const std::vector<PostHeld>& posts) {
  std::string text;
  for (const PostHeld& held : posts) text += (text.empty() ? "" : ",") + post_text(held);
  return text;
}

void write_json(base::JsonWriter& json, const PostHeld& held) {
  json.begin_object().field("held", std::to_string(held.held)).field("post", in_db(held.post));
  json.field("unit", held.unit).field("from", base::iso(held.from));
  json.key("until");
  if (held.until)
    json.string(base::iso(*held.until));
  else
    json.null();
  json.field("ended", held.ended).end_object();
}

void write_json(base::JsonWriter& json, const Person& person, const std::vector<PostHeld>& posts) {
  json.begin_object().field("person", std::to_string(person.person));
  json.field("login", person.login).field("name", person.name).field("body", person.body);
  json.field("state", state_code(person)).field("second_factor", person.second_factor);
  json.key("posts").begin_array();
  for (const PostHeld& held : posts) write_json(json, held);
  json.end_array().end_object();
}

struct Listed {
  Person person;
  std::vector<PostHeld> posts;
};

// A deed about one person that answers with a sentence. work(person) -> base::Result<Person>
template <class Work>
int with_person(db::Database& database, const UserOptions& options, Terminal& terminal,
                std::string_view says, Work work) {
  const auto person = found(database, options.municipality, options.login);
  if (!person) return terminal.refuse(person.error());
  const auto result = work(*person);
  if (!result) return terminal.refuse(result.error());
  terminal.tell(says, {{"login", person->login}, {"name", person->name}});
  return base::kDone;
}

base::Result<std::optional<base::Date>> read_day(const std::string& text) {
  if (text.empty()) return std::optional<base::Date>();
  const auto day = base::parse_date(text);
  if (!day) return std::unexpected(day.error());
  return std::optional(*day);
}

struct Days {
  std::optional<base::Date> from, until;
};

base::Result<Days> read_days(const PostOptions& options) {
  const auto from = read_day(options.from);
  if (!from) return std::unexpected(from.error());
  const auto until = read_day(options.until);
  if (!until) return std::unexpected(until.error());
  return Days{*from, *until};
}

}  // namespace

int user_add(db::Database& database, const UserOptions& options, Terminal& terminal) {
  const auto added = add_person(actor_of(options.municipality), database,
                                {.municipality = options.municipality,
                                 .login = options.login,
                                 .name = options.name,
                                 .body = options.body});
  if (!added) return terminal.refuse(added.error());
  terminal.tell("user_cli.added", {{"login", added->login}, {"name", added->name}});
  return base::kDone;
}

int user_list(db::Database& database, const UserOptions& options, Terminal& terminal) {
  const auto all = database.read([&](db::Read& tx) {
    std::vector<Listed> listed;
    for (Person& person : persons(tx, options.municipality, options.text)) {
      auto posts = posts_on(tx, options.municipality, person.person, base::today());
      listed.push_back({std::move(person), std::move(posts)});
    }
    return listed;
  });
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("users").begin_array();
    for (const Listed& one : all) write_json(json, one.person, one.posts);
    json.end_array().end_object();
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  for (const auto& [person, posts] : all) {
    terminal.out << person.login << '\t' << person.name << '\t' << person.body << '\t'
                 << posts_text(posts) << '\t' << state_code(person) << '\n';
  }
  if (all.empty()) terminal.tell("user_cli.nobody");
  return base::kDone;
}

int user_show(db::Database& database, const UserOptions& options, Terminal& terminal) {
  const auto person = found(database, options.municipality, options.login);
  if (!person) return terminal.refuse(person.error());
  const auto posts = database.read(
      [&](db::Read& tx) { return posts_of(tx, options.municipality, person->person); });
  if (terminal.json) {
    base::JsonWriter json;
    write_json(json, *person, posts);
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  terminal.out << person->login << '\t' << person->name << '\t' << person->body << '\t'
               << state_code(*person) << '\n';
  for (const PostHeld& held : posts) {
    terminal.out << held.held << '\t' << post_text(held) << '\t' << base::iso(held.from) << '\t'
                 << (held.until ? base::iso(*held.until) : "-") << '\n';
  }
  return base::kDone;
}

int user_invite(db::Database& database, const UserOptions& options, Terminal& terminal) {
  const auto person = found(database, options.municipality, options.login);
  if (!person) return terminal.refuse(person.error());
  const auto secret =
      invite(actor_of(options.municipality), database, options.municipality, person->person);
  if (!secret) return terminal.refuse(secret.error());
  terminal.out << options.site << "/invitation/" << *secret << '\n';
  terminal.tell("user_cli.invited",
                {{"name", person->name}, {"hours", std::to_string(kInvitationHours)}});
  return base::kDone;
}

int user_end(db::Database& database, const UserOptions& options, Terminal& terminal) {
  return with_person(database, options, terminal, "user_cli.ended", [&](const Person& person) {
    return end_person(actor_of(options.municipality), database, options.municipality, person.person,
                      options.reason);
  });
}

int user_restore(db::Database& database, const UserOptions& options, Terminal& terminal) {
  return with_person(database, options, terminal, "user_cli.restored", [&](const Person& person) {
    return restore_person(actor_of(options.municipality), database, options.municipality,
                          person.person, options.reason);
  });
}

int user_unlock(db::Database& database, const UserOptions& options, Terminal& terminal) {
  return with_person(database, options, terminal, "user_cli.unlocked", [&](const Person& person) {
    return unlock(actor_of(options.municipality), database, options.municipality, person.person);
  });
}

int user_reset_second_factor(db::Database& database, const UserOptions& options,
                             Terminal& terminal) {
  return with_person(
      database, options, terminal, "user_cli.second_factor_reset", [&](const Person& person) {
        return reset_second_factor(actor_of(options.municipality), database, options.municipality,
                                   person.person, options.reason);
      });
}

int user_passwd(db::Database& database, const UserOptions& options, const ReadLine& read_line,
                Terminal& terminal) {
  const auto person = found(database, options.municipality, options.login);
  if (!person) return terminal.refuse(person.error());
  terminal.tell("user_cli.type_password", {{"name", person->name}});
  const std::string password = read_line();
  Hasher hasher;
  const auto set = set_password(actor_of(options.municipality), database, hasher,
                                options.municipality, person->person, password);
  if (!set) return terminal.refuse(set.error());
  terminal.tell("user_cli.password_set", {{"name", person->name}});
  return base::kDone;
}

int post_give(db::Database& database, const PostOptions& options, Terminal& terminal) {
  const auto person = found(database, options.municipality, options.login);
  if (!person) return terminal.refuse(person.error());
  const auto days = read_days(options);
  if (!days) return terminal.refuse(days.error());
  NewHolding wanted{.person = person->person,
                    .post = options.post,
                    .unit = options.unit,
                    .from = days->from.value_or(base::today()),
                    .until = days->until,
                    .deputy_for = {}};
  if (!options.deputy_for.empty()) {
    const auto other = found(database, options.municipality, options.deputy_for);
    if (!other) return terminal.refuse(other.error());
    wanted.deputy_for = other->person;
  }
  const auto held =
      give_post(actor_of(options.municipality), database, options.municipality, wanted);
  if (!held) return terminal.refuse(held.error());
  terminal.out << held->held << '\n';
  terminal.tell(
      "user_cli.post_given",
      {{"name", person->name}, {"post", post_text(*held)}, {"from", base::iso(held->from)}});
  return base::kDone;
}

int post_end(db::Database& database, const PostOptions& options, Terminal& terminal) {
  const auto last = read_day(options.last);
  if (!last) return terminal.refuse(last.error());
  std::int64_t number = 0;
  std::from_chars(options.held.data(), options.held.data() + options.held.size(), number);
  const auto held = staff::end_post(actor_of(options.municipality), database, options.municipality,
                                    number, last->value_or(base::today()), options.reason);
  if (!held) return terminal.refuse(held.error());
  terminal.tell(
      held->ended ? "user_cli.post_taken_back" : "user_cli.post_ended",
      {{"post", post_text(*held)}, {"until", base::iso(held->until.value_or(base::today()))}});
  return base::kDone;
}

int practice(db::Database& database, const PracticeOptions& options, Terminal& terminal) {
  if (options.end) {
    const auto ended = end_practice_people(database, options.reason);
    if (!ended) return terminal.refuse(ended.error());
    terminal.tell("user_cli.practice_ended", {{"count", std::to_string(*ended)}});
    return base::kDone;
  }
  Hasher hasher;
  const auto people = add_practice_people(database, hasher);
  if (!people) return terminal.refuse(people.error());
  for (const PracticePerson& one : *people)
    terminal.out << one.login << '\t' << in_db(one.post) << '\n';
  terminal.tell("user_cli.practice", {{"password", std::string(kPracticePassword)},
                                      {"municipality", std::string(kPracticeMunicipality)}});
  return base::kDone;
}

}  // namespace staff::cli
