// For tests of this room: people of the ward and of its corporation, and a folder of their papers.
#pragma once

#include "db/testing.h"
#include "paper/files_test.h"
#include "paper/paper_service.h"
#include "staff/people_test.h"

namespace paper::testing {

struct Office {
  explicit Office(db::Database& at) : database(at), folder(made.path() / "files") {
    staff::testing::keep_towns(database);
    clerk = actor("clerk", "clerk");
    other_clerk = actor("clerk2", "clerk");
    chief = actor("chief", "chief");
    planner = actor("planner", "planner");
    auditor = actor("auditor", "auditor");
    stranger = actor("stranger", "chief", "corporation");
  }

  base::Actor actor(std::string_view login, std::string_view post, std::string_view body = "ward") {
    staff::Hasher hasher(staff::testing::kCheap);
    const auto person = staff::testing::somebody(database, hasher, login, post, body);
    return {base::ActorKind::staff, person.person, std::string(post), std::string(body), "131202"};
  }
  base::Result<std::vector<PaperId>> attach(const base::Actor& who, std::string_view name,
                                            std::string_view bytes, Eyes eyes = Eyes::staff,
                                            std::string_view command = {}) {
    const Brought one[] = {{name, bytes}};
    return paper::attach(who, database, folder, subject, one, eyes, command);
  }
  std::vector<Paper> papers() {
    return database.read([&](db::Read& tx) { return papers_of(tx, subject); });
  }
  std::string_view opens(const base::Actor& who, PaperId paper) {
    const auto opened = open(who, database, folder, paper, things);
    return opened ? "" : opened.error().code;
  }
  std::string_view takes_off(const base::Actor& who, PaperId paper, std::string_view why = "誤り") {
    const auto done = take_off(who, database, paper, why, things);
    return done ? "" : done.error().code;
  }

  db::Database& database;
  db::testing::TemporaryFolder made;
  const Folder folder;
  const Subject subject{"131202", "record", "7", "ward"};
  staff::ThingEyes things = nullptr;
  base::Actor clerk, other_clerk, chief, planner, auditor, stranger;
};

}  // namespace paper::testing
