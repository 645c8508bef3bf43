// A table on its way out: columns with headers, rows of text. Rooms turn their nouns into a Sheet
// (in a part ending _sheet) and a writer turns the Sheet into bytes; the writers know no word of
// the field.
#pragma once

#include <string>
#include <vector>

namespace output {

struct Sheet {
  std::string title;
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> rows;  // each as long as headers
};

struct CsvOptions {
  bool byte_order_mark = true;  // Excel in Japan reads UTF-8 only with it
};

// RFC 4180 with CRLF. A cell that a spreadsheet would take for a formula (it begins with = + @ or a
// tab) gets an apostrophe in front; - is left alone, because a dash is what towns print for
// "nothing".
std::string csv(const Sheet& sheet, CsvOptions options = {});

// One more row of such a file, for tables too long to be held at once: csv() of the sheet without
// its rows, then row by row.
void append_csv_row(std::string& out, const std::vector<std::string>& row);

}  // namespace output
