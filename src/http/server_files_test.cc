// Large bodies on their way in and files on their way out: how much an address takes, how many at
// once, who is turned away before, and what a file that changes meanwhile does.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>

#include "http/running_test.h"

namespace {

using namespace http::testing;

TEST_CASE("a route that takes files takes more than others, and says how much") {
  struct Case {
    const char* what;
    std::string request;
    int status;
    const char* says;
  };
  const auto post = [](std::string path, std::size_t bytes) {
    return "POST " + path + " HTTP/1.1\r\n" + kHost + "Content-Length: " + std::to_string(bytes) +
           "\r\n" + kClose;
  };
  const std::size_t over = kUploadMax + 1;
  const std::string pieces = "Transfer-Encoding: chunked\r\n" + kClose + "200000\r\n" +
                             std::string(0x200000, 'a') + "\r\n0\r\n\r\n";
  const std::vector<Case> cases = {
      {"2 MB", post("/files", 2'000'000) + std::string(2'000'000, 'a'), 200, "2000000"},
      {"to the last byte", post("/files", kUploadMax) + std::string(kUploadMax, 'a'), 200, ""},
      {"one byte more", post("/files", over), 413, "3MB"},
      {"200 MB, sent whole", post("/files", 200'000'000) + std::string(200'000'000, 'a'), 413,
       "3MB"},
      {"in English", post("/en/files", over), 413, "3 MB"},
      {"as JSON", post("/api/files", over), 413, "\"http.files_too_large\""},
      {"elsewhere", post("/echo", 2'000'000), 413, "1MB"},
      {"by another method",
       "PUT /files HTTP/1.1\r\n" + kHost + "Content-Length: 2000000\r\n" + kClose, 413, "MB"},
      {"in pieces, which announce no length", "POST /files HTTP/1.1\r\n" + kHost + pieces, 413,
       "MB"}};
  const Running server;
  for (const Case& one : cases) {
    CAPTURE(one.what);
    const std::string answer = server.ask(one.request);
    CHECK(status_of(answer) == one.status);
    CHECK(answer.find(one.says) != std::string::npos);
  }
}

TEST_CASE(
    "large bodies have a few places: one more is told to come again, and each is given back") {
  http::ServerOptions options;
  options.large_bodies_max = 2;
  const Running server(options);
  const std::string head =
      "POST /files HTTP/1.1\r\n" + kHost + "Content-Length: 2000000\r\n" + kClose;
  const std::string asking = "POST /files HTTP/1.1\r\n" + kHost +
                             "Expect: 100-continue\r\nContent-Length: 2000000\r\n" + kClose;
  const std::string body(2'000'000, 'a');
  {
    Peer first(server.port());
    Peer second(server.port());
    for (const Peer* peer : {&first, &second}) {  // each is told to go on when it has its place
      peer->send(asking);
      CHECK(status_of(peer->read_until("\r\n\r\n")) == 100);
    }
    const std::string third = server.ask(head + body);
    CHECK(status_of(third) == 503);
    CHECK(third.find("Retry-After: 5\r\n") != std::string::npos);
    CHECK(status_of(server.ask("GET / HTTP/1.1\r\n" + kHost + kClose)) ==
          200);  // others are not held up
    first.send(body);
    CHECK(status_of(first.read_all()) == 200);
  }
  // The first is done and the second has gone away in the middle.
  std::string again;
  for (int i = 0; i < 100 && status_of(again) != 200; ++i) {
    again = server.ask(head + body);
    std::this_thread::sleep_for(10ms);
  }
  CHECK(status_of(again) == 200);
}

TEST_CASE("whoever is turned away sends a large body to nobody and has no place") {
  http::ServerOptions options;
  options.large_bodies_max = 1;
  std::vector<http::Route> guarded = routes();
  for (http::Route& route : guarded) {
    if (route.body_bytes_max == 0) continue;
    route.turn_away = [](const http::Request& request) -> std::optional<http::Response> {
      CHECK(request.body.empty());
      if (http::cookie(request, "who") == "known") return std::nullopt;
      return http::Response{401, "text/plain", "sign in first", {}, {}};
    };
  }
  const Running server(options, guarded);
  const std::string body(2'000'000, 'a');
  const std::string sized = "Content-Length: 2000000\r\n";
  const std::string stranger = "POST /files HTTP/1.1\r\n" + kHost + sized + kClose;
  const std::string known =
      "POST /files HTTP/1.1\r\n" + kHost + "Cookie: who=known\r\n" + sized + kClose;
  // They hold their connections open with a body that never comes.
  std::vector<std::unique_ptr<Peer>> strangers;
  for (int i = 0; i < 20; ++i) {
    strangers.push_back(std::make_unique<Peer>(server.port()));
    strangers.back()->send(stranger + "a");
  }
  for (const auto& peer : strangers) {
    const std::string answer = peer->read_until("sign in first");
    CHECK(status_of(answer) == 401);
  }
  CHECK(status_of(server.ask(known + body)) == 200);
  // One who sends everything reads the answer all the same.
  const std::string whole = server.ask(stranger + body);
  CHECK(status_of(whole) == 401);
  CHECK(whole.ends_with("sign in first"));
  // A small body is as it was: the page itself answers.
  CHECK(status_of(server.ask("POST /files HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\n" + kClose +
                             "a")) == 200);
}

// A file of 8 MB, more than a socket takes at once.
class Stored {
 public:
  Stored()
      : path_(std::filesystem::temp_directory_path() /
              ("nigiwai-sent-" + std::to_string(::getpid()))) {
    for (int i = 0; content_.size() < 8'000'000; ++i) content_ += std::to_string(i);
    std::ofstream(path_, std::ios::binary) << content_;
    file_ = base::OpenFile::open(path_);
    REQUIRE(file_ != nullptr);
  }
  ~Stored() { std::filesystem::remove(path_); }
  Stored(const Stored&) = delete;
  Stored& operator=(const Stored&) = delete;

