// Where a command's answer goes: to a file when one is named, otherwise to the output.
#pragma once

#include <fstream>
#include <optional>
#include <string>

#include "base/terminal.h"

namespace plan::cli {

inline int write_out(const std::string& bytes, const std::optional<std::string>& output,
                     base::Terminal& terminal) {
  if (!output) {
    terminal.out << bytes << std::flush;
    return base::kDone;
  }
  std::ofstream file(*output, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.flush();
  if (!file) {
    terminal.tell("plan.report_not_written", {{"file", *output}});
    return base::kRefused;
  }
  terminal.tell("plan.report_written", {{"file", *output}});
  return base::kDone;
}

}  // namespace plan::cli
