// From a file to the plans and back, on both databases: every cell with its place, nothing twice,
// nothing half done, nothing for another town.
#include "importer/import_service.h"
#include "history/history.h"
#include "importer/import_test.h"
#include "importer/importer_web.h"
#include "paper/paper_folder.h"
#include "plan/plan_service.h"

namespace importer {
namespace {

using namespace testing;

constexpr db::Statement kTamper{
    "importer_test.tamper",
    "UPDATE importer_cell SET text = '999件' WHERE municipality = '131202' AND text = '980件'"};
constexpr db::Statement kLose{
    "importer_test.lose",
    "DELETE FROM importer_cell WHERE municipality = '131202' AND text = '52件'"};
constexpr db::Statement kCall{
    "importer_test.call",
    "INSERT INTO figure_release (municipality, release, plan, kind, title, mark, effective_at, "
    "released_by, released_at, deed) VALUES ('131202', 1, 'hamura', 'publication', '公表', 1, 1, "
    "1, "
    "1, ?1)"};

Wanted later_year(std::string slug) {
  Wanted wanted;
  wanted.target = Target::later_year;
  wanted.plan = std::move(slug);
  return wanted;
}

template <class Check>
void on_both(Check check) {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const Place place(engine);
    check(place);
  }
}

}  // namespace

TEST_CASE(
    "a table becomes a plan that staff see and the public does not, each cell with its place") {
  on_both([](const Place& place) {
    const ImportId id = drafted(place, kTable, new_plan("hamura"));
    const auto done = taken(place, id);
    CHECK(code_of(done) == "");
    REQUIRE(done.has_value());
    CHECK(done->cells == 8);
    const plan::Plan made = document(place.database, "hamura");
    CHECK(said(made, "融資あっせん", 2022) == "1,200件");
    CHECK(said(made, "創業の相談", 2023) == "52件");
    REQUIRE(made.rating_scales.size() == 1);
    CHECK(made.rating_scales.front().marks.size() == 3);
    CHECK_FALSE(plan::open(base::Actor::visitor(), place.database, "hamura").has_value());
    CHECK(plan::open(planner(), place.database, "hamura").has_value());

    const std::string row = made.rows[1].key;
    const auto places = place.database.read([&](db::Read& tx) {
      return web::printed_places(tx, "131202", "hamura", row, staff::web::SourceEyes::staff);
    });
    const std::string column = made.columns.front().key;
    const auto cell = std::ranges::find(places, column, &staff::web::PrintedPlace::column);
    REQUIRE(cell != places.end());
    CHECK(cell->path == web::source_path(id, 3, 3));
    CHECK(verify(place.database, place.folder).empty());
    CHECK(history::verify(place.database).empty());
    CHECK(plan::verify(place.database).empty());
  });
}

TEST_CASE("the same command takes over once; another one is told that it is done") {
  on_both([](const Place& place) {
    const ImportId id = drafted(place, kTable, new_plan("hamura"));
    const auto first = commit(planner(), place.shop, id, {.version = 2, .command_id = "one"});
    REQUIRE(first.has_value());
    const auto second = commit(planner(), place.shop, id, {.version = 2, .command_id = "one"});
    REQUIRE(second.has_value());
    CHECK(second->deed == first->deed);
    CHECK(code_of(commit(planner(), place.shop, id, {.version = 2, .command_id = "two"})) ==
          not_a_draft.code);
    const auto sent = Sent{.name = "a.csv", .bytes = kTable, .command_id = "three"};
    CHECK(*begin(planner(), place.shop, sent) == *begin(planner(), place.shop, sent));
  });
}

TEST_CASE("an import is undone, and its short name is free again for the corrected table") {
  on_both([](const Place& place) {
    const ImportId id = drafted(place, kTable, new_plan("hamura"));
    REQUIRE(taken(place, id).has_value());
    CHECK(code_of(undo(planner(), place.shop, id, " ")) == reason_missing.code);
    const auto undone = undo(planner(), place.shop, id, "違う表だった", "undo");
    REQUIRE(undone.has_value());
    CHECK(*undo(planner(), place.shop, id, "違う表だった", "undo") == *undone);
    CHECK(code_of(undo(planner(), place.shop, id, "もう一度")) == not_committed.code);
    CHECK_FALSE(plan::open(planner(), place.database, "hamura").has_value());
    CHECK(plan::list(planner(), place.database).empty());

    const ImportId next = drafted(place, kCorrected, new_plan("hamura"));
    REQUIRE(taken(place, next).has_value());
    CHECK(said(document(place.database, "hamura"), "融資あっせん", 2023) == "986件");
    CHECK(verify(place.database, place.folder).empty());
    CHECK(plan::verify(place.database).empty());
  });
}

