// Finds and reads plan files below the given paths.
#include "plan/plan_folder.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include "base/sha256.h"
#include "figure/figure_file.h"
#include "plan/figure_check.h"
#include "plan/plan_file.h"

namespace plan {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPlanName = "plan.json";
constexpr std::string_view kRegisterName = "register.json";
constexpr std::string_view kFiguresName = "figures.toml";
constexpr std::string_view kDocumentsFolder = "documents";

std::optional<std::string> content_of(const fs::path& path, base::Mistakes& mistakes) {
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  if (!error && bytes > base::JsonFile::bytes_max) {
    mistakes.add("", "base.json_too_large",
                 {{"bytes_max", std::to_string(base::JsonFile::bytes_max)}});
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file || error) {
    mistakes.add("", "plan.file_unreadable");
    return std::nullopt;
  }
  return content.str();
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) entries.push_back(entry.path());
  std::sort(entries.begin(), entries.end());
  return entries;
}

void keep(PlanSet& set, const base::Mistakes& mistakes) {
  set.mistakes.insert(set.mistakes.end(), mistakes.list().begin(), mistakes.list().end());
}

void read_register_file(const fs::path& path, PlanSet& set) {
  base::Mistakes mistakes(path.string());
  if (const auto content = content_of(path, mistakes)) {
    set.registers.push_back(
        {path.string(), base::sha256_hex(*content), programme::read_register(*content, mistakes)});
  }
  keep(set, mistakes);
}

void read_documents(const fs::path& folder, PlanFile& file, std::string& all_bytes, PlanSet& set) {
  for (const auto& path : sorted_entries(folder)) {
    if (path.extension() != ".json") continue;
    base::Mistakes mistakes(path.string());
    if (const auto content = content_of(path, mistakes)) {
      all_bytes += *content;
      Document document = read_document(*content, file.content, mistakes);
      const auto& before = file.content.documents;
      const bool twice = std::any_of(before.begin(), before.end(),
                                     [&](const Document& d) { return d.key == document.key; });
      if (twice) mistakes.add("key", "plan.document_twice", {{"key", document.key}});
      file.content.documents.push_back(std::move(document));
    }
    keep(set, mistakes);
  }
}

void read_figures(const fs::path& path, PlanFile& file, PlanSet& set) {
  std::error_code error;
  if (!fs::exists(path, error)) return;
  base::Mistakes mistakes(path.string());
  if (const auto content = content_of(path, mistakes)) {
    file.figures = figure::read_definitions(*content, mistakes);
    // A file with mistakes of its own may lack rows that only seem to be missing.
    if (mistakes.none()) check_figures(*file.figures, file.content, mistakes);
  }
  keep(set, mistakes);
}

void read_plan_file(const fs::path& path, PlanSet& set) {
  base::Mistakes mistakes(path.string());
  auto content = content_of(path, mistakes);
  if (content) {
    PlanFile file;
    file.path = path.string();
    file.content = read_plan(*content, mistakes);
    keep(set, mistakes);
    // Without a plan every passage would seem to point to rows that are not there.
    const bool readable = !file.content.slug.empty();
    if (readable) read_documents(path.parent_path() / kDocumentsFolder, file, *content, set);
    if (readable) read_figures(path.parent_path() / kFiguresName, file, set);
    file.hash = base::sha256_hex(*content);
    set.plans.push_back(std::move(file));
  } else {
    keep(set, mistakes);
  }
}

bool read_by_name(const fs::path& path, PlanSet& set) {
  if (path.filename() == kRegisterName) {
    read_register_file(path, set);
  } else if (path.filename() == kPlanName) {
    read_plan_file(path, set);
  } else {
    return false;
  }
  return true;
}

// Links to folders are not followed: they may lead in a circle.
bool read_folder(const fs::path& folder, PlanSet& set) {
  bool found = false;
  for (const auto& entry : sorted_entries(folder)) {
    std::error_code error;
    const bool is_link = fs::is_symlink(entry, error);
    const bool is_folder = fs::is_directory(entry, error);
    if (is_link && (is_folder || error)) continue;
    const bool here = is_folder ? read_folder(entry, set) : read_by_name(entry, set);
    found = found || here;
  }
  return found;
}

// The same plan or register twice in one load: nobody could say which of them counts.
void refuse_twins(PlanSet& set) {
  std::map<std::string, std::string> seen;
  const auto look = [&](const std::string& name, const std::string& path) {
    const auto [first, is_new] = seen.emplace(name, path);
    if (is_new || name.empty()) return;
    base::Mistakes mistakes(path);
    mistakes.add("", "plan.twice_in_one_load", {{"name", name}, {"first", first->second}});
    keep(set, mistakes);
  };
  for (const auto& file : set.registers) look(file.content.municipality.code, file.path);
  for (const auto& file : set.plans) look(file.content.slug, file.path);
}

// Programmes of definitions whose register is in the same load; the others are asked for in the
// database.
void check_registers(PlanSet& set) {
  for (const auto& file : set.plans) {
    if (!file.figures) continue;
    for (const auto& reg : set.registers) {
      if (reg.content.municipality.code != file.figures->municipality) continue;
      base::Mistakes mistakes((fs::path(file.path).parent_path() / kFiguresName).string());
      check_register(*file.figures, reg.content, mistakes);
      keep(set, mistakes);
    }
  }
}

}  // namespace

PlanSet read_plan_set(const std::vector<fs::path>& paths) {
  PlanSet set;
  for (const auto& path : paths) {
    std::error_code error;
    base::Mistakes mistakes(path.string());
    if (fs::is_directory(path, error)) {
      if (!read_folder(path, set)) mistakes.add("", "plan.folder_without_plans");
    } else if (!fs::exists(path, error)) {
      mistakes.add("", "plan.file_missing");
    } else if (!read_by_name(path, set)) {
      mistakes.add("", "plan.file_name_unknown");
    }
    keep(set, mistakes);
  }
  refuse_twins(set);
  check_registers(set);
  return set;
}

}  // namespace plan
