// The XLSX reader: which parts hold the sheets, then the shared texts, the looks, and each sheet
// cell by cell.
#include "sheet/workbook.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "sheet/number_format.h"
#include "sheet/xml_events.h"
#include "sheet/zip_parts.h"

namespace sheet {

namespace {

constexpr auto kNoRow = static_cast<std::size_t>(-1);
constexpr std::size_t styles_max = 65'535;  // what is above has no style

std::size_t number_of(std::string_view text, std::size_t otherwise) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : otherwise;
}

// Fonts and fills by which cells look different from each other, and number formats. A border is no
// look: it groups.
class Looks {
 public:
  bool read(std::string_view xml) {
    bool in_cells = false, in_fonts = false;
    return read_xml(xml, {.begins =
                              [&](const XmlElement& element) {
                                if (element.name == "cellXfs") in_cells = true;
                                if (element.name == "fonts") in_fonts = true;
                                if (element.name == "numFmt") add_format(element);
                                if (in_cells && element.name == "xf") add(element);
                                if (in_fonts && element.name == "font") struck_.push_back(false);
                                if (in_fonts && element.name == "strike" && !struck_.empty()) {
                                  struck_.back() = is_switched_on(element);
                                }
                              },
                          .ends =
                              [&](std::string_view name) {
                                if (name == "cellXfs") in_cells = false;
                                if (name == "fonts") in_fonts = false;
                              }});
  }

  // <strike/> is on, <strike val="0"/> is off.
  static bool is_switched_on(const XmlElement& element) {
    return element["val"] != "0" && element["val"] != "false";
  }

  std::vector<CellStyle> take_styles() { return std::move(styles_); }

  int of(std::size_t style) const { return style < looks_.size() ? looks_[style] : 0; }
  bool is_date(std::size_t style) const { return style < dates_.size() && dates_[style]; }

 private:
  void add(const XmlElement& element) {
    const auto font = number_of(element["fontId"], 0), fill = number_of(element["fillId"], 0);
    looks_.push_back(static_cast<int>(std::min<std::size_t>(font, 9999) * 10000 +
                                      std::min<std::size_t>(fill, 9999)));
    const auto format = number_of(element["numFmtId"], 0);
    dates_.push_back(is_built_in_date(format) || date_formats_.contains(format));
    const auto own = formats_.find(format);
    styles_.push_back({own != formats_.end() ? own->second : std::string(built_in_format(format)),
                       font < struck_.size() && struck_[font]});
  }

  // Those that every spreadsheet knows by number, with the Japanese ones.
  static bool is_built_in_date(std::size_t format) {
    return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) ||
           (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
  }

  // A format is one of dates when a letter of dates stands outside quotation marks and brackets.
  void add_format(const XmlElement& element) {
    formats_[number_of(element["numFmtId"], 0)] = element["formatCode"];
    char closes = 0;
    for (const char c : element["formatCode"]) {
      if (closes != 0) {
        if (c == closes) closes = 0;
      } else if (c == '"' || c == '[') {
        closes = c == '"' ? '"' : ']';
      } else if (std::string_view("ymdhegYMDH").contains(c)) {
        date_formats_.insert(number_of(element["numFmtId"], 0));
      } else if (c == ';') {
        return;
      }
    }
  }

