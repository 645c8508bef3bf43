// The sheet's XML is changed where a name stands and where the repeated line moves what is below
// it; all other bytes are handed on.
#include "output/form_fill.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "output/form_parts.h"
#include "output/table.h"
#include "sheet/xml_events.h"

namespace output {
namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

// ---- tags as text

std::string attribute(std::string_view tag, std::string_view name) {
  const std::string begin = " " + std::string(name) + "=\"";
  const auto at = tag.find(begin);
  if (at == tag.npos) return {};
  const auto from = at + begin.size();
  return std::string(tag.substr(from, tag.find('"', from) - from));
}

std::string with_attribute(std::string tag, std::string_view name, const std::string& value) {
  const std::string begin = " " + std::string(name) + "=\"";
  const auto at = tag.find(begin);
  if (at == tag.npos) return tag;
  const auto from = at + begin.size();
  return tag.replace(from, tag.find('"', from) - from, value);
}

// Every value of an attribute of that name, changed.
std::string with_each(std::string text, std::string_view name,
                      const std::function<std::string(std::string_view)>& change) {
  const std::string begin = " " + std::string(name) + "=\"";
  for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at)) {
    at += begin.size();
    const auto end = text.find('"', at);
    if (end == text.npos) break;
    const std::string now = change(std::string_view(text).substr(at, end - at));
    text.replace(at, end - at, now);
    at += now.size();
  }
  return text;
}

struct Element {
  std::string tag;     // <c r="A1" s="3">
  std::string inside;  // empty and closed at once: <c r="A1"/>
  bool is_closed = false;
};

// The next element of that name from `at` on, which moves behind it.
std::optional<Element> next_element(std::string_view text, std::string_view name, std::size_t& at) {
  const std::string begin = "<" + std::string(name);
  auto from = text.find(begin, at);
  while (from != text.npos && !std::string_view(" >/").contains(text[from + begin.size()]))
    from = text.find(begin, from + 1);
  if (from == text.npos) return std::nullopt;
  const auto tag_end = text.find('>', from);
  if (tag_end == text.npos) return std::nullopt;
  Element element;
  element.tag = text.substr(from, tag_end + 1 - from);
  element.is_closed = text[tag_end - 1] == '/';
  at = tag_end + 1;
  if (element.is_closed) return element;
  const std::string end = "</" + std::string(name) + ">";
  const auto closing = text.find(end, at);
  if (closing == text.npos) return std::nullopt;
  element.inside = text.substr(at, closing - at);
  at = closing + end.size();
  return element;
}

std::string element_text(const Element& element, std::string_view name) {
  return element.is_closed ? element.tag
                           : element.tag + element.inside + "</" + std::string(name) + ">";
}

// ---- addresses

struct Move {
  int line = 0;  // the repeated one
  int by = 0;
};

// A1:B2 or $A$1:$B$2, several divided by spaces; a range that ends in the line grows with it.
std::string moved(std::string_view range, const Move& move) {
  std::string out;
  bool is_end = false;
  for (std::size_t i = 0; i < range.size();) {
    const char c = range[i];
    if (c < '0' || c > '9') {
      is_end = c == ':' || (is_end && c != ' ' && c != ',');
      out += c;
      ++i;
      continue;
    }
    int row = 0;
    for (; i < range.size() && range[i] >= '0' && range[i] <= '9'; ++i)
      row = std::min(row * 10 + (range[i] - '0'), 2'000'000);
    const bool moves = row > move.line || (row == move.line && is_end);
    out += std::to_string(moves ? row + move.by : row);
    is_end = false;
  }
  return out;
}

std::string letters_of(std::string_view address) {
  return std::string(address.substr(0, address.find_first_of("0123456789")));
}

bool lies_in(std::string_view range, int line) {
  const std::string number = std::to_string(line);
  const auto colon = range.find(':');
  const auto row = [](std::string_view address) {
    return address.substr(std::min(address.size(), address.find_first_of("0123456789")));
  };
  return colon != range.npos && row(range.substr(0, colon)) == number &&
         row(range.substr(colon + 1)) == number;
}

// ---- texts

// What stands in <t>, without the reading aids (rPh) of Japanese text.
std::string plain(std::string_view xml) {
  std::string text;
  bool in_text = false;
  int in_aid = 0;
  sheet::XmlEvents events;
  events.begins = [&](const sheet::XmlElement& one) {
    in_text = one.name == "t";
    in_aid += one.name == "rPh" ? 1 : 0;
  };
  events.text = [&](std::string_view piece) {
    if (in_text && in_aid == 0) text += piece;
  };
  events.ends = [&](std::string_view name) {
    in_text = false;
    in_aid -= name == "rPh" ? 1 : 0;
  };
  sheet::read_xml("<r>" + std::string(xml) + "</r>", events);
  return text;
}

