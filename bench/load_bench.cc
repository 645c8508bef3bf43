// Whole loads by the service, whole starts of the program: wall time, because that is what a person
// waits for.
#include "load_bench.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "db/db.h"
#include "db/migrate.h"
#include "plan/plan_service.h"

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRounds = 7;
constexpr double kLoadLimitSeconds = 1.0;
constexpr double kStartLimitSeconds = 0.5;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double load_once(const std::filesystem::path& file, const std::string& plans_folder) {
  std::filesystem::remove_all(file.parent_path());
  auto database = db::Database::open("sqlite:" + file.string(), {.create = true});
  db::migrate(database);
  const auto start = Clock::now();
  const auto set = plan::read_plan_set({plans_folder});
  if (!set.mistakes.empty() || set.plans.empty()) throw std::runtime_error("no plans to load");
  if (!plan::load(base::Actor::system(), database, set)) throw std::runtime_error("plans refused");
  return seconds_since(start);
}

// A port nobody listens on at this moment.
std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  ::close(socket);
  return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  bool answered = false;
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    constexpr std::string_view request =
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    char status[12] = {};
    answered = ::write(socket, request.data(), request.size()) > 0 &&
               ::recv(socket, status, sizeof status, MSG_WAITALL) == sizeof status &&
               std::string_view(status, sizeof status) == "HTTP/1.1 200";
  }
  ::close(socket);
  return answered;
}

double start_once(const std::string& program, const std::string& url) {
  const std::uint16_t port = free_port();
  const std::string port_text = std::to_string(port);
  const char* words[] = {program.c_str(), "serve",           "--db", url.c_str(),
                         "--port",        port_text.c_str(), nullptr};
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const auto start = Clock::now();
  if (::posix_spawn(&child, program.c_str(), &quiet, nullptr, const_cast<char**>(words), environ) !=
      0) {
    throw std::runtime_error("cannot start " + program);
  }
  posix_spawn_file_actions_destroy(&quiet);
  constexpr double patience_seconds = 20;
  while (!answers(port) && seconds_since(start) < patience_seconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  const double seconds = seconds_since(start);
  ::kill(child, SIGTERM);
  ::waitpid(child, nullptr, 0);
  return seconds;
}

void tell(std::ostream& out, std::string_view what, double seconds, double limit) {
  out << what << ": median of " << kRounds << " rounds " << static_cast<int>(seconds * 1000)
      << " ms, " << seconds / limit << " of the limit of " << limit << " s\n";
}

}  // namespace

int load_bench(std::ostream& out, const std::string& plans_folder, const std::string& program) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("nigiwai-bench-load-" + std::to_string(::getpid()));
  const auto file = folder / "nigiwai.sqlite";
  std::vector<double> loads, starts;
  for (int round = 0; round < kRounds; ++round) {
    loads.push_back(load_once(file, plans_folder));
    starts.push_back(start_once(program, "sqlite:" + file.string()));
  }
  std::filesystem::remove_all(folder);
  tell(out, "all plans from empty", median(loads), kLoadLimitSeconds);
  tell(out, "start to first answer", median(starts), kStartLimitSeconds);
  return 0;
}
