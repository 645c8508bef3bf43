// Reading is a deed: which pages leave one, what it says, and that nothing is shown without it;
// then the pages that show the deeds, and how far a post sees.
#include "staff/audit_web.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "db/testing.h"
#include "history/history.h"
#include "history/search.h"
#include "staff/people_test.h"
#include "staff/reading.h"

namespace staff::web {
namespace {

using db::testing::for_each_engine;
using testing::Clock;
using testing::kCheap;

// The pages of the room, asked as a browser asks them.
struct Place {
  explicit Place(db::Database& base) : database(base) { testing::keep_towns(database); }

  struct Signed {
    std::int64_t person = 0;
    std::string secret;
    std::string form_token;
  };
  Signed enter(std::string_view login, std::string_view post, std::string_view body = "ward") {
    const Person person = testing::somebody(database, hasher, login, post, body);
    const auto entered = sign_in(database, hasher, testing::attempt(login));
    REQUIRE(entered.has_value());
    return {person.person, entered->secret, visit(database, entered->secret)->form_token};
  }

  http::Response ask(const Signed& who, std::string_view method, std::string path,
                     http::Fields fields = {}) {
    for (const StaffRoute& route : staff_routes()) {
      const auto slot = route.path.find('{');
      const bool same = slot == route.path.npos ? route.path == path
                                                : path.starts_with(route.path.substr(0, slot)) &&
                                                      path.find('/', slot) == path.npos &&
                                                      route.path.find('/', slot) == route.path.npos;
      if (!same || route.method != method) continue;
      http::Request request;
      request.method = method;
      request.path = path;
      request.remote = "192.0.2.7";
      request.headers["cookie"] = std::string(kCookie) + "=" + who.secret;
      if (slot != route.path.npos) {
        const auto name = route.path.substr(slot + 1, route.path.find('}') - slot - 1);
        request.captures[std::string(name)] = path.substr(slot);
      }
      if (method == "POST") fields.emplace_back("form_token", who.form_token);
      (method == "POST" ? request.form : request.query) = std::move(fields);
      return staff_page(desk, route, request);
    }
    FAIL("no such route: ", path);
    return {};
  }

  std::vector<history::PastDeed> deeds(std::string_view kind) {
    return database.read([&](db::Read& tx) {
      return history::search(tx, "131202", {.kind = std::string(kind)}, {}, 200).deeds;
    });
  }
  std::string payload(history::DeedId deed) {
    return database.read([&](db::Read& tx) { return history::whole(tx, "131202", deed)->payload; });
  }

  db::Database& database;
  Hasher hasher{kCheap};
  Desk desk{database, hasher};
};

bool holds(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

std::string text_of(std::int64_t number) {
  return std::to_string(number);
}

TEST_CASE("a page about people leaves one deed: who, in which post, from where, what was shown") {
  const Clock clock;
  for_each_engine([](db::Database& database) {
    Place place(database);
    const auto chief = place.enter("chief", "chief");
    const auto other = place.enter("other", "clerk");
    CHECK(place.ask(chief, "GET", "/staff/people/" + text_of(other.person)).status == 200);
    const auto views = place.deeds("staff.view");
    REQUIRE(views.size() == 1);
    CHECK(views[0].actor == chief.person);
    CHECK(views[0].post == "chief");
    CHECK(views[0].subject_kind == "person");
    CHECK(views[0].subject_key == text_of(other.person));
    CHECK(views[0].origin.starts_with("192.0.2.7 "));
    CHECK(views[0].origin.size() == std::string_view("192.0.2.7 ").size() + 12);

    CHECK(place.ask(chief, "GET", "/staff/people", {{"text", "other"}, {"password", "x"}}).status ==
          200);
    const auto searches = place.deeds("staff.search");
    REQUIRE(searches.size() == 1);
    const std::string said = place.payload(searches[0].id);
    CHECK(said ==
          R"({"address":"/staff/people?text=other","ids":[")" + text_of(other.person) + "\"]}");
  });
}

TEST_CASE("own matters, refusals and what is not there leave no deed of reading") {
  const Clock clock;
  for_each_engine([](db::Database& database) {
    Place place(database);
    const auto clerk = place.enter("clerk", "clerk");
    CHECK(place.ask(clerk, "GET", "/account").status == 200);
    CHECK(place.ask(clerk, "GET", "/staff/permissions").status == 200);
    CHECK(place.ask(clerk, "GET", "/staff/people/1").status == 404);
    CHECK(place.ask(clerk, "GET", "/staff/history").status == 403);
    CHECK(place.deeds("staff.view").empty());
    const auto refused = place.deeds("staff.refused");
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].subject_key == "/staff/history");
    CHECK(refused[0].actor == clerk.person);
    CHECK(place.payload(refused[0].id) == R"({"address":"/staff/history","deed":"read_history"})");
  });
}

