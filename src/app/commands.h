// The table of contents of the command line.
#pragma once

namespace app {

// Runs one command; returns its exit code (0 done, 1 refused or a failed check, 2 wrong usage).
int run(int argc, const char* const* argv);

}  // namespace app
