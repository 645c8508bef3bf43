// Starts the child, hands it the table, takes the PDF, and ends it when it takes too long.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <semaphore>
#include <utility>

#include "base/child_process.h"
#include "output/pdf.h"

namespace output {

namespace {

using Clock = std::chrono::steady_clock;

// Between fork and exec only what is safe there.
[[noreturn]] void become_child(const char* program, const char* command, int in, int out,
                               std::uint64_t memory_max, rlim_t seconds_max) {
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::close_range(STDERR_FILENO + 1, ~0U, 0);
  const rlimit memory{memory_max, memory_max};
  const rlimit seconds{seconds_max, seconds_max};
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_AS, &memory);
  ::setrlimit(RLIMIT_CPU, &seconds);
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::execl(program, program, command, static_cast<char*>(nullptr));
  ::_exit(127);
}

enum class Talk { done, too_slow, broken };

// Hands over `table` and takes what comes back, both as the child likes it.
Talk talk(std::string_view table, base::Descriptor to_child, const base::Descriptor& from_child,
          Clock::time_point until, std::string& answer) {
  ::fcntl(to_child.get(), F_SETFL, O_NONBLOCK);
  std::array<char, 65536> piece;
  while (true) {
    if (table.empty()) to_child.close();
    std::array<pollfd, 2> waiting{{{from_child.get(), POLLIN, 0}, {to_child.get(), POLLOUT, 0}}};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) return Talk::too_slow;
    const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(left.count()));
    if (ready == 0) return Talk::too_slow;
    if (ready < 0 && errno != EINTR) return Talk::broken;
    if (waiting[1].revents != 0) {
      const auto written = ::write(to_child.get(), table.data(), table.size());
      if (written < 0 && errno != EAGAIN && errno != EINTR) table = {};
      if (written > 0) table.remove_prefix(static_cast<std::size_t>(written));
    }
    if (waiting[0].revents != 0) {
      const auto got = ::read(from_child.get(), piece.data(), piece.size());
      if (got == 0) return Talk::done;
      if (got < 0 && errno != EINTR) return Talk::broken;
      if (got > 0) answer.append(piece.data(), static_cast<std::size_t>(got));
    }
  }
}

// A child that ends early must not end us with the signal of a broken pipe.
class WithoutPipeSignal {
 public:
  WithoutPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutPipeSignal() {
    const timespec at_once{};
    if (sigismember(&before_, SIGPIPE) == 0) sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutPipeSignal(const WithoutPipeSignal&) = delete;
  WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;
  const sigset_t& before() const { return before_; }

 private:
  sigset_t pipe_{}, before_{};
};

// So many PDFs are drawn at once, however many ask: memory and processors stay for the pages.
constexpr std::ptrdiff_t kAtOnce = 2;
std::counting_semaphore<kAtOnce> places(kAtOnce);

struct Place {
  ~Place() { places.release(); }
};

}  // namespace

base::Result<std::string> pdf(const Table& table, const PdfOptions& options) {
  const std::string text = write_table(table, options.paper);
  const auto until = Clock::now() + options.time_max;
  const auto seconds =
      static_cast<rlim_t>(std::chrono::ceil<std::chrono::seconds>(options.time_max).count());
  if (!places.try_acquire_until(until)) {
    return base::refuse(pdf_too_slow, {{"seconds", std::to_string(seconds)}});
  }
  const Place place;
  auto to_child = base::open_pipe(), from_child = base::open_pipe();
  if (!to_child || !from_child) return base::refuse(pdf_not_drawn);
  const WithoutPipeSignal quiet;
  const std::string command(kDrawPdfCommand);
  const pid_t id = ::fork();
  if (id < 0) return base::refuse(pdf_not_drawn);
  if (id == 0) {
    ::sigprocmask(SIG_SETMASK, &quiet.before(), nullptr);
    become_child(options.program.c_str(), command.c_str(), to_child->out.get(),
                 from_child->in.get(), options.memory_max, seconds);
  }
  base::Child child(id);
  to_child->out.close();
  from_child->in.close();
  std::string answer;
  const Talk said = talk(text, std::move(to_child->in), from_child->out, until, answer);
  if (said == Talk::too_slow) {
    return base::refuse(pdf_too_slow, {{"seconds", std::to_string(seconds)}});
  }
  if (said == Talk::broken || child.wait() != 0 || !answer.starts_with("%PDF-")) {
    return base::refuse(pdf_not_drawn);
  }
  return answer;
}

}  // namespace output
