// Who sees whose name, and what was said: a town with talks of both desks, each of whose words
// stands in one text only. Everybody asks every address the program answers, with every thing of
// the town in it and with every search the pages offer; a new address is asked by itself. No word
// is in an answer to somebody who has no right to it, everyone who has the right finds it, and
// every such answer stands in the history of that person.
#include <algorithm>
#include <set>

#include "app/reached_test.h"
#include "app/staff_tables.h"
#include "business/business_service.h"
#include "consultation/consultation_service.h"
#include "db/testing.h"
#include "history/history.h"
#include "paper/paper_service.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"
#include "programme/programme_service.h"
#include "sheet/workbook.h"
#include "staff/people_test.h"
#include "staff/staff_page.h"
#include "staff/token.h"

namespace {

using namespace app::testing;
using consultation::Secrecy;

constexpr std::string_view kWard = "131202";
constexpr std::string_view kPlan = "nerima-2011";
// Searches echo their question: what is looked for is asked by another word of the same text.
const std::string kAsked = "くろねこ";
// A paper that was taken off is named by a refusal too, which history keeps of no right alone.
const std::string kTakenOff = "かわうそ";

enum class Of { the_register, ward, ward_secret, shared, corporation, corporation_secret, papers };
struct Word {
  Of of;
  std::string text;
};
const std::vector<Word> kWords = {
    {Of::the_register, "しろうさぎ"},    // 屋号
    {Of::the_register, "ムササビ"},      // かな
    {Of::the_register, "あおがえる"},    // 担当者
    {Of::the_register, "kitsunebi"},     // メール
    {Of::the_register, "03-5984-7321"},  // 電話
    {Of::the_register, "たぬき坂"},      // 所在地
    {Of::the_register, "きりぎりす"},    // the person of a founder
    {Of::ward, "かたつむり"},            // 相談内容
    {Of::ward, "ほおじろ"},              // 助言
    {Of::ward, "とのさまばった"},        // 次にすること
    {Of::ward, "みずすまし"},            // what was done about it
    {Of::ward, "かまいたち"},            // the content of the version before
    {Of::ward, "あめんぼ"},              // of a talk that was taken back
    {Of::ward_secret, "やまかがし"},     // 秘
    {Of::ward_secret, "うみほたる"},
    {Of::ward_secret, "つちのこ"},           // a paper of a secret talk: its name
    {Of::ward_secret, "tsuchinoko-inside"},  // and its content
    {Of::ward_secret, "はんざき"},           // one that is not marked as personal
    {Of::ward_secret, "hanzaki-inside"},
    {Of::ward_secret, kTakenOff},
    {Of::shared, "ひきがえる"},  // 共有
    {Of::corporation, "おにやんま"},
    {Of::corporation_secret, "ごいさぎ"},
    {Of::papers, "あかとんぼ"},       // a paper with names in it, of an ordinary talk: its name
    {Of::papers, "akatonbo-inside"},  // and its content
};

struct Persona {
  std::string login;
  std::string post;  // empty: nobody is signed in
  std::string body = "ward";
  std::string municipality = std::string(kWard);
  std::vector<Of> sees = {};
};
const std::vector<Persona> kPersonas = {
    {"author",
     "clerk",
     "ward",
     "131202",
     {Of::the_register, Of::ward, Of::ward_secret, Of::shared, Of::papers}},
    {"colleague", "clerk", "ward", "131202", {Of::the_register, Of::ward, Of::shared, Of::papers}},
    {"chief",
     "chief",
     "ward",
     "131202",
     {Of::the_register, Of::ward, Of::ward_secret, Of::shared, Of::papers}},
    {"manager",
     "manager",
     "ward",
     "131202",
     {Of::the_register, Of::ward, Of::ward_secret, Of::shared, Of::papers}},
    {"director", "director"},
    {"planner", "planner"},
    {"auditor",
     "auditor",
     "ward",
     "131202",
     {Of::the_register, Of::ward, Of::shared, Of::corporation, Of::papers}},
    {"administrator", "administrator"},
    {"company-author",
     "clerk",
     "corporation",
     "131202",
     {Of::the_register, Of::shared, Of::corporation, Of::corporation_secret}},
    {"company-colleague",
     "clerk",
     "corporation",
     "131202",
     {Of::the_register, Of::shared, Of::corporation}},
    {"company-chief",
     "chief",
     "corporation",
     "131202",
     {Of::the_register, Of::shared, Of::corporation, Of::corporation_secret}},
    {"neighbour", "chief", "ward", "131211"},
    {"stranger", ""},
};

bool may_see(const Persona& persona, Of of) {
  return std::ranges::find(persona.sees, of) != persona.sees.end();
}

// ---- the town

struct Town {
  explicit Town(db::Engine engine)
      : place(engine, db::testing::TemporaryDatabase::Schema::current), database(place.open()) {}

