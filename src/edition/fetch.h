// A file from an address that a person named on the command line: the only place where the program
// reaches out, and never by itself.
#pragma once

#include <string>

#include "base/result.h"

namespace edition {

inline constexpr base::RefusalKind not_fetched{"edition.not_fetched", 502};

bool is_url(const std::string& text);
// http and https alone, at most kFileBytesMax, 30 seconds and 5 redirections. Refusals:
// not_fetched.
base::Result<std::string> fetch(const std::string& url);

}  // namespace edition