TEST_CASE("a corrected file changes the cells that differ, and its undo brings them back") {
  on_both([](const Place& place) {
    const ImportId first = drafted(place, kTable, new_plan("hamura"));
    REQUIRE(taken(place, first).has_value());
    const auto again =
        begin(planner(), place.shop, {.name = "訂正.csv", .bytes = kCorrected, .corrects = first});
    REQUIRE(again.has_value());
    const auto proposed = propose(planner(), place.shop, *again);
    REQUIRE(proposed.has_value());
    std::vector<std::string> told;
    for (const Change& one : proposed->proposal.changes)
      told.push_back(one.before.value_or("-") + ">" + one.after.value_or("-"));
    CHECK(std::ranges::find(told, "980件>986件") != told.end());
    CHECK(std::ranges::find(told, "12回>-") != told.end());
    CHECK(std::ranges::find(told, "->3社") != told.end());
    CHECK(std::ranges::find(told, "40件>40件") == told.end());
    const auto done = taken(place, *again);
    REQUIRE(done.has_value());
    CHECK(done->cells == 4);  // one changed, one emptied, two of the new line
    plan::Plan now = document(place.database, "hamura");
    CHECK(said(now, "融資あっせん", 2023) == "986件");
    CHECK(said(now, "商店街の催し", 2022) == "(nothing)");
    CHECK(said(now, "創業の相談", 2022) == "40件");
    CHECK(code_of(undo(planner(), place.shop, first, "古い方")) == corrected_already.code);

    REQUIRE(undo(planner(), place.shop, *again, "訂正の誤り").has_value());
    now = document(place.database, "hamura");
    CHECK(said(now, "融資あっせん", 2023) == "980件");
    CHECK(said(now, "商店街の催し", 2022) == "12回");
    CHECK(said(now, "見本市への出展", 2022) == "(no row)");
    CHECK(verify(place.database, place.folder).empty());
    CHECK(plan::verify(place.database).empty());
    // It stands as before the correction: it may be corrected again, or undone.
    CHECK(undo(planner(), place.shop, first, "やめる").has_value());
  });
}

TEST_CASE("a later year is added beside what is there; lines the plan does not have are left out") {
  on_both([](const Place& place) {
    REQUIRE(taken(place, drafted(place, kTable, new_plan("hamura"))).has_value());
    const ImportId year = drafted(place, kNextYear, later_year("hamura"));
    const auto proposed = propose(planner(), place.shop, year);
    REQUIRE(proposed.has_value());
    CHECK(proposed->proposal.changes.size() == 3);
    REQUIRE(proposed->proposal.unmatched.size() == 1);
    CHECK(proposed->proposal.unmatched.front().title == "新しい事業");
    REQUIRE(taken(place, year).has_value());
    CHECK(said(document(place.database, "hamura"), "空き店舗活用", 2024) == "7件");
    CHECK(said(document(place.database, "hamura"), "空き店舗活用", 2023) == "5件");
    REQUIRE(undo(planner(), place.shop, year, "別の計画だった").has_value());
    CHECK(said(document(place.database, "hamura"), "空き店舗活用", 2024) == "(no column)");
    CHECK(said(document(place.database, "hamura"), "空き店舗活用", 2023) == "5件");
    CHECK(verify(place.database, place.folder).empty());
  });
}

