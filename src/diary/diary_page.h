// What the pages of the diary share: addresses, the words of lines and numbers, the form of an
// occurrence and how it is read back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diary/diary_service.h"
#include "diary/diary_view.h"
#include "staff/staff_page.h"

namespace diary::web {

using staff::web::Desk;
using staff::web::Forms;
using staff::web::say;
using staff::web::Tried;
using staff::web::Visitor;
using staff::web::word;

inline constexpr std::string_view kWords = "diary_pages";

// Addresses without the language.
std::string diary_path();
std::string programme_path(std::string_view programme);
std::string month_path(std::string_view programme, int year, unsigned month);
std::string entry_path(std::int64_t entry);

std::int64_t number_in(std::string_view text);                                      // 0: none
std::int64_t asked_number(const http::Request& request, std::string_view capture);  // 0: none
base::Date today();
int fiscal_year_of(base::Date day);
std::string year_word(const http::Request& request, int fiscal_year);  // 2011年度（平成23年度）
std::string days_words(const http::Request& request, const Days& days);
std::string done_words(const http::Request& request);
http::Response done(const http::Request& request, std::string path, std::string_view said);

// May they write entries of work that belongs to this body?
bool may_write(const staff::Who& who, std::string_view body);

// 植栽（駅）
std::string line_title(const http::Request& request, const Line& line);
// 来場者, and with its unit 来場者（人）.
std::string field_word(const http::Request& request, const Line& line, const Field& field);
std::string field_label(const http::Request& request, const Line& line, const Field& field);
// The name of a field in the form of an occurrence and in the grid of a month.
std::string field_name(const Line& line, const Field& field);
// The words of a code or number, as it is shown in a choice.
std::vector<staff::Option> options_of(const http::Request& request, const Field& field,
                                      std::string_view chosen);
// 催しの開催 1件 4,700人
std::string record_words(const http::Request& request, const record::Record& record);
std::string records_words(const http::Request& request, const std::vector<record::Record>& records);

// ---- the form of an occurrence

// What it shows before anything was typed.
struct Shown {
  std::optional<base::Date> first;
  std::optional<base::Date> last;
  Texts texts;
  Typed typed;
  std::optional<int> stated_year;
};
struct FormOf {
  std::string_view id;
  std::string path;
  std::string_view button;
  bool with_reason = false;
  bool keeps = false;  // on the device, when the line drops
};
EntryFormView entry_form(const Forms& forms, const FormOf& form, const Worked& worked,
                         const Shown& shown);

struct ReadForm {
  Occurrence occurrence;
  Accepted accepted;
  Tried tried;  // wrong where something is
  bool ok() const { return tried.wrong.empty(); }
};
ReadForm read_form(const http::Request& request, std::string_view form, const Worked& worked);
// A refusal beside the field it is about, and with it the question to say yes to.
Tried tried_of(const http::Request& request, std::string_view form, const base::Refusal& refusal);
void note(const http::Request& request, const Worked& worked, std::vector<Wrong>&& wrong,
          Tried& tried);
std::vector<AskView> asks_of(const Forms& forms, std::string_view form);

// ---- what the records moved

std::vector<MovedLine> moved_lines(const Desk& desk, const http::Request& request,
                                   const Visitor& visitor,
                                   const std::vector<record::RecordId>& records);

// ---- lists

EntriesView entries_view(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         const std::string& path, const std::string& programme,
                         const std::string& body);
http::Response entries_csv(const Desk& desk, const http::Request& request, const Visitor& visitor,
                           const std::string& programme, const std::string& body);

}  // namespace diary::web