std::vector<std::string> shared_texts(FormParts& parts) {
  std::vector<std::string> texts;
  const std::string* part = parts.find("xl/sharedStrings.xml");
  if (part == nullptr) return texts;
  std::size_t at = 0;
  while (const auto one = next_element(*part, "si", at)) texts.push_back(plain(one->inside));
  return texts;
}

struct SheetPart {
  std::string name;
  std::string file;
};

// The sheets in their order, with the parts they lie in.
std::vector<SheetPart> sheet_parts(FormParts& parts) {
  std::map<std::string, std::string> files;
  std::vector<SheetPart> sheets;
  const std::string* links = parts.find("xl/_rels/workbook.xml.rels");
  const std::string* book = parts.find("xl/workbook.xml");
  if (links == nullptr || book == nullptr) return sheets;
  sheet::XmlEvents events;
  events.begins = [&](const sheet::XmlElement& one) {
    if (one.name != "Relationship") return;
    std::string target(one["Target"]);
    if (target.starts_with('/'))
      target.erase(0, 1);
    else
      target = "xl/" + target;
    files[std::string(one["Id"])] = target;
  };
  sheet::read_xml(*links, events);
  events.begins = [&](const sheet::XmlElement& one) {
    if (one.name != "sheet") return;
    SheetPart sheet{std::string(one["name"]), {}};
    for (const auto& [name, value] : one.attributes)  // r:id, whatever the prefix
      if (name.ends_with(":id")) sheet.file = files[std::string(value)];
    sheets.push_back(std::move(sheet));
  };
  sheet::read_xml(*book, events);
  return sheets;
}

// ---- one sheet

class SheetFill {
 public:
  SheetFill(const std::vector<std::string>& shared, const FormValues& values, std::string name)
      : shared_(shared), values_(values), name_(std::move(name)) {}

  base::Result<std::string> fill(const std::string& xml) {
    const auto begin = xml.find("<sheetData>");
    const auto end = xml.find("</sheetData>");
    if (begin == xml.npos || end == xml.npos) return xml;
    const auto data_at = begin + std::string_view("<sheetData>").size();
    const std::string_view data = std::string_view(xml).substr(data_at, end - data_at);
    if (const auto found = find_line(data); !found) return std::unexpected(found.error());
    const auto filled = fill_rows(data);
    if (!filled) return filled;
    return before(xml.substr(0, data_at)) + *filled + after(xml.substr(end));
  }

  // Names in the order of the cells.
  void list_names(const std::string& xml, std::vector<FormName>& names) const {
    std::size_t at = 0;
    while (const auto cell = next_element(xml, "c", at)) {
      const std::string text = text_of(*cell);
      for (auto open = text.find(kOpen); open != text.npos; open = text.find(kOpen, open)) {
        const auto close = text.find(kClose, open);
        if (close == text.npos) break;
        names.push_back({text.substr(open + kOpen.size(), close - open - kOpen.size()),
                         where(attribute(cell->tag, "r"))});
        open = close;
      }
    }
  }

  const Move& move() const { return move_; }
  bool has_names() const { return has_names_; }

 private:
  std::string where(std::string_view address) const { return name_ + "!" + std::string(address); }

  std::string text_of(const Element& cell) const {
    const std::string kind = attribute(cell.tag, "t");
    if (kind == "inlineStr") return plain(cell.inside);
    if (kind != "s") return {};
    std::size_t at = 0;
    const auto value = next_element(cell.inside, "v", at);
    const auto index = value ? std::strtoul(value->inside.c_str(), nullptr, 10) : shared_.size();
    return index < shared_.size() ? shared_[index] : std::string();
  }

