// An open file is read in parts, at its end and when it has gone from its folder.
#include "base/open_file.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

namespace {

TEST_CASE("an open file is read in parts, also when its name is gone") {
  const auto folder = std::filesystem::temp_directory_path();
  const auto path = folder / ("nigiwai-open-file-" + std::to_string(::getpid()));
  std::ofstream(path) << "abcdef";
  const auto file = base::OpenFile::open(path);
  REQUIRE(file != nullptr);
  std::filesystem::remove(path);
  CHECK(file->bytes() == 6);
  CHECK(file->read(0, 6) == "abcdef");
  CHECK(file->read(2, 2) == "cd");
  CHECK(file->read(4, 9) == "ef");
  CHECK(file->read(6, 1).empty());
  CHECK(base::OpenFile::open(path) == nullptr);
  CHECK(errno == ENOENT);
  CHECK(base::OpenFile::open(folder) == nullptr);
  CHECK(errno == EISDIR);
}

}  // namespace
