// Converts by ICU, stopping at the first byte that is no letter.
#include "sheet/letters.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>

#include "base/code_points.h"

namespace sheet {

namespace {

struct Attempt {
  std::string text;
  std::optional<std::size_t> broken_at = {};  // the first byte that could not be read
};

struct Letters {
  std::string_view name;
  const char* table;  // as ICU calls it
};

// 932: the table that Windows and Excel mean, as output/encoding.cc writes it.
constexpr Letters kCp932{"cp932", "ibm-943_P15A-2003"};
constexpr Letters kEucJp{"euc-jp", "EUC-JP"};
constexpr Letters kIso2022{"iso-2022-jp", "ISO-2022-JP"};
constexpr Letters kUtf16le{"utf-16le", "UTF-16LE"};
constexpr Letters kUtf16be{"utf-16be", "UTF-16BE"};

void must(UErrorCode error) {
  if (U_FAILURE(error)) throw std::runtime_error(u_errorName(error));
}

class Converter {
 public:
  explicit Converter(const Letters& letters) : table_(open(letters.table), ucnv_close) {
    UErrorCode error = U_ZERO_ERROR;
    ucnv_setToUCallBack(table_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    must(error);
  }

  Attempt convert(std::string_view bytes) {
    Attempt attempt;
    attempt.text.reserve(bytes.size() + bytes.size() / 2);
    std::array<char16_t, 16384> units;
    const char* at = bytes.data();
    UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
    while (error == U_BUFFER_OVERFLOW_ERROR) {
      char16_t* filled = units.data();
      error = U_ZERO_ERROR;
      ucnv_toUnicode(table_.get(), &filled, units.data() + units.size(), &at,
                     bytes.data() + bytes.size(), nullptr, true, &error);
      for (const char16_t* unit = units.data(); unit < filled; ++unit) put(*unit, attempt.text);
    }
    if (U_FAILURE(error)) {
      const auto read = static_cast<std::size_t>(at - bytes.data());
      attempt.broken_at = read - std::min(read, invalid_length());
    }
    return attempt;
  }

 private:
  static UConverter* open(const char* name) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter* table = ucnv_open(name, &error);
    must(error);
    return table;
  }

  std::size_t invalid_length() {
    std::array<char, 16> last{};
    auto length = static_cast<std::int8_t>(last.size());
    UErrorCode error = U_ZERO_ERROR;
    ucnv_getInvalidChars(table_.get(), last.data(), &length, &error);
    return U_SUCCESS(error) && length > 0 ? static_cast<std::size_t>(length) : 0;
  }

  // A pair of surrogates may fall into two pieces.
  void put(char16_t unit, std::string& text) {
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      base::append_utf8(text, 0x10000 + ((high_ - 0xD800U) << 10) + (unit - 0xDC00U));
    } else {
      base::append_utf8(text, unit);
    }
  }

