// The list shows people of the bodies that the reader's post reaches, those who left apart.
#include "staff/people_web.h"

#include <algorithm>

#include "http/request.h"
#include "staff/account.h"
#include "staff/people_words.h"
#include "ui/staff/form_page.h"
#include "ui/staff/people.h"

namespace staff::web {
namespace {

constexpr std::size_t kPeopleOnPage = 50;
constexpr std::string_view kNewForm = "new";

std::string state_of(const http::Request& request, const Person& person) {
  if (person.ended_at)
    return say(request, "staff_pages.person_ended_at",
               {{"at", moment_words(request, *person.ended_at)}});
  if (!person.has_password) return word(request, "staff_pages.person_without_password");
  return word(request,
              person.practice ? "staff_pages.person_practice" : "staff_pages.person_active");
}

PersonLine person_line(db::Read& tx, const http::Request& request, const Names& known,
                       const Person& person) {
  PersonLine line;
  line.name = person.name;
  line.url = http::address(request.language, "/staff/people/" + std::to_string(person.person));
  line.login = person.login;
  line.body = known.body(person.body);
  line.posts = posts_in_words(request, known,
                              posts_on(tx, person.municipality, person.person, base::today()));
  line.state = state_of(request, person);
  return line;
}

std::string page_url(const http::Request& request, const std::string& text, std::size_t number) {
  http::Fields query;
  if (!text.empty()) query.emplace_back("text", text);
  if (number > 0) query.emplace_back("page", std::to_string(number + 1));
  const std::string path = http::address(request.language, "/staff/people");
  return query.empty() ? path : path + "?" + http::encode_fields(query);
}

std::size_t page_number(const http::Request& request, std::size_t pages) {
  std::size_t number = 0;
  for (const char c : request.parameter("page").value_or("").substr(0, 6))
    if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::size_t>(c - '0');
  return std::clamp<std::size_t>(number, 1, std::max<std::size_t>(pages, 1)) - 1;
}

// Those still here first; both groups stay in the order of their logins.
std::vector<Person> people_shown(db::Read& tx, const Visit& visit, const std::string& text) {
  std::vector<Person> people = persons(tx, visit.who.municipality, text);
  std::erase_if(people, [&](const Person& one) {
    return !may(visit.who, Deed::read_people, {one.municipality, one.body});
  });
  std::ranges::stable_partition(people, [](const Person& one) { return !one.ended_at; });
  return people;
}

FormView new_form(const Forms& forms, const Names& known) {
  FormView form = begin_form(forms, kNewForm, "/staff/people/new", "staff_pages.new_person_button");
  add(forms, form, FieldKind::text,
      {.name = "login", .required = true, .hint = word(forms.request, "staff_pages.login_rule")});
  add(forms, form, FieldKind::text, {.name = "name", .required = true});
  add(forms, form, FieldKind::choice,
      {.name = "body", .required = true, .options = body_options(known, forms.visit->who.body)});
  return form;
}

http::Response new_page(const Desk& desk, const http::Request& request, const Visit& visit,
                        const Tried& tried) {
  const Forms forms{request, &visit, tried};
  const Names known = desk.database.read(
      [&](db::Read& tx) { return names(tx, visit.who.municipality, base::today()); });
  FormPage view;
  view.heading = word(request, "staff_pages.new_person_title");
  view.lead = word(request, "staff_pages.new_person_lead");
  view.page = frame(request, visit, view.heading,
                    {{word(request, "staff_pages.people_title"),
                      http::address(request.language, "/staff/people"), true}});
  view.problems = problems(forms);
  view.form = new_form(forms, known);
  return page(pages::form_page(view, request.language), tried.status);
}

}  // namespace

http::Response get_people(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  PeoplePage view;
  visitor.looked = {"people", visitor.visit.who.body, {}};
  view.page = frame(request, visitor.visit, word(request, "staff_pages.people_title"));
  view.text = request.parameter("text").value_or("");
  view.may_add = may(visitor.visit.who, Deed::manage_people,
                     {visitor.visit.who.municipality, visitor.visit.who.body});
  desk.database.read([&](db::Read& tx) {
    const auto people = people_shown(tx, visitor.visit, view.text);
    const std::size_t pages = (people.size() + kPeopleOnPage - 1) / kPeopleOnPage;
    const std::size_t number = page_number(request, pages);
    const Names known = names(tx, visitor.visit.who.municipality, base::today());
    view.count =
        say(request, "staff_pages.people_count", {{"count", std::to_string(people.size())}});
    for (std::size_t i = number * kPeopleOnPage;
         i < std::min(people.size(), (number + 1) * kPeopleOnPage); ++i) {
      auto& group = people[i].ended_at ? view.ended : view.people;
      group.push_back(person_line(tx, request, known, people[i]));
      visitor.looked.ids.push_back(std::to_string(people[i].person));
    }
    if (number > 0) view.earlier_url = page_url(request, view.text, number - 1);
    if (number + 1 < pages) view.later_url = page_url(request, view.text, number + 1);
    if (pages > 1)
      view.place = say(request, "staff_pages.people_page",
                       {{"page", std::to_string(number + 1)}, {"pages", std::to_string(pages)}});
    return 0;
  });
  return page(pages::people(view, request.language));
}

http::Response get_new_person(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  return new_page(desk, request, visitor.visit, {});
}

http::Response post_new_person(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  FormReading typed(request, kNewForm);
  const NewPerson wanted{.municipality = visitor.visit.who.municipality,
                         .login = typed.needed("login"),
                         .name = typed.needed("name"),
                         .body = typed.text("body")};
  if (!typed.ok()) return new_page(desk, request, visitor.visit, typed.tried());
  const auto added = add_person(visitor.actor, desk.database, wanted);
  if (!added)
    return new_page(desk, request, visitor.visit, tried(request, kNewForm, added.error()));
  return done(request, "/staff/people/" + std::to_string(added->person), "person_added");
}

}  // namespace staff::web
