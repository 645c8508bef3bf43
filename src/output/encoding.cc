// Converts by ICU, cell by cell, so that what does not fit has an address.
#include "output/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include <memory>
#include <set>
#include <stdexcept>

#include "sheet/grid.h"

namespace output {

namespace {

// The table that Windows and Excel mean by 932.
constexpr const char* kTable = "ibm-943_P15A-2003";
constexpr std::size_t kNamedMax = 10;

class Converter {
 public:
  Converter() : table_(open(), ucnv_close) {
    UErrorCode error = U_ZERO_ERROR;
    ucnv_setFallback(table_.get(), false);
    ucnv_setFromUCallBack(table_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                          &error);
    if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
  }

  bool holds(UChar32 letter) {
    UChar units[2];
    int length = 0;
    U16_APPEND_UNSAFE(units, length, letter);
    char bytes[8];
    UErrorCode error = U_ZERO_ERROR;
    ucnv_fromUChars(table_.get(), bytes, sizeof bytes, units, length, &error);
    return U_SUCCESS(error);
  }

  std::string convert(const std::string& text) {
    std::string bytes(text.size() * 2 + 8, '\0');
    UErrorCode error = U_ZERO_ERROR;
    const auto length =
        ucnv_fromAlgorithmic(table_.get(), UCNV_UTF8, bytes.data(), static_cast<int>(bytes.size()),
                             text.data(), static_cast<int>(text.size()), &error);
    if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
  }

 private:
  static UConverter* open() {
    UErrorCode error = U_ZERO_ERROR;
    UConverter* table = ucnv_open(kTable, &error);
    if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
    return table;
  }

  std::unique_ptr<UConverter, void (*)(UConverter*)> table_;
};

// A1「𠮷」, B12「①」 …: what does not fit, each cell with its letters once.
class Misfits {
 public:
  explicit Misfits(Converter& converter) : converter_(converter) {}

  void look_at(const std::string& text, std::size_t row, std::size_t column) {
    std::set<UChar32> seen;
    std::string letters;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
      const std::int32_t begin = at;
      UChar32 letter = 0;
      U8_NEXT(bytes, at, length, letter);
      if (letter >= 0 && letter < 0x80) continue;
      if (letter >= 0 && (converter_.holds(letter) || !seen.insert(letter).second)) continue;
      letters += text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
    }
    if (letters.empty()) return;
    if (++count_ > kNamedMax) return;
    if (!list_.empty()) list_ += ", ";
    list_ += sheet::address(row, column) + " " + letters;
  }

  std::size_t count() const { return count_; }
  const std::string& list() const { return list_; }

 private:
  Converter& converter_;
  std::size_t count_ = 0;
  std::string list_;
};

}  // namespace

base::Result<std::string> csv_cp932(const Sheet& sheet) {
  Converter converter;
  Misfits misfits(converter);
  for (std::size_t column = 0; column < sheet.headers.size(); ++column) {
    misfits.look_at(sheet.headers[column], 0, column);
  }
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
      misfits.look_at(sheet.rows[row][column], row + 1, column);
    }
  }
  if (misfits.count() > 0) {
    return base::refuse(not_in_cp932,
                        {{"cells", std::to_string(misfits.count())}, {"list", misfits.list()}});
  }
  return converter.convert(csv(sheet, {.byte_order_mark = false}));
}

}  // namespace output
