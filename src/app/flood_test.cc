// One sender floods the addresses that take something of everybody, through real sockets: other
// people's pages answer, who is known goes on even from the same place, everyone refused reads in
// words what to do, no body is held in memory beyond the places there are, and nothing is half
// done.
#include <atomic>
#include <fstream>
#include <thread>

#include "app/reached_test.h"
#include "app/staff_tables.h"
#include "db/testing.h"
#include "db/write_counts.h"
#include "history/history.h"
#include "http/running_test.h"
#include "plan/plan_service.h"
#include "staff/people_test.h"
#include "staff/staff_page.h"
#include "staff/token.h"

namespace {

constexpr int kAtOnce = 40;
constexpr int kFlooders = 4;
const std::string kFlooder = "203.0.113.9";
const std::string kRemedy = "1分ほど待ってから、もう一度お試しください";

using http::testing::Peer;
using http::testing::status_of;

std::string get(std::uint16_t port, const std::string& path) {
  const Peer peer(port);
  peer.send("GET " + path + " HTTP/1.1\r\nHost: town\r\nConnection: close\r\n\r\n");
  return peer.read_all();
}

struct Sent {
  std::string path;
  std::string sender;
  std::string headers;  // further ones, each with its line break
  std::string body;
};

std::string head_of(const Sent& one, std::size_t bytes) {
  return "POST " + one.path +
         " HTTP/1.1\r\nHost: town\r\nConnection: close\r\nX-Forwarded-For: " + one.sender + "\r\n" +
         one.headers + "Content-Length: " + std::to_string(bytes) + "\r\n\r\n";
}

std::string send(std::uint16_t port, const Sent& one) {
  const Peer peer(port);
  peer.send(head_of(one, one.body.size()) + one.body);
  return peer.read_all();
}

const std::string kForm = "Content-Type: application/x-www-form-urlencoded\r\n";
const std::string kFiles = "Content-Type: multipart/form-data; boundary=b\r\n";

Sent check_of_file(const std::string& sender, std::size_t bytes) {
  return {"/editions/verify", sender, kFiles,
          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"e.json\"\r\n\r\n" +
              std::string(bytes, 'x') + "\r\n--b--\r\n"};
}

struct Flood {
  std::atomic<int> taken = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> unclear = 0;  // refused without the sentence, or without Retry-After
};

// `count` of them from several connections at once; `wanted` is the answer to one that is taken.
void pour(std::uint16_t port, const Sent& one, int count, int wanted, Flood& flood) {
  std::vector<std::jthread> flooders;
  for (int i = 0; i < kFlooders; ++i)
    flooders.emplace_back([&] {
      for (int sent = 0; sent < count / kFlooders; ++sent) {
        const std::string answer = send(port, one);
        const int status = status_of(answer);
        if (status == wanted) ++flood.taken;
        if (status == 429) ++flood.refused;
        const bool is_clear =
            status == 429 && answer.contains(kRemedy) && answer.contains("\r\nRetry-After: ");
        if (status != wanted && !is_clear) ++flood.unclear;
      }
    });
}

// A sanitizer keeps what is freed, and notes about all of it, in memory: nothing is to be told of
// it then.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED
#endif
#endif
#if defined(IS_SANITIZED) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMemoryTells = false;
#else
constexpr bool kMemoryTells = true;
#endif

long kilobytes_in_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:")) return std::atol(line.c_str() + 8);
  return 0;
}

// The whole program over a database with the shipped plans, and one person of the ward.
struct Town {
  explicit Town(db::Engine engine)
      : made(engine, db::testing::TemporaryDatabase::Schema::current),
        database(made.open()),
        desk{.database = database,
             .hasher = hasher,
             .start = app::start_parts(),
             .papers = papers.path(),
             .sources = app::record_sources(),
             .printed_places = app::printed_places()} {
    const auto plans = plan::read_plan_set({NIGIWAI_SOURCE_DIR "/plans/131202"});
    plan::load(base::Actor::system(), database, plans).value();
    const auto person = staff::testing::somebody(database, hasher, "clerk", "clerk");
    token = staff::issue(staff::testing::system(), database,
                         {.municipality = "131202",
                          .person = person.person,
                          .name = "flood",
                          .post = "clerk",
                          .body = "ward",
                          .may = staff::May::write})
                ->secret;
    site = std::make_unique<http::Site>(app::routes(desk), http::SiteOptions{});
    http::ServerOptions options;
    options.port = 0;
    options.workers = 4;
    options.stop_on_signals = false;
    options.sweep_every = std::chrono::milliseconds(20);
    options.senders.at_once = kAtOnce;
    options.senders.a_minute = 6;
    options.senders.bodies_max = 4;
    options.senders.bodies_of_one = 3;
    server = std::make_unique<http::Server>(options, *site);
    running = std::jthread([this] { server->run(); });
  }
  ~Town() { server->stop(); }

  db::testing::TemporaryDatabase made;
  db::testing::TemporaryFolder papers;
  db::Database database;
  staff::Hasher hasher{staff::testing::kCheap};
  staff::web::Desk desk;
  std::string token;
  std::unique_ptr<http::Site> site;
  std::unique_ptr<http::Server> server;
  std::jthread running;
};

