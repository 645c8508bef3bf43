// ui_compiler: the build tool of ui/ (words, templates, assets). Called by ui/CMakeLists.txt.
//   ui_compiler words ROOT OUT.cc                              the catalogue as C++
//   ui_compiler check ROOT STAMP                               missing and unused words
//   ui_compiler templates ROOT OUTDIR ASSET,ASSET FILE.html…   pages as C++
//   ui_compiler bundle OUT SOURCE…                             files joined into one asset
//   ui_compiler asset-urls OUT.h NAME…                         header of the asset addresses
//   ui_compiler assets OUT.cc OUT.S FILE…                      table and embedding of ready assets
#include <cstdio>
#include <exception>

#include "assets.h"
#include "cpp_text.h"
#include "template_code.h"
#include "template_parser.h"
#include "words_file.h"
#include "words_use.h"

namespace ui_compiler {
namespace {

using Arguments = std::vector<std::string>;
using std::filesystem::path;

int write_words(const Arguments& arguments) {
  const path root = arguments.at(0);
  write_if_changed(arguments.at(1), words_table_code(read_catalogue(root, root / "ui/words")));
  return 0;
}

void add_uses(const path& root, const path& folder, std::vector<Use>& uses) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
    const std::string name = entry.path().filename().string();
    const std::string file = entry.path().lexically_relative(root).string();
    std::vector<Use> found;
    if (name.ends_with(".html")) {
      found = uses_in_template(file, read_file(entry.path()));
    } else if ((name.ends_with(".cc") || name.ends_with(".h")) && !name.ends_with("_test.cc")) {
      found = uses_in_source(file, read_file(entry.path()));
    }
    uses.insert(uses.end(), found.begin(), found.end());
  }
}

int check_words(const Arguments& arguments) {
  const path root = arguments.at(0);
  const path composed = root / "ui/words/composed.toml";
  std::vector<Use> uses;
  add_uses(root, "ui", uses);
  add_uses(root, "src", uses);
  const auto messages =
      misuses(read_catalogue(root, root / "ui/words"), uses,
              read_composed_prefixes("ui/words/composed.toml", read_file(composed)));
  for (const std::string& message : messages) std::fprintf(stderr, "%s\n", message.c_str());
  if (!messages.empty()) return 1;
  write_if_changed(arguments.at(1), "ok\n");
  return 0;
}

std::set<std::string> split_at_commas(const std::string& list) {
  std::set<std::string> names;
  std::size_t begin = 0;
  while (begin < list.size()) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    names.insert(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

int compile_templates(const Arguments& arguments) {
  const path root = arguments.at(0);
  const path out = arguments.at(1);
  const std::set<std::string> assets = split_at_commas(arguments.at(2));
  const Catalogue catalogue = read_catalogue(root, root / "ui/words");
  for (std::size_t i = 3; i < arguments.size(); ++i) {
    const Template page =
        parse_template(arguments[i], read_file(root / arguments[i]), catalogue, assets);
    const path target = out / "ui" / page.room / page.page;
    write_if_changed(target.string() + ".h", header_code(page));
    write_if_changed(target.string() + ".cc", source_code(page, catalogue));
  }
  return 0;
}

int write_assets(const Arguments& arguments) {
  const std::vector<path> files(arguments.begin() + 2, arguments.end());
  write_if_changed(arguments.at(0), assets_table_code(files));
  write_if_changed(arguments.at(1), assets_assembler(files));
  return 0;
}

int run(const std::string& command, const Arguments& arguments) {
  if (command == "words") return write_words(arguments);
  if (command == "check") return check_words(arguments);
  if (command == "templates") return compile_templates(arguments);
  if (command == "assets") return write_assets(arguments);
  if (command == "bundle") {
    bundle(arguments.at(0), {arguments.begin() + 1, arguments.end()});
    return 0;
  }
  if (command == "asset-urls") {
    write_if_changed(arguments.at(0), asset_urls_header({arguments.begin() + 1, arguments.end()}));
    return 0;
  }
  std::fprintf(stderr, "ui_compiler: unknown command '%s'\n", command.c_str());
  return 2;
}

}  // namespace
}  // namespace ui_compiler

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "ui_compiler: words, check, templates, bundle, asset-urls or assets\n");
    return 2;
  }
  try {
    return ui_compiler::run(argv[1], {argv + 2, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