  const std::string& content() const { return content_; }
  http::Route route() const {
    return {"GET", "/file", [this](const http::Request&) {
              http::Response response{200, "application/pdf", "", {}, {}};
              response.file = http::FilePart{file_, 0, file_->bytes()};
              response.headers = {{"ETag", "\"e\""}, {"Accept-Ranges", "bytes"}};
              return response;
            }};
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  const std::filesystem::path path_;
  std::string content_;
  std::shared_ptr<const base::OpenFile> file_;
};

std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

TEST_CASE("a file goes out from the disk: whole, in parts, unchanged, and to many at once") {
  const Stored stored;
  std::vector<http::Route> all = routes();
  all.push_back(stored.route());
  const Running server({}, all);
  const auto ask = [&](const std::string& method, const std::string& more) {
    return server.ask(method + " /file HTTP/1.1\r\n" + kHost + more + kClose);
  };
  const std::string whole = ask("GET", "Accept-Encoding: gzip\r\n");
  CHECK(status_of(whole) == 200);
  CHECK(whole.find("Content-Length: " + std::to_string(stored.content().size())) != whole.npos);
  CHECK(body_of(whole) == stored.content());
  CHECK(body_of(ask("HEAD", "")).empty());
  const std::string part = ask("GET", "Range: bytes=7000000-7000009\r\n");
  CHECK(status_of(part) == 206);
  CHECK(body_of(part) == stored.content().substr(7'000'000, 10));
  CHECK(status_of(ask("GET", "Range: bytes=9000000-\r\n")) == 416);
  const std::string unchanged = ask("GET", "If-None-Match: \"e\"\r\n");
  CHECK(status_of(unchanged) == 304);
  CHECK(body_of(unchanged).empty());
  // Forty who take nothing for now hold no copy of it and hold up nobody.
  std::vector<std::unique_ptr<Peer>> slow;
  for (int i = 0; i < 40; ++i) {
    slow.push_back(std::make_unique<Peer>(server.port()));
    slow.back()->send("GET /file HTTP/1.1\r\n" + kHost + kClose);
  }
  CHECK(body_of(ask("GET", "")) == stored.content());
  CHECK(status_of(server.ask("GET / HTTP/1.1\r\n" + kHost + kClose)) == 200);
  CHECK(body_of(slow.front()->read_all()) == stored.content());
  slow.clear();  // gone in the middle
  CHECK(status_of(server.ask("GET / HTTP/1.1\r\n" + kHost + kClose)) == 200);
}

TEST_CASE("a file that is cut while it goes out ends the connection short of what was announced") {
  const Stored stored;
  std::vector<http::Route> all = routes();
  all.push_back(stored.route());
  const Running server({}, all);
  std::filesystem::resize_file(stored.path(), 1'000);
  const std::string answer = server.ask("GET /file HTTP/1.1\r\n" + kHost + kClose);
  CHECK(status_of(answer) == 200);
  CHECK(body_of(answer) == stored.content().substr(0, 1'000));
}

}  // namespace
