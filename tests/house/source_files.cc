// Reading the repository's files from the disk, and the few questions asked about a path.
#include "house/source_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace house {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> foreign_folders = {"node_modules", "build", ".git",
                                                             "var"};

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void add_folder(const fs::path& root, const fs::path& folder, Files& files) {
  for (auto at = fs::recursive_directory_iterator(folder); at != fs::end(at); ++at) {
    const std::string name = at->path().filename();
    if (at->is_directory()) {
      if (std::ranges::find(foreign_folders, name) != foreign_folders.end()) {
        at.disable_recursion_pending();
      }
    } else if (at->is_regular_file()) {
      files.push_back({at->path().lexically_relative(root), text_of(at->path())});
    }
  }
}

}  // namespace

Files read_files(const std::string& root, const std::vector<std::string>& places) {
  Files files;
  for (const std::string& place : places) {
    const fs::path path = fs::path(root) / place;
    if (fs::is_directory(path)) {
      add_folder(root, path, files);
    } else if (fs::is_regular_file(path)) {
      files.push_back({place, text_of(path)});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

Files with_ending(const Files& files, const std::vector<std::string_view>& endings) {
  Files chosen;
  std::ranges::copy_if(files, std::back_inserter(chosen), [&](const SourceFile& file) {
    return std::ranges::any_of(
        endings, [&](std::string_view ending) { return file.path.ends_with(ending); });
  });
  return chosen;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string(text)};
  return {std::istream_iterator<std::string>(in), {}};
}

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

std::string_view file_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

std::string_view stem_of(std::string_view path) {
  const std::string_view name = file_name(path);
  return name.substr(0, name.find('.'));
}

std::string_view room_of(std::string_view path) {
  if (!path.starts_with("src/")) return {};
  path.remove_prefix(4);
  const auto slash = path.find('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

std::string joined(const Findings& findings) {
  std::string all;
  for (const std::string& finding : findings) all += "\n  " + finding;
  return all;
}

}  // namespace house
