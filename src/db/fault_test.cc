// What goes wrong outside the program, on purpose: each gives its kind, says where, and half-does
// nothing.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "base/words.h"
#include "db/migrate.h"
#include "db/testing.h"
#include "db/write_counts.h"

namespace {

namespace fs = std::filesystem;
using db::FaultKind;
using db::testing::TemporaryDatabase;
using db::testing::TemporaryFolder;

constexpr db::Statement kAdd{
    "test.add_search",
    "INSERT INTO search_entry (municipality, kind, key, entry, title, text) "
    "VALUES ('131202', 'x', ?1, 1, '', ?2)"};
constexpr db::Statement kCount{"test.count_search", "SELECT count(*) AS entries FROM search_entry"};

std::int64_t count(db::Database& database) {
  return *database.read([](db::Read& tx) {
    return tx.one<std::int64_t>(kCount, [](db::Row& row) { return row.integer("entries"); });
  });
}

std::optional<FaultKind> kind_of(auto&& action) {
  try {
    action();
  } catch (const db::Fault& fault) {
    const std::string sentence = base::say(base::Language::ja, db::as_refusal(fault, "the place"));
    CHECK(sentence.find("the place") != std::string::npos);
    CHECK(sentence.find(fault.what()) != std::string::npos);
    CHECK(sentence.find("hunter2") == std::string::npos);
    return fault.kind();
  }
  return std::nullopt;
}

// What the action does to itself (limits, user) ends with the child.
int in_child(auto&& action) {
  const pid_t child = fork();
  if (child == 0) _exit(action());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

int code_of(auto&& action) {
  const auto kind = kind_of(action);
  return kind ? static_cast<int>(*kind) : 99;
}

}  // namespace

TEST_CASE("a file that is not there, is no database, or lies in no folder") {
  const TemporaryFolder folder;
  const auto open = [&](const std::string& url, bool create) {
    return kind_of([&] { db::Database::open(url, {.create = create}); });
  };
  CHECK(open("sqlite:" + folder.file("absent.db"), false) == FaultKind::cannot_open);
  CHECK(open("sqlite:", true) == FaultKind::cannot_open);
  CHECK(open("mysql://x", true) == FaultKind::cannot_open);
  CHECK(open("sqlite:" + folder.file("a/b/new.db"), true) == std::nullopt);
  std::ofstream(folder.file("text.db")) << std::string(5000, 'x');
  CHECK(open("sqlite:" + folder.file("text.db"), false) == FaultKind::corrupt);
  CHECK(open("sqlite:" + folder.file("text.db") + "/below.db", true) == FaultKind::cannot_open);
}

TEST_CASE("a damaged file is told as damaged") {
  const TemporaryDatabase made(db::Engine::sqlite, TemporaryDatabase::Schema::current);
  const std::string path = made.url().substr(7);
  {
    db::Database database = made.open();
    database.write([](db::Write& tx) {
      for (int i = 0; i < 200; ++i) tx.save(kAdd, std::to_string(i), std::string(2000, 'x'));
    });
  }
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    for (std::streamoff page = 4; page < 100; ++page) {
      file.seekp(page * 4096);
      file << std::string(200, '\xee');
    }
  }
  CHECK(kind_of([&] {
          db::Database database = made.open();
          count(database);
        }) == FaultKind::corrupt);
}

TEST_CASE("a database opened for reading, or a file without the right to write") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::current);
    db::Database database = made.open({.read_only = true});
    CHECK(count(database) == 0);
    CHECK(kind_of([&] { database.write([](db::Write& tx) { tx.run(kAdd, "1", ""); }); }) ==
          FaultKind::read_only);
  }
  const TemporaryDatabase made(db::Engine::sqlite, TemporaryDatabase::Schema::current);
  const fs::path path = made.url().substr(7);
  fs::permissions(path, fs::perms(0444));
  fs::permissions(path.parent_path(), fs::perms(0555));
  const int code = in_child([&] {
    if (getuid() == 0 && setuid(65534) != 0) return 98;
    return code_of([&] {
      db::Database database = made.open({.busy_milliseconds = 100});
      database.write([](db::Write& tx) { tx.run(kAdd, "1", ""); });
    });
  });
  fs::permissions(path.parent_path(), fs::perms(0755));
  const bool told = code == static_cast<int>(FaultKind::read_only) ||
                    code == static_cast<int>(FaultKind::cannot_open);
  CHECK_MESSAGE(told, "code " << code);
}

