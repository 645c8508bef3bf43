// `nigiwai bench login`: public pages while everybody tries to sign in at once.
#pragma once

#include <ostream>
#include <string>

// 0: no page failed and the 95th of a hundred came within 50 ms; 1: not so.
int login_bench(std::ostream& out, const std::string& plans_folder, const std::string& program);
