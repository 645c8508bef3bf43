// Answers made by the database's writer: which addresses get one, that nobody is told of what is
// not durable yet, and that a server which stops waits for them.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "http/running_test.h"

namespace {

using namespace http::testing;

// Stands for the writer: does what it is given at once, and keeps back that it is durable until it
// is told to commit.
class Writer {
 public:
  http::ServerOptions options() {
    http::ServerOptions options;
    options.among_writes = [this](auto work, auto kept) {
      if (!takes) return false;
      std::thread([this, work, kept] {
        work();
        const std::lock_guard lock(mutex_);
        waiting_.push_back(kept);
        arrived_.notify_all();
      }).detach();
      return true;
    };
    return options;
  }
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    REQUIRE(arrived_.wait_for(lock, 10s, [&] { return waiting_.size() == count; }));
  }
  void commit(std::exception_ptr fault = nullptr) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < waiting_.size(); ++i) waiting_[i](fault, i + 1 == waiting_.size());
    waiting_.clear();
  }

  std::atomic<bool> takes = true;

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<http::ServerOptions::Kept> waiting_;
};

std::vector<http::Route> writing_routes(std::atomic<int>& called) {
  const auto write = [&](const http::Request&) {
    ++called;
    return http::Response{201, "text/plain", "written", {}, {}};
  };
  const auto home = [](const http::Request&) {
    return http::Response{200, "text/plain", "home", {}, {}};
  };
  return {{.method = "POST", .path = "/notes", .handler = write, .is_short_write = true},
          {.method = "GET", .path = "/notes", .handler = home},
          {.method = "POST", .path = "/other", .handler = write}};
}

std::string post(std::string_view path) {
  return "POST " + std::string(path) + " HTTP/1.1\r\n" + kHost + "Content-Length: 0\r\n" + kClose;
}

TEST_CASE("a short write is answered when it is durable, and together with those beside it") {
  std::atomic<int> called = 0;
  Writer writer;
  const Running server(writer.options(), writing_routes(called));
  const Peer first(server.port());
  const Peer second(server.port());
  first.send(post("/notes"));
  second.send(post("/notes"));
  writer.wait_for(2);
  CHECK(called == 2);
  // Others are answered meanwhile, reading at the same address and writing at another.
  CHECK(server.ask("GET /notes HTTP/1.1\r\n" + kHost + kClose).ends_with("home"));
  CHECK(server.ask(post("/other")).ends_with("written"));
  writer.commit();
  CHECK(first.read_all().ends_with("written"));
  CHECK(second.read_all().ends_with("written"));
}

TEST_CASE("what turned out not to be durable is told to nobody as if it were") {
  std::atomic<int> called = 0;
  Writer writer;
  std::string reported;
  http::SiteOptions said;
  said.status_of_fault = [](const std::exception&) { return 503; };
  said.report_fault = [&](std::string_view, std::string_view what) { reported = what; };
  const Running server(writer.options(), writing_routes(called), said);
  const Peer peer(server.port());
  peer.send(post("/notes"));
  writer.wait_for(1);
  writer.commit(std::make_exception_ptr(std::runtime_error("the disk is full")));
  const std::string answer = peer.read_all();
  CHECK(status_of(answer) == 503);
  CHECK(answer.contains("Retry-After: 5\r\n"));
  CHECK_FALSE(answer.contains("written"));
  CHECK(reported == "the disk is full");
}

TEST_CASE("where the database has no writer of its own, a worker does it") {
  std::atomic<int> called = 0;
  Writer writer;
  writer.takes = false;
  const Running server(writer.options(), writing_routes(called));
  CHECK(server.ask(post("/notes")).ends_with("written"));
  CHECK(called == 1);
}

TEST_CASE("a stop waits for what the writer still does") {
  std::atomic<int> called = 0;
  Writer writer;
  Running server(writer.options(), writing_routes(called));
  const Peer peer(server.port());
  peer.send(post("/notes"));
  writer.wait_for(1);
  server.stop();
  writer.commit();
  CHECK(peer.read_all().ends_with("written"));
  server.join();
}

}  // namespace
