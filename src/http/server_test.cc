// The transport over a loopback socket: raw bytes in, status out; limits, pipelining, stopping.
#include <atomic>
#include <memory>
#include <stdexcept>

#include "http/running_test.h"

namespace {

using namespace http::testing;

TEST_CASE("raw requests and their status") {
  const Running server;
  const std::string get = "GET / HTTP/1.1\r\n" + kHost;
  struct Row {
    const char* what;
    std::string bytes;
    int status;
  };
  const Row rows[] = {
      {"plain", get + kClose, 200},
      {"HTTP/1.0 closes by itself", "GET / HTTP/1.0\r\n\r\n", 200},
      {"empty lines before", "\r\n\r\n" + get + kClose, 200},
      {"absolute target", "GET http://a/q?q=1 HTTP/1.1\r\n" + kHost + kClose, 200},
      {"not found", "GET /nowhere HTTP/1.1\r\n" + kHost + kClose, 404},
      {"method of another route", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 0\r\n" + kClose,
       405},
      {"OPTIONS", "OPTIONS / HTTP/1.1\r\n" + kHost + kClose, 405},
      {"unknown method", "BREW / HTTP/1.1\r\n" + kHost + kClose, 501},
      {"TRACE", "TRACE / HTTP/1.1\r\n" + kHost + kClose, 501},
      {"CONNECT", "CONNECT a:1 HTTP/1.1\r\n" + kHost + kClose, 501},
      {"no host", "GET / HTTP/1.1\r\n" + kClose, 400},
      {"two hosts", get + "Host: b\r\n" + kClose, 400},
      {"garbage", "\x16\x03\x01\x02\r\n\r\n", 400},
      {"no version", "GET /\r\n\r\n", 400},
      {"lower-case version", "GET / http/1.1\r\n\r\n", 505},
      {"HTTP/2.0", "GET / HTTP/2.0\r\n\r\n", 505},
      {"space in name", get + "A b: c\r\n" + kClose, 400},
      {"space before colon", get + "A : c\r\n" + kClose, 400},
      {"header without colon", get + "Abc\r\n" + kClose, 400},
      {"control in value", get + std::string("A: b\x01\r\n") + kClose, 400},
      {"NUL in target", "GET /%00 HTTP/1.1\r\n" + kHost + kClose, 400},
      {"dots", "GET /../a HTTP/1.1\r\n" + kHost + kClose, 400},
      {"encoded dots", "GET /%2e%2e/a HTTP/1.1\r\n" + kHost + kClose, 400},
      {"invalid UTF-8", "GET /%FF HTTP/1.1\r\n" + kHost + kClose, 400},
      {"raw high bytes", "GET /\xE3\x81 HTTP/1.1\r\n" + kHost + kClose, 400},
      {"target 8192", "GET /" + std::string(8191, 'a') + " HTTP/1.1\r\n" + kHost + kClose, 404},
      {"target 8193", "GET /" + std::string(8192, 'a') + " HTTP/1.1\r\n" + kHost + kClose, 414},
      {"target endless", "GET /" + std::string(40000, 'a'), 414},
      {"header 15 KB", get + "A: " + std::string(15000, 'a') + "\r\n" + kClose, 200},
      {"header 17 KB", get + "A: " + std::string(17000, 'a') + "\r\n" + kClose, 431},
      {"many headers",
       get +
           [] {
             std::string many;
             for (int i = 0; i < 2000; ++i) many += "A" + std::to_string(i) + ": b\r\n";
             return many;
           }() +
           kClose,
       431},
      {"body 1 MB",
       "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 1048576\r\n" + kClose +
           std::string(1048576, 'a'),
       200},
      {"body over 1 MB", "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 1048577\r\n" + kClose,
       413},
      {"chunks over 1 MB",
       "POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n" + kClose +
           "100001\r\n" + std::string(1048577, 'a') + "\r\n0\r\n\r\n",
       413},
      {"chunked",
       "POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n" + kClose +
           "3\r\nabc\r\n0\r\n\r\n",
       200},
      {"bad chunk",
       "POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n" + kClose +
           "zz\r\nabc\r\n",
       400},
      {"other transfer encoding",
       "POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip\r\n" + kClose, 501},
      {"length and chunks",
       "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n" +
           kClose,
       400},
      {"two authorizations", get + "Authorization: a\r\nAuthorization: b\r\n" + kClose, 400},
      {"two content types", get + "Content-Type: a\r\nContent-Type: b\r\n" + kClose, 400},
      {"chunk size past all limits",
       "POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n" + kClose +
           "fffffffffffffffffff\r\nabc\r\n",
       400},
      {"chunked twice",
       "POST /echo HTTP/1.1\r\n" + kHost +
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" + kClose,
       400},
      {"chunked after something",
       "POST /echo HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip, chunked\r\n" + kClose, 501},
      {"length twice the same",
       "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nContent-Length: 3\r\n" + kClose +
           "abc",
       400},
      {"length with a sign",
       "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: +3\r\n" + kClose + "abc", 400},
      {"two lengths",
       "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nContent-Length: 4\r\n" + kClose,
       400},
      {"negative length", "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: -1\r\n" + kClose,
       400},
      {"length that is no number",
       "POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: x\r\n" + kClose, 400},
      {"chunks in HTTP/1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       400},
      {"other expectation",
       "POST /echo HTTP/1.1\r\n" + kHost + "Expect: more\r\nContent-Length: 1\r\n" + kClose, 417},
      {"bad form",
       "POST /echo HTTP/1.1\r\n" + kHost +
           "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n" + kClose +
           "a=%",
       400},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.what));
    const std::string answer = server.ask(row.bytes);
    CHECK(status_of(answer) == row.status);
    CHECK(count_of(answer, "\r\nDate: ") == 1);
    CHECK(answer.find("Content-Security-Policy: default-src 'none'") != std::string::npos);
  }
}

