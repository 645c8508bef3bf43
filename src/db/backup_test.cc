// Backup and restore in all four directions, and what is refused: a full database, a damaged
// archive, a place that cannot be written.
#include "db/backup.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "base/sha256.h"
#include "db/migrate.h"
#include "db/search.h"
#include "db/testing.h"
#include "db/verify.h"

namespace {

namespace fs = std::filesystem;
using db::testing::TemporaryDatabase;
using db::testing::TemporaryFolder;

constexpr db::Statement kAddDeed{
    "test.add_deed",
    "INSERT INTO deed (municipality, deed, writer, sequence, recorded_at, actor_kind, actor, post, "
    "body, installation, kind, subject_kind, subject_key, payload_digest, salt, digest) VALUES "
    "(?1, ?2, 0, ?2, ?2, 'system', 0, '', '', 0, 'test', ?3, ?4, '', '', '')"};
constexpr db::Statement kAddPayload{
    "test.add_payload",
    "INSERT INTO deed_payload (municipality, deed, retention, reason, payload, salt, erased_by) "
    "VALUES (?1, ?2, 'permanent', ?3, '', '', ?4)"};
constexpr db::Statement kDump{
    "test.dump",
    "SELECT d.municipality AS municipality, d.deed AS deed, d.subject_key AS subject_key, "
    "p.reason AS reason, p.erased_by AS erased_by FROM deed d LEFT JOIN deed_payload p ON "
    "p.municipality = d.municipality AND p.deed = d.deed ORDER BY d.municipality, d.deed"};

const std::string kFileContent = "stored file";
const std::string kFileHash = base::sha256_hex(kFileContent);

// Text with every sign that a transport might spoil, and a row that refers to a later one.
void fill(db::Database& database) {
  database.write([](db::Write& tx) {
    tx.save(kAddDeed, "131202", 1, "tab\there", "line\nfeed\r\\N \\ '\"");
    tx.save(kAddDeed, "131202", 9'007'199'254'740'993, "𠮷", "塚\U000E0100");
    tx.save(kAddDeed, "131211", 1, "", "");
    tx.save(kAddPayload, "131202", 1, "\\N", 9'007'199'254'740'993);
    tx.save(kAddPayload, "131211", 1, "", std::nullopt);
    db::search::put(tx, {"131202", "plan_row", "nerima-2011/42", "空き店舗", "家賃補助"});
  });
}

std::string dump(db::Database& database) {
  std::string text;
  database.read([&](db::Read& tx) {
    tx.each(kDump, [&](db::Row& row) {
      text += row.text("municipality") + '|' + std::to_string(row.integer("deed")) + '|' +
              row.text("subject_key") + '|' + row.maybe_text("reason").value_or("(null)") + '|' +
              std::to_string(row.maybe_integer("erased_by").value_or(-1)) + '\n';
    });
  });
  return text;
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void store_file(const fs::path& files) {
  fs::create_directories(files / kFileHash.substr(0, 2));
  std::ofstream(files / kFileHash.substr(0, 2) / kFileHash) << kFileContent;
}

db::FaultKind kind_of(auto&& action) {
  try {
    action();
  } catch (const db::Fault& fault) {
    MESSAGE(fault.what());
    return fault.kind();
  }
  return db::FaultKind::other;
}

}  // namespace

TEST_CASE("a backup of either database restores to either, byte for byte") {
  for (const db::Engine from : db::testing::engines())
    for (const db::Engine to : db::testing::engines()) {
      CAPTURE(db::testing::name_of(from));
      CAPTURE(db::testing::name_of(to));
      const TemporaryFolder folder;
      const TemporaryDatabase first(from, TemporaryDatabase::Schema::current);
      const TemporaryDatabase second(to, TemporaryDatabase::Schema::none);
      db::Database source = first.open();
      fill(source);
      store_file(folder.path() / "files");
      db::backup(source, folder.path() / "files", folder.file("backup.tar"));
      CHECK_FALSE(fs::exists(folder.file("backup.tar.unfinished")));
      CHECK_FALSE(fs::exists(folder.file("backup.tar.work")));

      const auto findings =
          db::restore(folder.file("backup.tar"), second.url(), folder.path() / "restored");
      REQUIRE(findings.has_value());
      CHECK(findings->empty());
      db::Database restored = second.open();
      CHECK(dump(restored) == dump(source));
      CHECK(content_of(folder.path() / "restored" / kFileHash.substr(0, 2) / kFileHash) ==
            kFileContent);
      CHECK_FALSE(fs::exists(folder.file("restored.work")));
      const auto hits = restored.read([](db::Read& tx) {
        return db::search::find(tx, {.municipality = std::nullopt, .words = "補助"});
      });
      CHECK(hits.size() == 1);
      CHECK(db::restore(folder.file("backup.tar"), second.url(), folder.path() / "restored")
                .error()
                .code == "db.restore_not_empty");
    }
}

TEST_CASE("what is no whole backup is refused and nothing of it arrives") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryFolder folder;
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    db::Database source = made.open();
    fill(source);
    store_file(folder.path() / "files");
    const std::string archive = folder.file("backup.tar");
    db::backup(source, folder.path() / "files", archive);
    const std::string whole = content_of(archive);

    const TemporaryDatabase target(engine, TemporaryDatabase::Schema::none);
    const auto restore = [&](const std::string& bytes) {
      std::ofstream(archive, std::ios::binary | std::ios::trunc) << bytes;
      return kind_of([&] { (void)db::restore(archive, target.url(), folder.file("restored")); });
    };
    CHECK(restore("") == db::FaultKind::corrupt);
    CHECK(restore("no archive at all") == db::FaultKind::corrupt);
    CHECK(restore(whole.substr(0, whole.size() / 2)) == db::FaultKind::corrupt);
    std::string changed = whole;
    changed[changed.find(kFileContent)] = 'S';
    CHECK(restore(changed) == db::FaultKind::corrupt);
    std::string renamed = whole;
    renamed.replace(renamed.find("nigiwai.db"), 10, "../evil.db");
    CHECK(restore(renamed) == db::FaultKind::corrupt);
    CHECK(kind_of([&] {
            (void)db::restore(folder.file("absent.tar"), target.url(), folder.file("restored"));
          }) == db::FaultKind::cannot_open);
    CHECK_FALSE(fs::exists(folder.path() / "restored" / kFileHash.substr(0, 2)));
    db::Database untouched = target.open();
    CHECK(db::schema_version(untouched) == 0);
  }
}

TEST_CASE("a backup that cannot be written says why and leaves nothing") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    db::Database source = made.open();
    const TemporaryFolder folder;
    CHECK(kind_of([&] { db::backup(source, folder.path(), folder.file("no/folder/b.tar")); }) ==
          db::FaultKind::cannot_open);
    CHECK(fs::is_empty(folder.path()));
  }
}