  std::vector<int> looks_;
  std::vector<bool> dates_;  // by style
  std::set<std::size_t> date_formats_;
  std::map<std::size_t, std::string> formats_;
  std::vector<bool> struck_;  // by font
  std::vector<CellStyle> styles_;
};

struct SharedText {
  std::string text;
  bool struck_out = false;
  bool raised = false;
};

bool read_shared_texts(std::string_view xml, std::vector<SharedText>& texts) {
  bool in_text = false;
  int in_reading_aid = 0;
  return read_xml(xml, {.begins =
                            [&](const XmlElement& element) {
                              if (element.name == "si") texts.emplace_back();
                              if (element.name == "rPh") ++in_reading_aid;
                              in_text = element.name == "t" && in_reading_aid == 0;
                              if (texts.empty()) return;
                              if (element.name == "strike" && Looks::is_switched_on(element)) {
                                texts.back().struck_out = true;
                              }
                              if (element.name == "vertAlign" && element["val"] == "superscript") {
                                texts.back().raised = true;
                              }
                            },
                        .text =
                            [&](std::string_view text) {
                              if (in_text && !texts.empty()) texts.back().text += text;
                            },
                        .ends =
                            [&](std::string_view name) {
                              if (name == "rPh") --in_reading_aid;
                              in_text = false;
                            }});
}

class SheetReader {
 public:
  SheetReader(Worksheet& sheet, const std::vector<SharedText>& texts, const Looks& looks,
              const XlsxLimits& limits, std::size_t& cells)
      : sheet_(sheet), texts_(texts), looks_(looks), limits_(limits), cells_(cells) {}

  bool take(std::string_view piece) { return feed_.take(piece); }
  bool end() { return feed_.end(); }
  bool excess() const { return too_large_ || rows_ > limits_.rows_max; }
  // When there are too many, else 0.
  std::size_t rows() const { return rows_ > limits_.rows_max ? rows_ : 0; }

 private:
  void begins(const XmlElement& element) {
    if (element.name == "row") {
      next_ = {number_of(element["r"], next_.row + 2) - 1, 0};
      if (!element.is_on("hidden")) return;
      sheet_.hidden_lines.push_back(std::to_string(next_.row + 1));
      if (next_.row < limits_.rows_max) sheet_.hidden_rows.push_back(next_.row);
    } else if (element.name == "c") {
      begin_cell(element);
    } else if (element.name == "v" || element.name == "t") {
      in_value_ = in_reading_aid_ == 0;
    } else if (element.name == "rPh") {
      ++in_reading_aid_;
    } else if (element.name == "f") {
      has_formula_ = true;
      if (rows_ > limits_.rows_max) return;
      sheet_.formulas.push_back(address(place_.row, place_.column));
      sheet_.formula_cells.push_back(place_);
    } else if (element.name == "mergeCell") {
      sheet_.merged.emplace_back(element["ref"]);
    } else if (element.name == "col" && element.is_on("hidden")) {
      hide_column(element);
    } else if (element.name == "drawing" || element.name == "legacyDrawing") {
      sheet_.has_objects = true;
    }
  }

  void hide_column(const XmlElement& element) {
    const std::string name = address(0, number_of(element["min"], 1) - 1);
    sheet_.hidden_lines.push_back(name.substr(0, name.size() - 1));
    const std::size_t first = number_of(element["min"], 1);
    const std::size_t last = std::min(number_of(element["max"], first), kColumnsMax);
    if (first >= 1 && first <= last) sheet_.hidden_columns.push_back({first - 1, last - 1});
  }

  void begin_cell(const XmlElement& element) {
    place_ = next_;
    if (const auto said = element["r"]; !said.empty()) {
      const auto place = place_of(said);
      if (!place) {
        broken_ = true;
        return;
      }
      place_ = *place;
    }
    next_ = {place_.row, place_.column + 1};
    type_ = element["t"];
    style_ = number_of(element["s"], 0);
    look_ = looks_.of(style_);
    is_date_ = looks_.is_date(style_);
    has_formula_ = false;
    value_.clear();
  }

  void ends(std::string_view name) {
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") --in_reading_aid_;
    if (name == "c") end_cell();
  }

