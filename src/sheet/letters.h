// The letters a text file is written in, found by its bytes: UTF-8 with and without mark, CP932
// (Windows' Shift_JIS), EUC-JP, UTF-16 of both orders with and without mark. What cannot be read is
// named by line and bytes and never replaced.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace sheet {

inline constexpr base::RefusalKind letters_unknown{"sheet.letters_unknown", 400};

struct Decoded {
  std::string letters;  // utf-8, utf-8-bom, cp932, euc-jp, utf-16le, utf-16be
  std::string text;     // in UTF-8, without the mark
};

// `said` is what the file says of itself (charset=shift_jis), "" for nothing; it decides only where
// the bytes do not. Refusal: letters_unknown.
base::Result<Decoded> decode(std::string_view bytes, std::string_view said = {});

}  // namespace sheet
