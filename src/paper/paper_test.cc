// Papers as people use them, on both databases: attached, opened, taken off, held; who may; what
// a repeat does; what is swept and what a verification finds.
#include "paper/paper.h"

#include <doctest/doctest.h>

#include <fstream>

#include "paper/office_test.h"
#include "paper/paper_store.h"

namespace paper {
namespace {

using db::testing::for_each_engine;
using staff::testing::Clock;
using testing::Office;
using testing::pdf;

namespace fs = std::filesystem;

std::size_t files_in(const Folder& folder) {
  std::size_t count = 0;
  if (!fs::exists(folder)) return 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && !entry.path().filename().string().starts_with(".")) ++count;
  return count;
}

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::string> found(Office& office) {
  std::vector<std::string> codes;
  for (const auto& finding : verify(office.database, office.folder))
    codes.emplace_back(finding.code);
  return codes;
}

TEST_CASE("attached, listed, opened: as it was brought, with a deed") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const auto papers = office.attach(office.clerk, "交付申請書.pdf", pdf()).value();
    REQUIRE(papers.size() == 1);
    const auto listed = office.papers();
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].name == "交付申請書.pdf");
    CHECK(listed[0].media_type == "application/pdf");
    CHECK(listed[0].bytes == static_cast<std::int64_t>(pdf().size()));
    CHECK(listed[0].kept_by == office.clerk.id);
    const auto opened =
        open(office.other_clerk, database, office.folder, papers[0], nullptr).value();
    CHECK(opened.file->read(0, opened.file->bytes()) == pdf());
    const auto deeds = database.read([&](db::Read& tx) {
      return history::of_subject(tx, "131202", "paper", std::to_string(papers[0].value), 9);
    });
    REQUIRE(deeds.size() == 1);
    CHECK(deeds[0].kind == "paper.attach");
    CHECK(found(office).empty());
    CHECK(history::verify(database).empty());
    CHECK(all_papers(database, "131202").size() == 1);
    CHECK(all_papers(database, "131211").empty());
  });
}

TEST_CASE("several are all taken or none") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const Brought brought[] = {{"a.pdf", "%PDF-1"}, {"b.pdf", "no"}};
    const auto refused =
        attach(office.clerk, database, office.folder, office.subject, brought, Eyes::staff);
    CHECK(refused.error().code == content_differs.code);
    CHECK(office.papers().empty());
    CHECK(files_in(office.folder) == 0);
    CHECK(attach(office.clerk, database, office.folder, office.subject, {}, Eyes::staff)
              .error()
              .code == no_file_chosen.code);
    CHECK(attach(office.clerk, database, {}, office.subject, brought, Eyes::staff).error().code ==
          none_taken_here.code);
    CHECK(open(office.clerk, database, {}, PaperId{1}, nullptr).error().code ==
          none_taken_here.code);
  });
}

TEST_CASE("the same file twice is one content and two papers") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    REQUIRE(office.attach(office.clerk, "a.pdf", pdf()).has_value());
    REQUIRE(office.attach(office.chief, "b.pdf", pdf()).has_value());
    CHECK(office.papers().size() == 2);
    CHECK(files_in(office.folder) == 1);
  });
}

TEST_CASE(
    "a repeated command attaches nothing again; the same number for something else is refused") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const auto first = office.attach(office.clerk, "a.pdf", pdf(), Eyes::staff, "c-1").value();
    CHECK(office.attach(office.clerk, "a.pdf", pdf(), Eyes::staff, "c-1").value() == first);
    CHECK(office.papers().size() == 1);
    CHECK(office.attach(office.clerk, "b.pdf", pdf(), Eyes::staff, "c-1").error().code ==
          history::command_id_reused.code);
    CHECK(office.attach(office.chief, "a.pdf", pdf(), Eyes::staff, "c-1").error().code ==
          history::command_id_reused.code);
  });
}

TEST_CASE("a thing has so many papers, without those taken off") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    PaperId last;
    for (int i = 0; i < kPapersMax; ++i)
      last = office.attach(office.clerk, "a.txt", std::to_string(i)).value()[0];
    CHECK(office.attach(office.clerk, "a.txt", "x").error().code == too_many.code);
    CHECK(office.takes_off(office.clerk, last) == "");
    CHECK(office.attach(office.clerk, "a.txt", "x").has_value());
  });
}