TEST_CASE("what cannot be written down is not shown") {
  const Clock clock;
  for_each_engine([](db::Database& database) {
    Place place(database);
    const auto chief = place.enter("chief", "chief");
    database.write([](db::Write& tx) {
      tx.run(db::Statement{"test.away", "ALTER TABLE deed_review RENAME TO deed_review_away"});
      tx.run(db::Statement{"test.chain", "ALTER TABLE deed_chain RENAME TO deed_chain_away"});
    });
    CHECK(place.ask(chief, "GET", "/account").status == 200);
    CHECK_THROWS_AS(place.ask(chief, "GET", "/staff/people"), db::Fault);
  });
}

TEST_CASE("the hundred and first person looked up within an hour is for review") {
  const Clock clock;
  for_each_engine([](db::Database& database) {
    Place place(database);
    const auto chief = place.enter("chief", "chief");
    base::Actor actor;
    actor.kind = base::ActorKind::staff;
    actor.id = chief.person;
    actor.post = "chief";
    actor.municipality = "131202";
    const auto flagged = [&] {
      return database.read([](db::Read& tx) {
        return history::review_list(tx, "131202", history::Seen::no, history::Review::many_views,
                                    {}, 50)
            .size();
      });
    };
    for (int i = 0; i < history::kManyViews; ++i)
      note_reading(database, actor,
                   {.address = "/x", .subject_kind = "person", .subject_key = text_of(i)});
    CHECK(flagged() == 0);
    note_reading(database, actor, {.address = "/x", .subject_kind = "person", .subject_key = "x"});
    CHECK(flagged() == 1);
    note_reading(database, actor, {.address = "/x", .subject_kind = "person", .subject_key = "x"});
    CHECK(flagged() == 1);
  });
}

TEST_CASE("the pages of history show deeds whole, before and after, and who looked") {
  const Clock clock;
  for_each_engine([](db::Database& database) {
    Place place(database);
    const auto auditor = place.enter("auditor", "auditor");
    const auto administrator = place.enter("administrator", "administrator");
    const auto hanako = place.enter("hanako", "clerk");
    const std::string hers = "/staff/people/" + text_of(hanako.person);
    CHECK(place.ask(administrator, "GET", hers).status == 200);
    base::Actor actor;
    actor.kind = base::ActorKind::staff;
    actor.id = administrator.person;
    actor.post = "administrator";
    actor.municipality = "131202";
    actor.origin = "192.0.2.9 x";
    REQUIRE(end_person(actor, database, "131202", hanako.person, "退職").has_value());

    const auto list = place.ask(auditor, "GET", "/staff/history", {{"person", "administrator"}});
    CHECK(list.status == 200);
    CHECK(holds(list, "利用の終了"));
    CHECK(holds(list, "192.0.2.9 x"));
    const auto nobody = place.ask(auditor, "GET", "/staff/history", {{"person", "nobody"}});
    CHECK(nobody.status == 400);
    CHECK(holds(nobody, "nobody"));

    const auto ended = place.deeds("staff.person_end");
    REQUIRE(ended.size() == 1);
    const auto deed =
        place.ask(auditor, "GET", "/staff/history/deeds/" + text_of(ended[0].id.value));
    CHECK(deed.status == 200);
    CHECK(holds(deed, "退職"));
    CHECK(holds(deed, "変わったところ"));
    CHECK(holds(deed, "まだ封印されていません"));
    CHECK(place.ask(auditor, "GET", "/staff/history/deeds/1").status == 404);
    CHECK(place.ask(auditor, "GET", "/staff/history/deeds/x").status == 404);

    const auto of = place.ask(auditor, "GET", "/staff/history/of",
                              {{"kind", "person"}, {"key", text_of(hanako.person)}});
    CHECK(of.status == 200);
    CHECK(holds(of, "利用の終了"));
    CHECK(holds(of, "閲覧"));

    const auto csv =
        place.ask(auditor, "GET", "/staff/history.csv", {{"kind", "staff.person_end"}});
    CHECK(csv.content_type.starts_with("text/csv"));
    CHECK(holds(csv, "退職"));
    const auto exported = place.deeds("staff.export");
    REQUIRE(exported.size() == 1);
    CHECK(exported[0].subject_kind == "trail");
  });
}

