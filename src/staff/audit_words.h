// Deeds in words, as the pages about history write them: kinds, fields and subjects by their words
// where there are any, by their codes otherwise; people by name.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "db/db.h"
#include "history/history.h"
#include "http/http.h"
#include "staff/account.h"
#include "staff/audit_view.h"
#include "staff/people_words.h"

namespace staff::web {

inline constexpr std::string_view kAuditWords = "audit_pages";  // where the forms' words stand
inline constexpr int kLinesOnPage = 50;

// history.kind_<kind>, else the kind.
std::string kind_words(const http::Request& request, std::string_view kind);
// history.field_<field>, else the code.
std::string field_words(const http::Request& request, std::string_view field);

// Looks people up once for a page.
class Trail {
 public:
  Trail(db::Read& tx, const http::Request& request, std::string municipality);

  TrailLine line(const history::PastDeed& deed);
  std::string post(const history::PastDeed& deed) const;  // 課長（練馬区）、花子の代決
  std::string subject(std::string_view kind, std::string_view key);
  const Person* person(std::int64_t number);

 private:
  db::Read& tx_;
  const http::Request& request_;
  const std::string municipality_;
  const Names names_;
  std::map<std::int64_t, std::optional<Person>> people_;
};

std::string deed_path(history::DeedId deed);
std::string subject_path(std::string_view kind, std::string_view key);

}  // namespace staff::web
