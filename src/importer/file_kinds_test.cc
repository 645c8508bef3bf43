// Every kind of file the whole way round, on both databases: sent, looked at, its mapping
// corrected, taken over, every cell followed back to the file, a corrected file brought, both
// undone.
#include "importer/import_test.h"
#include "importer/importer_web.h"
#include "importer/made_files_test.h"
#include "plan/plan_service.h"
#include "staff/asking_test.h"

namespace importer {
namespace {

using namespace testing;
using staff::testing::after;
using staff::testing::place_of;
using staff::testing::SignedIn;
using staff::testing::somebody_signed_in;

const Rows kFirst = {
    {"番号", "事業名", "担当課", "令和4年度実績", "令和5年度実績", "評価"},
    {"1", "空き店舗活用", "産業課", "3件", "5件", "拡充"},
    {"2", "融資あっせん", "産業課", "1,200件", "980件", "現状継続"},
    {"3", "商店街の催し", "産業課", "12回", "11回", "改善"},
    {"4", "創業の相談", "産業課", "40件", "52件", "拡充"},
};

Rows corrected() {
  Rows rows = kFirst;
  rows[2][4] = "986件";
  return rows;
}

struct Kind {
  std::string name;
  std::string (*file_of)(const Rows& rows);
  std::string place;  // of 980件, as the pages show it
};
const Kind kKinds[] = {{"進捗.xlsx", workbook_of, "E3"},
                       {"進捗.html", page_of, "E3"},
                       {"進捗.csv", csv_of, "E3"},
                       {"進捗.pdf", pdf_of, "p.1 (550,"}};

struct Round {
  const Place& place;
  const staff::testing::Pages& pages;
  const SignedIn& who;

  http::Response get(const std::string& path) const { return pages.ask(who, "GET", path); }
  void post(const std::string& path, http::Fields form,
            std::vector<http::UploadedFile> files = {}) const {
    const auto answer = pages.ask(who, "POST", path, std::move(form), std::move(files));
    CAPTURE(path);
    CAPTURE(answer.body.substr(0, answer.status == 303 ? 0 : 3000));
    REQUIRE(answer.status == 303);
  }
  std::string begin(const std::string& path, const Kind& kind, const Rows& rows) const {
    const auto sent =
        pages.ask(who, "POST", path, {}, {{"table_file", kind.name, kind.file_of(rows)}});
    REQUIRE(sent.status == 303);
    return place_of(sent);
  }
  void take(const std::string& path) const {
    const auto page = get(path + "/take");
    REQUIRE(page.status == 200);
    post(path + "/take", {{"seen", after(page.body, "name=\"seen\" value=\"")},
                          {"standing", after(page.body, "name=\"standing\" value=\"")}});
  }
  // Each cell that was taken over, on the page of its source.
  int follow_back(const std::string& path) const {
    const ImportId id{std::stoll(path.substr(path.rfind('/') + 1))};
    const auto cells =
        place.database.read([&](db::Read& tx) { return store::cells_of(tx, "131202", id); });
    for (const store::CellPlace& cell : cells) {
      CAPTURE(cell.text);
      const auto page = get(path + "/source?line=" + std::to_string(cell.grid_row + 1) +
                            "&column=" + std::to_string(cell.grid_column + 1));
      CHECK(page.status == 200);
      CHECK(page.body.find("<mark>" + cell.text + "</mark>") != std::string::npos);
      CHECK(page.body.find(cell.address) != std::string::npos);
    }
    return static_cast<int>(cells.size());
  }
};

void go_round(const Round& round, const Kind& kind) {
  const Place& place = round.place;
  const std::string path = round.begin("/staff/imports/new", kind, kFirst);
  const auto preview = round.get(path);
  REQUIRE(preview.status == 200);
  CHECK(preview.body.find("令和5年度実績") != std::string::npos);
  round.post(path + "/columns", {{"seen", "1"},
                                 {"header.3", "担当課"},
                                 {"meaning.3", "note"},
                                 {"year.3", ""},
                                 {"to_year.3", ""}});
  round.post(path + "/plan", {{"seen", "2"},
                              {"target", "new_plan"},
                              {"slug", "hamura"},
                              {"plan_title", "羽村市"},
                              {"plan_kind", "plan"},
                              {"from_year", "2022"},
                              {"until_year", "2026"},
                              {"source_title", ""}});
  round.take(path);
  plan::Plan made = document(place.database, "hamura");
  CHECK(said(made, "融資あっせん", 2023) == "980件");
  CHECK(made.rows.front().departments.empty());  // the mapping said that it is a note
  // Eight values, four names, numbers and ratings.
  CHECK(round.follow_back(path) >= 20);
  const auto source = round.get(path + "/source?line=3&column=5");
  CHECK(source.body.find("<mark>980件</mark>") != std::string::npos);
  CHECK(source.body.find(kind.place) != std::string::npos);

  const std::string again = round.begin(path + "/again", kind, corrected());
  const auto differences = round.get(again + "/take");
  CHECK(differences.body.find("986件") != std::string::npos);
  CHECK(differences.body.find("52件") == std::string::npos);
  round.take(again);
  CHECK(said(document(place.database, "hamura"), "融資あっせん", 2023) == "986件");
  round.follow_back(again);
  CHECK(verify(place.database, place.folder).empty());
  round.post(again + "/undo", {{"reason", "訂正の誤り"}});
  CHECK(said(document(place.database, "hamura"), "融資あっせん", 2023) == "980件");
  round.post(path + "/undo", {{"reason", "違う表だった"}});
  CHECK_FALSE(plan::open(planner(), place.database, "hamura").has_value());
  CHECK(verify(place.database, place.folder).empty());
  CHECK(plan::verify(place.database).empty());
}

}  // namespace

TEST_CASE("a workbook, a page, a CSV and a PDF with words go the whole way round") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    for (const Kind& kind : kKinds) {
      CAPTURE(kind.name);
      const Place place(engine);
      staff::Hasher hasher{staff::testing::kCheap};
      staff::web::Desk desk{place.database, hasher};
      desk.papers = place.folder;
      const SignedIn who = somebody_signed_in(desk, "is-planner", "planner");
      const staff::testing::Pages pages{desk, {web::staff_routes()}};
      go_round({place, pages, who}, kind);
    }
  }
}

// More cells than go into the plan with one statement, and a database that is asked for each.
TEST_CASE("a table of several hundred cells has every cell in its place") {
  Rows rows = {{"番号", "事業名", "令和2年度実績", "令和3年度実績", "令和4年度実績"}};
  for (int i = 1; i <= 150; ++i) {
    const std::string number = std::to_string(i);
    rows.push_back({number, "事業その" + number, number + "件", std::to_string(i + 1) + "件",
                    std::to_string(i + 2) + "件"});
  }
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const Place place(engine);
    const ImportId id = drafted(place, csv_of(rows), new_plan("hamura"));
    const auto done = taken(place, id);
    REQUIRE(done.has_value());
    CHECK(done->cells == 450);
    const plan::Plan made = document(place.database, "hamura");
    CHECK(said(made, "事業その150", 2022) == "152件");
    CHECK(verify(place.database, place.folder).empty());
    CHECK(plan::verify(place.database).empty());
  }
}

}  // namespace importer