void on_each(void (*body)(Town&)) {
  for (const db::Engine engine : db::testing::engines()) {
    CAPTURE(db::testing::name_of(engine));
    Town town(engine);
    body(town);
    CHECK(history::verify(town.database).empty());
  }
}

// All but a few that time itself allows meanwhile.
void check_bounded(const Flood& flood, int count) {
  CHECK(flood.taken >= kAtOnce);
  CHECK(flood.taken <= kAtOnce + 4);
  CHECK(flood.taken + flood.refused == count);
  CHECK(flood.unclear == 0);
}

}  // namespace

TEST_CASE("a flood of files to be checked is refused in words, and others do not feel it") {
  on_each([](Town& town) {
    const std::uint16_t port = town.server->port();
    const auto writes_before = db::write_counts().writes.load();
    Flood flood;
    int others_answered = 0;
    {
      const std::jthread flooding(
          [&] { pour(port, check_of_file(kFlooder, 1000), 200, 400, flood); });
      for (int i = 0; i < 10; ++i) {
        if (status_of(get(port, "/search?q=" + std::to_string(i))) == 200) ++others_answered;
        if (status_of(send(port, check_of_file("198.51.100.1", 1000))) == 400) ++others_answered;
      }
    }
    CHECK(others_answered == 20);
    check_bounded(flood, 200);
    CHECK(db::write_counts().writes == writes_before);
    // Its pages are there for the flooder too, and in its language.
    CHECK(status_of(get(port, "/plans/nerima-2011")) == 200);
    Sent english = check_of_file(kFlooder, 10);
    english.path = "/en/editions/verify";
    CHECK(send(port, english).contains("Wait about a minute and try again"));
  });
}

TEST_CASE("whoever is known goes on from where a flood of strangers comes") {
  on_each([](Town& town) {
    const std::uint16_t port = town.server->port();
    // A made-up session opens nothing: the forms of the staff are counted like any other.
    Flood forms;
    pour(port, {"/staff/diary/new", kFlooder, kForm + "Cookie: __Host-nigiwai=made-up\r\n", "a=b"},
         100, 401, forms);
    check_bounded(forms, 100);
    Sent post{"/api/v1/staff/records", kFlooder, "Content-Type: application/json\r\n", "{}"};
    const std::string stranger = send(port, post);
    CHECK(status_of(stranger) == 429);
    CHECK(stranger.contains("application/problem+json"));
    post.headers += "Authorization: Bearer " + town.token + "\r\n";
    for (int i = 0; i < kAtOnce + 10; ++i) CHECK(status_of(send(port, post)) == 400);
    // And from a place that nothing came from before, as often as they like.
    post.sender = "198.51.100.2";
    for (int i = 0; i < kAtOnce + 10; ++i) CHECK(status_of(send(port, post)) == 400);
    CHECK(status_of(send(port, check_of_file("198.51.100.2", 10))) == 400);
  });
}

TEST_CASE("a storm of sign-ins leaves the line to others") {
  on_each([](Town& town) {
    const std::uint16_t port = town.server->port();
    Flood flood;
    const std::string form = "municipality=131202&login=nobody&password=tsuki+no+sabaku&back=%2F";
    pour(port, {"/invitation/made-up", kFlooder, kForm, "password=a&again=a"}, 100, 410, flood);
    check_bounded(flood, 100);
    CHECK(status_of(send(port, {"/sign-in", kFlooder, kForm, form})) == 429);
    CHECK(status_of(send(port, {"/sign-in", "198.51.100.3", kForm, form})) == 403);
    CHECK(status_of(send(port, {"/answer/made-up/excel", kFlooder, kFiles, "--b--\r\n"})) == 429);
  });
}

TEST_CASE("bodies that come slowly have few places, and the rest of them is not kept") {
  on_each([](Town& town) {
    const std::uint16_t port = town.server->port();
    constexpr std::size_t kBytes = 900'000;
    const Sent slow = check_of_file(kFlooder, kBytes);
    const long before = kilobytes_in_memory();
    std::vector<std::unique_ptr<Peer>> held;
    int refused = 0;
    for (int i = 0; i < 30; ++i) {
      auto peer = std::make_unique<Peer>(port);
      peer->send(head_of(slow, slow.body.size()) + slow.body.substr(0, kBytes / 2));
      held.push_back(std::move(peer));
    }
    // Another sender has the place that is left, and gives it back.
    for (int i = 0; i < 3; ++i)
      CHECK(status_of(send(port, check_of_file("198.51.100.4", kBytes))) == 400);
    CHECK(status_of(get(port, "/plans/nerima-2011")) == 200);
    if (kMemoryTells)
      CHECK(kilobytes_in_memory() - before < 12'000);  // 30 halves would be 13 MB, twice that whole
    for (const auto& peer : held) peer->send(slow.body.substr(kBytes / 2));
    for (const auto& peer : held) {
      const std::string answer = peer->read_all();
      const bool is_clear = answer.contains("しばらくしてからもう一度お試しください") &&
                            answer.contains("\r\nRetry-After: 5\r\n");
      if (status_of(answer) == 503 && is_clear) ++refused;
    }
    CHECK(refused == 27);
  });
}
