// Each variation changes the table and what is expected of it together.
#include "importer/table_variations_test.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/fiscal_year.h"
#include "base/year_mention.h"

namespace importer::testing {

namespace {

using Random = std::mt19937;

template <class List>
const auto& one_of(Random& random, const List& list) {
  return list[random() % std::size(list)];
}

std::size_t first_data_row(const Case& table) {
  std::size_t first = table.table.grid.rows.size();
  for (const auto& row : table.rows) first = std::min(first, row.row);
  return first;
}

std::size_t width(const Case& table) {
  std::size_t widest = 0;
  for (const auto& row : table.table.grid.rows) widest = std::max(widest, row.size());
  return widest;
}

// Words that a town may put in the place of others.
const std::map<std::string, std::vector<std::string>>& other_words() {
  static const std::map<std::string, std::vector<std::string>> words{
      {"No.", {"№", "番号", "事業番号", "NO", "整理No.", "#"}},
      {"番号", {"No", "項番", "整理番号", "連番", "事業No."}},
      {"事業番号", {"番号", "管理番号", "No."}},
      {"事業名", {"事業名称", "事務事業名", "取組名", "事業の名称", "主な事業", "事業"}},
      {"事務事業名", {"事業名", "事務事業", "取組・事業名", "事業名称"}},
      {"取組名", {"取組", "具体的な取組", "取組項目", "事業名"}},
      {"具体的な取組", {"取組内容・事業名", "主な取組", "具体的取組", "取組事項"}},
      {"主な取組", {"具体的な事業", "取組", "主要事業"}},
      {"取組項目", {"項目", "取組名", "推進項目", "事業名"}},
      {"事業内容", {"内容", "事業概要", "概要", "事業の内容", "取組の概要"}},
      {"事業の概要", {"事業内容", "概要", "事業の目的・内容", "取組概要"}},
      {"取組内容", {"内容", "取組の内容", "事業内容", "具体的な取組内容"}},
      {"担当課", {"所管課", "担当", "担当部署", "所管", "主管課", "担当課名", "所属"}},
      {"担当", {"担当課", "所管課", "担当係"}},
      {"所管課", {"担当課", "所管", "担当課（室）", "関係課", "主管課"}},
      {"所管", {"所管課", "担当部署", "担当課"}},
      {"担当部署", {"担当課", "担当部課", "所管部署"}},
      {"関係課", {"担当課", "関係部署", "実施主体"}},
      {"評価", {"達成度", "進捗状況", "総合評価", "自己評価", "進捗評価"}},
      {"達成度", {"評価", "達成状況", "進捗度", "評価結果"}},
      {"進捗状況", {"進捗度", "評価", "進捗評価", "達成度"}},
      {"進捗度", {"進捗状況", "評価", "達成状況"}},
      {"達成状況", {"達成度", "進捗状況", "評価"}},
      {"今後の方向性", {"方向性", "今後の方針", "今後の方向", "次年度の方向性", "見直しの方向性"}},
      {"備考", {"摘要", "特記事項", "備考欄"}},
      {"単位", {"単位名", "指標単位"}},
      {"施策", {"施策名", "基本施策", "主要施策", "施策の柱"}},
      {"施策名", {"施策", "基本施策", "個別施策", "施策項目"}},
      {"基本目標", {"戦略目標", "政策目標", "重点目標", "柱"}},
      {"基本方針", {"基本目標", "柱", "基本戦略"}},
      {"指標名", {"指標", "成果指標", "活動指標", "評価指標", "KPI"}},
      {"活動指標", {"指標", "活動指標名", "指標名"}},
      {"目標値", {"目標", "目標数値", "計画値", "計画"}},
      {"実績値", {"実績", "実績数", "達成値"}},
      {"目標", {"計画", "目標値", "計画値"}},
      {"実績", {"実績値", "取組実績", "実績数"}},
      {"合計", {"計", "累計", "総計"}},
  };
  return words;
}

Case other_header_words(Case table, Random& random) {
  const std::size_t data = first_data_row(table);
  for (std::size_t row = 0; row < std::min(data, table.table.grid.rows.size()); ++row) {
    for (auto& cell : table.table.grid.rows[row]) {
      const auto known = other_words().find(cell);
      if (known != other_words().end() && random() % 2 == 0) cell = one_of(random, known->second);
    }
  }
  return table;
}

std::string wide_digits(const std::string& text) {
  std::string wide;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      wide += "\xEF\xBC";
      wide += static_cast<char>(0x90 + (c - '0'));
    } else {
      wide += c;
    }
  }
  return wide;
}

// The same year as another town writes it.
std::string spelt(int year, unsigned way) {
  const std::string era = base::format_short(base::FiscalYear(year));  // H23, R1
  const std::string number = era.substr(1);
  const std::string name = base::format_era(base::FiscalYear(year));  // 平成23年度
  switch (way) {
    case 0:
      return era;
    case 1:
      return name;
    case 2:
      return wide_digits(name);
    case 3:
      return std::to_string(year);
    case 4:
      return std::to_string(year) + "年度";
    case 5:
      return name + "（" + std::to_string(year) + "年度）";
    case 6:
      return (era[0] == 'H' ? "Ｈ" : "Ｒ") + wide_digits(number);
    case 7:
      return era + "年度";
    default:
      return std::to_string(year) + "（" + era + "）";
  }
}

