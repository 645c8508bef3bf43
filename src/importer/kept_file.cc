// A small shelf behind a lock; what is too large for it is read again.
#include "importer/kept_file.h"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <list>
#include <mutex>

#include "base/open_file.h"
#include "base/sha256.h"
#include "importer/choices_text.h"

namespace importer {
namespace {

constexpr std::size_t kShelfTables = 2;
constexpr std::size_t kShelfCellsMax = 120'000;  // of all of them
constexpr std::size_t kLargeCells = 20'000;

// How many large tables were worked with, ever.
std::atomic<std::uint64_t> large_tables = 0;

// Once there was one, what is free at the end of a thread's memory is not kept by it: each of many
// threads would keep what the largest table it ever read has needed.
void note_large_table() {
  constexpr int kKeptBytes = 1 << 20;
  static const bool said = ::mallopt(M_TRIM_THRESHOLD, kKeptBytes) == 1;
  if (said) ++large_tables;
}

std::size_t cells_in(const sheet::SourceFile& file) {
  std::size_t cells = 0;
  for (const auto& table : file.tables)
    for (const auto& row : table.grid.rows) cells += row.size();
  return cells;
}

class Shelf {
 public:
  struct Held {
    std::string content;  // hash, name and how it came
    std::string choices;  // table and choices
    KeptTable kept;
  };

  std::shared_ptr<const sheet::SourceFile> file(const std::string& content) {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(held_, content, &Held::content);
    return found == held_.end() ? nullptr : found->kept.file;
  }

  std::shared_ptr<const Understanding> understanding(const std::string& content,
                                                     const std::string& choices) {
    const std::lock_guard lock(mutex_);
    for (const Held& one : held_)
      if (one.content == content && one.choices == choices) return one.kept.understanding;
    return nullptr;
  }

  void put(Held held) {
    if (cells_in(*held.kept.file) > kShelfCellsMax) return;
    drop(held.content);
    const std::lock_guard lock(mutex_);
    held_.push_front(std::move(held));
    while (held_.size() > kShelfTables || cells_held() > kShelfCellsMax) held_.pop_back();
  }

  void drop(const std::string& content) {
    const std::lock_guard lock(mutex_);
    held_.remove_if([&](const Held& one) { return one.content == content; });
  }

  // Two large tables at a time are too much: the one at hand goes before another is read.
  void drop_large() {
    const std::lock_guard lock(mutex_);
    held_.remove_if([](const Held& one) { return cells_in(*one.kept.file) > kLargeCells; });
  }

  void clear() {
    const std::lock_guard lock(mutex_);
    held_.clear();
  }

 private:
  std::size_t cells_held() const {
    std::size_t cells = 0;
    for (const Held& one : held_) cells += cells_in(*one.kept.file);
    return cells;
  }

  std::mutex mutex_;
  std::list<Held> held_;
};

Shelf& shelf() {
  static Shelf one;
  return one;
}

std::string content_of(const Import& one) {
  return one.sha256 + (one.pasted ? " pasted " : " ") + one.name;
}

}  // namespace

base::Result<std::shared_ptr<const sheet::SourceFile>> read_content_of(std::string_view bytes,
                                                                       std::string_view name,
                                                                       bool pasted) {
  auto read = pasted ? sheet::read_pasted(bytes) : sheet::read_source(bytes, name);
  if (!read) return std::unexpected(read.error());
  if (cells_in(*read) > kLargeCells) {
    note_large_table();
    shelf().drop_large();
  }
  return std::make_shared<const sheet::SourceFile>(*std::move(read));
}

base::Result<std::shared_ptr<const sheet::SourceFile>> kept_source(const paper::Folder& folder,
                                                                   const Import& one) {
  const auto file = paper::open_content(folder, one.sha256);
  const std::string bytes = file ? file->read(0, file->bytes()) : std::string();
  if (!file || base::sha256_hex(bytes) != one.sha256)
    return base::refuse(file_missing, {{"file", one.name}});
  return read_content_of(bytes, one.name, one.pasted);
}

base::Result<KeptTable> kept_table(const paper::Folder& folder, const Import& one) {
  const std::string content = content_of(one);
  const std::string choices = std::to_string(one.table) + choices_text(one.choices);
  KeptTable kept;
  kept.table = one.table;
  kept.file = shelf().file(content);
  if (!kept.file) {
    auto read = kept_source(folder, one);
    if (!read) return std::unexpected(read.error());
    kept.file = *std::move(read);
  } else if (cells_in(*kept.file) > kLargeCells) {
    note_large_table();
  }
  if (one.table < 0 || static_cast<std::size_t>(one.table) >= kept.file->tables.size())
    return base::refuse(unknown_table, {{"table", std::to_string(one.table + 1)}});
  kept.understanding = shelf().understanding(content, choices);
  if (!kept.understanding) {
    kept.understanding =
        std::make_shared<const Understanding>(understand(kept.source(), one.choices));
    shelf().put({content, choices, kept});
  }
  return kept;
}

base::Result<KeptTable> take_kept_table(const paper::Folder& folder, const Import& one) {
  const std::string content = content_of(one);
  KeptTable kept{shelf().file(content), nullptr, one.table};
  if (!kept.file) {
    auto read = kept_source(folder, one);
    if (!read) return std::unexpected(read.error());
    kept.file = *std::move(read);
  }
  if (one.table < 0 || static_cast<std::size_t>(one.table) >= kept.file->tables.size())
    return base::refuse(unknown_table, {{"table", std::to_string(one.table + 1)}});
  shelf().drop(content);
  if (cells_in(*kept.file) <= kLargeCells) return kept;
  note_large_table();
  ::malloc_trim(0);  // what was understood lies in the memory of the thread that showed it
  return kept;
}

MemoryGivenBack::MemoryGivenBack() : large_before_(large_tables) {}

MemoryGivenBack::~MemoryGivenBack() {
  if (large_tables != large_before_) ::malloc_trim(0);
}

void forget_kept_tables() {
  shelf().clear();
}

}  // namespace importer
