// What is wrong with the words of a command line, in the person's language. CLI11 says it in
// English only; its kinds of error and the names and values in them are taken over, its sentences
// are not.
#pragma once

#include <CLI/CLI.hpp>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace app {

struct UsageMistake {
  std::string_view key;  // of its sentence
  std::vector<base::Fact> facts;
};
UsageMistake mistake_of(const CLI::ParseError& error);

}  // namespace app
