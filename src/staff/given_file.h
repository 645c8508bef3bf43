// A file somebody names on the command line, or - for what stands on the input: what was said at a
// counter need not stand in a command, where everybody on the machine can read it.
#pragma once

#include <fstream>
#include <iostream>
#include <string>

#include "base/result.h"

namespace staff::cli {

inline constexpr base::RefusalKind file_not_read{"staff.file_not_read", 404};
inline constexpr base::RefusalKind file_too_large{"staff.file_too_large", 413};

inline base::Result<std::string> given_file(const std::string& path, std::size_t bytes_max) {
  const auto read = [&](std::istream& stream) -> base::Result<std::string> {
    std::string bytes(bytes_max + 1, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad() || (stream.gcount() == 0 && !stream.eof()))
      return base::refuse(file_not_read, {{"file", path}});
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > bytes_max)
      return base::refuse(file_too_large, {{"file", path}, {"max", std::to_string(bytes_max)}});
    return bytes;
  };
  if (path == "-") return read(std::cin);
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::refuse(file_not_read, {{"file", path}});
  return read(file);
}

}  // namespace staff::cli
