// What stands between a request and a page of the staff: where it comes from, whose form it is,
// what is kept of a form, and that a form sent twice is done once.
#include <doctest/doctest.h>

#include "db/testing.h"
#include "staff/people_test.h"
#include "staff/people_web.h"
#include "staff/qr_square.h"
#include "staff/sign_in_web.h"
#include "staff/staff_page.h"

namespace staff::web {
namespace {

using db::testing::for_each_engine;
using testing::kCheap;
using testing::kPassword;

http::Request post(std::string path, http::Fields form = {}) {
  http::Request request;
  request.method = "POST";
  request.path = std::move(path);
  request.form = std::move(form);
  return request;
}

std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

TEST_CASE("a request from another site is told by Sec-Fetch-Site, else by Origin") {
  struct Line {
    std::string_view site, origin;
    bool foreign;
  };
  const Line lines[] = {
      {"same-origin", "", false},
      {"none", "", false},
      {"same-origin", "https://other.example", false},  // a web server in front changed Host
      {"same-site", "", true},
      {"cross-site", "", true},
      {"cross-site", "http://h:8080", true},
      {"", "", false},
      {"", "http://h:8080", false},
      {"", "https://h:8080", false},  // TLS ends in front
      {"", "http://h", true},
      {"", "http://h:8080.example", true},
      {"", "null", true},
  };
  for (const Line& line : lines) {
    CAPTURE(line.site);
    CAPTURE(line.origin);
    http::Request request = post("/x");
    request.headers = {{"host", "h:8080"}};
    if (!line.site.empty()) request.headers["sec-fetch-site"] = line.site;
    if (!line.origin.empty()) request.headers["origin"] = line.origin;
    CHECK(is_foreign(request) == line.foreign);
  }
}

TEST_CASE("the way back stays on this site and does not lead to signing in again") {
  const std::pair<std::string_view, bool> paths[] = {
      {"/", true},
      {"/account?x=1", true},
      {"/en/staff/people?text=%E8%8A%B1", true},
      {"", false},
      {"account", false},
      {"//other.example", false},
      {"/\\other.example", false},
      {"https://other.example/", false},
      {"/a b", false},
      {"/a\r\nSet-Cookie: x", false},
      {"/花", false},
      {"/sign-in", false},
      {"/sign-out", false},
      {"/en/sign-in/code", false},
  };
  for (const auto& [path, is_local] : paths) {
    CAPTURE(path);
    CHECK(is_local_path(path) == is_local);
  }
}

TEST_CASE("a cookie is found among others, the first of its name") {
  http::Request request;
  CHECK(http::cookie(request, kCookie).empty());
  const std::pair<std::string_view, std::string_view> headers[] = {
      {"__Host-nigiwai=abc", "abc"},
      {"a=1; __Host-nigiwai=abc; b=2", "abc"},
      {"a=1;__Host-nigiwai=abc", "abc"},
      {"__Host-nigiwai=abc; __Host-nigiwai=def", "abc"},
      {"x__Host-nigiwai=abc", ""},
      {"__Host-nigiwai", ""},
      {"__Host-nigiwaiy=abc", ""},
      {"__Host-nigiwai=", ""},
      {";;;=", ""},
  };
  for (const auto& [header, value] : headers) {
    CAPTURE(header);
    request.headers["cookie"] = header;
    CHECK(http::cookie(request, kCookie) == value);
  }
  CHECK(session_cookie("abc") == "__Host-nigiwai=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
}

TEST_CASE("a kept form holds what was typed, without passwords, codes and the old session") {
  http::Request request = post("/staff/people/7/end", {{"form_token", "t"},
                                                       {"command", "c"},
                                                       {"written_by", "hanako"},
                                                       {"reason", "退職"},
                                                       {"old_password", "a"},
                                                       {"password_again", "b"},
                                                       {"code", "123456"}});
  const KeptForm kept = kept_form(request);
  CHECK(kept.path == "/staff/people/7/end");
  CHECK(kept.written_by == "hanako");
  CHECK(kept.fields == http::Fields{{"reason", "退職"}});

  FormView form;
  keep_in(form, kept);
  http::Request signing_in = post("/sign-in");
  for (const HiddenField& one : form.hidden) signing_in.form.emplace_back(one.name, one.value);
  const KeptForm back = kept_in(signing_in);
  CHECK(back.path == kept.path);
  CHECK(back.written_by == kept.written_by);
  CHECK(back.fields == kept.fields);
  for (auto& [name, value] : signing_in.form)
    if (name == "kept_path") value = "//other.example";
  CHECK(kept_in(signing_in).path.empty());
}

// A visit of somebody who holds a post.
struct Signed {
  Person person;
  std::string secret;
  Visit visit;
};

Signed signed_in(const Desk& desk, std::string_view login, std::string_view post,
                 std::string_view body = "ward") {
  const Person person = testing::somebody(desk.database, desk.hasher, login, post, body);
  const auto entered = sign_in(desk.database, desk.hasher, testing::attempt(login)).value();
  return {person, entered.secret, visit(desk.database, entered.secret).value()};
}

http::Request of(const Signed& who, http::Request request) {
  request.headers["cookie"] = std::string(kCookie) + "=" + who.secret;
  if (request.method == "POST") request.form.emplace_back("form_token", who.visit.form_token);
  return request;
}

TEST_CASE("a form sent twice is done once and leads to the same place") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(kCheap);
    const Desk desk{database, hasher};
    const Signed admin = signed_in(desk, "admin", "administrator");
    const StaffRoute route{"POST", "/staff/people/new", Deed::manage_people, post_new_person};
    const auto send = [&](std::string command, std::string name) {
      return staff_page(desk, route,
                        of(admin, post("/staff/people/new", {{"command", std::move(command)},
                                                             {"login", "hanako"},
                                                             {"name", std::move(name)},
                                                             {"body", "ward"}})));
    };
    const http::Response first = send("once", "花子");
    CHECK(first.status == 303);
    const http::Response second = send("once", "花子");
    CHECK(second.status == 303);
    CHECK(header_of(second, "Location") == header_of(first, "Location"));
    CHECK(send("once", "別人").status == 409);     // the number of another form
    CHECK(send("another", "花子").status == 409);  // the login is taken
    CHECK(database.read([](db::Read& tx) { return persons(tx, "131202", "hanako").size(); }) == 1);
  });
}

