// Small files of every kind for the tests of this room: just enough of each to be what it is.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paper::testing {

inline std::string little(std::size_t value, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i, value >>= 8) bytes += static_cast<char>(value & 0xffU);
  return bytes;
}

struct Part {
  std::string name;
  std::string bytes;
  std::size_t says_unpacked = 0;  // 0: the truth
};

// A zip whose parts are stored as they are; sums of check are not looked at by anybody here.
inline std::string zip(const std::vector<Part>& parts) {
  std::string body;
  std::string list;
  for (const Part& part : parts) {
    const std::size_t unpacked = part.says_unpacked == 0 ? part.bytes.size() : part.says_unpacked;
    const std::string sizes = little(part.bytes.size(), 4) + little(unpacked, 4);
    const std::string common = std::string(2, '\0') + little(0, 2) + little(0, 8) + sizes +
                               little(part.name.size(), 2) + little(0, 2);
    list += "PK\x01\x02" + little(20, 2) + little(20, 2) + common + little(0, 10) +
            little(body.size(), 4) + part.name;
    body += "PK\x03\x04" + little(20, 2) + common + part.name + part.bytes;
  }
  return body + list + "PK\x05\x06" + little(0, 4) + little(parts.size(), 2) +
         little(parts.size(), 2) + little(list.size(), 4) + little(body.size(), 4) + little(0, 2);
}

inline std::string office(std::string_view main_part, std::vector<Part> more = {}) {
  std::vector<Part> parts = {{"[Content_Types].xml", "<Types/>"}, {std::string(main_part), "<x/>"}};
  parts.insert(parts.end(), more.begin(), more.end());
  return zip(parts);
}

inline std::string pdf(std::string_view says = "1") {
  return "%PDF-1.4\n" + std::string(says) + "\n%%EOF\n";
}
inline const std::string kPng = "\x89PNG\r\n\x1a\n and more";
inline const std::string kJpeg = "\xff\xd8\xff\xe0 and more";
inline const std::string kExe = "MZ\x90 and more";
inline const std::string kShiftJis = "\x8d\x81\x91\x8d\r\n\xb6\xc5";  // 合計 and a narrow カナ

}  // namespace paper::testing
