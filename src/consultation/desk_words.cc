// Words and addresses; nothing is decided here.
#include "consultation/desk_words.h"

#include <algorithm>
#include <charconv>

#include "record/books.h"
#include "staff/account.h"
#include "staff/municipality_service.h"

namespace consultation::web {

std::int64_t number_of(const http::Request& request, std::string_view capture) {
  const std::string text = request.capture(capture);
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ptr == text.data() + text.size() && read.ec == std::errc() ? number : 0;
}

std::string path_of(std::int64_t consultation) {
  return "/staff/consultations/" + std::to_string(consultation);
}

std::string client_path(std::int64_t business) {
  return "/staff/clients/" + std::to_string(business);
}

base::Date today() {
  return base::japan_date(base::now());
}

std::string Names::person(std::int64_t person) const {
  const auto found = people.find(person);
  return found == people.end() ? std::to_string(person) : found->second;
}

std::string Names::programme(std::string_view key) const {
  const auto found = std::ranges::find(programmes, key, &programme::Programme::key);
  return found == programmes.end() ? std::string(key) : found->name;
}

std::string Names::body(std::string_view key) const {
  const auto found = std::ranges::find(bodies, key, &staff::Body::key);
  return found == bodies.end() ? std::string(key) : found->name;
}

Names names(db::Read& tx, const staff::Who& who) {
  Names names;
  for (const staff::Person& person : staff::persons(tx, who.municipality, "")) {
    names.people.emplace(person.person, person.name);
    if (person.body == who.body && !person.ended_at)
      names.own_people.emplace_back(person.person, person.name);
  }
  names.programmes = programme::programmes(tx, who.municipality);
  names.bodies = staff::bodies(tx, who.municipality);
  return names;
}

Eyes eyes_of(const Visitor& visitor) {
  if (auto eyes = consultation::eyes_of(visitor.visit.who)) return *std::move(eyes);
  return Eyes{};  // sees nothing
}

std::string code_word(const http::Request& request, std::string_view code) {
  return word(request, "record.code_" + std::string(code));
}

std::string topics_words(const http::Request& request, const Entry& entry) {
  std::string text;
  for (const std::string& topic : entry.topics)
    text += (text.empty() ? "" : word(request, "business_pages.and")) + code_word(request, topic);
  return text;
}

std::string client_words(const http::Request& request, const Opened& opened) {
  if (opened.sight != Sight::whole) return word(request, "consultation_pages.hidden_client");
  return opened.client ? opened.client->content.name
                       : word(request, "consultation_pages.anonymous");
}

ConsultationLine line_of(const http::Request& request, const Names& names, const Opened& opened) {
  const Consultation& one = opened.consultation;
  ConsultationLine line;
  line.day = staff::web::day_words(request, one.entry.day);
  line.url = http::address(request.language, path_of(one.id));
  line.client = client_words(request, opened);
  if (opened.client)
    line.client_url = http::address(request.language, client_path(opened.client->id));
  line.programme = names.programme(one.entry.programme);
  line.topics = topics_words(request, one.entry);
  line.channel = code_word(request, one.entry.channel);
  line.adviser = names.person(one.entry.adviser);
  if (one.withdrawn_by)
    line.state = word(request, "consultation_pages.withdrawn_mark");
  else if (one.entry.secrecy == Secrecy::secret)
    line.state = word(request, "consultation_pages.secret_mark");
  return line;
}

std::vector<Fact> texts_of(const http::Request& request, const Note& note) {
  std::vector<Fact> texts;
  const auto add = [&](std::string_view name, const std::string& text) {
    if (!text.empty())
      texts.push_back({word(request, "consultation_pages.field_" + std::string(name)), text, {}});
  };
  add("content", note.content);
  add("advice", note.advice);
  add("next_action", note.next_action);
  return texts;
}

std::vector<StepLine> steps_of(const http::Request& request, const Names& names,
                               const std::vector<Step>& steps) {
  std::vector<StepLine> lines;
  for (const Step& step : steps)
    lines.push_back({staff::web::moment_words(request, step.recorded_at),
                     word(request, "consultation_pages.step_" + std::string(in_db(step.kind))),
                     names.person(step.person), step.note});
  return lines;
}

http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      bool at_desk) {
  std::vector<http::Link> crumbs;
  if (!at_desk)
    crumbs.push_back({word(request, "consultation_pages.title"),
                      http::address(request.language, "/staff/consultations"), true});
  return staff::web::frame(request, visitor.visit, std::move(title), std::move(crumbs));
}

std::string done_words(const http::Request& request) {
  const std::string key = "consultation_pages.done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : std::string();
}

std::string field_of(const base::Refusal& refusal) {
  for (const base::Fact& fact : refusal.facts)
    if (fact.name == "field") return fact.value;
  if (refusal.code == record::year_closed.code || refusal.code == record::year_ended.code ||
      refusal.code == record::in_the_future.code)
    return "day";
  if (refusal.code == staff::post_may_not.code) return "programme";
  return {};
}

}  // namespace consultation::web
