// What the page of a line says and offers about 訂正: the versions it went through with what
// changed between them, the form that asks for a correction, and the form that settles it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "datacall/correction_service.h"
#include "datacall/web_words.h"
#include "staff/staff_form.h"

namespace datacall::web {

inline constexpr std::string_view kAskForm = "correction";
inline constexpr std::string_view kSettleForm = "settle";

// One of each version, the latest first; a line that was answered once has none.
std::vector<Fact> version_facts(const http::Request& request, const std::vector<Version>& versions);
// The steps of the version that stands there now.
std::vector<Fact> correction_facts(const http::Request& request,
                                   const std::vector<Version>& versions);

// `end` of the address, behind that of the line: where the form is sent.
staff::FormView ask_form(const staff::web::Forms& forms, const Eyes& eyes, std::string_view row,
                         std::string_view end);
staff::FormView settle_form(const staff::web::Forms& forms, const Eyes& eyes, std::string_view row,
                            std::string_view end);

}  // namespace datacall::web