TEST_CASE("verify finds what is broken in the database itself") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    db::Database database = made.open();
    fill(database);
    CHECK(db::verify(database).empty());
    database.write([](db::Write& tx) {
      tx.run({"test.edit", "UPDATE schema_version SET sha256 = 'x' WHERE number = 1"});
    });
    const auto edited = db::verify(database);
    REQUIRE(edited.size() == 1);
    CHECK(edited.front().code == "db.migration_edited");
    CHECK(edited.front().facts == std::vector<base::Fact>{{"file", "0001_db.sql"}});
  }
}

TEST_CASE("verify finds a reference to nothing on SQLite, an unchecked constraint on PostgreSQL") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    db::Database database = made.open();
    fill(database);
    if (engine == db::Engine::sqlite) {
      CHECK(std::system(("sqlite3 " + made.url().substr(7) +
                         " \"PRAGMA foreign_keys=OFF; DELETE FROM deed WHERE deed = 1;\"")
                            .c_str()) == 0);
    } else {
      database.write([](db::Write& tx) {
        tx.run({"test.alter", "ALTER TABLE deed ADD CONSTRAINT later CHECK (actor < 0) NOT VALID"});
      });
    }
    const auto findings = db::verify(database);
    REQUIRE_FALSE(findings.empty());
    CHECK(findings.front().code ==
          (engine == db::Engine::sqlite ? "db.reference_broken" : "db.constraint_not_valid"));
  }
}
