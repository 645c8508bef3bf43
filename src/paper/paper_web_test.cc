// Papers in the browser: the part of a page, a file going out, taking off; a guessed number.
#include "paper/paper_web.h"

#include <doctest/doctest.h>

#include "base/sha256.h"
#include "paper/office_test.h"

namespace paper::web {
namespace {

using db::testing::for_each_engine;
using staff::Post;
using testing::Office;
using testing::pdf;

// Somebody who asks for pages as the table of routes lets them.
class Somebody {
 public:
  Somebody(Office& office, const base::Actor& actor)
      : office_(office),
        hasher_(staff::testing::kCheap),
        desk_{office.database, hasher_, true, {}, office.folder} {
    visit_.who = {.municipality = "131202",
                  .person = actor.id,
                  .login = "demo",
                  .name = "練馬 花子",
                  .body = actor.body,
                  .posts = {{.person = actor.id, .post = *staff::post_from(actor.post)}}};
    visit_.form_token = "token";
  }

  http::Response ask(std::string_view method, std::string_view path, PaperId paper,
                     http::Fields query = {}, http::Fields form = {}) {
    for (const auto& route : staff_routes()) {
      if (route.method != method || route.path != path) continue;
      http::Request request;
      request.method = method;
      request.path = "/staff/papers/1";
      request.captures = {{"paper", std::to_string(paper.value)}};
      request.query = std::move(query);
      request.form = std::move(form);
      return with_visitor(route.deed, [&](const staff::web::Visitor& visitor) {
        return route.handler(desk_, request, visitor);
      });
    }
    throw std::logic_error("no such route");
  }
  SectionView shows(bool may_add = true, staff::web::Tried tried = {}) {
    return with_visitor(staff::Deed::use_papers, [&](const staff::web::Visitor& visitor) {
      return section(desk_, {}, visitor, {office_.subject, "/staff/records/7", may_add}, tried);
    });
  }
  base::Result<std::vector<PaperId>> sends(std::vector<http::UploadedFile> files,
                                           http::Fields form) {
    http::Request request;
    request.files = std::move(files);
    request.form = std::move(form);
    return with_visitor(staff::Deed::use_papers, [&](const staff::web::Visitor& visitor) {
      return attach_sent(desk_, request, visitor, office_.subject);
    });
  }
  const staff::web::Looked& looked() const { return looked_; }

 private:
  template <class Ask>
  std::invoke_result_t<Ask, const staff::web::Visitor&> with_visitor(staff::Deed deed, Ask ask) {
    const auto actor = permitted(visit_.who, deed, {"131202", visit_.who.body}).value();
    looked_ = {};
    return ask(staff::web::Visitor{visit_, actor, deed, looked_});
  }

  Office& office_;
  staff::Hasher hasher_;
  staff::web::Desk desk_;
  staff::Visit visit_;
  staff::web::Looked looked_;
};

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

bool has(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

constexpr std::string_view kPaper = "/staff/papers/{paper}";
constexpr std::string_view kTakeOff = "/staff/papers/{paper}/take-off";

}  // namespace

TEST_CASE("sent with a form, shown in the part of a page; a form sent twice attaches once") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    Somebody clerk(office, office.clerk);
    CHECK(clerk.shows().papers.empty());
    CHECK(clerk.shows(false).forms.empty());
    REQUIRE(clerk.shows().forms.size() == 1);
    CHECK(clerk.shows().forms[0].is_upload);
    CHECK(clerk.shows().forms[0].action == "/staff/records/7/papers");
    const http::Fields form = {{"command", "c-1"}, {"eyes", "personal"}};
    const std::vector<http::UploadedFile> files = {
        {"papers", "名簿.pdf", pdf()}, {"papers", "b.txt", "二つ目"}, {"other", "c.exe", "no"}};
    const auto first = clerk.sends(files, form).value();
    CHECK(first.size() == 2);
    CHECK(clerk.sends(files, form).value() == first);
    CHECK(clerk.sends({}, {}).error().code == no_file_chosen.code);
    const auto shown = clerk.shows();
    REQUIRE(shown.papers.size() == 2);
    CHECK(shown.title == "添付書類（2件）");
    CHECK(shown.papers[0].name == "名簿.pdf");
    CHECK(shown.papers[0].about == "PDF 17バイト");
    CHECK(shown.papers[0].personal == "個人情報あり");
    CHECK(shown.papers[0].who == "練馬 clerk");
    CHECK(shown.papers[0].take_off_url.ends_with("take-off?back=%2Fstaff%2Frecords%2F7"));
    Somebody other(office, office.other_clerk);
    CHECK(other.shows().papers[0].take_off_url.empty());
    CHECK(!other.shows().papers[0].url.empty());
    // A planner of another body learns that there is a paper, not its name.
    base::Actor far = office.planner;
    far.body = "corporation";
    const auto line = Somebody(office, far).shows().papers[0];
    CHECK(line.url.empty());
    CHECK(line.name.find("名簿") == std::string::npos);
  });
}