// The same form arrives once more while the first is under way.
http::Response post_while_under_way(const Desk& desk, const http::Request& request,
                                    const Visitor&) {
  if (request.headers.contains("x-inner")) return http::redirect("/staff/people/7");
  http::Request inner = request;
  inner.headers["x-inner"] = "1";
  const StaffRoute route{"POST", "/staff/people/new", Deed::manage_people, post_while_under_way};
  CHECK(staff_page(desk, route, inner).status == 303);
  return http::redirect("/staff/people/7");
}

TEST_CASE("a form that arrives again while it is under way is answered like the first") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(kCheap);
    const Desk desk{database, hasher};
    const Signed admin = signed_in(desk, "admin", "administrator");
    const StaffRoute route{"POST", "/staff/people/new", Deed::manage_people, post_while_under_way};
    const auto answer = staff_page(
        desk, route, of(admin, post("/staff/people/new", {{"command", "once"}, {"name", "花子"}})));
    CHECK(answer.status == 303);
    CHECK(header_of(answer, "Location") == "/staff/people/7");
  });
}

TEST_CASE("a large body is taken of whoever has a session, and of nobody else") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(kCheap);
    const Desk desk{database, hasher};
    const Signed clerk = signed_in(desk, "taro", "clerk");
    const http::Request request = of(clerk, post("/staff/records/7/papers"));
    CHECK_FALSE(turn_stranger_away(desk, request).has_value());
    sign_out(database, clerk.secret);
    CHECK(turn_stranger_away(desk, request).has_value());
    http::Request stranger = post("/staff/records/7/papers");
    for (const char* cookie : {"", "__Host-nigiwai=guessed"}) {
      stranger.headers["cookie"] = cookie;
      const auto answer = turn_stranger_away(desk, stranger);
      REQUIRE(answer.has_value());
      CHECK(answer->status == 401);
    }
  });
}

TEST_CASE("a form of another session is not done, and what was typed is shown") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(kCheap);
    const Desk desk{database, hasher};
    const Signed admin = signed_in(desk, "admin", "administrator");
    const StaffRoute route{"POST", "/staff/people/new", Deed::manage_people, post_new_person};
    http::Request request =
        of(admin,
           post("/staff/people/new", {{"login", "hanako"}, {"name", "花子"}, {"body", "ward"}}));
    request.form.back().second = "of another session";
    const http::Response refused = staff_page(desk, route, request);
    CHECK(refused.status == 403);
    CHECK(refused.body.find("花子") != std::string::npos);
    CHECK(refused.body.find(admin.visit.form_token) != std::string::npos);

    request.headers["origin"] = "https://other.example";
    const http::Response foreign = staff_page(desk, route, request);
    CHECK(foreign.status == 403);
    CHECK(foreign.body.find("花子") == std::string::npos);
    CHECK(foreign.body.find(admin.visit.form_token) == std::string::npos);
    CHECK(database.read([](db::Read& tx) { return persons(tx, "131202", "hanako").empty(); }));
  });
}