  // Which line is to be repeated, and by how much what is below it moves.
  base::Result<void> find_line(std::string_view data) {
    const std::string mark = std::string(kOpen) + values_.row_mark + std::string(kClose);
    std::size_t at = 0;
    std::string formula;
    while (const auto row = next_element(data, "row", at)) {
      std::size_t in_row = 0;
      while (const auto cell = next_element(row->inside, "c", in_row)) {
        const std::string address = attribute(cell->tag, "r");
        if (formula.empty() && cell->inside.contains("<f")) formula = address;
        if (!text_of(*cell).contains(mark)) continue;
        const int line = std::atoi(attribute(row->tag, "r").c_str());
        if (move_.line != 0 && move_.line != line)
          return base::refuse(form_two_lines, {{"cell", where(address)}});
        move_.line = line;
      }
    }
    if (move_.line != 0 && !values_.rows.empty())
      move_.by = static_cast<int>(values_.rows.size()) - 1;
    if (move_.by != 0 && !formula.empty())
      return base::refuse(form_formula_moves, {{"cell", where(formula)}});
    return {};
  }

  base::Result<std::string> fill_rows(std::string_view data) {
    static const NamedValues nothing;
    std::string out;
    std::size_t at = 0;
    while (const auto row = next_element(data, "row", at)) {
      const int number = std::atoi(attribute(row->tag, "r").c_str());
      const bool repeats = move_.line != 0 && number == move_.line;
      const std::size_t times = repeats ? std::max<std::size_t>(values_.rows.size(), 1) : 1;
      for (std::size_t i = 0; i < times; ++i) {
        const bool is_blank = repeats && values_.rows.empty();
        const int to = repeats ? number + static_cast<int>(i)
                               : number + (move_.line != 0 && number > move_.line ? move_.by : 0);
        const auto one =
            fill_row(*row, to, repeats && !is_blank ? values_.rows[i] : nothing, is_blank);
        if (!one) return one;
        out += *one;
      }
    }
    return out;
  }

  base::Result<std::string> fill_row(const Element& row, int number, const NamedValues& values,
                                     bool is_blank) {
    std::string out = with_attribute(row.tag, "r", std::to_string(number));
    if (row.is_closed) return out;
    std::size_t at = 0;
    while (auto cell = next_element(row.inside, "c", at)) {
      const std::string address = attribute(cell->tag, "r");
      cell->tag = with_attribute(cell->tag, "r", letters_of(address) + std::to_string(number));
      const std::string text = text_of(*cell);
      if (!text.contains(kOpen)) {
        out += element_text(*cell, "c");
        continue;
      }
      const auto filled = replaced(text, address, values, is_blank);
      if (!filled) return filled;
      out += written(*cell, text, *filled);
    }
    return out + "</row>";
  }

  base::Result<std::string> replaced(std::string_view text, std::string_view address,
                                     const NamedValues& values, bool is_blank) {
    has_names_ = true;
    std::string out;
    while (true) {
      const auto open = text.find(kOpen);
      const auto close = open == text.npos ? text.npos : text.find(kClose, open);
      if (close == text.npos) return out + std::string(text);
      const std::string name(text.substr(open + 2, close - open - 2));
      const auto own = values.find(name);
      const auto common = values_.once.find(name);
      out += text.substr(0, open);
      text.remove_prefix(close + 2);
      if (own != values.end())
        out += own->second;
      else if (common != values_.once.end())
        out += common->second;
      else if (name != values_.row_mark && !is_blank)
        return base::refuse(form_unknown_name, {{"name", name}, {"cell", where(address)}});
    }
  }

  // One name and nothing else, the mark apart.
  bool is_name_alone(std::string text) const {
    const std::string mark = std::string(kOpen) + values_.row_mark + std::string(kClose);
    if (const auto at = text.find(mark); at != text.npos) text.erase(at, mark.size());
    return text.starts_with(kOpen) && text.ends_with(kClose) && text.find(kOpen, 1) == text.npos;
  }

  std::string written(const Element& cell, const std::string& was, const std::string& text) const {
    const std::string style = attribute(cell.tag, "s");
    const std::string tag =
        "<c r=\"" + attribute(cell.tag, "r") + "\"" + (style.empty() ? "" : " s=\"" + style + "\"");
    if (text.empty()) return tag + "/>";
    if (is_name_alone(was) && holds_whole(text)) return tag + "><v>" + text + "</v></c>";
    return tag + " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text) +
           "</t></is></c>";
  }

  std::string before(std::string xml) const {
    if (move_.by == 0) return xml;
    const auto at = xml.find("<dimension");
    if (at == xml.npos) return xml;
    return xml.substr(0, at) + with_each(xml.substr(at), "ref", [&](std::string_view range) {
             return moved(range, move_);
           });
  }