// As many as asked for, wherever one search gives up on the way.
TEST_CASE("a file holds every deed up to its bound, and says where it was cut") {
  for_each_engine([](db::Database& database) {
    Place place(database);
    const auto write = [&](std::string_view kind, int count) {
      database.write([&](db::Write& tx) {
        for (int i = 0; i < count; ++i)
          history::write(tx, testing::system(),
                         {.kind = std::string(kind),
                          .municipality = "131202",
                          .subject_kind = "person",
                          .subject_key = text_of(i),
                          .reason = "deed " + text_of(i),
                          .payload_json = {}});
        return 0;
      });
    };
    // So many behind each other only where a row costs little.
    const int many =
        database.engine() == db::Engine::sqlite ? history::kLookedAtMax + 1'000 : 1'500;
    write("staff.person_end", 3);
    write("staff.person_add", many);
    http::Request request;
    request.method = "GET";
    request.path = "/staff/history.csv";
    const auto file = [&](std::string_view kind, std::size_t lines_max,
                          std::optional<history::DeedId> before = {}) {
      return database.read([&](db::Read& tx) {
        return trail_file(tx, request, "131202", {.kind = std::string(kind)}, before, lines_max);
      });
    };
    const auto lines = [](const std::string& csv) { return std::ranges::count(csv, '\n'); };
    // Behind more than one search looks at, and over more pages than one.
    const std::string ended = file("staff.person_end", kFileLinesMax);
    CHECK(ended.find("deed 0") != std::string::npos);
    CHECK(lines(ended) == 1 + 3);
    const std::string whole = file("staff.person_add", kFileLinesMax);
    CHECK(lines(whole) == 1 + many);
    CHECK(whole.find("/staff/history.csv?before=") == std::string::npos);
    // Exactly the bound, one more than it, and from where the cut file says.
    CHECK(lines(file("staff.person_end", 3)) == 1 + 3);
    const std::string cut = file("staff.person_end", 2);
    CHECK(lines(cut) == 1 + 2 + 1);
    CHECK(cut.find("deed 0") == std::string::npos);
    CHECK(cut.find("ここまでで2件です") != std::string::npos);
    const std::string asked = "/staff/history.csv?before=";
    const auto at = cut.find(asked);
    REQUIRE(at != std::string::npos);
    const history::DeedId place_before{std::stoll(cut.substr(at + asked.size()))};
    const std::string rest = file("staff.person_end", 2, place_before);
    CHECK(lines(rest) == 1 + 1);
    CHECK(rest.find("deed 0") != std::string::npos);
  });
}

TEST_CASE("a manager sees the deeds of the own body") {
  const Clock clock;
  for_each_engine([](db::Database& database) {
    Place place(database);
    const auto manager = place.enter("manager", "manager");
    const auto company = place.enter("company", "clerk", "corporation");
    CHECK(place.ask(company, "GET", "/staff/people").status == 200);
    const auto views = place.deeds("staff.view");
    REQUIRE(views.size() == 1);
    CHECK(place.ask(manager, "GET", "/staff/history/deeds/" + text_of(views[0].id.value)).status ==
          404);
    CHECK(!holds(place.ask(manager, "GET", "/staff/history"), text_of(views[0].id.value)));
    CHECK(place.ask(manager, "GET", "/staff/people").status == 200);
    CHECK(holds(place.ask(manager, "GET", "/staff/history"), "閲覧"));
  });
}

TEST_CASE("what is for review is marked with a note, several at once, and not by who did it") {
  const Clock clock;
  for_each_engine([](db::Database& database) {
    Place place(database);
    const auto auditor = place.enter("auditor", "auditor");
    const auto clerk = place.enter("clerk", "clerk");
    place.ask(clerk, "GET", "/staff/history");
    place.ask(clerk, "GET", "/staff/transfer");
    const auto refused = place.deeds("staff.refused");
    REQUIRE(refused.size() == 2);
    const auto page = place.ask(auditor, "GET", "/staff/history/review", {{"reason", "refused"}});
    CHECK(page.status == 200);
    CHECK(holds(page, "name=\"" + text_of(refused[0].id.value) + "\" value=\"seen\""));
    const auto none = place.ask(auditor, "POST", "/staff/history/review", {{"note", "x"}});
    CHECK(none.status == 400);
    CHECK(holds(none, "行為が選ばれていません"));
    const auto marked = place.ask(auditor, "POST", "/staff/history/review",
                                  {{"note", "本人に聞いた"},
                                   {text_of(refused[0].id.value), "seen"},
                                   {text_of(refused[1].id.value), "seen"}});
    CHECK(marked.status == 303);
    const auto seen = place.ask(auditor, "GET", "/staff/history/review",
                                {{"state", "seen"}, {"reason", "refused"}});
    CHECK(holds(seen, "本人に聞いた"));
    CHECK(place.deeds("history.mark_seen").size() == 1);
    CHECK(
        place
            .ask(auditor, "POST", "/staff/history/review", {{text_of(refused[0].id.value), "seen"}})
            .status == 409);
    CHECK(place.ask(clerk, "GET", "/staff/history/review").status == 403);
  });
}

}  // namespace
}  // namespace staff::web
