// One HTTP request to the story's own server, over loopback, without following redirects.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stories/answer.h"

namespace stories {

// `line` is "GET /path", "POST /path name=value name=value", sent as a form, or "POST /path {…}",
// sent as JSON; `headers` are "Name: value".
Answer ask(std::uint16_t port, std::string_view line, const std::vector<std::string>& headers = {});

// As a browser writes it: bytes that are not letters, digits or -._~ become %XX.
std::string percent_encoded(std::string_view text);

}  // namespace stories