  const FixedClock clock{"2012-06-20T10:00"};
  db::testing::TemporaryDatabase place;
  db::Database database;
  db::testing::TemporaryFolder papers;
  staff::Hasher hasher{staff::testing::kCheap};
  std::map<std::string, std::int64_t> persons;             // by login
  std::map<std::string, std::string> secrets;              // of sessions
  std::map<std::string, std::string> tokens;               // of the API
  std::map<std::string, std::vector<std::string>> values;  // of captures

  base::Actor actor(const std::string& login) const {
    const auto& persona = *std::ranges::find(kPersonas, login, &Persona::login);
    return {base::ActorKind::staff, persons.at(login), persona.post, persona.body,
            persona.municipality};
  }
};

void load_plans(Town& town) {
  plan::PlanSet set = plan::testing::real_plans();
  std::erase_if(set.registers, [](const auto& one) {
    const std::string& code = one.content.municipality.code;
    return code != kWard && code != "131211";
  });
  std::erase_if(set.plans, [](const auto& one) { return one.content.slug != kPlan; });
  REQUIRE(plan::load(base::Actor::system(), town.database, set).has_value());
  programme::Register desks = std::ranges::find_if(set.registers, [](const auto& one) {
                                return one.content.municipality.code == kWard;
                              })->content;
  programme::Programme advice;
  advice.key = "startup-advice";
  advice.name = "公社の相談";
  advice.type = programme::ProgrammeType::consultation;
  advice.owners.push_back(
      {.from = 2011, .to = {}, .body = "corporation", .department = {}, .basis = {}});
  desks.programmes.push_back(std::move(advice));
  town.database.write([&](db::Write& tx) {
    programme::load(tx, base::Actor::system(), desks, "with a desk of the corporation");
  });
}

void add_person(Town& town, const Persona& persona) {
  const base::Actor system = base::Actor::system(persona.municipality);
  const auto person = staff::add_person(system, town.database,
                                        {.municipality = persona.municipality,
                                         .login = persona.login,
                                         .name = "職員 " + persona.login,
                                         .body = persona.body})
                          .value();
  town.persons[persona.login] = person.person;
  const auto link = staff::invite(system, town.database, persona.municipality, person.person);
  REQUIRE(staff::give_post(
              system, town.database, persona.municipality,
              {.person = person.person, .post = persona.post, .from = base::Date(2011, 4, 1)})
              .has_value());
  REQUIRE(staff::accept(town.database, town.hasher, link.value(), staff::testing::kPassword)
              .has_value());
  const auto session = staff::sign_in(town.database, town.hasher,
                                      {.municipality = persona.municipality,
                                       .login = persona.login,
                                       .password = std::string(staff::testing::kPassword),
                                       .remote = "127.0.0.1",
                                       .agent = "test"});
  REQUIRE(session.has_value());
  town.secrets[persona.login] = session->secret;
  const auto token = staff::issue(system, town.database,
                                  {.municipality = persona.municipality,
                                   .person = person.person,
                                   .name = persona.login,
                                   .post = persona.post,
                                   .body = persona.body});
  REQUIRE(token.has_value());
  town.tokens[persona.login] = token->secret;
}

consultation::Entry talk(std::string_view programme, std::int64_t adviser, std::string content) {
  consultation::Entry entry;
  entry.programme = programme;
  entry.day = base::Date(2012, 6, 4);
  entry.channel = "visit";
  entry.topics = {"finance"};
  entry.adviser = adviser;
  entry.content = kAsked + content;
  return entry;
}

std::int64_t hold(Town& town, const std::string& login, const consultation::Entry& entry) {
  const auto held = consultation::hold(town.actor(login), town.database, "", entry);
  REQUIRE(held.has_value());
  town.values["consultation"].push_back(std::to_string(held->consultation));
  town.values["record"].push_back(std::to_string(held->record.value));
  return held->consultation;
}

std::int64_t add_client(Town& town, const business::Content& content) {
  const auto client =
      business::add(town.actor("author"), town.database, content, business::Doubles::accept);
  REQUIRE(client.has_value());
  town.values["business"].push_back(std::to_string(*client));
  return *client;
}

paper::PaperId attach_paper(Town& town, const std::string& record, const std::string& called,
                            const std::string& inside, paper::Eyes eyes = paper::Eyes::personal) {
  const paper::Folder folder(town.papers.path());
  const std::string bytes = "%PDF-1.4\n% " + inside + "\n%%EOF\n";
  const std::string name = kAsked + called + ".pdf";
  const paper::Brought brought[] = {{name, bytes}};
  const auto kept = paper::attach(town.actor("author"), town.database, folder,
                                  {std::string(kWard), "record", record, "ward"}, brought, eyes);
  REQUIRE(kept.has_value());
  town.values["paper"].push_back(std::to_string(kept->front().value));
  return kept->front();
}

// Papers of a secret talk: with names, without, and one that was taken off.
void attach_secret_papers(Town& town, const std::string& record) {
  attach_paper(town, record, "つちのこ", "tsuchinoko-inside");
  attach_paper(town, record, "はんざき", "hanzaki-inside", paper::Eyes::staff);
  const auto off = attach_paper(town, record, kTakenOff, "kawauso-inside");
  REQUIRE(
      paper::take_off(town.actor("author"), town.database, off, "別の相談のもの", app::thing_eyes())
          .has_value());
}

void hold_talks(Town& town) {
  const std::string ward = "commerce-industry-advice";
  const std::string company = "startup-advice";
  business::Content shop{.kind = business::Kind::business, .name = kAsked + "しろうさぎ"};
  shop.kana = "ムササビ";
  shop.contact_person = kAsked + "あおがえる";
  shop.mail = "kitsunebi@example.jp";
  shop.phone = "03-5984-7321";
  shop.address = "練馬区たぬき坂1-2-3";
  shop.share = business::Consent{true, base::Date(2012, 4, 1)};
  const std::int64_t client = add_client(town, shop);
  const std::int64_t founder =
      add_client(town, {.kind = business::Kind::founder, .name = kAsked + "きりぎりす"});
  const std::int64_t author = town.persons.at("author");
  const auto eyes = consultation::eyes_of(town.actor("author")).value();

  auto entry = talk(ward, author, "かまいたち");
  entry.client = client;
  entry.advice = kAsked + "ほおじろ";
  entry.next_action = kAsked + "とのさまばった";
  entry.next_on = base::Date(2012, 6, 19);
  entry.follow_up_on = base::Date(2012, 6, 18);
  const std::int64_t first = hold(town, "author", entry);
  entry.content = kAsked + "かたつむり";
  REQUIRE(consultation::correct(town.actor("author"), eyes, town.database,
                                {first, 1, entry, "聞き違い"})
              .has_value());
  REQUIRE(consultation::take_step(town.actor("author"), eyes, town.database, first,
                                  {consultation::StepKind::followed_up, kAsked + "みずすまし", {}})
              .has_value());
  attach_paper(town, town.values.at("record").front(), "あかとんぼ", "akatonbo-inside");
  const std::int64_t withdrawn = hold(town, "author", talk(ward, author, "あめんぼ"));
  REQUIRE(consultation::withdraw(town.actor("author"), eyes, town.database, withdrawn, "二重に記録")
              .has_value());
  entry = talk(ward, author, "やまかがし");
  entry.client = founder;
  entry.secrecy = Secrecy::secret;
  entry.next_action = kAsked + "うみほたる";
  entry.next_on = base::Date(2012, 6, 19);
  hold(town, "author", entry);
  attach_secret_papers(town, town.values.at("record").back());
  entry = talk(ward, author, "ひきがえる");
  entry.client = client;
  entry.secrecy = Secrecy::shared;
  hold(town, "author", entry);
  const std::int64_t adviser = town.persons.at("company-author");
  entry = talk(company, adviser, "おにやんま");
  entry.client = client;
  hold(town, "company-author", entry);
  entry = talk(company, adviser, "ごいさぎ");
  entry.client = founder;
  entry.secrecy = Secrecy::secret;
  hold(town, "company-author", entry);
}

// Values for whatever stands in braces in the program's table; a room that brings a new name gives
// it one here.
void fill_values(Town& town) {
  auto& values = town.values;
  values["slug"] = {std::string(kPlan)};
  values["plan"] = {std::string(kPlan)};
  values["row"] = {"17"};
  values["figure"] = {"consultations"};
  values["column"] = {"2012"};
  values["year"] = {"2012"};
  values["month"] = {"2012-06"};
  values["day"] = {"2012-06-20"};
  values["period"] = {"2012"};
  values["municipality"] = {std::string(kWard)};
  values["programme"] = {"commerce-industry-advice", "startup-advice"};
  values["key"] = {"commerce-industry-advice", "no-such-key"};
  values["class"] = {"years_5"};
  values["person"] = {std::to_string(town.persons.at("author"))};
  // Of what this town has none: the address is asked all the same.
  for (const char* one :
       {"document", "secret", "session", "held", "call", "sheet", "line", "approval", "draft",
        "number", "erratum", "proposal", "import", "release", "entry", "form", "sample", "item"})
    values.try_emplace(one, std::vector<std::string>{"1"});
  town.database.read([&](db::Read& tx) {
    for (const auto& [login, person] : town.persons)
      for (const auto& deed : history::of_person(tx, kWard, person, 1000))
        if (!deed.kind.starts_with("staff."))
          values["deed"].push_back(std::to_string(deed.id.value));
  });
}

// ---- asking

void fill_in(const Town& town, const std::string& path, std::vector<std::string>& all) {
  const auto open = path.find('{');
  if (open == std::string::npos) return all.push_back(path);
  const auto close = path.find('}', open);
  const std::string name = path.substr(open + 1, close - open - 1);
  const auto known = town.values.find(name);
  REQUIRE_MESSAGE(known != town.values.end(), "give {", name, "} of ", path, " a value here");
  for (const std::string& value : known->second) {
    std::string filled = path;
    fill_in(town, filled.replace(open, close - open + 1, value), all);
  }
}

http::Response ask(const http::Site& site, const Town& town, const Persona& persona,
                   const std::string& target) {
  http::Request request;
  request.method = "GET";
  if (!persona.post.empty()) {
    request.headers["cookie"] =
        std::string(staff::web::kCookie) + "=" + town.secrets.at(persona.login);
    request.headers["authorization"] = "Bearer " + town.tokens.at(persona.login);
  }
  auto read = http::read_request(std::move(request), target);
  REQUIRE(read.has_value());
  return site.answer(std::move(*read)).response;
}

// What is to be read in an answer: of a workbook its cells.
std::string text_of(const http::Response& response) {
  if (response.file) return response.file->file->read(response.file->first, response.file->count);
  if (!response.content_type.contains("spreadsheetml")) return response.body;
  const auto book = sheet::read_xlsx(response.body);
  REQUIRE(book.has_value());
  std::string text;
  for (const sheet::Worksheet& one : book->sheets)
    for (const auto& row : one.grid.rows)
      for (const std::string& cell : row) text += cell + "\n";
  return text;
}

std::string between(const std::string& text, std::string_view begin, std::string_view end,
                    std::size_t from, std::size_t until) {
  const auto at = text.find(begin, from);
  if (at == std::string::npos || at >= until) return {};
  return text.substr(at + begin.size(), text.find(end, at + begin.size()) - at - begin.size());
}

// Every field of every form of a page that asks (GET), filled with the word that leads to all.
void take_questions(const std::string& body, std::set<std::string>& questions) {
  for (auto at = body.find("<form"); at != std::string::npos; at = body.find("<form", at + 1)) {
    const auto opened = body.find('>', at);
    const auto end = body.find("</form>", at);
    if (end == std::string::npos || !body.substr(at, opened - at).contains("method=\"get\""))
      continue;
    const std::string action = between(body, "action=\"", "\"", at, opened);
    for (auto field = body.find("<input", opened); field < end;
         field = body.find("<input", field + 1)) {
      const auto close = body.find('>', field);
      const std::string name = between(body, "name=\"", "\"", field, close);
      if (!name.empty() && !action.contains('&'))
        questions.insert(action + "?" + name + "=%E3%81%8F%E3%82%8D%E3%81%AD%E3%81%93");
    }
  }
}

// Files to take with the same question, and what prints it.
void take_files(const http::Response& response, std::set<std::string>& questions) {
  for (const std::string& link : links_of(response))
    if (link.contains(".csv?") || link.contains("print")) questions.insert(link);
}

struct Walk {
  std::size_t asked = 0;
  std::map<std::string, std::set<std::string>> found;  // addresses by word
};

void look_through(const http::Response& response, const std::string& address, Walk& walk) {
  ++walk.asked;
  CAPTURE(address);
  CHECK(response.status < 500);
  std::string text = text_of(response);
  for (const auto& [name, value] : response.headers) text += "\n" + name + ": " + value;
  for (const Word& word : kWords)
    if (text.contains(word.text)) walk.found[word.text].insert(address);
}

// Drawn pages hold no text to look through; their tables are walked as CSV, JSON and workbooks.
bool is_drawn(std::string_view path) {
  return path.ends_with(".pdf");
}

Walk walk_as(const http::Site& site, const Town& town, const Persona& persona,
             const std::vector<std::string>& addresses) {
  Walk walk;
  std::set<std::string> questions;
  for (const std::string& address : addresses) {
    const auto response = ask(site, town, persona, address);
    look_through(response, address, walk);
    if (!response.content_type.starts_with("text/html")) continue;
    take_questions(response.body, questions);
    take_files(response, questions);
  }
  questions.insert("/api/v1/search?q=%E3%81%8F%E3%82%8D%E3%81%AD%E3%81%93");
  for (const std::string& client : town.values.at("business"))
    questions.insert("/api/v1/staff/consultations?client=" + client);
  std::set<std::string> files;
  for (const std::string& question : questions) {
    const auto response = ask(site, town, persona, question);
    look_through(response, question, walk);
    take_files(response, files);
  }
  for (const std::string& file : files)
    if (!questions.contains(file)) look_through(ask(site, town, persona, file), file, walk);
  return walk;
}

// Path and question of every answer that history says this person was shown, and of what they were
// refused: a refusal may name the paper they know of.
std::set<std::string> shown_to(Town& town, const std::string& login) {
  return town.database.read([&](db::Read& tx) {
    std::set<std::string> shown;
    for (const auto& deed : history::of_person(tx, kWard, town.persons.at(login), 100'000)) {
      const auto whole = history::whole(tx, kWard, deed.id);
      if (!whole || !deed.kind.starts_with("staff.")) continue;
      shown.insert(between(whole->payload, "\"address\":\"", "\"", 0, whole->payload.size()));
    }
    return shown;
  });
}

// History keeps a question as it was read, not as it was written.
std::string path_of(const std::string& address) {
  return address.substr(0, address.find('?'));
}

void check_persona(const Persona& persona, const Walk& walk) {
  for (const Word& word : kWords) {
    CAPTURE(persona.login);
    CAPTURE(word.text);
    const auto found = walk.found.find(word.text);
    if (may_see(persona, word.of)) {
      CHECK(found != walk.found.end());
    } else if (found != walk.found.end()) {
      for (const std::string& address : found->second) FAIL_CHECK(address);
    }
  }
}

// Who talked in secret is known in the register alone; no page of the desk names the founder to
// somebody who may not know of the talk.
void check_founder(const Persona& persona, const Walk& walk) {
  const auto found = walk.found.find("きりぎりす");
  if (found == walk.found.end() || may_see(persona, Of::ward_secret) ||
      may_see(persona, Of::corporation_secret))
    return;
  for (const std::string& address : found->second) {
    CAPTURE(persona.login);
    CAPTURE(address);
    const bool is_of_register = address.starts_with("/staff/businesses") ||
                                address.starts_with("/staff/clients/") ||
                                address.starts_with("/staff/consultations/new");
    CHECK(is_of_register);
  }
}

TEST_CASE("names and what was said reach nobody without the right, by any address") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    Town town(engine);
    load_plans(town);
    for (const Persona& persona : kPersonas)
      if (!persona.post.empty()) add_person(town, persona);
    hold_talks(town);
    fill_values(town);
    const staff::web::Desk desk{.database = town.database,
                                .hasher = town.hasher,
                                .start = app::start_parts(),
                                .papers = town.papers.path(),
                                .sources = app::record_sources(),
                                .printed_places = app::printed_places(),
                                .thing_eyes = app::thing_eyes()};
    const auto routes = app::routes(desk);
    const http::Site site(routes, {});
    std::vector<std::string> addresses;
    for (const http::Route& route : routes) {
      if (route.method != "GET" || is_drawn(route.path)) continue;
      fill_in(town, std::string(route.path), addresses);
    }
    CHECK(addresses.size() > 200);
    for (const Persona& persona : kPersonas) {
      const Walk walk = walk_as(site, town, persona, addresses);
      CHECK(walk.asked > addresses.size());
      check_persona(persona, walk);
      check_founder(persona, walk);
      if (persona.sees.empty()) continue;
      std::set<std::string> shown;
      for (const std::string& address : shown_to(town, persona.login))
        shown.insert(path_of(address));
      for (const auto& [word, places] : walk.found)
        for (const std::string& address : places) {
          if (word == kTakenOff && address.starts_with("/staff/papers/")) continue;
          CAPTURE(persona.login);
          CAPTURE(word);
          CAPTURE(address);
          CHECK(shown.contains(path_of(address)));
        }
    }
  }
}

}  // namespace
