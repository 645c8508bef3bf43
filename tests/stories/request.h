// One HTTP request to the story's own server, over loopback, without following redirects.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stories/answer.h"

namespace stories {

// `line` is "GET /path" or "POST /path name=value name=value"; the fields are sent as a form.
Answer ask(std::uint16_t port, std::string_view line);

// As a browser writes it: bytes that are not letters, digits or -._~ become %XX.
std::string percent_encoded(std::string_view text);

}  // namespace stories
