// The repository's own files as the house checks see them: path from the root, and text. A check
// takes files and returns findings, each one line that says where, what, and what to do instead; so
// every check can be shown to fail on a planted example without touching the disk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace house {

struct SourceFile {
  std::string path;  // "src/plan/plan.cc"
  std::string text;
};

using Files = std::vector<SourceFile>;
using Findings = std::vector<std::string>;

// All files below the folders given (or the files themselves), sorted by path; folders of builds
// and of installed packages are left out. `root` is the repository.
Files read_files(const std::string& root, const std::vector<std::string>& places);

// Those whose path ends with one of the endings.
Files with_ending(const Files& files, const std::vector<std::string_view>& endings);

std::vector<std::string> lines_of(std::string_view text);
std::vector<std::string> words_of(std::string_view text);

std::string_view folder_of(std::string_view path);  // "src/plan"
std::string_view file_name(std::string_view path);  // "plan_store.cc"
std::string_view stem_of(std::string_view path);    // "plan_store"
std::string_view room_of(std::string_view path);    // "plan"; empty outside src/

// The sentence a failing check prints.
std::string joined(const Findings& findings);

}  // namespace house