  std::unique_ptr<UConverter, void (*)(UConverter*)> table_;
  char16_t high_ = 0xD800;
};

struct Utf8 {
  std::optional<std::size_t> broken_at;
  bool is_meant = false;  // more letters than bytes that are none: other letters are not tried
};

Utf8 look_at_utf8(std::string_view bytes) {
  Utf8 seen;
  std::size_t letters = 0, broken = 0;
  base::CodePoints points(bytes);
  while (!points.done()) {
    const std::size_t at = points.offset();
    const auto letter = points.next();
    if (letter && *letter >= 0x80) ++letters;
    if (letter) continue;
    ++broken;
    if (!seen.broken_at) seen.broken_at = at;
  }
  seen.is_meant = letters > broken;
  return seen;
}

// Where the text is of one of the two orders: its digits, commas and line ends have an empty half.
std::optional<Letters> unmarked_utf16(std::string_view bytes) {
  std::array<std::size_t, 2> empty{};
  for (std::size_t i = 0; i < bytes.size(); ++i) empty[i % 2] += bytes[i] == '\0' ? 1 : 0;
  if (empty[0] + empty[1] == 0 || bytes.size() % 2 != 0) return std::nullopt;
  if (empty[1] > 4 * empty[0]) return kUtf16le;
  if (empty[0] > 4 * empty[1]) return kUtf16be;
  return std::nullopt;
}

// EUC-JP read as CP932 gives half-width kana without end; a few may be meant.
bool is_mostly_half_width_kana(std::string_view text) {
  std::size_t kana = 0, others = 0;
  base::CodePoints points(text);
  while (!points.done()) {
    const char32_t letter = points.next().value_or(0);
    if (letter >= 0xFF61 && letter <= 0xFF9F) ++kana;
    if (letter >= 0x80 && !(letter >= 0xFF61 && letter <= 0xFF9F)) ++others;
  }
  return kana >= 8 && kana > others;
}

std::optional<Letters> named(std::string_view said) {
  std::string name;
  for (const char c : said) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  if (name.starts_with('x')) name.erase(0, 1);
  if (name == "shiftjis" || name == "sjis" || name == "windows31j" || name == "cp932" ||
      name == "ms932" || name == "mskanji") {
    return kCp932;
  }
  if (name == "eucjp" || name == "euc") return kEucJp;
  if (name == "iso2022jp") return kIso2022;
  return std::nullopt;
}

std::unexpected<base::Refusal> unreadable(std::string_view bytes, std::size_t at) {
  const auto line = 1 + std::ranges::count(bytes.substr(0, at), '\n');
  std::string hex;
  for (const char byte : bytes.substr(std::min(at, bytes.size()), 4)) {
    std::array<char, 4> two{};
    std::snprintf(two.data(), two.size(), "%02X", static_cast<unsigned char>(byte));
    hex += (hex.empty() ? "" : " ") + std::string(two.data());
  }
  return base::refuse(letters_unknown, {{"line", std::to_string(line)}, {"bytes", hex}});
}

base::Result<Decoded> decode_as(std::string_view bytes, const Letters& letters) {
  auto attempt = Converter(letters).convert(bytes);
  if (attempt.broken_at) return unreadable(bytes, *attempt.broken_at);
  return Decoded{std::string(letters.name), std::move(attempt.text)};
}

}  // namespace

base::Result<Decoded> decode(std::string_view bytes, std::string_view said) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    const auto utf8 = look_at_utf8(bytes);
    if (utf8.broken_at) return unreadable(bytes, *utf8.broken_at);
    return Decoded{"utf-8-bom", std::string(bytes)};
  }
  if (bytes.starts_with("\xFF\xFE")) return decode_as(bytes.substr(2), kUtf16le);
  if (bytes.starts_with("\xFE\xFF")) return decode_as(bytes.substr(2), kUtf16be);
  if (const auto order = unmarked_utf16(bytes)) {
    if (auto read = decode_as(bytes, *order)) return read;
  }
  if (bytes.contains("\x1B$B") || bytes.contains("\x1B$@")) {
    if (auto read = decode_as(bytes, kIso2022)) return read;
  }
  const auto utf8 = look_at_utf8(bytes);
  if (!utf8.broken_at) return Decoded{"utf-8", std::string(bytes)};
  if (const auto letters = named(said)) {
    if (auto read = decode_as(bytes, *letters)) return read;
  }
  if (utf8.is_meant) return unreadable(bytes, *utf8.broken_at);
  auto cp932 = Converter(kCp932).convert(bytes);
  if (cp932.broken_at || is_mostly_half_width_kana(cp932.text)) {
    auto euc = Converter(kEucJp).convert(bytes);
    if (!euc.broken_at) return Decoded{std::string(kEucJp.name), std::move(euc.text)};
  }
  if (!cp932.broken_at) return Decoded{std::string(kCp932.name), std::move(cp932.text)};
  // The reading that came further tells the line.
  return unreadable(bytes, std::max(*utf8.broken_at, *cp932.broken_at));
}

}  // namespace sheet
