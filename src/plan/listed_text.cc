// Joining and parting the short lists of a column.
#include "plan/listed_text.h"

#include <charconv>

#include "base/joined.h"

namespace plan {

std::string joined(const std::vector<std::string>& parts, char separator) {
  return base::joined(parts, std::string_view(&separator, 1));
}

std::vector<std::string> parted(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::string joined_years(const std::vector<int>& years) {
  std::vector<std::string> parts;
  for (const int year : years) parts.push_back(std::to_string(year));
  return joined(parts, ' ');
}

std::vector<int> parted_years(std::string_view text) {
  std::vector<int> years;
  for (const auto& part : parted(text, ' ')) {
    int year = 0;
    std::from_chars(part.data(), part.data() + part.size(), year);
    years.push_back(year);
  }
  return years;
}

}  // namespace plan