TEST_CASE("a connection stays open, and requests sent at once are answered in order") {
  const Running server;
  const Peer peer(server.port());
  std::string many;
  for (int i = 0; i < 20; ++i) {
    many += "GET /q?q=" + std::to_string(i) + "_ HTTP/1.1\r\n" + kHost + "\r\n";
  }
  peer.send(many + "GET / HTTP/1.1\r\n" + kHost + kClose);
  const std::string answers = peer.read_all();
  CHECK(count_of(answers, "HTTP/1.1 200 OK") == 21);
  std::size_t at = 0;
  for (int i = 0; i < 20; ++i) {
    at = answers.find("q=" + std::to_string(i) + "_", at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("a request byte by byte, and HEAD without a body") {
  const Running server;
  const Peer peer(server.port());
  for (char c : "HEAD /q?q=%E3%81%82 HTTP/1.1\r\n" + kHost + kClose) peer.send({&c, 1});
  const std::string answer = peer.read_all();
  CHECK(answer.find("Content-Length: 5\r\n") != std::string::npos);
  CHECK(answer.ends_with("\r\n\r\n"));
  CHECK(answer.find("Date: ") != std::string::npos);
}

TEST_CASE("100 Continue") {
  const Running server;
  const Peer peer(server.port());
  peer.send("POST /echo HTTP/1.1\r\n" + kHost + "Expect: 100-continue\r\nContent-Length: 3\r\n" +
            kClose);
  CHECK(peer.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("abc");
  CHECK(peer.read_all().ends_with("\r\n\r\nabc"));
}

TEST_CASE("a slow request is told so, an idle connection is closed") {
  http::ServerOptions options;
  options.header_max = 100ms;
  options.body_max = 100ms;
  options.idle_max = 100ms;
  const Running server(options);
  CHECK(status_of(server.ask("GET / HTTP/1.1\r\nHost")) == 408);
  CHECK(status_of(server.ask("POST /echo HTTP/1.1\r\n" + kHost + "Content-Length: 9\r\n\r\nabc")) ==
        408);
  CHECK(server.ask("").empty());
  const std::string idle = server.ask("GET / HTTP/1.1\r\n" + kHost + "\r\n");
  CHECK(count_of(idle, "HTTP/1.1") == 1);
}

TEST_CASE("one connection too many is told 503") {
  http::ServerOptions options;
  options.connections_max = 2;
  const Running server(options);
  const Peer first(server.port());
  const Peer second(server.port());
  first.send("GET / HTTP/1.1\r\n" + kHost + "\r\n");
  second.send("GET / HTTP/1.1\r\n" + kHost + "\r\n");
  first.read_until("home");
  second.read_until("home");
  CHECK(status_of(server.ask("GET / HTTP/1.1\r\n" + kHost + kClose)) == 503);
  first.send("GET / HTTP/1.1\r\n" + kHost + kClose);
  CHECK(first.read_all().ends_with("home"));
}

TEST_CASE("a stop lets the request under way finish") {
  Running server;
  const Peer idle(server.port());
  const Peer peer(server.port());
  peer.send("GET /slow HTTP/1.1\r\n" + kHost + "\r\n");
  std::this_thread::sleep_for(100ms);
  server.stop();
  const std::string answer = peer.read_all();
  CHECK(answer.ends_with("slow done"));
  CHECK(answer.find("Connection: close") != std::string::npos);
  CHECK(idle.read_all().empty());
  server.join();
}

TEST_CASE("kept answers are given until the data have another name") {
  std::atomic<int> made = 0;
  std::atomic<int> version = 0;
  const std::vector<http::Route> counted = {
      {"GET", "/page",
       [&](const http::Request&) {
         return http::Response{200, "text/html", "page " + std::to_string(++made), {}, {}};
       }},
      {"GET", "/own",
       [&](const http::Request&) {
         return http::Response{
             200, "text/html", std::to_string(++made), {{"Cache-Control", "no-store"}}, {}};
       }},
      {"POST", "/page", [&](const http::Request&) {
         ++version;
         return http::Response{200, "text/html", "", {}, {}};
       }}};
  http::Metrics metrics;
  http::ServerOptions options;
  options.metrics = &metrics;
  options.data_name = [&] {
    if (version < 0) throw std::runtime_error("away");
    return std::to_string(version);
  };
  const Running server(options, counted);
  const auto get = [&](std::string_view path, std::string_view more = "") {
    return server.ask("GET " + std::string(path) + " HTTP/1.1\r\n" + kHost + std::string(more) +
                      kClose);
  };
  const std::string first = get("/page");
  CHECK(first.ends_with("\r\n\r\npage 1"));
  const std::string again = get("/page");
  CHECK(again.ends_with("\r\n\r\npage 1"));
  CHECK(metrics.kept_hits == 1);
  const auto without_date = [](std::string text) { return text.erase(text.find("Date: "), 37); };
  CHECK(without_date(again) == without_date(first));
  const std::size_t at = first.find("ETag: ") + 6;
  const std::string etag = first.substr(at, first.find("\r\n", at) - at);
  const std::string unchanged = get("/page", "If-None-Match: " + etag + "\r\n");
  CHECK(status_of(unchanged) == 304);
  CHECK(unchanged.ends_with("\r\n\r\n"));
  const std::string head = server.ask("HEAD /page HTTP/1.1\r\n" + kHost + kClose);
  CHECK(head.find("Content-Length: 6\r\n") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
  CHECK(get("/page?a").ends_with("page 2"));
  // Whoever shows who they are gets an answer of their own, and nobody else gets that one.
  CHECK(get("/page", "Cookie: a=b\r\n").ends_with("page 3"));
  CHECK(get("/page", "Authorization: Bearer a\r\n").ends_with("page 4"));
  CHECK(get("/page").ends_with("page 1"));
  CHECK(get("/own").ends_with("5"));
  CHECK(get("/own").ends_with("6"));
  server.ask("POST /page HTTP/1.1\r\n" + kHost + "Content-Length: 0\r\n" + kClose);
  CHECK(get("/page").ends_with("page 7"));
  version = -1;  // the database is away: the handler is asked, nothing is kept
  std::this_thread::sleep_for(30ms);
  CHECK(get("/page").ends_with("page 8"));
  CHECK(get("/page").ends_with("page 9"));
}

TEST_CASE("a stop answers what is connected and on its way") {
  Running server;
  const Peer kept_open(server.port());
  kept_open.send("GET / HTTP/1.1\r\n" + kHost + "\r\n");
  kept_open.read_until("home");
  std::vector<std::unique_ptr<Peer>> peers;
  for (int i = 0; i < 20; ++i) {
    peers.push_back(std::make_unique<Peer>(server.port()));
    peers.back()->send("GET /slow HTTP/1.1\r\n" + kHost + "\r\n");
  }
  server.stop();
  kept_open.send("GET / HTTP/1.1\r\n" + kHost + "\r\n");
  CHECK(kept_open.read_all().ends_with("home"));
  for (const auto& peer : peers) CHECK(peer->read_all().ends_with("slow done"));
  server.join();
}

TEST_CASE("more requests than may wait are told 503 with when to come again") {
  http::ServerOptions options;
  options.working_max = 0;
  const Running server(options);
  const std::string answer = server.ask("GET / HTTP/1.1\r\n" + kHost + kClose);
  CHECK(status_of(answer) == 503);
  CHECK(answer.find("Retry-After: 5\r\n") != std::string::npos);
}

TEST_CASE("under /api/ the transport itself answers with a problem+json") {
  const Running server;
  const std::string answer = server.ask("GET /api/%ff HTTP/1.1\r\n" + kHost + kClose);
  CHECK(status_of(answer) == 400);
  CHECK(answer.find("Content-Type: application/problem+json") != std::string::npos);
  const std::string endless =
      server.ask("POST /api/v1/a HTTP/1.1\r\n" + kHost + "Content-Length: 1048577\r\n" + kClose);
  CHECK(status_of(endless) == 413);
  CHECK(endless.find("application/problem+json") != std::string::npos);
}

TEST_CASE("a taken port is a clear fault") {
  const Running server;
  const http::Site site({}, {});
  http::ServerOptions options;
  options.port = server.port();
  try {
    http::Server second(options, site);
    FAIL("listened twice");
  } catch (const http::CannotListen& fault) {
    CHECK(fault.refusal().code == "http.port_taken");
    CHECK(base::say(base::Language::ja, fault.refusal()).find(std::to_string(server.port())) !=
          std::string::npos);
  }
  options.address = "203.0.113.1";
  CHECK_THROWS_AS(http::Server(options, site), http::CannotListen);
  options.address = "nowhere";
  CHECK_THROWS_AS(http::Server(options, site), http::CannotListen);
}

TEST_CASE("the access log names the route, not the visitor") {
  std::string log;
  {
    http::ServerOptions options;
    options.access_log = [&log](const std::string& line) { log += line + "\n"; };
    const Running server(options);
    server.ask("GET /q?q=secret HTTP/1.1\r\n" + kHost + kClose);
    server.ask("GET /nowhere/secret HTTP/1.1\r\n" + kHost + kClose);
  }
  CHECK(log.find("\"method\":\"GET\",\"route\":\"/q\",\"status\":200") != std::string::npos);
  CHECK(log.find("\"route\":\"\",\"status\":404") != std::string::npos);
  CHECK(log.find("secret") == std::string::npos);
  CHECK(log.find("127.0.0.1") == std::string::npos);
}

TEST_CASE("many connections at once") {
  const Running server;
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 32; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 10; ++j) {
        const std::string answer = server.ask("GET /q?q=a HTTP/1.1\r\n" + kHost + kClose);
        if (answer.ends_with("q=a")) ++good;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(good == 320);
}

}  // namespace
