// What the pages of the data calls share: addresses, who owns a sheet in words, what was answered
// in words.
#pragma once

#include <string>
#include <vector>

#include "datacall/answer_service.h"
#include "datacall/datacall_view.h"
#include "staff/body.h"
#include "staff/staff_page.h"

namespace datacall::web {

inline constexpr std::string_view kWords = "datacall_pages";

std::int64_t call_number(const http::Request& request);  // 0: none
int sheet_number(const http::Request& request);
std::string call_path(std::int64_t call);
std::string sheet_path(const Place& place);
std::string row_path(std::string_view sheet_path, std::string_view row);

base::Date today();
using staff::web::say;
using staff::web::word;
std::string done_words(const http::Request& request);

// 2014年度（平成26年度）
std::string year_words(const http::Request& request, int year);
// 練馬区　商工課, or 担当不明
std::string owner_words(const http::Request& request, const std::vector<staff::Body>& bodies,
                        const std::optional<std::string>& body, std::string_view department);
// 12件, or 未実施（…）
std::string answer_words(const http::Request& request, const Given& given);
// How far a fiscal year has come.
struct YearState {
  bool is_closed = false;
  std::optional<base::Date> council_on = {};
};
std::string state_words(const http::Request& request, ValueState state);
// 速報（2015年6月1日から確定）
std::string label_words(const http::Request& request, int year, const YearState& state);
// How the quantities of an answer were understood, one line each.
std::string understood_words(const http::Request& request, const Given& given);
std::string yen_words(const http::Request& request, std::int64_t yen);

// As the permission table asks for it: empty where nobody owns the sheet.
std::string_view body_of(const Sheet& sheet);
// Whoever reads the work of its owner, or approves its values, reads the sheet.
bool may_read(const staff::Who& who, const Sheet& sheet);
// Of the route's deed, asked again for the body of the sheet.
base::Result<By> by_for(const staff::web::Visitor& visitor, const Sheet& sheet);

// One sheet as somebody looks at it: signed in, or by a link.
struct Eyes {
  const http::Request& request;
  const staff::Visit* visit = nullptr;  // none: the holder of a link
  std::string path;                     // of the sheet, without language
  bool may_answer = false;
};
http::PageFrame frame(const Eyes& eyes, std::string title, std::vector<http::Link> crumbs);
// What all pages of a sheet are answered with; one reached by a link sends no referrer.
http::Response page(const Eyes& eyes, std::string body, int status);

}  // namespace datacall::web