TEST_CASE("who opens which paper") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const PaperId plain = office.attach(office.clerk, "a.pdf", pdf()).value()[0];
    const PaperId personal =
        office.attach(office.clerk, "b.pdf", pdf("2"), Eyes::personal).value()[0];
    CHECK(office.attach(office.stranger, "c.pdf", pdf()).error().code == staff::post_may_not.code);
    base::Actor elsewhere = office.chief;
    elsewhere.municipality = "131211";
    base::Actor administrator = office.chief;
    administrator.post = "administrator";
    struct Row {
      const char* who;
      const base::Actor& actor;
      std::string_view plain, personal;
    };
    const Row rows[] = {
        {"of the body", office.other_clerk, "", ""},
        {"planner", office.planner, "", ""},  // of the same body
        {"auditor", office.auditor, "", ""},
        {"chief of another body", office.stranger, staff::post_may_not.code,
         staff::post_may_not.code},
        {"another municipality", elsewhere, unknown_paper.code, unknown_paper.code},
        {"administrator", administrator, staff::post_may_not.code, staff::post_may_not.code},
        {"a visitor", base::Actor::visitor(), unknown_paper.code, unknown_paper.code}};
    for (const Row& row : rows) {
      CAPTURE(row.who);
      CHECK(office.opens(row.actor, plain) == row.plain);
      CHECK(office.opens(row.actor, personal) == row.personal);
    }
    base::Actor far_planner = office.planner;
    far_planner.body = "corporation";
    CHECK(office.opens(far_planner, plain) == "");
    CHECK(office.opens(far_planner, personal) == of_own_body_only.code);
    CHECK(office.opens(office.clerk, PaperId{1}) == unknown_paper.code);
  });
}

TEST_CASE("papers of a thing that few may read are for those few, whatever else they may") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const PaperId plain = office.attach(office.clerk, "a.pdf", pdf()).value()[0];
    const PaperId personal =
        office.attach(office.clerk, "b.pdf", pdf("2"), Eyes::personal).value()[0];
    // What names people on record 7 is for its clerks alone.
    office.things = [](db::Read&, const base::Actor& actor, const staff::Thing& thing, bool names) {
      return !names || thing.kind != "record" || thing.key != "7" || actor.post == "clerk";
    };
    for (const base::Actor& actor : {office.chief, office.planner, office.auditor}) {
      CAPTURE(actor.post);
      CHECK(office.opens(actor, plain) == "");
      CHECK(office.opens(actor, personal) == not_for_you.code);
      CHECK(office.takes_off(actor, personal) == not_for_you.code);
    }
    CHECK(office.opens(office.other_clerk, personal) == "");
    CHECK(office.takes_off(office.clerk, personal) == "");
  });
}

TEST_CASE(
    "taken off by whoever attached it or is in charge, with a reason; it stays for the auditor") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const PaperId paper = office.attach(office.clerk, "a.pdf", pdf()).value()[0];
    CHECK(office.takes_off(office.stranger, paper) == staff::post_may_not.code);
    CHECK(office.takes_off(office.other_clerk, paper) == not_yours.code);
    CHECK(office.takes_off(office.planner, paper) == not_yours.code);
    CHECK(office.takes_off(office.auditor, paper) == not_yours.code);
    CHECK(office.takes_off(office.clerk, paper, " ") == reason_missing.code);
    CHECK(office.takes_off(office.clerk, paper, std::string(kReasonCharactersMax + 1, 'x')) ==
          reason_too_long.code);
    CHECK(office.takes_off(office.clerk, PaperId{1}) == unknown_paper.code);
    CHECK(office.takes_off(office.clerk, paper, "別の件の書類") == "");
    CHECK(office.takes_off(office.clerk, paper) == taken_off_already.code);
    const auto papers = office.papers();
    REQUIRE(papers.size() == 1);
    const auto deed = database.read([&](db::Read& tx) { return taking_off(tx, papers[0]); });
    REQUIRE(deed.has_value());
    CHECK(deed->reason == "別の件の書類");
    CHECK(deed->actor == office.clerk.id);
    CHECK(office.opens(office.clerk, paper) == taken_off_already.code);
    CHECK(office.opens(office.auditor, paper) == "");
    CHECK(!database.read([&](db::Read& tx) {
      Paper still = papers[0];
      still.taken_off_deed.reset();
      return taking_off(tx, still);
    }));
    const PaperId second = office.attach(office.clerk, "b.pdf", pdf()).value()[0];
    CHECK(office.takes_off(office.chief, second) == "");
  });
}

TEST_CASE("the papers of a settled thing stay until it is opened again") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const PaperId paper = office.attach(office.clerk, "a.pdf", pdf()).value()[0];
    database.write([&](db::Write& tx) {
      hold(tx, office.subject);
      return 0;
    });
    CHECK(office.papers()[0].held);
    CHECK(office.takes_off(office.chief, paper) == is_held.code);
    database.write([&](db::Write& tx) {
      let_go(tx, office.subject);
      return 0;
    });
    CHECK(office.takes_off(office.chief, paper) == "");
  });
}

TEST_CASE("part of another deed: both are there or neither") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const std::string content = pdf();
    const Brought brought[] = {{"a.pdf", content}};
    const auto kept = keep(office.folder, brought).value();
    const auto save = [&](bool succeeds) {
      return database.write([&](db::Write& tx) -> base::Result<history::DeedId> {
        const history::DeedId deed = history::write(tx, office.clerk,
                                                    {.kind = "record.add",
                                                     .municipality = "131202",
                                                     .subject_kind = "record",
                                                     .subject_key = "7",
                                                     .reason = {},
                                                     .payload_json = {}});
        const auto papers = attach(tx, office.clerk, office.subject, kept, Eyes::staff, deed);
        if (!papers) return std::unexpected(papers.error());
        if (!succeeds) return base::refuse(unknown_paper);
        return deed;
      });
    };
    CHECK(!save(false).has_value());
    CHECK(office.papers().empty());
    CHECK(files_in(office.folder) == 1);  // an orphan, for the sweep
    CHECK(save(true).has_value());
    const auto papers = office.papers();
    REQUIRE(papers.size() == 1);
    CHECK(database
              .read([&](db::Read& tx) {
                return history::of_subject(tx, "131202", "paper",
                                           std::to_string(papers[0].id.value), 9);
              })
              .empty());
  });
}

