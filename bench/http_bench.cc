// Servers of their own on loopback, each on core 0, wrk on the other; the rounds take turns, so
// that whatever disturbs the machine disturbs all. Processor time is compared, since it varies
// least.
#include "bench/http_bench.h"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <thread>

#include "bench/bare_server.h"
#include "bench/child.h"
#include "bench/served.h"
#include "db/db.h"
#include "http/http.h"
#include "plan/plan_service.h"
#include "plan/plan_web.h"

namespace {

namespace fs = std::filesystem;
using bench::Child;
using bench::Folder;
using bench::load_plans;
using bench::Server;
using bench::start_nigiwai;

constexpr int kRounds = 7;
constexpr std::string_view kPlan = "hamura-2021";
constexpr int kLoadCore = 1;
constexpr int kIdleConnections = 10'000;

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void write_file(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

std::string nginx_settings(const fs::path& folder, std::uint16_t port) {
  const std::string at = folder.string();
  std::string text = "daemon off;\nmaster_process off;\npid " + at + "/nginx.pid;\nerror_log " +
                     at + "/nginx.log;\nevents { worker_connections 1024; }\nhttp {\n";
  for (const char* what : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    text += std::string(what) + "_temp_path " + at + "/" + what + ";\n";
  }
  text +=
      "access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;\n"
      "open_file_cache max=100; default_type text/html;\n"
      "server { listen 127.0.0.1:" +
      std::to_string(port) + "; root " + at + "/files; }\n}\n";
  return text;
}

// What wrk says it got.
struct Load {
  double requests = 0;
  double per_second = 0;
  bool has_errors = false;
};

double number_before(const std::string& text, const std::string& word) {
  const std::size_t end = text.find(word);
  if (end == std::string::npos) return 0;
  const std::size_t begin = text.find_last_of(" \n", end - 2) + 1;
  return std::strtod(text.c_str() + begin, nullptr);
}

Load run_wrk(const fs::path& folder, const Server& server, const std::string& target,
             const std::string& header) {
  const std::string output = (folder / "wrk.txt").string();
  const std::string url = "http://127.0.0.1:" + std::to_string(server.port) + target;
  std::vector<std::string> words = {bench::found_program("wrk"), "-t1", "-c64", "-d1s"};
  if (!header.empty()) words.insert(words.end(), {"-H", header});
  words.push_back(url);
  Child wrk(words, kLoadCore, output);
  wrk.wait();
  std::ifstream file(output);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t rate = text.find("Requests/sec:");
  if (rate == std::string::npos) throw std::runtime_error("wrk: " + text);
  return {
      number_before(text, " requests in"), std::strtod(text.c_str() + rate + 13, nullptr),
      text.find("Non-2xx") != std::string::npos || text.find("Socket errors") != std::string::npos};
}

struct Measured {
  std::vector<double> microseconds;
  std::vector<double> per_second;
};

// What is asked of a server; `header` is one line more of each request.
struct Asked {
  const Server* server;
  std::string target;
  std::string header = {};
};

// Each server takes one round after the other, kRounds times.
std::map<std::string, Measured> take_turns(const fs::path& folder, const std::vector<Asked>& what) {
  std::map<std::string, Measured> all;
  for (int round = -1; round < kRounds; ++round) {  // the first warms up and does not count
    for (const auto& [server, target, header] : what) {
      const double before = server->child->processor_seconds();
      const Load load = run_wrk(folder, *server, target, header);
      const double spent = server->child->processor_seconds() - before;
      if (load.has_errors) throw std::runtime_error(server->name + " answered with errors");
      if (round < 0) continue;
      all[server->name].microseconds.push_back(spent * 1e6 / load.requests);
      all[server->name].per_second.push_back(load.per_second);
    }
  }
  return all;
}

Server start_nginx(const fs::path& folder) {
  Server server{"nginx", nullptr, bench::free_port()};
  const fs::path settings = folder / "nginx.conf";
  write_file(settings, nginx_settings(folder, server.port));
  server.child =
      std::make_unique<Child>(std::vector<std::string>{bench::found_program("nginx"), "-p",
                                                       folder.string(), "-c", settings.string()},
                              bench::kServerCore);
  bench::wait_until_listening(server.port);
  return server;
}

BareRow first_row(const std::string& file) {
  auto database = db::Database::open("sqlite:" + file, {});
  const auto opened = plan::open(base::Actor::visitor(), database, kPlan);
  if (!opened) throw std::runtime_error("the plan is not there");
  return {opened->plan.municipality, opened->plan.slug, opened->plan.rows.front().key};
}

Server start_bare(const std::string& file, const BareRow& row) {
  Server server{"bare", nullptr, bench::free_port()};
  const std::uint16_t port = server.port;
  server.child = std::make_unique<Child>([=] { serve_bare(port, file, row); }, bench::kServerCore);
  bench::wait_until_listening(server.port);
  return server;
}

std::string body_of(const std::string& answer) {
  if (!answer.starts_with("HTTP/1.1 200")) {
    throw std::runtime_error("no page: " + answer.substr(0, 60));
  }
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

void compare_with_nginx(std::ostream& out, const fs::path& folder, const Server& nigiwai) {
  const std::string target = "/plans/" + std::string(kPlan);
  const std::string page = body_of(bench::ask(nigiwai.port, target));
  if (bench::found_program("nginx").empty()) {
    out << "nginx is not on this machine: the cached page is not compared\n";
    return;
  }
  write_file(folder / "files/page", page);
  const Server nginx = start_nginx(folder);
  const auto all = take_turns(folder, {{&nginx, "/page"}, {&nigiwai, target}});
  const double yardstick = median(all.at("nginx").microseconds);
  const double ours = median(all.at("nigiwai").microseconds);
  out << "cached page of " << page.size() << " bytes: " << ours << " us of processor time, nginx "
      << yardstick << " us, ratio " << ours / yardstick << " (limit 1.25); "
      << median(all.at("nigiwai").per_second) << " and " << median(all.at("nginx").per_second)
      << " requests a second\n";
}

// Whoever shows who they are gets an answer made for them: so no answer is kept from one request to
// the next.
constexpr const char* kNotKept = "Cookie: not=kept";

void compare_with_bare(std::ostream& out, const fs::path& folder, const Server& nigiwai,
                       const std::string& file) {
  const BareRow row = first_row(file);
  const Server bare = start_bare(file, row);
  const std::string target = "/api/v1/plans/" + row.plan + "/rows/" + row.row;
  for (const std::string header : {"", kNotKept}) {
    const auto all = take_turns(folder, {{&bare, "/", header}, {&nigiwai, target, header}});
    const Measured& yardstick = all.at("bare");
    const Measured& ours = all.at("nigiwai");
    const double rate = median(ours.per_second) / median(yardstick.per_second);
    const double time = median(yardstick.microseconds) / median(ours.microseconds);
    out << "JSON of one programme" << (header.empty() ? "" : ", no answer kept") << ": "
        << median(ours.per_second) << " requests a second of " << median(ours.microseconds)
        << " us of processor time; a bare handler with one prepared read "
        << median(yardstick.per_second) << " of " << median(yardstick.microseconds)
        << " us; ratio by rate " << rate << ", by processor time " << time << " (at least 0.5)\n";
  }
}

void measure_idle(std::ostream& out, const Server& nigiwai) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  const long before = nigiwai.child->anonymous_kilobytes();
  std::vector<int> sockets;
  for (int i = 0; i < kIdleConnections; ++i) {
    const int socket = bench::connect_to(nigiwai.port);
    if (socket < 0) break;
    sockets.push_back(socket);
  }
  constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  char piece[65536];
  for (const int socket : sockets) {  // each has been served once, then it is idle
    if (::write(socket, kRequest.data(), kRequest.size()) > 0 &&
        ::read(socket, piece, sizeof piece) <= 0) {
      throw std::runtime_error("an idle connection was not answered");
    }
  }
  const long after = nigiwai.child->anonymous_kilobytes();
  out << "memory (RssAnon): " << static_cast<double>(before) / 1024 << " MB after the load, "
      << static_cast<double>(after) / 1024 << " MB with " << sockets.size()
      << " idle connections (limit 60 MB), "
      << static_cast<double>(after - before) / static_cast<double>(sockets.size())
      << " KB each (limit 4 KB)\n";
  for (const int socket : sockets) ::close(socket);
}

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double render_milliseconds(const std::function<http::Response()>& page, std::size_t& bytes) {
  constexpr int kTimes = 20;
  std::vector<double> rounds;
  for (int round = -1; round < kRounds; ++round) {
    const double before = processor_seconds();
    for (int i = 0; i < kTimes; ++i) bytes = page().body.size();
    if (round >= 0) rounds.push_back((processor_seconds() - before) * 1000 / kTimes);
  }
  return median(rounds);
}

}  // namespace

int http_bench(std::ostream& out, const std::string& plans_folder, const std::string& program) {
  if (bench::found_program("wrk").empty()) {
    out << "wrk is not on this machine: nothing is measured\n";
    return 0;
  }
  const Folder folder;
  const std::string file = load_plans(folder.path, plans_folder);
  const Server nigiwai = start_nigiwai(program, file);
  compare_with_nginx(out, folder.path, nigiwai);
  compare_with_bare(out, folder.path, nigiwai, file);
  measure_idle(out, nigiwai);
  return 0;
}

int render_bench(std::ostream& out, const std::string& plans_folder) {
  const Folder folder;
  const std::string file = load_plans(folder.path, plans_folder);
  auto database = db::Database::open("sqlite:" + file, {});
  for (const auto& listed : plan::list(base::Actor::visitor(), database)) {
    http::Request request;
    request.method = "GET";
    request.path = "/plans/" + listed.summary.slug + "/table";
    request.captures["slug"] = listed.summary.slug;
    std::size_t bytes = 0;
    const auto page = [&] { return plan::web::get_table(database, request); };
    const double milliseconds = render_milliseconds(page, bytes);
    out << "progress table of " << listed.summary.slug << " (" << bytes
        << " bytes) from the database: " << milliseconds << " ms of processor time (limit 3 ms)\n";
  }
  return 0;
}