TEST_CASE("somebody else does not send what one person typed") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(kCheap);
    const Desk desk{database, hasher};
    testing::somebody(database, hasher, "taro", "clerk");
    const auto sign_in_as = [&](std::string by) {
      return post_sign_in(desk, post("/sign-in", {{"municipality", "131202"},
                                                  {"login", "taro"},
                                                  {"password", std::string(kPassword)},
                                                  {"kept_path", "/account/password"},
                                                  {"kept_by", std::move(by)},
                                                  {"kept.reason", "覚え書き"}}));
    };
    const http::Response own = sign_in_as("taro");
    CHECK(own.status == 200);
    CHECK(own.body.find("覚え書き") != std::string::npos);
    CHECK(header_of(own, "Set-Cookie").starts_with("__Host-nigiwai="));
    const http::Response other = sign_in_as("hanako");
    CHECK(other.status == 200);
    CHECK(other.body.find("覚え書き") == std::string::npos);
  });
}

TEST_CASE("people of another body are neither listed nor shown where the post reaches one's own") {
  for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(kCheap);
    const Desk desk{database, hasher};
    const Signed clerk = signed_in(desk, "of-company", "clerk", "corporation");
    const Person other = testing::somebody(database, hasher, "of-ward", "clerk");
    http::Request list;
    list.method = "GET";
    list.path = "/staff/people";
    const http::Response people =
        staff_page(desk, {"GET", "/staff/people", Deed::read_people, get_people}, of(clerk, list));
    CHECK(people.status == 200);
    CHECK(people.body.find("of-company") != std::string::npos);
    CHECK(people.body.find("of-ward") == std::string::npos);
    http::Request one = list;
    one.path += "/" + std::to_string(other.person);
    one.captures["person"] = std::to_string(other.person);
    CHECK(staff_page(desk, {"GET", "/staff/people/{person}", Deed::read_people, get_person},
                     of(clerk, one))
              .status == 403);
  });
}

TEST_CASE("a day is typed in our years or in those of an era, narrow or wide") {
  struct Line {
    std::string_view year, month, day, read;
  };
  const Line lines[] = {
      {"2026", "4", "1", "2026-04-01"},
      {"令和8", "04", "01", "2026-04-01"},
      {"R8年", "4", "1", "2026-04-01"},
      {"令和元年", "5", "1", "2019-05-01"},
      {"２０２６", "４", "１", "2026-04-01"},
      {" 2026 ", " 4 ", " 1 ", "2026-04-01"},
      {"2026", "2", "29", ""},
      {"2026", "13", "1", ""},
      {"2026", "", "1", ""},
      {"", "4", "1", ""},
      {"令和", "4", "1", ""},
      {"8", "4", "1", ""},
      {"2026", "4", "-1", ""},
      {"2026", "4", "1日", ""},
      {"2026x", "4", "1", ""},
      {"99999", "4", "1", ""},
  };
  for (const Line& line : lines) {
    CAPTURE(line.year);
    CAPTURE(line.month);
    CAPTURE(line.day);
    const http::Request request = post("/x", {{"from_year", std::string(line.year)},
                                              {"from_month", std::string(line.month)},
                                              {"from_day", std::string(line.day)}});
    FormReading reading(request, "give");
    const auto day = reading.day("from");
    CHECK((day ? base::iso(*day) : "") == line.read);
    CHECK(reading.ok() == !line.read.empty());
  }
  const http::Request nothing = post("/x");
  FormReading reading(nothing, "give");
  CHECK(!reading.day("from"));
  CHECK(reading.ok());
  reading.needed_day("from");
  CHECK(reading.tried().wrong.size() == 1);
}

TEST_CASE("the square of a text: a border of four, three corners, runs of dark modules") {
  const QrSquare square = qr_square("otpauth://totp/x");
  CHECK(square.size == 25 + 8);
  CHECK(square.path.starts_with("M4 4h7v1h-7z"));
  CHECK(square.path.find("M22 4h7v1h-7z") != std::string::npos);
  CHECK(square.path.find("M4 28h7v1h-7z") != std::string::npos);
}

}  // namespace
}  // namespace staff::web
