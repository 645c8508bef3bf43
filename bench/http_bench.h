// `nigiwai bench http` and `nigiwai bench render`: what a request costs, beside nginx with the same
// bytes as a file and beside a bare handler, and what the progress table costs without any cache.
#pragma once

#include <iosfwd>
#include <string>

int http_bench(std::ostream& out, const std::string& plans_folder, const std::string& program);
int render_bench(std::ostream& out, const std::string& plans_folder);
