// Digits are laid into the places of the format from the point outwards.
#include "sheet/number_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace sheet {

namespace {

using Part = NumberFormat::Part;
using Section = NumberFormat::Section;
using Token = NumberFormat::Token;

// 0.digits × 10^point, at most fifteen digits.
struct Decimal {
  std::string digits;
  int point = 0;

  explicit Decimal(double number) {
    std::array<char, 40> written{};
    std::snprintf(written.data(), written.size(), "%.14e", std::fabs(number));
    const std::string text = written.data();
    digits = text.substr(0, 1) + text.substr(2, 14);
    point = std::atoi(text.c_str() + text.find('e') + 1) + 1;
  }

  void round_to(int places) {
    const int kept = point + places;
    if (kept >= static_cast<int>(digits.size())) return;
    if (kept < 0) {
      digits = "0";
      point = 1;
      return;
    }
    const bool up = digits[static_cast<std::size_t>(kept)] >= '5';
    digits.resize(static_cast<std::size_t>(kept));
    if (!up) return;
    int at = kept - 1;
    for (; at >= 0 && digits[static_cast<std::size_t>(at)] == '9'; --at) {
      digits[static_cast<std::size_t>(at)] = '0';
    }
    if (at >= 0) {
      ++digits[static_cast<std::size_t>(at)];
    } else {
      digits.insert(digits.begin(), '1');
      ++point;
    }
  }

  // Without leading zeros; "" for none.
  std::string whole() const {
    if (point <= 0) return "";
    std::string text = digits.substr(0, static_cast<std::size_t>(point));
    text.resize(static_cast<std::size_t>(point), '0');
    const auto first = text.find_first_not_of('0');
    return first == text.npos ? "" : text.substr(first);
  }

  // So many places.
  std::string places(std::size_t count) const {
    std::string text(static_cast<std::size_t>(std::max(0, -point)), '0');
    if (point < static_cast<int>(digits.size())) {
      text += digits.substr(static_cast<std::size_t>(std::max(0, point)));
    }
    text.resize(count, '0');
    return text;
  }
};

class NumberLayout {
 public:
  NumberLayout(const Section& section, double number) : section_(section), decimal_(number) {
    look_over();
    decimal_.point += 2 * percents_ - 3 * scales_;
    if (exponent_ < section.tokens.size()) take_exponent(number);
    decimal_.round_to(static_cast<int>(decimals_));
  }

  std::string write() {
    std::string text;
    for (std::size_t i = point_; i < section_.tokens.size(); ++i) text += behind_point(i);
    return before_point() + text;
  }
  int scales() const { return scales_; }

