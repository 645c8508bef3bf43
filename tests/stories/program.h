// The program under test: run once as a command, or kept as a server while a story asks for pages.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "stories/answer.h"

namespace stories {

// Runs to its end. Output and error output come back together, as a person at a terminal sees them.
Answer run_command(const std::vector<std::string>& words);

// A port that nobody listens on at this moment.
std::uint16_t free_port();

// A running server; ends with the object. `words` is the whole command.
class Server {
 public:
  // Returns when it answers on the port; throws with the server's own words when it does not come
  // up.
  Server(const std::vector<std::string>& words, std::uint16_t port, std::string log_path);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const { return port_; }
  std::string log() const;

 private:
  std::uint16_t port_;
  std::string log_path_;
  pid_t process_ = -1;
};

}  // namespace stories
