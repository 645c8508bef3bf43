// 公表版の中身: a plan's table as it was published, line by line and cell by cell, and the text of
// it that is hashed and signed: UTF-8 JSON on one line, members in the order of these fields
// (docs/formats/edition.md). Equal tables give equal bytes. An erratum has a text of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace edition {

inline constexpr std::string_view kEditionFormat = "nigiwai-edition-1";
inline constexpr std::string_view kErratumFormat = "nigiwai-erratum-1";

struct Column {
  std::string key;
  std::string header;
  bool operator==(const Column&) const = default;
};

struct Cell {
  std::string column;
  std::string text;    // as shown; empty where nothing stands
  std::string source;  // printed, entered, computed
  std::string state;   // what it means: quantities, dash, not_carried_out …
  bool operator==(const Cell&) const = default;
};

struct Line {
  std::string row;
  std::string number;              // as printed
  std::vector<std::string> place;  // objectives and measures above it, the outermost first
  std::string title;
  std::string sub_title;  // of a sub-activity
  std::vector<std::string> departments;
  std::vector<Cell> cells;
  std::string rating;          // the mark; empty: none
  std::string rating_source;   // printed, decided
  std::string next_action;     // of the last closed review; empty: none
  std::string next_direction;  // go_on, improve …
  std::vector<std::string> notes;
  bool operator==(const Line&) const = default;
};

struct PublishedCorrection {
  std::string at;  // 2012-06-01T10:00:00+09:00
  std::string row;
  std::string text;
  bool operator==(const PublishedCorrection&) const = default;
};

struct Content {
  std::string municipality;  // 131202
  std::string publisher;     // 練馬区
  std::string plan;          // slug
  std::string plan_title;
  int number = 0;
  std::string title;
  std::string decided_on;    // 2015-06-10
  std::string committee_on;  // empty: none was told
  std::string released_at;   // 2015-06-30T10:00:00+09:00
  std::string known_at;      // the mark
  std::vector<Column> columns;
  std::vector<Line> lines;
  std::vector<std::string> caveats;
  std::vector<std::string> sources;
  std::vector<PublishedCorrection> corrections;
  bool operator==(const Content&) const = default;
};

struct ErratumContent {
  std::string municipality;
  std::string publisher;
  std::string plan;
  int number = 0;              // of the edition
  std::string edition_sha256;  // ties it to that edition
  int erratum = 0;
  std::string issued_at;
  std::string row;
  std::string column;
  std::string old_text;
  std::string new_text;
  std::string reason;
  bool operator==(const ErratumContent&) const = default;
};

std::string write(const Content& content);
std::string write(const ErratumContent& content);
// nullopt: another text than write() gives.
std::optional<Content> read_content(std::string_view text);
std::optional<ErratumContent> read_erratum(std::string_view text);

const Line* find_line(const Content& content, std::string_view row);
const Cell* find_cell(const Line& line, std::string_view column);
// What a line is called: 13-1 創業支援 (1) セミナー
std::string name_of(const Line& line);

}  // namespace edition