TEST_CASE("what has no row goes after seven days, what has one stays") {
  for_each_engine([](db::Database& database) {
    Clock clock;
    Office office(database);
    constexpr std::int64_t kDay = 24 * staff::testing::kHour;
    REQUIRE(office.attach(office.clerk, "a.pdf", pdf()).has_value());
    keep_content(office.folder, "orphan");
    keep_content(office.folder, "kept again");
    write(content_path(office.folder, keep_content(office.folder, "x")).parent_path() /
              "left.unfinished",
          "half");
    CHECK(files_in(office.folder) == 5);
    clock.set(7 * kDay);
    CHECK(sweep_all(database, office.folder).files == 0);  // to the second seven days: still there
    keep_content(office.folder, "kept again");
    clock.set(7 * kDay + 1);
    const Swept swept = sweep_all(database, office.folder);
    CHECK(swept.files == 2);  // the orphan and x
    CHECK(swept.bytes == 7);
    CHECK(open_content(office.folder, office.papers()[0].sha256)->read(0, 9'999) == pdf());
    CHECK(found(office).empty());
    CHECK(sweep_all(database, {}).files == 0);
  });
}

TEST_CASE("what was taken off goes when its deed's years are over and its content was erased") {
  for_each_engine([](db::Database& database) {
    Clock clock;
    Office office(database);
    const PaperId paper = office.attach(office.clerk, "a.pdf", pdf()).value()[0];
    REQUIRE(office.takes_off(office.clerk, paper) == "");
    clock.set(8 * 24 * staff::testing::kHour);
    CHECK(sweep_all(database, office.folder).files == 0);
    CHECK(office.opens(office.auditor, paper) == "");
    const auto deed = history::DeedId{*office.papers()[0].taken_off_deed};
    REQUIRE(database
                .write([&](db::Write& tx) {
                  return history::erase(tx, office.auditor, "131202", deed, "保存年限");
                })
                .has_value());
    CHECK(sweep_all(database, office.folder).files == 1);
    CHECK(office.opens(office.auditor, paper) == content_erased.code);
    CHECK(found(office).empty());
    // Another paper of the same content keeps it.
    const PaperId first = office.attach(office.clerk, "b.pdf", pdf()).value()[0];
    clock.set(16 * 24 * staff::testing::kHour);
    CHECK(sweep_all(database, office.folder).files == 0);
    CHECK(office.opens(office.clerk, first) == "");
  });
}

TEST_CASE("the folder of another database is left alone") {
  const Clock clock;
  const db::testing::TemporaryDatabase made(db::Engine::sqlite,
                                            db::testing::TemporaryDatabase::Schema::current);
  db::Database other = made.open();
  for_each_engine([&](db::Database& database) {
    Clock moved;
    Office office(database);
    REQUIRE(office.attach(office.clerk, "a.pdf", pdf()).has_value());
    CHECK(sweep_all(database, office.folder).files == 0);
    moved.set(9 * 24 * staff::testing::kHour);
    CHECK(sweep_all(other, office.folder).files == 0);
    CHECK(files_in(office.folder) == 1);
    const auto findings = verify(other, office.folder);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "paper.folder_of_another");
  });
}

TEST_CASE(
    "a content that is gone, cut or changed is found and not handed out; attached again it is "
    "whole") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const PaperId paper = office.attach(office.clerk, "a.pdf", pdf("same")).value()[0];
    const fs::path file = content_path(office.folder, office.papers()[0].sha256);
    using Codes = std::vector<std::string>;
    write(file, pdf("sane"));
    CHECK(found(office) == Codes{"paper.file_changed"});
    CHECK(office.opens(office.clerk, paper) == content_changed.code);
    write(file, "cut");
    CHECK(found(office) == Codes{"paper.file_of_other_size"});
    fs::remove(file);
    CHECK(found(office) == Codes{"paper.file_missing"});
    CHECK(office.opens(office.clerk, paper) == content_missing.code);
    REQUIRE(office.attach(office.clerk, "again.pdf", pdf("same")).has_value());
    CHECK(found(office).empty());
    CHECK(office.opens(office.clerk, paper) == "");
  });
}

TEST_CASE("a folder that cannot be written is a fault and leaves nothing") {
  const db::testing::TemporaryFolder made;
  write(made.path() / "file", "in the way");
  CHECK_THROWS_AS(keep_content(made.path() / "file" / "files", "x"), db::Fault);
}

}  // namespace
}  // namespace paper