  // Merged cells of the repeated line are merged in each of its copies.
  std::string after(std::string xml) const {
    if (move_.by == 0) return xml;
    std::string copies;
    std::size_t at = 0;
    while (const auto merge = next_element(xml, "mergeCell", at)) {
      const std::string range = attribute(merge->tag, "ref");
      if (!lies_in(range, move_.line)) continue;
      for (int i = 1; i <= move_.by; ++i)
        copies += with_attribute(merge->tag, "ref", on_line(range, move_.line + i));
    }
    const auto change = [&](std::string_view range) {
      return lies_in(range, move_.line) ? std::string(range) : moved(range, move_);
    };
    xml = with_each(with_each(std::move(xml), "ref", change), "sqref", change);
    const auto end = xml.find("</mergeCells>");
    if (end != xml.npos) xml.insert(end, copies);
    const auto list = xml.find("<mergeCells count=\"");
    if (list != xml.npos) {
      const auto from = list + std::string_view("<mergeCells").size();
      xml.erase(from, xml.find('>', from) - from);
    }
    return xml;
  }

  static std::string on_line(std::string_view range, int line) {
    const auto colon = range.find(':');
    return letters_of(range.substr(0, colon)) + std::to_string(line) + ":" +
           letters_of(range.substr(colon + 1)) + std::to_string(line);
  }

  const std::vector<std::string>& shared_;
  const FormValues& values_;
  std::string name_;
  Move move_;
  bool has_names_ = false;
};

// Print areas and titles of the sheet grow with it; what formulas say is worked out anew at
// opening.
std::string book_with(std::string xml, std::size_t sheet, const Move& move) {
  std::string out;
  std::size_t at = 0, from = 0;
  while (const auto name = next_element(xml, "definedName", at)) {
    const std::string whole = element_text(*name, "definedName");
    out += xml.substr(from, at - whole.size() - from);
    from = at;
    const auto area = name->inside.rfind('!');
    const bool is_its = attribute(name->tag, "localSheetId") == std::to_string(sheet);
    if (!is_its || area == std::string::npos) {
      out += whole;
      continue;
    }
    out += name->tag + name->inside.substr(0, area + 1) +
           moved(std::string_view(name->inside).substr(area + 1), move) + "</definedName>";
  }
  return out + xml.substr(from);
}

std::string worked_out_anew(std::string xml) {
  std::size_t at = 0;
  const auto calculation = next_element(xml, "calcPr", at);
  if (!calculation) return xml;
  const std::string whole = element_text(*calculation, "calcPr");
  return xml.replace(xml.find(whole), whole.size(), "<calcPr fullCalcOnLoad=\"1\"/>");
}

}  // namespace

base::Result<std::string> fill_form(std::string_view form, const FormValues& values) {
  auto parts = read_parts(form);
  if (!parts) return base::refuse(form_unreadable);
  if (parts->too_large)
    return base::refuse(form_too_large, {{"max", std::to_string(kFormBytesMax / (1024 * 1024))}});
  const auto sheets = sheet_parts(*parts);
  if (sheets.empty()) return base::refuse(form_unreadable);
  const auto shared = shared_texts(*parts);
  bool has_names = false;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    std::string* xml = parts->find(sheets[i].file);
    if (xml == nullptr) continue;
    SheetFill sheet(shared, values, sheets[i].name);
    auto filled = sheet.fill(*xml);
    if (!filled) return filled;
    *xml = *std::move(filled);
    has_names = has_names || sheet.has_names();
    std::string* book = parts->find("xl/workbook.xml");
    if (sheet.move().by != 0) *book = book_with(std::move(*book), i, sheet.move());
  }
  if (!has_names) return base::refuse(form_without_names);
  std::string* book = parts->find("xl/workbook.xml");
  *book = worked_out_anew(std::move(*book));
  return write_parts(*parts);
}

base::Result<std::vector<FormName>> form_names(std::string_view form) {
  auto parts = read_parts(form);
  if (!parts) return base::refuse(form_unreadable);
  if (parts->too_large)
    return base::refuse(form_too_large, {{"max", std::to_string(kFormBytesMax / (1024 * 1024))}});
  const auto sheets = sheet_parts(*parts);
  if (sheets.empty()) return base::refuse(form_unreadable);
  const auto shared = shared_texts(*parts);
  const FormValues nothing;
  std::vector<FormName> names;
  for (const SheetPart& one : sheets)
    if (const std::string* xml = parts->find(one.file))
      SheetFill(shared, nothing, one.name).list_names(*xml, names);
  if (names.empty()) return base::refuse(form_without_names);
  return names;
}

}  // namespace output