Case other_years(Case table, Random& random) {
  const std::size_t data = first_data_row(table);
  const auto way = static_cast<unsigned>(random() % 9);
  for (std::size_t row = 0; row < std::min(data, table.table.grid.rows.size()); ++row) {
    for (auto& cell : table.table.grid.rows[row]) {
      const auto years = base::find_years(cell);
      const bool one = years.years.size() == 1 && years.years[0].from == years.years[0].to;
      if (one && years.rest.empty()) cell = spelt(years.years[0].from, way);
    }
  }
  return table;
}

void shift_rows(Case& table, std::size_t from, std::size_t by) {
  auto& grid = table.table.grid.rows;
  grid.insert(grid.begin() + static_cast<std::ptrdiff_t>(from), by, {});
  for (auto& range : table.table.merged) {
    if (range.top >= from) range.top += by, range.bottom += by;
  }
  for (auto& row : table.rows) {
    if (row.row >= from) row.row += by;
    if (row.programme && *row.programme >= from) *row.programme += by;
  }
  for (auto& cell : table.cells) {
    if (cell.row >= from) cell.row += by;
  }
}

Case more_titles(Case table, Random& random) {
  const std::size_t lines = 1 + random() % 4;
  const std::string titles[] = {"資料１", "産業振興審議会　第2回会議", "（案）", "公表用",
                                "この表は、計画に掲げた事業の進み具合をまとめたものです。"};
  shift_rows(table, 0, lines);
  for (std::size_t line = 0; line < lines; ++line) {
    auto& row = table.table.grid.rows[line];
    row.resize(width(table));
    const bool right = random() % 3 == 0;
    row[right ? row.size() - 1 : 0] = one_of(random, titles);
  }
  return table;
}

Case empty_column(Case table, Random& random) {
  const std::size_t at = random() % (width(table) + 1);
  // Not inside a merged header, where a column would belong to the group.
  for (const auto& range : table.table.merged) {
    if (range.left < at && at <= range.right) return table;
  }
  const auto& header = table.table.grid.rows[first_data_row(table) - 1];
  if (at > 0 && at < header.size() && (header[at].empty() || header[at - 1].empty())) return table;
  for (auto& row : table.table.grid.rows) {
    if (row.size() >= at) row.insert(row.begin() + static_cast<std::ptrdiff_t>(at), "");
  }
  for (auto& range : table.table.merged) {
    if (range.left >= at) ++range.left, ++range.right;
  }
  for (auto& cell : table.cells) {
    if (cell.column >= at) ++cell.column;
  }
  return table;
}

Case notes_below(Case table, Random& random) {
  const std::string notes[] = {"※ 端数処理のため、計が合わないことがあります。",
                               "注）実績は各年度3月31日現在", "＊印は重点事業です。",
                               "出典：各課への照会による",
                               "（注）令和2年度は感染症の影響を受けています。"};
  const std::size_t lines = 1 + random() % 3;
  if (random() % 2 == 0) table.table.grid.rows.emplace_back();
  for (std::size_t line = 0; line < lines; ++line) {
    table.rows.push_back({table.table.grid.rows.size(), RowKind::note, {}});
    table.table.grid.rows.push_back({one_of(random, notes)});
  }
  return table;
}

// What a CSV keeps of merged cells: the text in the first one alone.
Case merging_lost(Case table, Random&) {
  table.table.merged.clear();
  return table;
}

// What some programs write instead: the text in every one of them.
Case merging_repeated(Case table, Random&) {
  auto& grid = table.table.grid.rows;
  const std::size_t data = first_data_row(table);
  for (const auto& range : table.table.merged) {
    if (range.top < data) continue;
    const auto original = std::ranges::find_if(table.cells, [&](const ExpectedCell& cell) {
      return cell.row == range.top && cell.column == range.left;
    });
    const bool in_cells = original != table.cells.end();
    const ExpectedCell first = in_cells ? *original : ExpectedCell{};
    for (std::size_t row = range.top; row <= range.bottom; ++row) {
      for (std::size_t column = range.left; column <= range.right; ++column) {
        if (row == range.top && column == range.left) continue;
        if (!in_cells) continue;
        if (grid[row].size() <= column) grid[row].resize(column + 1);
        grid[row][column] = grid[range.top][range.left];
        ExpectedCell cell = first;
        cell.row = row;
        cell.column = column;
        table.cells.push_back(cell);
      }
    }
  }
  std::erase_if(table.table.merged,
                [&](const sheet::CellRange& range) { return range.top >= data; });
  return table;
}

}  // namespace

std::vector<Varied> variations(const Case& table, unsigned seed) {
  Random random(seed * 7919u + static_cast<unsigned>(table.name.size()));
  std::vector<Varied> made;
  made.push_back({"header words", other_header_words(table, random)});
  if (!table.turned) {
    made.push_back({"years", other_years(table, random)});
    made.push_back({"titles", more_titles(table, random)});
    made.push_back({"empty column", empty_column(table, random)});
    made.push_back({"notes", notes_below(table, random)});
    if (!table.table.merged.empty()) {
      made.push_back({"merging lost", merging_lost(table, random)});
      made.push_back({"merging repeated", merging_repeated(table, random)});
    }
    Case all = other_header_words(table, random);
    all = other_years(all, random);
    all = empty_column(all, random);
    all = notes_below(all, random);
    made.push_back({"all together", more_titles(all, random)});
  }
  return made;
}

}  // namespace importer::testing
