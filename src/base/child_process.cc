// Interrupted calls are made again.
#include "base/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace base {

void Descriptor::close() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

std::optional<Pipe> open_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

Child::~Child() {
  if (id_ <= 0) return;
  ::kill(id_, SIGKILL);
  wait();
}

std::optional<int> Child::wait() {
  int status = 0;
  pid_t ended = 0;
  do {
    ended = ::waitpid(id_, &status, 0);
  } while (ended < 0 && errno == EINTR);
  id_ = -1;
  if (ended <= 0 || !WIFEXITED(status)) return std::nullopt;
  return WEXITSTATUS(status);
}

}  // namespace base
