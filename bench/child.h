// A program started for a measurement: on a core of its own, ended by its number, its processor
// time and memory read from outside.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bench {

class Child {
 public:
  // Its output goes to `output`; empty: nowhere.
  Child(const std::vector<std::string>& words, int core, const std::string& output = {});
  Child(const std::function<void()>& body, int core);
  ~Child();  // SIGTERM, and waits
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  double processor_seconds() const;
  long anonymous_kilobytes() const;  // RssAnon
  int wait();                        // for its own end

 private:
  pid_t pid_ = 0;
};

std::uint16_t free_port();
// A connected socket; -1: nobody listens.
int connect_to(std::uint16_t port);
void wait_until_listening(std::uint16_t port);
// The whole answer, head and body.
std::string ask(std::uint16_t port, const std::string& target, const std::string& headers = {});
// A body of any kind, sent by the page itself: `headers` name its type.
std::string send(std::uint16_t port, const std::string& target, const std::string& headers,
                 const std::string& body);
// A form of the page itself, sent.
std::string tell(std::uint16_t port, const std::string& target, const std::string& form,
                 const std::string& headers = {});
// nullopt-like empty text: the program is not on this machine.
std::string found_program(const std::string& name);

}  // namespace bench
