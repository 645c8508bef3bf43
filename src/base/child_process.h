// A program that runs beside this one and ends with it: what starting, hearing and ending one
// needs, whatever it is asked to do.
#pragma once

#include <sys/types.h>

#include <optional>
#include <utility>

namespace base {

// An open file or one end of a pipe, closed when left.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  void close();
  int get() const { return number_; }

 private:
  int number_;
};

struct Pipe {
  Descriptor out;
  Descriptor in;
};
// Neither end is handed on to programs that are started. nullopt: there are no more descriptors.
std::optional<Pipe> open_pipe();

// Killed when left before it ended.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Its exit code, once it has ended; nullopt where a signal ended it.
  std::optional<int> wait();

 private:
  pid_t id_;
};

}  // namespace base
