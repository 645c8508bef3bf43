// Lines meet by their row keys, cells by their columns.
#include "edition/compare.h"

#include <unordered_map>

#include "base/joined.h"

namespace edition {
namespace {

class Comparison {
 public:
  Comparison(const Content& before, const Content& after) {
    for (const Column& column : before.columns) headers_[column.key] = column.header;
    for (const Column& column : after.columns) headers_[column.key] = column.header;
  }

  std::vector<Change> of_line(const Line& was, const Line& is) {
    changes_.clear();
    if (was == is) return {};
    note(ChangeKind::place, base::joined(was.place, " > "), base::joined(is.place, " > "));
    note(ChangeKind::name, edition::name_of(was), edition::name_of(is));
    note(ChangeKind::departments, base::joined(was.departments, " "),
         base::joined(is.departments, " "));
    cells(was, is);
    note(ChangeKind::rating, was.rating, is.rating);
    note(ChangeKind::next_action, was.next_action, is.next_action);
    note(ChangeKind::notes, base::joined(was.notes, " "), base::joined(is.notes, " "));
    return std::move(changes_);
  }

 private:
  void note(ChangeKind kind, std::string before, std::string after, std::string column = {}) {
    if (before != after)
      changes_.push_back({kind, std::move(column), std::move(before), std::move(after)});
  }

  void cells(const Line& was, const Line& is) {
    for (const Cell& cell : is.cells) {
      const Cell* old = find_cell(was, cell.column);
      const Cell nothing;
      const Cell& then = old == nullptr ? nothing : *old;
      if (then == cell) continue;
      const std::string& header = headers_[cell.column];
      if (then.text != cell.text)
        note(ChangeKind::cell, then.text, cell.text, header);
      else
        note(ChangeKind::source, then.source, cell.source, header);
    }
    for (const Cell& cell : was.cells)
      if (find_cell(is, cell.column) == nullptr)
        note(ChangeKind::cell, cell.text, "", headers_[cell.column]);
  }

  std::unordered_map<std::string, std::string> headers_;
  std::vector<Change> changes_;
};

}  // namespace

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::line_added:
      return "line_added";
    case ChangeKind::line_gone:
      return "line_gone";
    case ChangeKind::place:
      return "place";
    case ChangeKind::name:
      return "name";
    case ChangeKind::departments:
      return "departments";
    case ChangeKind::cell:
      return "cell";
    case ChangeKind::source:
      return "source";
    case ChangeKind::rating:
      return "rating";
    case ChangeKind::next_action:
      return "next_action";
    case ChangeKind::notes:
      return "notes";
  }
  return {};
}

std::vector<LineChanges> compare(const Content& before, const Content& after) {
  std::unordered_map<std::string_view, const Line*> known;
  for (const Line& line : before.lines) known.emplace(line.row, &line);
  Comparison comparison(before, after);
  std::vector<LineChanges> all;
  for (const Line& line : after.lines) {
    const auto was = known.find(line.row);
    if (was == known.end()) {
      all.push_back({line.row, name_of(line), {{ChangeKind::line_added, {}, {}, name_of(line)}}});
      continue;
    }
    auto changes = comparison.of_line(*was->second, line);
    if (!changes.empty()) all.push_back({line.row, name_of(line), std::move(changes)});
    known.erase(was);
  }
  for (const Line& line : before.lines)
    if (known.contains(line.row))
      all.push_back({line.row, name_of(line), {{ChangeKind::line_gone, {}, name_of(line), {}}}});
  return all;
}

}  // namespace edition
