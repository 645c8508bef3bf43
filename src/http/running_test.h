// A server of one test on a port of its own, and peers that send it raw bytes over loopback.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "http/server.h"

namespace http::testing {

using namespace std::chrono_literals;

class Peer {
 public:
  explicit Peer(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    const auto* at = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(socket_, at, sizeof address) != 0) throw std::runtime_error("not listening");
  }
  ~Peer() { ::close(socket_); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  // Everything until the server closes.
  std::string read_all() const {
    std::string all;
    char piece[4096];
    for (ssize_t count; (count = ::recv(socket_, piece, sizeof piece, 0)) > 0;) {
      all.append(piece, static_cast<std::size_t>(count));
    }
    return all;
  }

  // Until `end` has come.
  std::string read_until(std::string_view end) const {
    std::string all;
    char c;
    while (!all.ends_with(end) && ::recv(socket_, &c, 1, 0) == 1) all += c;
    return all;
  }

 private:
  int socket_;
};

inline constexpr std::size_t kUploadMax = 3 * 1024 * 1024;

inline std::vector<Route> routes() {
  const auto say_size = [](const Request& r) {
    return Response{200, "text/plain", std::to_string(r.body.size()), {}, {}};
  };
  return {
      {"POST", "/files", say_size, kUploadMax},
      {"POST", "/api/files", say_size, kUploadMax},
      {"GET", "/", [](const Request&) { return Response{200, "text/plain", "home", {}, {}}; }},
      {"GET", "/q",
       [](const Request& r) {
         return Response{200, "text/plain", "q=" + r.parameter("q").value_or("-"), {}, {}};
       }},
      {"GET", "/slow",
       [](const Request&) {
         std::this_thread::sleep_for(300ms);
         return Response{200, "text/plain", "slow done", {}, {}};
       }},
      {"POST", "/echo",
       [](const Request& r) { return Response{200, "text/plain", r.body, {}, {}}; }},
  };
}

class Running {
 public:
  explicit Running(ServerOptions options = {}, std::vector<Route> answered = routes(),
                   SiteOptions said = {})
      : site_(std::move(answered), std::move(said)), server_(fill(options), site_) {
    thread_ = std::thread([this] { server_.run(); });
  }
  ~Running() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }
  void stop() { server_.stop(); }
  void join() { thread_.join(); }
  std::uint16_t port() const { return server_.port(); }

  std::string ask(std::string_view bytes) const {
    const Peer peer(port());
    peer.send(bytes);
    return peer.read_all();
  }

 private:
  static ServerOptions fill(ServerOptions options) {
    options.port = 0;
    options.workers = 4;
    options.stop_on_signals = false;
    options.sweep_every = 20ms;
    return options;
  }
  Site site_;
  Server server_;
  std::thread thread_;
};

inline int status_of(const std::string& answer) {
  return answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0;
}

inline std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++count;
  return count;
}

inline const std::string kHost = "Host: a\r\n";
inline const std::string kClose = "Connection: close\r\n\r\n";

}  // namespace http::testing
