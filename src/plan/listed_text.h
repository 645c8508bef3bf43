// Short lists kept in one column: keys separated by spaces (a key holds none), texts one a line (a
// printed text of a cell or list holds no line break).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plan {

std::string joined(const std::vector<std::string>& parts, char separator);
std::vector<std::string> parted(std::string_view text, char separator);
std::string joined_years(const std::vector<int>& years);
std::vector<int> parted_years(std::string_view text);

}  // namespace plan