TEST_CASE("a database that was never migrated takes no writes, and takes them once it is") {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    const TemporaryDatabase made(engine, TemporaryDatabase::Schema::none);
    db::Database database = made.open();
    CHECK(kind_of([&] { database.write([](db::Write& tx) { tx.run(kAdd, "1", ""); }); }) ==
          FaultKind::other);
    db::migrate(database);
    database.write([](db::Write& tx) { tx.run(kAdd, "1", ""); });
    CHECK(count(database) == 1);
  }
}

TEST_CASE("another program writes for too long") {
  const TemporaryDatabase made(db::Engine::sqlite, TemporaryDatabase::Schema::current);
  db::Database first = made.open();
  db::Database second = made.open({.busy_milliseconds = 50});
  first.write([&](db::Write& tx) {
    tx.run(kAdd, "first", "");
    std::thread([&] {
      CHECK(kind_of([&] { second.write([](db::Write& other) { other.run(kAdd, "x", ""); }); }) ==
            FaultKind::busy);
    }).join();
  });
  second.write([](db::Write& tx) { tx.run(kAdd, "second", ""); });
  CHECK(count(first) == 2);
}

TEST_CASE("a full disk fails the closure, keeps what was acknowledged, and later passes") {
  const TemporaryDatabase made(db::Engine::sqlite, TemporaryDatabase::Schema::current);
  const int code = in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    db::Database database = made.open();
    database.write([](db::Write& tx) { tx.run(kAdd, "before", ""); });
    const rlimit limit{.rlim_cur = 600'000, .rlim_max = RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
    const int kind = code_of([&] {
      database.write([](db::Write& tx) {
        for (int i = 0; i < 2000; ++i) tx.save(kAdd, std::to_string(i), std::string(2000, 'x'));
      });
    });
    const rlimit none{.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &none);
    database.write([](db::Write& tx) { tx.run(kAdd, "after", ""); });
    return count(database) == 2 ? kind : 97;
  });
  CHECK(code == static_cast<int>(FaultKind::disk_full));
  db::Database database = made.open();
  CHECK(count(database) == 2);
}

// Whoever has a file open can go on with it after it is gone; what is written then is lost with it.
TEST_CASE("a file taken away is missed at once, and found again when it is back") {
  const TemporaryDatabase made(db::Engine::sqlite, TemporaryDatabase::Schema::current);
  const fs::path path = made.url().substr(7);
  const fs::path away = path.string() + ".away";
  db::Database database = made.open();
  const auto add = [&](std::string_view key) {
    database.write([&](db::Write& tx) { tx.run(kAdd, key, ""); });
  };
  add("before");
  CHECK(count(database) == 1);
  fs::rename(path, away);
  for (int i = 0; i < 10; ++i) CHECK(kind_of([&] { count(database); }) == FaultKind::cannot_open);
  CHECK(kind_of([&] { add("lost"); }) == FaultKind::cannot_open);
  CHECK_FALSE(fs::exists(path));
  fs::rename(away, path);
  CHECK(count(database) == 1);
  add("after");
  CHECK(count(database) == 2);
}

TEST_CASE("another file under the same name is read from then on") {
  const TemporaryDatabase made(db::Engine::sqlite, TemporaryDatabase::Schema::current);
  const TemporaryDatabase other(db::Engine::sqlite, TemporaryDatabase::Schema::current);
  const std::string path = made.url().substr(7);
  db::Database database = made.open();
  database.write([](db::Write& tx) { tx.run(kAdd, "here", ""); });
  {
    db::Database filled = other.open();
    filled.write([](db::Write& tx) {
      for (const char* key : {"1", "2", "3"}) tx.save(kAdd, key, "");
    });
  }
  for (const char* beside : {"-wal", "-shm"}) fs::remove(path + beside);
  fs::rename(other.url().substr(7), path);
  CHECK(count(database) == 3);
  database.write([](db::Write& tx) { tx.run(kAdd, "4", ""); });
  CHECK(count(database) == 4);
}

TEST_CASE("writes that are kept are counted, and the commits that carry them") {
  db::testing::for_each_engine([](db::Database& database) {
    const auto writes = [] { return db::write_counts().writes.load(); };
    const auto commits = [] { return db::write_counts().commits.load(); };
    const auto writes_before = writes();
    const auto commits_before = commits();
    database.write([](db::Write& tx) { tx.run(kAdd, "kept", ""); });
    CHECK(writes() == writes_before + 1);
    CHECK(commits() == commits_before + 1);
    constexpr base::RefusalKind kNo{"test.no", 409};
    const auto refused =
        database.write([&](db::Write&) -> base::Result<int> { return base::refuse(kNo); });
    CHECK_FALSE(refused.has_value());
    CHECK(writes() == writes_before + 1);
    count(database);
    CHECK(writes() == writes_before + 1);
  });
}