TEST_CASE("sizes in words are counted up") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const auto about = [&](std::size_t bytes) {
      office.attach(office.clerk, "a.txt", std::string(bytes, 'a')).value();
      return Somebody(office, office.clerk).shows().papers.back().about;
    };
    CHECK(about(1023) == "テキスト 1023バイト");
    CHECK(about(1024) == "テキスト 1KB");
    CHECK(about(1025) == "テキスト 2KB");
    CHECK(about(1024 * 1024) == "テキスト 1.0MB");
    CHECK(about(1024 * 1024 + 1) == "テキスト 1.1MB");
  });
}

TEST_CASE("a paper goes out as a file to be kept, and who read it is known") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const PaperId paper = office.attach(office.clerk, "交付.pdf", pdf()).value()[0];
    Somebody auditor(office, office.auditor);
    const auto answer = auditor.ask("GET", kPaper, paper);
    CHECK(answer.status == 200);
    // From the disk, however many read it at once: nothing of it is in memory.
    CHECK(answer.body.empty());
    REQUIRE(answer.file.has_value());
    CHECK(answer.file->file->read(answer.file->first, answer.file->count) == pdf());
    CHECK(header(answer, "ETag") == "\"" + base::sha256_hex(pdf()).substr(0, 32) + "\"");
    CHECK(answer.content_type == "application/pdf");
    CHECK(header(answer, "Content-Disposition").starts_with("attachment; "));
    CHECK(header(answer, "Content-Security-Policy").find("sandbox") != std::string::npos);
    CHECK(header(answer, "Cache-Control") == "no-store");
    CHECK(auditor.looked().subject_kind == "paper");
    CHECK(auditor.looked().subject_key == std::to_string(paper.value));
    Somebody stranger(office, office.stranger);
    CHECK(stranger.ask("GET", kPaper, paper).status == 403);
    CHECK(stranger.ask("GET", kTakeOff, paper).status == 403);
    CHECK(stranger.ask("POST", kTakeOff, paper, {}, {{"reason", "x"}}).status == 403);
    CHECK(auditor.ask("GET", kPaper, PaperId{1}).status == 404);
  });
}

TEST_CASE("taking off asks for a reason, leads back, and leaves a line") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const PaperId paper = office.attach(office.clerk, "a.pdf", pdf()).value()[0];
    Somebody clerk(office, office.clerk);
    const auto page = clerk.ask("GET", kTakeOff, paper, {{"back", "/staff/records/7"}});
    CHECK(page.status == 200);
    CHECK(has(page, "/staff/records/7"));
    const auto lured = clerk.ask("GET", kTakeOff, paper, {{"back", "//evil.example"}});
    CHECK(!has(lured, "href=\"//evil"));
    CHECK(!has(lured, "value=\"//evil"));
    const auto without = clerk.ask("POST", kTakeOff, paper, {}, {{"reason", " "}});
    CHECK(without.status == 400);
    CHECK(clerk.ask("POST", kTakeOff, paper, {}, {{"reason", std::string(150, 'x')}}).status ==
          303);
    CHECK(clerk.ask("POST", kTakeOff, paper, {}, {{"reason", "x"}}).status == 409);
    const auto shown = clerk.shows();
    CHECK(shown.papers.empty());
    REQUIRE(shown.taken_off.size() == 1);
    CHECK(shown.taken_off[0].name == "a.pdf");
    CHECK(shown.taken_off[0].url.empty());
    CHECK(shown.taken_off[0].how.find("練馬 clerk") != std::string::npos);
    CHECK(!Somebody(office, office.auditor).shows().taken_off[0].url.empty());
  });
}

}  // namespace paper::web
