// Says what the rules only name.
#include "importer/web_words.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "importer/choices_text.h"
#include "staff/account.h"

namespace importer::web {
namespace {

constexpr std::size_t kCellCharactersShown = 300;

// Long texts are cut on a letter's edge; the whole stands in the file.
std::string shortened(std::string_view text) {
  if (text.size() <= kCellCharactersShown) return std::string(text);
  std::size_t end = kCellCharactersShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::size_t width_of(const sheet::Grid& grid) {
  std::size_t width = 0;
  for (const auto& row : grid.rows) width = std::max(width, row.size());
  return width;
}

// What was understood of the lines of the part, by line and cell of the file.
struct Understood {
  std::map<std::size_t, const ReadRow*> rows;
  std::map<std::pair<std::size_t, std::size_t>, const ReadCell*> cells;
};

Understood understood_in(const Understanding& understanding, const GridPart& part) {
  Understood found;
  for (const ReadRow& row : understanding.rows) {
    if (!understanding.turned && row.row >= part.first && row.row < part.last)
      found.rows.emplace(row.row, &row);
    for (const ReadCell& cell : row.cells)
      if (cell.row >= part.first && cell.row < part.last)
        found.cells.emplace(std::pair(cell.row, cell.column), &cell);
  }
  return found;
}

std::map<std::size_t, std::string> flags_of_line(const http::Request& request,
                                                 const Understanding& understanding,
                                                 std::size_t line) {
  std::map<std::size_t, std::string> flags;
  for (const Flag& flag : understanding.flags) {
    if (flag.row != line || !flag.column) continue;
    std::string& all = flags[*flag.column];
    all += (all.empty() ? "" : " ") + keyed_words(request, flag.key, {{"value", flag.value}});
  }
  return flags;
}

}  // namespace

ImportId import_number(const http::Request& request) {
  const std::string text = request.capture("import");
  ImportId id;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) id.value = 0;
  return id;
}

std::string import_path(ImportId id) {
  return "/staff/imports/" + std::to_string(id.value);
}

std::string url_of(const http::Request& request, const std::string& path) {
  return http::address(request.language, path);
}

std::string source_path(ImportId id, std::size_t grid_row, std::size_t grid_column) {
  return import_path(id) + "/source?line=" + std::to_string(grid_row + 1) +
         "&column=" + std::to_string(grid_column + 1) + "#here";
}

std::string row_source_path(std::string_view plan, std::string_view row) {
  return "/plans/" + std::string(plan) + "/rows/" + std::string(row) + "/source";
}

Shop shop_of(const Desk& desk) {
  return {desk.database, desk.papers};
}

std::string done_words(const http::Request& request) {
  const std::string key = "importer_pages.done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : staff::web::done_words(request);
}

std::string state_words(const http::Request& request, State state) {
  return word(request, "importer_pages.state_" + std::string(in_db(state)));
}

std::string meaning_words(const http::Request& request, Meaning meaning) {
  return word(request, "importer_pages.meaning_" + std::string(in_db(meaning)));
}

std::string row_kind_words(const http::Request& request, RowKind kind) {
  return word(request, "importer_pages.line_" + std::string(in_db(kind)));
}

std::string who_words(db::Read& tx, const http::Request& request, std::string_view municipality,
                      std::int64_t person) {
  if (person == 0) return word(request, "importer_pages.the_program");
  const auto found = staff::person(tx, municipality, person);
  return found ? found->name : std::to_string(person);
}

std::string bytes_words(std::int64_t bytes) {
  constexpr std::int64_t kKilo = 1024;
  return std::to_string((bytes + kKilo - 1) / kKilo) + "KB";
}

std::string letter_of(std::size_t column) {
  std::string address = sheet::address(0, column);
  address.pop_back();
  return address;
}

std::string keyed_words(const http::Request& request, const std::string& key,
                        const std::vector<base::Fact>& facts) {
  return base::has_words(key) ? base::say(request.language, key, facts) : key;
}

std::string sure_words(const http::Request& request, const plan::Certainty& certainty) {
  std::string words =
      word(request, "plan.confidence_" + std::string(plan::in_db(certainty.confidence)));
  if (certainty.reason)
    words += word(request, "importer_pages.colon") + keyed_words(request, *certainty.reason, {});
  return words;
}

std::string column_words(const http::Request& request, const plan::Plan& document,
                         std::string_view column) {
  if (const plan::Column* known = plan::find_column(document, column); known != nullptr)
    return known->header;
  const std::string key = "importer_pages.of_line_" + std::string(column);
  return base::has_words(key) ? word(request, key) : std::string(column);
}

std::string row_words(const plan::Plan& document, std::string_view row) {
  const plan::Row* found = plan::find_row(document, row);
  if (found == nullptr) return std::string(row);
  const plan::Row& above = plan::programme_row(document, *found);
  if (&above == found) return plan::number_and_title(*found);
  return plan::number_and_title(above) + " " + plan::number_and_title(*found);
}

int number_in(const http::Request& request, std::string_view name) {
  const std::string text = request.parameter(name).value_or("");
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::size_t lines_of(const KeptTable& kept) {
  return kept.source().grid.rows.size();
}

std::size_t page_of_line(std::size_t line) {
  return line / kLinesAtOnce;
}

GridView grid_view(const http::Request& request, const KeptTable& kept, const GridPart& part) {
  const sheet::SourceTable& table = kept.source();
  const Understanding& understanding = *kept.understanding;
  const Understood understood = understood_in(understanding, part);
  const std::size_t width = width_of(table.grid);
  GridView view;
  view.caption = say(request, "importer_pages.grid_caption",
                     {{"first", std::to_string(part.first + 1)},
                      {"last", std::to_string(part.last)},
                      {"lines", std::to_string(table.grid.rows.size())}});
  view.has_kinds = !understanding.turned;
  for (std::size_t column = 0; column < width; ++column) view.letters.push_back(letter_of(column));
  for (std::size_t at = part.first; at < part.last && at < table.grid.rows.size(); ++at) {
    GridLine line;
    line.number = std::to_string(at + 1);
    line.anchor = "line-" + line.number;
    line.is_header = !understanding.turned && understanding.is_table &&
                     at >= understanding.header_top && at <= understanding.header_bottom;
    const auto row = understood.rows.find(at);
    if (view.has_kinds) {
      line.kind = line.is_header                 ? word(request, "importer_pages.line_header")
                  : row == understood.rows.end() ? word(request, "importer_pages.line_outside")
                                                 : row_kind_words(request, row->second->kind);
    }
    if (part.may_choose && !line.is_header && row != understood.rows.end()) {
      line.name = "kind." + line.number;
      line.label = say(request, "importer_pages.line_kind_of", {{"line", line.number}});
      for (const RowKind kind : kRowKinds)
        line.kinds.push_back(
            {std::string(in_db(kind)), row_kind_words(request, kind), kind == row->second->kind});
    }
    const auto flags = flags_of_line(request, understanding, at);
    for (std::size_t column = 0; column < width; ++column) {
      GridCell cell;
      cell.text = shortened(table.grid.at(at, column));
      const auto read = understood.cells.find({at, column});
      if (read != understood.cells.end()) {
        cell.is_carried = read->second->carried_down;
        if (cell.text.empty() && cell.is_carried) cell.text = shortened(read->second->text);
      }
      if (const auto flag = flags.find(column); flag != flags.end()) cell.note = flag->second;
      cell.is_marked = part.marked == std::pair(at, column);
      if (cell.is_marked) cell.anchor = "here";
      line.cells.push_back(std::move(cell));
    }
    view.lines.push_back(std::move(line));
  }
  return view;
}

std::vector<http::Link> page_links(const http::Request& request, const std::string& path,
                                   std::size_t page, std::size_t lines) {
  std::vector<http::Link> links;
  const std::size_t pages = (lines + kLinesAtOnce - 1) / kLinesAtOnce;
  const auto link = [&](std::size_t to, std::string_view key) {
    links.push_back({say(request, key, {{"page", std::to_string(to + 1)}}),
                     url_of(request, path + "?page=" + std::to_string(to + 1) + "#rows-title"),
                     true});
  };
  if (page > 0) link(page - 1, "importer_pages.page_before");
  if (page + 1 < pages) link(page + 1, "importer_pages.page_after");
  if (page + 2 < pages) link(pages - 1, "importer_pages.page_last");
  return links;
}

http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      bool below_list) {
  std::vector<http::Link> crumbs;
  if (below_list)
    crumbs.push_back(
        {word(request, "importer_pages.imports_title"), url_of(request, "/staff/imports"), true});
  return staff::web::frame(request, visitor.visit, std::move(title), std::move(crumbs));
}

}  // namespace importer::web
