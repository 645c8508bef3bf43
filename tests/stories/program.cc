// Starting and ending processes with posix_spawn, and waiting until a port answers.
#include "stories/program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace stories {

namespace {

using namespace std::chrono_literals;

constexpr auto start_patience = 20s;
constexpr auto stop_patience = 10s;
constexpr auto pause = 20ms;

[[noreturn]] void fault(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

// Starts `words` with both outputs going to `output`.
pid_t spawn(const std::vector<std::string>& words, int output) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  pid_t process = -1;
  const int failed =
      posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    throw std::runtime_error("cannot start " + words[0] + ": " + std::strerror(failed));
  return process;
}

int exit_code(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool answers(std::uint16_t port) {
  const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool connected =
      connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(client);
  return connected;
}

}  // namespace

Answer run_command(const std::vector<std::string>& words) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fault("pipe");
  const pid_t process = spawn(words, ends[1]);
  close(ends[1]);
  Answer answer;
  std::array<char, 8192> buffer;
  ssize_t size = 0;
  while ((size = read(ends[0], buffer.data(), buffer.size())) > 0) {
    answer.body.append(buffer.data(), static_cast<std::size_t>(size));
  }
  close(ends[0]);
  int status = 0;
  if (waitpid(process, &status, 0) != process) fault("waitpid");
  answer.code = exit_code(status);
  return answer;
}

std::uint16_t free_port() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  const bool bound = bind(listener, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                     getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(listener);
  if (!bound) fault("no free port");
  return ntohs(address.sin_port);
}

Server::Server(const std::vector<std::string>& words, std::uint16_t port, std::string log_path)
    : port_(port), log_path_(std::move(log_path)) {
  const int output = open(log_path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (output < 0) fault(log_path_);
  process_ = spawn(words, output);
  close(output);
  const auto give_up = std::chrono::steady_clock::now() + start_patience;
  while (!answers(port_)) {
    int status = 0;
    const bool ended = waitpid(process_, &status, WNOHANG) == process_;
    if (ended) process_ = -1;
    if (ended || std::chrono::steady_clock::now() > give_up) {
      const std::string said = log();
      this->~Server();
      throw std::runtime_error("the server does not answer on port " + std::to_string(port_) +
                               ". It said:\n" + said);
    }
    std::this_thread::sleep_for(pause);
  }
}

Server::~Server() {
  if (process_ < 0) return;
  kill(process_, SIGTERM);
  const auto give_up = std::chrono::steady_clock::now() + stop_patience;
  while (waitpid(process_, nullptr, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > give_up) kill(process_, SIGKILL);
    std::this_thread::sleep_for(pause);
  }
  process_ = -1;
}

std::string Server::log() const {
  std::ifstream in(log_path_);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace stories
