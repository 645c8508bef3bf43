// What is guessed first, told apart from length alone. Everything is compared in one folded form:
// width, case and kana do not make a password harder to guess.
#include "staff/password.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "base/japanese_text.h"

namespace staff {
namespace {

// The passwords that stand at the top of every published list of broken ones, without what people
// hang on to them (digits and marks), and the words of this program and of the office.
constexpr std::array<std::string_view, 48> kCommon = {
    "password",  "passw0rd",   "qwerty",   "letmein",  "welcome",  "admin",    "administrator",
    "iloveyou",  "monkey",     "dragon",   "master",   "sunshine", "princess", "football",
    "baseball",  "superman",   "batman",   "trustno1", "shadow",   "michael",  "charlie",
    "secret",    "login",      "changeme", "default",  "guest",    "test",     "user",
    "root",      "system",     "hello",    "freedom",  "whatever", "starwars", "computer",
    "internet",  "sakura",     "nippon",   "japan",    "tokyo",    "nigiwai",  "yakusho",
    "kuyakusho", "shiyakusho", "shoukou",  "himitsu",  "pasuwado", "arigatou"};

constexpr std::array<std::string_view, 6> kRuns = {
    "abcdefghijklmnopqrstuvwxyz",  "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm"};

constexpr std::size_t kRunMin = 4;      // shorter pieces of a run mean nothing
constexpr std::size_t kOwnWordMin = 4;  // a login of three letters stands in many words

bool is_hanger_on(char c) {
  return (c >= '0' && c <= '9') ||
         std::string_view("!@#$%^&*()-_=+.,?/ ~").find(c) != std::string_view::npos;
}

// Sunshine123!! is sunshine.
std::string_view without_hangers_on(std::string_view text) {
  while (!text.empty() && is_hanger_on(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_hanger_on(text.front())) text.remove_prefix(1);
  return text;
}

// passwordpassword is password: the shortest piece the text repeats.
std::string_view period_of(std::string_view text) {
  for (std::size_t size = 1; size <= text.size() / 2; ++size) {
    const bool repeats = std::ranges::equal(text.substr(size), text.substr(0, text.size() - size));
    if (repeats) return text.substr(0, size);
  }
  return text;
}

std::size_t different_characters(std::string_view text) {
  return std::set<char>(text.begin(), text.end()).size();
}

// How many characters of the text lie in pieces of runs, forwards or backwards.
std::size_t in_runs(std::string_view text) {
  std::size_t covered = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t longest = 0;
    for (const std::string_view forwards : kRuns) {
      const std::string backwards(forwards.rbegin(), forwards.rend());
      for (const std::string_view run : {forwards, std::string_view(backwards)})
        for (std::size_t size = std::min(run.size(), text.size() - i); size > longest; --size)
          if (run.find(text.substr(i, size)) != std::string_view::npos) longest = size;
    }
    if (longest >= kRunMin) covered += longest;
    i += std::max<std::size_t>(longest >= kRunMin ? longest : 1, 1);
  }
  return covered;
}

// The text without the own words: what is left has to be a password by itself.
bool is_mostly(std::string_view text, std::string_view word) {
  if (word.size() < kOwnWordMin) return false;
  std::string rest(text);
  for (std::size_t at = rest.find(word); at != std::string::npos; at = rest.find(word))
    rest.erase(at, word.size());
  return rest.size() < text.size() && base::character_count(rest) < kPasswordMinBeside;
}

}  // namespace

std::string password_form(std::string_view typed) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  const auto size = static_cast<std::int32_t>(typed.size());
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8({typed.data(), size});
  std::string form;
  nfkc->normalize(text, status).toUTF8String(form);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return form;
}

base::Result<void> check_password(std::string_view typed, bool second_factor,
                                  std::span<const std::string_view> own_words) {
  const std::string form = password_form(typed);
  if (form.size() > 4 * kPasswordMax)
    return base::refuse(password_too_long, {{"max", std::to_string(kPasswordMax)}});
  const std::size_t count = base::character_count(form);
  const std::size_t min = second_factor ? kPasswordMinBeside : kPasswordMin;
  if (count < min)
    return base::refuse(password_too_short,
                        {{"count", std::to_string(count)}, {"min", std::to_string(min)}});
  if (count > kPasswordMax)
    return base::refuse(password_too_long, {{"max", std::to_string(kPasswordMax)}});
  const std::string key = base::search_key(form);
  for (const std::string_view word : own_words)
    if (is_mostly(key, base::search_key(word))) return base::refuse(password_of_own_words);
  const std::string_view piece = period_of(key);
  if (different_characters(key) < 4 || base::character_count(piece) < kPasswordMinBeside)
    return base::refuse(password_repeats);
  if (key.size() - std::min(key.size(), in_runs(key)) < kPasswordMinBeside - 2)
    return base::refuse(password_is_a_run);
  const std::string_view core = period_of(without_hangers_on(key));
  if (std::ranges::find(kCommon, core) != kCommon.end()) return base::refuse(password_is_common);
  return {};
}

}  // namespace staff
