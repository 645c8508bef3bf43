// What the pages of the desk share: addresses, names of people and programmes, one consultation in
// words.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "consultation/consultation_service.h"
#include "consultation/consultation_view.h"
#include "programme/programme_service.h"
#include "staff/body.h"
#include "staff/staff_page.h"

namespace consultation::web {

inline constexpr std::string_view kWords = "consultation_pages";

using staff::web::Desk;
using staff::web::say;
using staff::web::Visitor;
using staff::web::word;

// A number in the address; 0: none.
std::int64_t number_of(const http::Request& request, std::string_view capture);
std::string path_of(std::int64_t consultation);
std::string client_path(std::int64_t business);
base::Date today();

// Names looked up once for a page.
struct Names {
  std::map<std::int64_t, std::string> people;
  std::vector<std::pair<std::int64_t, std::string>> own_people;  // of the body, by name
  std::vector<programme::Programme> programmes;
  std::vector<staff::Body> bodies;

  std::string person(std::int64_t person) const;
  std::string programme(std::string_view key) const;
  std::string body(std::string_view key) const;
};
Names names(db::Read& tx, const staff::Who& who);

// Everybody who comes here reads consultations: the route asked for it.
Eyes eyes_of(const Visitor& visitor);

std::string code_word(const http::Request& request, std::string_view code);  // of a record's codes
std::string topics_words(const http::Request& request, const Entry& entry);
std::string client_words(const http::Request& request, const Opened& opened);
ConsultationLine line_of(const http::Request& request, const Names& names, const Opened& opened);
std::vector<Fact> texts_of(const http::Request& request, const Note& note);
std::vector<StepLine> steps_of(const http::Request& request, const Names& names,
                               const std::vector<Step>& steps);

http::PageFrame frame(const http::Request& request, const Visitor& visitor, std::string title,
                      bool at_desk = false);
std::string done_words(const http::Request& request);
// Under which field of a form a refusal stands.
std::string field_of(const base::Refusal& refusal);

}  // namespace consultation::web
