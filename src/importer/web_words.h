// What the pages of imports share: addresses, states and meanings in words, a part of the table as
// the file has it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "importer/import_service.h"
#include "importer/importer_view.h"
#include "staff/staff_page.h"

namespace importer::web {

using staff::web::Desk;
using staff::web::say;
using staff::web::Visitor;
using staff::web::word;

inline constexpr std::string_view kWords = "importer_pages";
inline constexpr std::string_view kVersion = "seen";
inline constexpr std::size_t kLinesAtOnce = 50;

inline constexpr std::array kMeanings = {
    Meaning::unknown,   Meaning::ignored,   Meaning::number,    Meaning::sub_number,
    Meaning::objective, Meaning::measure,   Meaning::name,      Meaning::sub_name,
    Meaning::content,   Meaning::owner,     Meaning::indicator, Meaning::unit,
    Meaning::target,    Meaning::result,    Meaning::state_at,  Meaning::total,
    Meaning::rating,    Meaning::direction, Meaning::budget,    Meaning::settled,
    Meaning::note,      Meaning::years};
inline constexpr std::array kRowKinds = {RowKind::programme, RowKind::part, RowKind::heading,
                                         RowKind::sum,       RowKind::note, RowKind::repeated,
                                         RowKind::empty};

ImportId import_number(const http::Request& request);
std::string import_path(ImportId id);
std::string url_of(const http::Request& request, const std::string& path);
// The import's page of its source, with a cell pointed at.
std::string source_path(ImportId id, std::size_t grid_row, std::size_t grid_column);
std::string row_source_path(std::string_view plan, std::string_view row);

Shop shop_of(const Desk& desk);
std::string done_words(const http::Request& request);
std::string state_words(const http::Request& request, State state);
std::string meaning_words(const http::Request& request, Meaning meaning);
std::string row_kind_words(const http::Request& request, RowKind kind);
std::string who_words(db::Read& tx, const http::Request& request, std::string_view municipality,
                      std::int64_t person);
std::string bytes_words(std::int64_t bytes);
std::string letter_of(std::size_t column);
// A reason or a flag, whose key the rules named; the key itself where there are no words for it.
std::string keyed_words(const http::Request& request, const std::string& key,
                        const std::vector<base::Fact>& facts);
std::string sure_words(const http::Request& request, const plan::Certainty& certainty);
// 事業1「空き店舗」 / 2022 or what a line says: 担当課.
std::string column_words(const http::Request& request, const plan::Plan& document,
                         std::string_view column);
std::string row_words(const plan::Plan& document, std::string_view row);

int number_in(const http::Request& request, std::string_view name);
// Lines `first` to before `last` of the table, with what was understood of them.
struct GridPart {
  std::size_t first = 0;
  std::size_t last = 0;
  bool may_choose = false;
  std::optional<std::pair<std::size_t, std::size_t>> marked = {};
};
GridView grid_view(const http::Request& request, const KeptTable& kept, const GridPart& part);
std::size_t lines_of(const KeptTable& kept);
std::size_t page_of_line(std::size_t line);
// Links to the pages of the table around page `page`, the first being 0.
std::vector<http::Link> page_links(const http::Request& request, const std::string& path,
                                   std::size_t page, std::size_t lines);

http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      bool below_list = true);

}  // namespace importer::web