TEST_CASE("addresses of PostgreSQL that lead nowhere, shown without their password") {
  if (db::testing::engines().size() == 1) return;
  const auto open = [](const std::string& url) {
    return kind_of([&] { db::Database::open(url, {}); });
  };
  CHECK(open(db::testing::postgres_url("absent_database")) == FaultKind::cannot_open);
  CHECK(open("postgres://someone:hunter2@127.0.0.1:1/x") == FaultKind::cannot_open);
  CHECK(open("postgres://someone:hunter2@h:port/x") == FaultKind::cannot_open);
  CHECK(open("postgres://someone:hun/ter2@@h:70000:1/x") == FaultKind::cannot_open);
  CHECK(open("postgres:///x?nonsense=hunter2") == FaultKind::cannot_open);
  const TemporaryDatabase made(db::Engine::postgres, TemporaryDatabase::Schema::none);
  db::Database database = db::Database::open(made.url() + "&password=hunter2", {});
  CHECK(database.url().find("hunter2") == std::string::npos);
  CHECK(database.url().starts_with("postgres://"));
}

TEST_CASE("a wrong password is told as one") {
  if (db::testing::engines().size() == 1) return;
  const TemporaryDatabase made(db::Engine::postgres, TemporaryDatabase::Schema::current);
  db::Database owner = made.open();
  owner.write([](db::Write& tx) {
    tx.run({"test.role", "CREATE ROLE nigiwai_locked LOGIN PASSWORD 'right'"});
  });
  const std::string url = made.url();
  const std::string locked = url.substr(0, url.find("&user=")) + "&user=nigiwai_locked";
  const auto open = [](const std::string& address) {
    return kind_of([&] { db::Database::open(address, {}); });
  };
  CHECK(open(locked + "&password=hunter2") == FaultKind::wrong_password);
  CHECK(open(locked) == FaultKind::wrong_password);
  CHECK(open(locked + "&password=right") == std::nullopt);
  owner.write([](db::Write& tx) { tx.run({"test.drop_role", "DROP ROLE nigiwai_locked"}); });
}

TEST_CASE("a connection that went away is replaced without anybody noticing") {
  if (db::testing::engines().size() == 1) return;
  const TemporaryDatabase made(db::Engine::postgres, TemporaryDatabase::Schema::current);
  db::Database database = made.open();
  db::Database other = made.open();
  constexpr db::Statement kEndOthers{
      "test.end_others",
      "SELECT count(pg_terminate_backend(pid)) AS ended FROM pg_stat_activity WHERE datname = "
      "current_database() AND pid <> pg_backend_pid()"};
  const auto end_others = [&] {
    const auto ended = [&] {
      return other.read([&](db::Read& tx) {
        return *tx.one<std::int64_t>(kEndOthers, [](db::Row& row) { return row.integer("ended"); });
      });
    };
    CHECK(ended() > 0);
    while (ended() > 0) std::this_thread::yield();
  };
  for (int i = 0; i < 3; ++i) {
    database.write([&](db::Write& tx) { tx.save(kAdd, std::to_string(i), ""); });
    CHECK(count(database) == i + 1);
    end_others();
  }
  int runs = 0;
  database.write([&](db::Write& tx) {
    tx.run(kAdd, "inside", "");
    if (++runs == 1) std::thread(end_others).join();
    tx.run(kAdd, "inside 2", "");
  });
  CHECK(runs == 2);
  CHECK(count(database) == 5);
}

TEST_CASE("two that stand in each other's way both pass in the end") {
  db::testing::for_each_engine([](db::Database& database) {
    constexpr db::Statement kChange{
        "test.change_entry",
        "UPDATE search_entry SET entry = entry + 1 WHERE municipality = '131202' AND key = ?1"};
    database.write([](db::Write& tx) {
      tx.save(kAdd, "a", "");
      tx.save(kAdd, "b", "");
    });
    const auto change = [&](std::string_view first, std::string_view second) {
      for (int i = 0; i < 20; ++i)
        database.write([&](db::Write& tx) {
          tx.run(kChange, first);
          std::this_thread::yield();
          tx.run(kChange, second);
        });
    };
    std::thread one(change, "a", "b"), two(change, "b", "a");
    one.join();
    two.join();
    constexpr db::Statement kSum{"test.sum", "SELECT sum(entry) AS total FROM search_entry"};
    database.read([&](db::Read& tx) {
      tx.each(kSum, [](db::Row& row) { CHECK(row.integer("total") == 82); });
    });
  });
}
