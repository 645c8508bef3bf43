// Checking, counting and folding Japanese text, over ICU's character data.
#include "base/japanese_text.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/code_points.h"

namespace base {
namespace {

// Stands for a byte that is no character, in copies that are never stored.
constexpr char32_t kReplacement = 0xFFFD;

std::string code_point_name(char32_t character) {
  std::array<char, 16> name{};
  std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(character));
  return name.data();
}

bool turns_direction(char32_t character) {
  return (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

bool is_forbidden(char32_t character, Lines lines) {
  if (lines == Lines::many && (character == '\n' || character == '\r' || character == '\t')) {
    return false;
  }
  return character < 0x20 || (character >= 0x7F && character <= 0x9F) || turns_direction(character);
}

// Characters that a person looking for a name types instead, and Unicode does not call compatible.
constexpr std::array<std::pair<char32_t, char32_t>, 9> kTypedInstead{{
    {U'髙', U'高'},
    {U'﨑', U'崎'},
    {U'𠮷', U'吉'},
    {U'〜', U'~'},
    {U'‐', U'-'},
    {U'‑', U'-'},
    {U'–', U'-'},
    {U'—', U'-'},
    {U'−', U'-'},
}};

char32_t fold_for_search(char32_t character) {
  constexpr char32_t kKatakanaAboveHiragana = U'ァ' - U'ぁ';
  if ((character >= U'ァ' && character <= U'ヶ') || character == U'ヽ' || character == U'ヾ') {
    return character - kKatakanaAboveHiragana;
  }
  const auto pair =
      std::ranges::find(kTypedInstead, character, &std::pair<char32_t, char32_t>::first);
  return pair != kTypedInstead.end() ? pair->second : character;
}

std::string compatible_casefold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  if (U_SUCCESS(status)) {
    normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int>(text.size())), sink,
                              nullptr, status);
  }
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return folded;
}

bool is_word_character(char32_t character) {
  return (U_GET_GC_MASK(static_cast<UChar32>(character)) &
          (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

icu::BreakIterator& character_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> created(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return created;
  }();
  return *breaks;
}

}  // namespace

// What programs send is ASCII for the most part: up to its first other byte there is nothing to
// read.
bool is_valid_utf8(std::string_view bytes) {
  const auto other = std::ranges::find_if(
      bytes, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
  CodePoints characters(bytes.substr(static_cast<std::size_t>(other - bytes.begin())));
  while (!characters.done()) {
    if (!characters.next()) return false;
  }
  return true;
}

Result<void> check_text(std::string_view text, Lines lines, std::size_t characters_max) {
  CodePoints characters(text);
  for (std::size_t position = 1; !characters.done(); ++position) {
    const std::optional<char32_t> character = characters.next();
    if (!character) return refuse(text_not_utf8, {{"position", std::to_string(position)}});
    if (is_forbidden(*character, lines)) {
      return refuse(text_forbidden_character, {{"position", std::to_string(position)},
                                               {"character", code_point_name(*character)}});
    }
  }
  if (text.size() <= characters_max) return {};  // no character is shorter than a byte
  const std::size_t count = character_count(text);
  if (count > characters_max) {
    return refuse(text_too_long,
                  {{"count", std::to_string(count)}, {"max", std::to_string(characters_max)}});
  }
  return {};
}

std::size_t character_count(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UText opened = UTEXT_INITIALIZER;
  const std::unique_ptr<UText, decltype(&utext_close)> units(
      utext_openUTF8(&opened, text.data(), static_cast<std::int64_t>(text.size()), &status),
      &utext_close);
  icu::BreakIterator& breaks = character_breaks();
  breaks.setText(units.get(), status);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  std::size_t count = 0;
  while (breaks.next() != icu::BreakIterator::DONE) ++count;
  return count;
}

std::string fold_width(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  CodePoints characters(text);
  while (!characters.done()) {
    char32_t character = characters.next().value_or(kReplacement);
    if (character >= U'！' && character <= U'～') character -= U'！' - U'!';
    if (character == U'　') character = U' ';
    append_utf8(folded, character);
  }
  return folded;
}

std::string search_key(std::string_view text) {
  const std::string compatible = compatible_casefold(text);
  std::string key;
  key.reserve(compatible.size());
  bool space_due = false;
  CodePoints characters(compatible);
  while (!characters.done()) {
    const char32_t character = characters.next().value_or(kReplacement);
    if (u_isUWhiteSpace(static_cast<UChar32>(character))) {
      space_due = !key.empty();
      continue;
    }
    if (std::exchange(space_due, false)) key += ' ';
    append_utf8(key, fold_for_search(character));
  }
  return key;
}

// The first character that is more than a space decides, so that a long text is not folded for it;
// a letter or a digit is more than a space without being folded.
bool is_blank(std::string_view text) {
  CodePoints characters(text);
  while (!characters.done()) {
    const std::size_t start = characters.offset();
    const auto character = static_cast<UChar32>(characters.next().value_or(kReplacement));
    if ((U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_N_MASK)) != 0) return false;
    if (!search_key(text.substr(start, characters.offset() - start)).empty()) return false;
  }
  return true;
}

std::vector<std::string> bigrams(std::string_view key) {
  std::vector<std::string> grams;
  std::string previous;
  bool alone = false;
  const auto end_word = [&] {
    if (alone) grams.push_back(previous);
    previous.clear();
    alone = false;
  };
  CodePoints characters(key);
  while (!characters.done()) {
    const char32_t character = characters.next().value_or(kReplacement);
    if (!is_word_character(character)) {
      end_word();
      continue;
    }
    std::string current;
    append_utf8(current, character);
    alone = previous.empty();
    if (!alone) grams.push_back(previous + current);
    previous = std::move(current);
  }
  end_word();
  return grams;
}

}  // namespace base
