// How the pages of staff speak of one record: what it counts, and how far it has come.
#pragma once

#include <string>

#include "http/http.h"
#include "record/record.h"

namespace plan::web {

// 1件 12人 480,000円
std::string amounts(const http::Request& request, const record::Record& record);
// 未確認, 確認済み, 取消済み, or that it is a reversal itself.
std::string state_of(const http::Request& request, const record::Record& record, bool taken_back);

}  // namespace plan::web