  void end_cell() {
    if (place_.row == kNoRow) {  // a cell before the first row, or in row 0
      broken_ = true;
      return;
    }
    if (place_.column >= kColumnsMax) {
      too_large_ = true;
      return;
    }
    if (!limits_.with_empty_cells && value_.empty() && !has_formula_) return;
    rows_ = std::max(rows_, place_.row + 1);
    if (rows_ > limits_.rows_max) {
      // Counted to the end, so that the refusal can tell how many there are.
      if (limits_.with_empty_cells) too_large_ = true;
      return;
    }
    if (has_formula_ && value_.empty() && type_ != "str") sheet_.formulas_empty.push_back(place_);
    Held held = value_.empty() ? Held::empty : Held::number;
    if (type_ == "s") {
      const std::size_t index = number_of(value_, texts_.size());
      if (index >= texts_.size()) {
        broken_ = true;
        return;
      }
      const SharedText& shared = texts_[index];
      if (shared.struck_out) sheet_.struck_out.push_back(place_);
      if (shared.raised) sheet_.raised.push_back(place_);
      put(shared.text, Held::text);
      return;
    }
    if (type_ == "inlineStr" || type_ == "str" || type_ == "d") held = Held::text;
    if (type_ == "b") held = Held::truth;
    if (type_ == "e") held = Held::error;
    if (held == Held::number && is_date_)
      sheet_.dates.push_back(address(place_.row, place_.column));
    put(value_, held);
  }

  void put(const std::string& text, Held held) {
    auto& rows = sheet_.grid.rows;
    if (rows.size() <= place_.row) {
      cells_ += place_.row + 1 - rows.size();
      rows.resize(place_.row + 1);
      sheet_.held.resize(place_.row + 1);
      sheet_.looks.resize(place_.row + 1);
      sheet_.styles.resize(place_.row + 1);
    }
    auto& row = rows[place_.row];
    if (row.size() <= place_.column) {
      cells_ += place_.column + 1 - row.size();
      too_large_ = cells_ > limits_.cells_max;
      if (too_large_) return;
      row.resize(place_.column + 1);
      sheet_.held[place_.row].resize(place_.column + 1);
      sheet_.looks[place_.row].resize(place_.column + 1);
      sheet_.styles[place_.row].resize(place_.column + 1);
    }
    row[place_.column] = text;
    sheet_.held[place_.row][place_.column] = text.empty() ? Held::empty : held;
    sheet_.looks[place_.row][place_.column] = look_;
    sheet_.styles[place_.row][place_.column] = static_cast<int>(std::min(style_, styles_max));
  }

  const XmlEvents events_{.begins = [this](const XmlElement& element) { begins(element); },
                          .text =
                              [this](std::string_view text) {
                                if (in_value_) value_ += text;
                              },
                          .ends = [this](std::string_view name) { ends(name); },
                          .go_on = [this] { return !broken_ && !too_large_; }};
  XmlFeed feed_{events_};
  Worksheet& sheet_;
  const std::vector<SharedText>& texts_;
  const Looks& looks_;
  const XlsxLimits& limits_;
  std::size_t& cells_;
  CellPlace next_{kNoRow, 0};
  CellPlace place_;
  std::string type_;
  std::size_t style_ = 0;
  int look_ = 0;
  bool is_date_ = false;
  bool has_formula_ = false;
  int in_reading_aid_ = 0;
  std::size_t rows_ = 0;  // down to the last that holds something
  std::string value_;
  bool in_value_ = false;
  bool broken_ = false;
  bool too_large_ = false;
};

// The sheets of a workbook and the parts that hold them.
struct NamedPart {
  std::string name;
  bool hidden = false;
  std::string part;
};

class WorkbookReader {
 public:
  WorkbookReader(std::string_view bytes, const XlsxLimits& limits)
      : parts_(bytes, limits.unpacked_max), limits_(limits) {}