 private:
  void look_over() {
    const auto& tokens = section_.tokens;
    point_ = tokens.size();
    exponent_ = tokens.size();
    std::optional<std::size_t> last_digit;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].part == Part::point && point_ == tokens.size()) point_ = i;
      if (tokens[i].part == Part::exponent && exponent_ == tokens.size()) exponent_ = i;
      if (tokens[i].part == Part::percent) ++percents_;
      if (tokens[i].part != Part::digit || i > exponent_) continue;
      if (i > point_) ++decimals_;
      last_digit = i;
    }
    point_ = std::min(point_, exponent_);
    bool digits_begun = false;
    for (std::size_t i = 0; i < exponent_; ++i) {
      digits_begun = digits_begun || tokens[i].part == Part::digit;
      if (tokens[i].part != Part::thousands || !digits_begun) continue;
      if (i < *last_digit) grouped_ = true;
      if (i > *last_digit) ++scales_;
    }
    decimals_ = std::min<std::size_t>(decimals_, 30);
  }

  void take_exponent(double number) {
    power_ = number == 0 ? 0 : decimal_.point - 1;
    decimal_.point = 1;
  }

  std::string before_point() {
    const std::string whole = decimal_.whole();
    std::string reversed;
    std::size_t used = 0;
    const auto put = [&](char digit) {
      if (grouped_ && used > 0 && used % 3 == 0) reversed += ',';
      reversed += digit;
      ++used;
    };
    const auto& tokens = section_.tokens;
    std::size_t first = point_;
    for (std::size_t i = 0; i < point_; ++i) {
      if (tokens[i].part == Part::digit) {
        first = i;
        break;
      }
    }
    for (std::size_t i = point_; i-- > 0;) {
      const Token& token = tokens[i];
      if (token.part == Part::digit) {
        if (used < whole.size()) {
          put(whole[whole.size() - 1 - used]);
        } else if (token.text == "0") {
          put('0');
        }
        while (i == first && used < whole.size()) put(whole[whole.size() - 1 - used]);
      } else if (token.part != Part::thousands) {
        reversed.append(token.text.rbegin(), token.text.rend());
      }
    }
    std::string text(reversed.rbegin(), reversed.rend());
    // A point with nothing before it, under #.0 or .0.
    if (first == point_ && point_ < tokens.size() && decimals_ > 0) text += whole;
    return text;
  }

  std::string behind_point(std::size_t at) {
    const Token& token = section_.tokens[at];
    if (at > exponent_ && token.part == Part::digit) return "";
    switch (token.part) {
      case Part::point:
        return written_places().empty() ? "" : ".";
      case Part::digit: {
        const std::string places = written_places();
        return place_ < places.size() ? std::string(1, places[place_++]) : "";
      }
      case Part::exponent: {
        const std::string power = std::to_string(std::abs(power_));
        return std::string(power_ < 0 ? "E-" : "E+") + (power.size() < 2 ? "0" : "") + power;
      }
      case Part::thousands:
        return "";
      default:
        return token.text;
    }
  }

  // The places that are shown: those of a # vanish when nothing but zeros follows.
  std::string written_places() const {
    std::string places = decimal_.places(decimals_);
    std::size_t place = decimals_;
    for (std::size_t i = std::min(exponent_, section_.tokens.size()); i-- > point_ && place > 0;) {
      if (section_.tokens[i].part != Part::digit) continue;
      --place;
      if (section_.tokens[i].text == "0" || places[place] != '0') break;
      places.resize(place);
    }
    return places;
  }

  const Section& section_;
  Decimal decimal_;
  std::size_t point_ = 0, exponent_ = 0, decimals_ = 0, place_ = 0;
  int percents_ = 0, scales_ = 0, power_ = 0;
  bool grouped_ = false;
};

}  // namespace

std::string lay_out_fraction(const Section& section, double number) {
  const auto slash = std::ranges::find(section.tokens, Part::slash, &Token::part);
  std::size_t figures = 0, groups = 0;
  long fixed = 0;
  for (auto token = slash + 1; token != section.tokens.end(); ++token) {
    if (token->part == Part::digit && fixed == 0) ++figures;
    if (token->part == Part::literal) fixed = std::atol(token->text.c_str());
    if (fixed != 0 && token->part == Part::digit) fixed *= 10;  // the 0 of /10
  }
  bool in_group = false;
  for (auto token = section.tokens.begin(); token != slash; ++token) {
    if (token->part == Part::digit && !in_group) ++groups;
    in_group = token->part == Part::digit;
  }
  const double whole = groups > 1 ? std::floor(number) : 0;
  const double rest = number - whole;
  long best_over = 0, best_under = 1;
  const long under_max = fixed > 0 ? fixed : figures >= 3 ? 999 : figures == 2 ? 99 : 9;
  double nearest = 2;
  for (long under = fixed > 0 ? fixed : 1; under <= under_max; ++under) {
    const auto over = static_cast<long>(std::llround(rest * static_cast<double>(under)));
    const double off = std::fabs(rest - static_cast<double>(over) / static_cast<double>(under));
    if (off + 1e-12 < nearest) {
      nearest = off;
      best_over = over;
      best_under = under;
    }
  }
  if (groups > 1 && best_over == best_under) return std::to_string(std::llround(whole) + 1);
  if (groups > 1 && best_over == 0) return std::to_string(std::llround(whole));
  const std::string fraction = std::to_string(best_over) + "/" + std::to_string(best_under);
  return whole > 0 ? std::to_string(std::llround(whole)) + " " + fraction : fraction;
}

LaidOut lay_out(const Section& section, double number) {
  NumberLayout layout(section, number);
  return {layout.write(), layout.scales() > 0};
}

std::string lay_out_general(double number, std::string_view digits) {
  const Decimal decimal(number);
  if (decimal.point > 15 || decimal.point < -9) return std::string(digits);
  std::string places = decimal.places(static_cast<std::size_t>(std::max(0, 15 - decimal.point)));
  places.resize(places.find_last_not_of('0') + 1);
  const std::string whole = decimal.whole();
  return std::string(number < 0 ? "-" : "") + (whole.empty() ? "0" : whole) +
         (places.empty() ? "" : "." + places);
}

}  // namespace sheet
