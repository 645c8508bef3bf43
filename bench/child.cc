// fork and exec, since the core is chosen between the two.
#include "bench/child.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace bench {
namespace {

void stay_on(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  ::sched_setaffinity(0, sizeof cores, &cores);  // with one core there is nothing to choose
}

void send_output_to(const std::string& file) {
  const char* name = file.empty() ? "/dev/null" : file.c_str();
  const int output = ::open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

Child::Child(const std::vector<std::string>& words, int core, const std::string& output)
    : pid_(::fork()) {
  if (pid_ < 0) throw std::runtime_error("cannot fork");
  if (pid_ > 0) return;
  stay_on(core);
  send_output_to(output);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execv(arguments.front(), arguments.data());
  ::_exit(127);
}

Child::Child(const std::function<void()>& body, int core) : pid_(::fork()) {
  if (pid_ < 0) throw std::runtime_error("cannot fork");
  if (pid_ > 0) return;
  stay_on(core);
  body();
  ::_exit(0);
}

Child::~Child() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

int Child::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

double Child::processor_seconds() const {
  clockid_t clock = 0;
  timespec time{};
  if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &time) != 0) {
    throw std::runtime_error("the measured program has ended");
  }
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

long Child::anonymous_kilobytes() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string word; status >> word;) {
    long kilobytes = 0;
    if (word == "RssAnon:" && status >> kilobytes) return kilobytes;
  }
  return 0;
}

std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  ::close(socket);
  return ntohs(address.sin_port);
}

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    return socket;
  }
  if (socket >= 0) ::close(socket);
  return -1;
}

void wait_until_listening(std::uint16_t port) {
  for (int tries = 0; tries < 2000; ++tries) {
    const int socket = connect_to(port);
    if (socket >= 0) {
      ::close(socket);
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("nobody listens on port " + std::to_string(port));
}

namespace {

// The whole answer to one request on a connection of its own.
std::string exchange(std::uint16_t port, const std::string& request) {
  const int socket = connect_to(port);
  if (socket < 0) throw std::runtime_error("cannot connect");
  if (::write(socket, request.data(), request.size()) < 0) throw std::runtime_error("cannot ask");
  std::string answer;
  char piece[16384];
  for (ssize_t count; (count = ::read(socket, piece, sizeof piece)) > 0;) {
    answer.append(piece, static_cast<std::size_t>(count));
  }
  ::close(socket);
  return answer;
}

}  // namespace

std::string ask(std::uint16_t port, const std::string& target, const std::string& headers) {
  return exchange(port, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers +
                            "Connection: close\r\n\r\n");
}

std::string send(std::uint16_t port, const std::string& target, const std::string& headers,
                 const std::string& body) {
  return exchange(port, "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" +
                            "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n" +
                            headers + "Content-Length: " + std::to_string(body.size()) +
                            "\r\nConnection: close\r\n\r\n" + body);
}

std::string tell(std::uint16_t port, const std::string& target, const std::string& form,
                 const std::string& headers) {
  return send(port, target, "Content-Type: application/x-www-form-urlencoded\r\n" + headers, form);
}

std::string found_program(const std::string& name) {
  for (const char* folder : {"/usr/bin/", "/usr/sbin/", "/usr/local/bin/"}) {
    if (std::filesystem::exists(folder + name)) return folder + name;
  }
  return {};
}

}  // namespace bench