  base::Result<Workbook> read() {
    if (!parts_.opened()) return base::refuse(not_a_workbook);
    if (const auto mib = parts_.announced_excess(limits_.unpacked_max, limits_.ratio_max)) {
      return large({"mib", std::to_string(*mib)});
    }
    const auto named = list_sheets();
    if (!named) return refused("xl/workbook.xml");
    if (const auto xml = parts_.part("xl/sharedStrings.xml")) {
      if (!read_shared_texts(*xml, texts_)) return broken("xl/sharedStrings.xml");
    }
    if (const auto xml = parts_.part("xl/styles.xml")) {
      if (!looks_.read(*xml)) return broken("xl/styles.xml");
    }
    Workbook workbook;
    for (const auto& [name, hidden, part] : *named) {
      Worksheet& sheet = workbook.sheets.emplace_back();
      sheet.name = name;
      sheet.hidden = hidden;
      if (!parts_.has(part)) return broken(part);
      SheetReader reader(sheet, texts_, looks_, limits_, cells_);
      const bool came = parts_.in_pieces(part, [&](auto piece) { return reader.take(piece); });
      const bool read = came && reader.end();
      if (reader.rows() > 0) return large({"rows", std::to_string(reader.rows())}, name);
      if (reader.excess()) return large({"cells", std::to_string(cells_)}, name);
      if (!read) return broken(part);
    }
    workbook.styles = looks_.take_styles();
    workbook.from_1904 = from_1904_;
    workbook.has_macros = parts_.has("xl/vbaProject.bin");
    return workbook;
  }

 private:
  std::optional<std::vector<NamedPart>> list_sheets() {
    const auto book = parts_.part("xl/workbook.xml");
    const auto links = parts_.part("xl/_rels/workbook.xml.rels");
    if (!book || !links) return std::nullopt;
    std::map<std::string, std::string, std::less<>> targets;
    const bool read_links = read_xml(*links, {.begins = [&](const XmlElement& element) {
      if (element.name != "Relationship") return;
      std::string target(element["Target"]);
      targets[std::string(element["Id"])] =
          target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }});
    std::vector<NamedPart> sheets;
    const bool read_book = read_xml(*book, {.begins = [&](const XmlElement& element) {
      if (element.name == "workbookPr") from_1904_ = element.is_on("date1904");
      if (element.name != "sheet") return;
      const auto target = targets.find(element["r:id"]);
      if (target == targets.end()) return;
      const auto state = element["state"];
      sheets.push_back(
          {std::string(element["name"]), !state.empty() && state != "visible", target->second});
    }});
    if (!read_links || !read_book || sheets.empty()) return std::nullopt;
    return sheets;
  }

  // Why a part that has to be there is not.
  std::unexpected<base::Refusal> refused(const std::string& part) {
    if (parts_.trouble() == ZipParts::Trouble::excess) return large(unpacked());
    return part == "xl/workbook.xml" ? base::refuse(not_a_workbook) : broken(part);
  }
  std::unexpected<base::Refusal> broken(const std::string& part) {
    if (parts_.trouble() == ZipParts::Trouble::excess) return large(unpacked());
    return base::refuse(workbook_broken, {{"part", part}});
  }
  std::unexpected<base::Refusal> large(base::Fact what, const std::string& sheet = {}) const {
    return base::refuse(
        too_large,
        {{"rows_max", std::to_string(limits_.rows_max)}, {"sheet", sheet}, std::move(what)});
  }
  base::Fact unpacked() const { return {"mib", std::to_string(limits_.unpacked_max >> 20)}; }

  ZipParts parts_;
  const XlsxLimits& limits_;
  std::vector<SharedText> texts_;
  Looks looks_;
  std::size_t cells_ = 0;
  bool from_1904_ = false;
};

}  // namespace

Held Worksheet::held_at(std::size_t row, std::size_t column) const {
  if (row >= held.size() || column >= held[row].size()) return Held::empty;
  return held[row][column];
}

int Worksheet::look_at(std::size_t row, std::size_t column) const {
  if (row >= looks.size() || column >= looks[row].size()) return 0;
  return looks[row][column];
}

base::Result<Workbook> read_xlsx(std::string_view bytes, XlsxLimits limits) {
  if (bytes.size() > limits.bytes_max) {
    return base::refuse(too_large, {{"rows_max", std::to_string(limits.rows_max)}});
  }
  return WorkbookReader(bytes, limits).read();
}

}  // namespace sheet
