// One thread, one hash at a time, 19 MiB each: whoever waits holds a request thread, so the line is
// short and a full one is told so at once.
#include "staff/hasher.h"

#include <argon2.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "base/secret.h"
#include "staff/password.h"

namespace staff {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
constexpr int kLowPriority = 10;

void must(int code) {
  if (code != ARGON2_OK)
    throw std::runtime_error(std::string("argon2: ") + argon2_error_message(code));
}

std::string argon2id(const HashCost& cost, std::string_view password) {
  std::array<unsigned char, kSaltBytes> salt;
  base::fill_random(salt);
  const std::size_t size =
      argon2_encodedlen(cost.passes, cost.memory_kib, 1, kSaltBytes, kHashBytes, Argon2_id);
  std::string encoded(size, '\0');
  must(argon2id_hash_encoded(cost.passes, cost.memory_kib, 1, password.data(), password.size(),
                             salt.data(), salt.size(), kHashBytes, encoded.data(), size));
  encoded.resize(encoded.find('\0'));
  return encoded;
}

bool is_argon2id_of(const std::string& encoded, std::string_view password) {
  const int code = argon2id_verify(encoded.c_str(), password.data(), password.size());
  if (code == ARGON2_VERIFY_MISMATCH) return false;
  must(code);
  return true;
}

}  // namespace

struct Hasher::Line {
  Line(HashCost cost_in, std::size_t max) : cost(cost_in), line_max(max) {
    thread = std::thread([this] { work(); });
  }
  ~Line() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    arrived.notify_one();
    thread.join();
  }

  template <class Work>
  auto wait_for(Work work) -> base::Result<std::invoke_result_t<Work>> {
    std::packaged_task<std::invoke_result_t<Work>()> task(std::move(work));
    auto answer = task.get_future();
    {
      const std::lock_guard lock(mutex);
      if (waiting.size() >= line_max) return base::refuse(sign_in_busy);
      waiting.emplace_back([&task] { task(); });
    }
    arrived.notify_one();
    return answer.get();
  }

  void work() {
    // Linux counts priorities by thread.
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kLowPriority);
    for (;;) {
      std::unique_lock lock(mutex);
      arrived.wait(lock, [this] { return stopping || !waiting.empty(); });
      if (waiting.empty()) return;
      const std::function<void()> next = std::move(waiting.front());
      waiting.pop_front();
      lock.unlock();
      next();
    }
  }

  const HashCost cost;
  const std::size_t line_max;
  std::mutex mutex;
  std::condition_variable arrived;
  std::deque<std::function<void()>> waiting;
  bool stopping = false;
  std::string of_nobody;  // made at the first need
  std::thread thread;
};

Hasher::Hasher(HashCost cost, std::size_t line_max)
    : line_(std::make_unique<Line>(cost, line_max)) {}
Hasher::~Hasher() = default;

base::Result<std::string> Hasher::hash(std::string_view password) {
  const std::string form = password_form(password);
  return line_->wait_for([&] { return argon2id(line_->cost, form); });
}

base::Result<bool> Hasher::matches(std::string_view password, std::string_view hash) {
  const std::string form = password_form(password);
  const std::string encoded(hash);
  return line_->wait_for([&] { return is_argon2id_of(encoded, form); });
}

base::Result<bool> Hasher::matches_nobody(std::string_view password) {
  const std::string form = password_form(password);
  return line_->wait_for([&] {
    if (line_->of_nobody.empty()) line_->of_nobody = argon2id(line_->cost, base::new_secret());
    is_argon2id_of(line_->of_nobody, form);
    return false;
  });
}

}  // namespace staff
