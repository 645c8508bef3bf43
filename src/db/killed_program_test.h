// For tests of what survives kill -9: a program of its own works on a database and tells through a
// pipe what was acknowledged to it; at some instant it is killed, and what it told is the answer.
#pragma once

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <thread>
#include <vector>

namespace db::testing {

// How often a test kills on each database: NIGIWAI_KILLS, or `otherwise`.
inline int kills(int otherwise) {
  const char* count = std::getenv("NIGIWAI_KILLS");
  return count == nullptr ? otherwise : std::atoi(count);
}

// Inside the program: one thing was acknowledged.
template <class Said>
void tell(int to, const Said& said) {
  if (::write(to, &said, sizeof said) != sizeof said) _exit(1);
}

// live(to) works and tells until it is killed, `after` the first thing it told; a program that ends
// by itself fails the test. Gives everything that it told.
template <class Said, class Live>
std::vector<Said> kill_one(std::chrono::microseconds after, Live live) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    try {
      live(ends[1]);
    } catch (const std::exception&) {
      _exit(1);
    }
    _exit(1);
  }
  close(ends[1]);
  std::vector<Said> acknowledged;
  Said said{};
  REQUIRE(read(ends[0], &said, sizeof said) == sizeof said);  // it is at work now
  acknowledged.push_back(said);
  std::this_thread::sleep_for(after);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  while (read(ends[0], &said, sizeof said) == sizeof said) acknowledged.push_back(said);
  close(ends[0]);
  return acknowledged;
}

}  // namespace db::testing