TEST_CASE("what cannot be done is refused, and nothing is left of it") {
  on_both([](const Place& place) {
    CHECK(code_of(begin(clerk(), place.shop, {.name = "a.csv", .bytes = kTable})) ==
          "staff.post_may_not");
    CHECK(code_of(begin(planner(), place.shop, {.name = "", .bytes = ""})) == no_file_chosen.code);
    CHECK(code_of(begin(planner(), place.shop, {.name = "a.csv", .bytes = ""})) ==
          sheet::file_empty.code);
    CHECK(code_of(begin(planner(), place.shop, {.name = "", .bytes = "", .pasted = true})) ==
          nothing_pasted.code);
    CHECK(code_of(begin(planner(), place.shop, {.name = "\n", .bytes = kTable})) ==
          name_unfit.code);
    CHECK(code_of(begin(planner(), place.shop,
                        {.name = "a.csv", .bytes = kTable, .corrects = ImportId{7}})) ==
          unknown_import.code);
    const ImportId id = drafted(place, kTable, new_plan("hamura"));
    CHECK(code_of(correct(planner(), place.shop, id, 1, {.table = 0})) == draft_changed.code);
    CHECK(code_of(undo(planner(), place.shop, id, "まだ")) == not_committed.code);
    CHECK(code_of(taken(place, drafted(place, kTable, new_plan("Hamura")))) == slug_unfit.code);
    CHECK(code_of(taken(place, drafted(place, kNextYear, later_year("nowhere")))) ==
          plan_unknown.code);
    // Two people with the same short name: the second is told.
    const ImportId other = drafted(place, kTable, new_plan("hamura"), planner());
    REQUIRE(taken(place, id).has_value());
    CHECK(code_of(taken(place, other)) == slug_in_use.code);
    CHECK(code_of(commit(planner(), place.shop, other, {.version = 2})) == slug_in_use.code);
    REQUIRE(drop(planner(), place.shop, other).has_value());
    CHECK(code_of(drop(planner(), place.shop, other)) == not_a_draft.code);
    // What was released stays.
    place.database.write([&](db::Write& tx) {
      const auto deed = history::write(tx, planner(),
                                       {.kind = "release.publish",
                                        .municipality = "131202",
                                        .subject_kind = "plan",
                                        .subject_key = "hamura",
                                        .reason = {},
                                        .payload_json = {}});
      tx.run(kCall, deed.value);
      return 0;
    });
    CHECK(code_of(undo(planner(), place.shop, id, "やめる")) == later_releases.code);
    CHECK(verify(place.database, place.folder).empty());
  });
}

TEST_CASE("another town sees nothing of it and cannot take its short name") {
  on_both([](const Place& place) {
    const base::Actor neighbour = planner("131211");
    const ImportId id = drafted(place, kTable, new_plan("hamura"));
    REQUIRE(taken(place, id).has_value());
    CHECK(code_of(propose(neighbour, place.shop, id)) == unknown_import.code);
    CHECK(code_of(undo(neighbour, place.shop, id, "よその町")) == unknown_import.code);
    CHECK(place.database.read([](db::Read& tx) { return imports(tx, "131211").size(); }) == 0);
    const ImportId theirs = drafted(place, kTable, new_plan("hamura"), neighbour);
    CHECK(code_of(taken(place, theirs, neighbour)) == "plan.slug_taken");
  });
}

TEST_CASE("what was said about columns is offered for next year's file") {
  on_both([](const Place& place) {
    const ImportId id = drafted(place, kTable, new_plan("hamura"));
    Choices choices;
    choices.columns.push_back({"担当課", Meaning::note, {}, {}});
    REQUIRE(correct(planner(), place.shop, id, 2, {.choices = choices}).has_value());
    REQUIRE(taken(place, id).has_value());
    const ImportId next = drafted(place, kCorrected, new_plan("hamura-next"));
    const auto draft = place.database.read([&](db::Read& tx) { return *find(tx, "131202", next); });
    const auto kept = kept_table(place.folder, draft);
    REQUIRE(kept.has_value());
    const auto offer =
        place.database.read([&](db::Read& tx) { return offered(tx, draft, *kept->understanding); });
    REQUIRE(offer.has_value());
    REQUIRE(offer->columns.size() == 1);
    CHECK(offer->columns.front().meaning == Meaning::note);
  });
}

TEST_CASE(
    "verify finds a cell that was changed, one that lost its place, and a file that is gone") {
  on_both([](const Place& place) {
    REQUIRE(taken(place, drafted(place, kTable, new_plan("hamura"))).has_value());
    place.database.write([](db::Write& tx) {
      tx.run(kTamper);
      return 0;
    });
    auto found = verify(place.database, place.folder);
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == "importer.verify_cell");
    place.database.write([](db::Write& tx) {
      tx.run(kLose);
      return 0;
    });
    found = verify(place.database, place.folder);
    REQUIRE(found.size() == 2);
    CHECK(found.back().code == "importer.verify_no_place");
    std::filesystem::remove_all(place.folder);
    CHECK(verify(place.database, place.folder).front().code == "importer.verify_unreadable");
  });
}

}  // namespace importer
