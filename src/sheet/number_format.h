// What a sheet shows for a number under its number format: 0012 for 12 under 0000, 1,058, 83.5%,
// 2/3, △5 or a day in an era. People copied and printed what was shown, so that is the text of the
// cell; the digits that the file holds are kept beside it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sheet {

struct ShownNumber {
  std::string text;
  std::string beside = {};  // of a date: as the sheet shows it; else "" or what the text leaves out
  bool is_date = false;
  bool month_and_day = false;  // a date without its year: 12/15 typed as a fraction ends like that
  bool minus_unseen = false;   // red or brackets were the only sign of a minus; the text has one
  bool in_thousands = false;   // the format cuts off the last three digits, or six
  bool unseen = false;         // the format shows nothing
};

class NumberFormat {
 public:
  NumberFormat() = default;  // General
  explicit NumberFormat(std::string_view code);

  bool is_general() const { return sections_.empty(); }
  // `digits` as the file holds them; what is no number comes back as it is.
  ShownNumber show(std::string_view digits, bool from_1904) const;
  // Text under a format such as "No. "@.
  std::string show_text(const std::string& text) const;

  enum class Part {
    literal,
    digit,  // 0 # ?
    point,
    thousands,
    percent,
    exponent,
    slash,
    general,
    text,
    year,
    era,       // g gg ggg
    era_year,  // e
    month,
    day,
    weekday,  // aaa aaaa
    hour,
    minute,
    second,
    half_day,      // AM/PM
    elapsed_hour,  // [h]
    elapsed_minute,
    elapsed_second
  };
  struct Token {
    Part part = Part::literal;
    std::string text;  // of a literal; of a digit or a date letter, how it is written
  };
  struct Section {
    std::vector<Token> tokens;
    char condition = 0;  // < > = l (<=) g (>=) n (<>)
    double against = 0;
    bool is_date = false;
    bool has(Part part) const;
  };

 private:
  std::vector<Section> sections_;
};

// The format that every spreadsheet knows by this number, as Japanese Excel shows it; "" for none.
std::string_view built_in_format(std::size_t number);

// 8.300000000000001 as 8.3: the fifteen digits that a spreadsheet shows.
std::string plain_number(std::string_view digits);

}  // namespace sheet
