// How the twice-written lists are read and compared.
#include "house/lists.h"

#include <algorithm>
#include <map>
#include <regex>

namespace house {

namespace {

// "ui/plan/table.html" -> "plan/table"
std::string template_name(const SourceFile& file) {
  return file.path.substr(3, file.path.size() - 3 - std::string_view(".html").size());
}

bool names_function(const Files& tests, std::string_view page) {
  const std::regex call("\\bpages::" + std::string(page) + "\\b");
  return std::ranges::any_of(
      tests, [&](const SourceFile& test) { return std::regex_search(test.text, call); });
}

// {{>plan/fact fact}} or {{#layout site/layout page}}
bool includes_template(const std::string& text, const std::string& name) {
  return text.contains("{{>" + name + " ") || text.contains("{{>" + name + "}}") ||
         text.contains("{{#layout " + name + " ");
}

// Rendered by a test, or part of a page that is.
std::set<std::string> rendered_templates(const Files& templates, const Files& tests) {
  std::set<std::string> rendered;
  for (const SourceFile& file : templates) {
    if (names_function(tests, stem_of(file.path))) rendered.insert(template_name(file));
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (const SourceFile& file : templates) {
      if (!rendered.contains(template_name(file))) continue;
      for (const SourceFile& part : templates) {
        if (includes_template(file.text, template_name(part))) {
          grew = rendered.insert(template_name(part)).second || grew;
        }
      }
    }
  }
  return rendered;
}

// name -> rest of the line, from the lines "name · licence · use" of NOTICE.
std::map<std::string, std::string> notice_entries(const std::string& notice) {
  std::map<std::string, std::string> entries;
  const std::string dot = " · ";
  for (const std::string& line : lines_of(notice)) {
    const auto first = line.find(dot);
    if (first == line.npos || line.find(dot, first + dot.size()) == line.npos) continue;
    entries[line.substr(0, first)] = line.substr(first + dot.size());
  }
  return entries;
}

// GPL or AGPL; the LGPL lets a program of any licence use the shared library.
bool is_gpl(std::string licence) {
  for (auto at = licence.find("LGPL"); at != licence.npos; at = licence.find("LGPL")) {
    licence.erase(at, 4);
  }
  return licence.contains("GPL");
}

std::vector<std::string> browser_packages(const std::string& package_json) {
  static const std::regex entry(R"re("([@a-z0-9/-]+)": "[0-9]+\.[0-9]+\.[0-9]+")re");
  std::vector<std::string> names;
  for (auto at = std::sregex_iterator(package_json.begin(), package_json.end(), entry);
       at != std::sregex_iterator(); ++at) {
    names.push_back((*at)[1]);
  }
  return names;
}

void add_commands(const std::function<std::string(const std::string&)>& help,
                  const std::string& command, std::set<std::string>& commands) {
  bool listing = false;
  bool has_subcommands = false;
  for (const std::string& line : lines_of(help(command))) {
    if (line == "Subcommands:" || line == "Commands:") {
      listing = true;
      continue;
    }
    if (!listing || !line.starts_with("  ") || line.starts_with("   ")) continue;
    has_subcommands = true;
    const std::string name = words_of(line).front();
    add_commands(help, command.empty() ? name : command + " " + name, commands);
  }
  if (!has_subcommands && !command.empty()) commands.insert(command);
}

}  // namespace

Findings check_templates_rendered(const Files& templates, const Files& tests) {
  const std::set<std::string> rendered = rendered_templates(templates, tests);
  Findings findings;
  for (const SourceFile& file : templates) {
    if (rendered.contains(template_name(file))) continue;
    findings.push_back(file.path + " is rendered in no test: call " +
                       std::string(file_name(folder_of(file.path))) +
                       "::pages::" + std::string(stem_of(file.path)) +
                       " in the room's *_test.cc and look at what comes out");
  }
  return findings;
}

Findings check_notice(const std::string& packages, const std::string& browser_package_json,
                      const std::string& notice) {
  const auto entries = notice_entries(notice);
  Findings findings;
  std::set<std::string> wanted;
  for (const std::string& line : lines_of(packages)) {
    if (line.empty() || line.starts_with("#") || line.starts_with("[")) continue;
    const auto words = words_of(line);
    const std::string name = words.front().substr(0, words.front().find('?'));
    wanted.insert(name);
    const bool linked = words.size() > 1 && words[1] == "linked";
    const auto entry = entries.find(name);
    if (entry == entries.end()) {
      findings.push_back("tools/packages.txt names " + name +
                         ": give it a line \"name · licence · use\" in NOTICE");
    } else if (linked && is_gpl(entry->second)) {
      findings.push_back("NOTICE: " + name +
                         " is linked and GPL: call it as a program of its own, or do without it");
    } else if (linked && entry->second.contains("LGPL") && !entry->second.contains("shared")) {
      findings.push_back("NOTICE: " + name +
                         " is linked and LGPL: link the shared library, and say so in its line");
    }
  }
  for (const std::string& name : browser_packages(browser_package_json)) {
    wanted.insert(name);
    if (entries.contains(name)) continue;
    findings.push_back("tests/browser/package.json names " + name +
                       ": give it a line \"name · licence · use\" in NOTICE");
  }
  for (const auto& [name, rest] : entries) {
    if (wanted.contains(name)) continue;
    findings.push_back("NOTICE names " + name +
                       ", which neither tools/packages.txt nor tests/browser/package.json names: "
                       "take the line out");
  }
  return findings;
}

std::set<std::string> commands_of(const std::function<std::string(const std::string&)>& help) {
  std::set<std::string> commands;
  add_commands(help, "", commands);
  return commands;
}

Findings check_commands(const std::set<std::string>& commands, const std::string& page) {
  constexpr std::string_view heading = "## nigiwai ";
  std::set<std::string> described;
  for (const std::string& line : lines_of(page)) {
    if (line.starts_with(heading)) described.insert(line.substr(heading.size()));
  }
  Findings findings;
  for (const std::string& command : commands) {
    if (described.contains(command)) continue;
    findings.push_back("docs/using/commands.md lacks \"## nigiwai " + command +
                       "\": describe it there");
  }
  for (const std::string& command : described) {
    if (commands.contains(command)) continue;
    findings.push_back("docs/using/commands.md describes nigiwai " + command +
                       ", which the program does not have: take it out");
  }
  return findings;
}

}  // namespace house
