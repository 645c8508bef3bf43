// Two hundred public pages a second are asked for at fixed moments (an open loop: a slow answer
// delays nobody else's question), half of the time alone and half of the time beside sixteen
// clients that try passwords without a pause. The server has one core, where hashing and serving
// have to share; the load has the other.
#include "bench/login_bench.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iomanip>
#include <memory>
#include <thread>
#include <vector>

#include "bench/child.h"
#include "bench/served.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPagesASecond = 200;
constexpr int kSeconds = 10;
constexpr int kReaders = 16;
constexpr int kGuessers = 16;
constexpr double kNeed = 50;
constexpr std::string_view kPage = "/plans/hamura-2021";

struct Pages {
  std::vector<double> milliseconds;  // from the moment a page was due
  int failed = 0;
};

// One of kReaders; every kReaders-th page is its own.
Pages read_pages(std::uint16_t port, int reader, Clock::time_point begin) {
  Pages pages;
  for (int page = reader; page < kPagesASecond * kSeconds; page += kReaders) {
    const auto due = begin + std::chrono::microseconds(1'000'000LL * page / kPagesASecond);
    std::this_thread::sleep_until(due);
    const std::string answer = bench::ask(port, std::string(kPage));
    pages.failed += answer.starts_with("HTTP/1.1 200") ? 0 : 1;
    pages.milliseconds.push_back(
        std::chrono::duration<double, std::milli>(Clock::now() - due).count());
  }
  return pages;
}

Pages read_all(std::uint16_t port) {
  const auto begin = Clock::now() + std::chrono::milliseconds(50);
  std::vector<Pages> parts(kReaders);
  {
    std::vector<std::jthread> readers;
    for (int reader = 0; reader < kReaders; ++reader)
      readers.emplace_back([&parts, reader, port, begin] {
        parts[static_cast<std::size_t>(reader)] = read_pages(port, reader, begin);
      });
  }
  Pages all;
  for (const Pages& part : parts) {
    all.failed += part.failed;
    all.milliseconds.insert(all.milliseconds.end(), part.milliseconds.begin(),
                            part.milliseconds.end());
  }
  std::ranges::sort(all.milliseconds);
  return all;
}

// Every guess is for a login of its own and from an address of its own, so that none waits for
// failures and none is one too many of a sender.
class Storm {
 public:
  explicit Storm(std::uint16_t port) {
    for (int guesser = 0; guesser < kGuessers; ++guesser)
      guessers_.emplace_back([this, guesser, port] {
        for (int i = 0; !over_; ++i) guess(port, guesser * 1'000'000 + i);
      });
  }
  ~Storm() { over_ = true; }
  int hashed() const { return hashed_; }
  int sent_back() const { return sent_back_; }

 private:
  void guess(std::uint16_t port, int number) {
    const std::string form = "municipality=131202&login=guess" + std::to_string(number) +
                             "&password=tsuki+no+sabaku+wo&back=%2Fstaff";
    const std::string sender = "10." + std::to_string(number >> 16 & 255) + "." +
                               std::to_string(number >> 8 & 255) + "." +
                               std::to_string(number & 255);
    const std::string answer =
        bench::tell(port, "/sign-in", form, "X-Forwarded-For: " + sender + "\r\n");
    const bool was_hashed = answer.starts_with("HTTP/1.1 403");
    ++(was_hashed ? hashed_ : sent_back_);
  }
  std::atomic<bool> over_ = false;
  std::atomic<int> hashed_ = 0;
  std::atomic<int> sent_back_ = 0;
  std::vector<std::jthread> guessers_;
};

double at_hundredth(const Pages& pages, std::size_t hundredth) {
  return pages.milliseconds[pages.milliseconds.size() * hundredth / 100];
}

void say(std::ostream& out, std::string_view when, const Pages& pages) {
  out << std::fixed << std::setprecision(2) << when << ": " << pages.milliseconds.size()
      << " pages, half within " << at_hundredth(pages, 50) << " ms, 95 of 100 within "
      << at_hundredth(pages, 95) << " ms (limit " << kNeed << "), 99 of 100 within "
      << at_hundredth(pages, 99) << " ms, " << pages.failed << " failed\n";
}

}  // namespace

int login_bench(std::ostream& out, const std::string& plans_folder, const std::string& program) {
  const bench::Folder folder;
  const std::string file = bench::load_plans(folder.path, plans_folder);
  const bench::Server server = bench::start_nigiwai(program, file);
  say(out, "alone", read_all(server.port));
  const auto storm = std::make_unique<Storm>(server.port);
  const Pages beside = read_all(server.port);
  say(out, "beside a storm of sign-ins", beside);
  out << "sign-ins meanwhile: " << storm->hashed() << " compared, " << storm->sent_back()
      << " sent back at once, " << storm->hashed() / kSeconds << " a second\n";
  return beside.failed == 0 && at_hundredth(beside, 95) <= kNeed ? 0 : 1;
}
