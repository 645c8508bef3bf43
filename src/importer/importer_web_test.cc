// The way of an officer through the pages: a file is sent, what was understood is corrected, taken
// over, followed from the plan's cell back to the file, and undone.
#include "importer/importer_web.h"

#include "importer/import_test.h"
#include "staff/asking_test.h"

namespace importer {
namespace {

using namespace testing;
using staff::testing::after;
using staff::testing::place_of;
using staff::testing::SignedIn;
using staff::testing::somebody_signed_in;
using staff::web::Desk;

}  // namespace

TEST_CASE("an officer sends a table, corrects it, takes it over and undoes it") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    Place place(engine);
    staff::Hasher hasher{staff::testing::kCheap};
    Desk desk{place.database, hasher};
    desk.papers = place.folder;
    const staff::testing::Pages pages{desk, {web::staff_routes()}};
    const SignedIn who = somebody_signed_in(desk, "is-planner", "planner");
    const auto get = [&](const std::string& path) { return pages.ask(who, "GET", path); };
    const auto post = [&](const std::string& path, http::Fields form) {
      return pages.ask(who, "POST", path, std::move(form));
    };

    CHECK(get("/staff/imports").body.find("取込はまだありません") != std::string::npos);
    CHECK(post("/staff/imports/new", {}).status == 400);
    const auto sent =
        pages.ask(who, "POST", "/staff/imports/new", {}, {{"table_file", "進捗.csv", kTable}});
    REQUIRE(sent.status == 303);
    const std::string path = place_of(sent);
    auto page = get(path);
    REQUIRE(page.status == 200);
    CHECK(page.body.find("令和4年度実績") != std::string::npos);
    CHECK(page.body.find("現状継続") != std::string::npos);

    // A column's meaning is corrected; a form of an older version is told so.
    const std::string seen = after(page.body, "name=\"seen\" value=\"");
    CHECK(post(path + "/columns", {{"seen", seen},
                                   {"header.3", "担当課"},
                                   {"meaning.3", "note"},
                                   {"year.3", ""},
                                   {"to_year.3", ""}})
              .status == 303);
    CHECK(post(path + "/columns", {{"seen", seen},
                                   {"header.3", "担当課"},
                                   {"meaning.3", "owner"},
                                   {"year.3", ""},
                                   {"to_year.3", ""}})
              .status == 409);
    CHECK(post(path + "/columns", {{"seen", "2"},
                                   {"header.4", "令和4年度実績"},
                                   {"meaning.4", "result"},
                                   {"year.4", "二〇"},
                                   {"to_year.4", ""}})
              .status == 400);
    CHECK(post(path + "/ratings", {{"seen", "2"}, {"printed.1", "拡充"}, {"mark.1", ""}}).status ==
          400);
    CHECK(post(path + "/ratings", {{"seen", "2"}, {"printed.1", "拡充"}, {"mark.1", "拡大"}})
              .status == 303);
    CHECK(post(path + "/lines", {{"seen", "3"}, {"kind.6", "note"}, {"page", "1"}}).status == 303);
    CHECK(post(path + "/lines", {{"seen", "4"}, {"kind.6", "programme"}, {"page", "1"}}).status ==
          303);
    CHECK(post(path + "/header",
               {{"seen", "5"}, {"header_top", "0"}, {"header_bottom", "2"}, {"turned", "no"}})
              .status == 400);
    CHECK(post(path + "/table", {{"seen", "5"}, {"table", "7"}}).status == 400);
    CHECK(get(path + "/take").status == 400);  // it has no short name yet
    http::Fields target = {{"seen", "5"},          {"target", "new_plan"},
                           {"slug", "羽村"},       {"plan_title", "羽村市"},
                           {"plan_kind", "plan"},  {"from_year", "2022"},
                           {"until_year", "2026"}, {"source_title", ""}};
    CHECK(post(path + "/plan", target).status == 400);
    target[2].second = "hamura";
    CHECK(post(path + "/plan", target).status == 303);
    page = get(path + "/take");
    REQUIRE(page.status == 200);
    CHECK(page.body.find("現状継続") != std::string::npos);
    const http::Fields take = {{"seen", after(page.body, "name=\"seen\" value=\"")},
                               {"standing", "0"},
                               {"command", "take-1"}};
    const auto taken_over = post(path + "/take", take);
    CAPTURE(taken_over.body.substr(
        std::min(taken_over.body.size(), taken_over.body.find("data-kind=\"error\"")), 700));
    CHECK(taken_over.status == 303);
    CHECK(post(path + "/take", take).status == 303);  // sent twice, taken over once
    CHECK(get(path).body.find("この表は計画に取り込まれています") != std::string::npos);

    // From the plan's cell to the file.
    const auto source = get(path + "/source?line=4&column=4");
    REQUIRE(source.status == 200);
    CHECK(source.body.find("<mark>1,200件</mark>") != std::string::npos);
    CHECK(source.body.find("D4") != std::string::npos);
    CHECK(source.body.find("融資あっせん") != std::string::npos);
    CHECK(get(path + "/source?line=400&column=4").status == 404);
    const SignedIn reader = somebody_signed_in(desk, "is-director", "director");
    CHECK(pages.ask(reader, "GET", path + "/source?line=4&column=4").status == 200);
    CHECK(pages.ask(reader, "GET", path).status == 403);

    http::Request public_row;
    public_row.method = "GET";
    public_row.captures = {{"slug", "hamura"},
                           {"row", document(place.database, "hamura").rows[1].key}};
    CHECK(web::get_row_source(desk, public_row).refusal.has_value());  // it is not public

    CHECK(post(path + "/undo", {{"reason", ""}}).status == 400);
    CHECK(post(path + "/undo", {{"reason", "違う表だった"}}).status == 303);
    const staff::Visit visit = staff::visit(desk.database, who.secret).value();
    CHECK(web::start_part(desk, http::Request{}, visit).front().lines.size() == 2);
    CHECK(get("/staff/imports").body.find("取消し済み") != std::string::npos);
    CHECK(get("/staff/imports/9").status == 404);
    // What the browser sends without script when a table is pasted.
    const auto pasted =
        post("/staff/imports/new", {{"pasted", "番号\t事業名\t令和4年度\n1\tあ\t3件\n"}});
    REQUIRE(pasted.status == 303);
    CHECK(post(place_of(pasted) + "/drop", {}).status == 303);
  }
}

}  // namespace importer
