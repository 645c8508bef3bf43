// One line of answer for each cell, in order.
#include "app/quantity_cli.h"

#include "base/quantity.h"
#include "base/quantity_json.h"

namespace app {

namespace {

void answer(std::string_view text, base::Terminal& terminal) {
  const auto reading = base::read_cell(text);
  terminal.out << (terminal.json ? base::quantity_json(reading) : base::quantity_line(reading))
               << '\n';
}

}  // namespace

int quantity(const std::vector<std::string>& texts, std::istream& input, base::Terminal& terminal) {
  for (const auto& text : texts) answer(text, terminal);
  if (texts.empty()) {
    for (std::string line; std::getline(input, line);) {
      if (line.ends_with('\r')) line.pop_back();
      answer(line, terminal);
    }
  }
  terminal.out.flush();
  return base::kDone;
}

}  // namespace app
