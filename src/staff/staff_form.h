// Forms of the staff pages: written with what every form carries, read back, and shown again with
// what was typed when they are refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "http/http.h"
#include "staff/session.h"
#include "staff/staff_view.h"

namespace staff::web {

inline constexpr std::size_t kTypedCharactersMax = 200;
inline constexpr std::size_t kTypedLinesCharactersMax = 100'000;

// Names of the fields that every form carries.
inline constexpr std::string_view kFormToken = "form_token";
inline constexpr std::string_view kCommand = "command";
inline constexpr std::string_view kWrittenBy = "written_by";

struct Wrong {
  std::string field;  // empty: of the whole form
  std::string sentence;
};

// A form that was sent and not accepted.
struct Tried {
  std::string form;  // its id; empty: none
  http::Fields typed = {};
  std::vector<Wrong> wrong = {};
  int status = 200;
};
Tried tried(const http::Request& request, std::string_view form, const base::Refusal& refusal);
// For refusals of other rooms, which know the field themselves; empty: of the whole form.
Tried tried(const http::Request& request, std::string_view form, const base::Refusal& refusal,
            std::string_view field);

// What is being written on one page.
struct Forms {
  const http::Request& request;
  const Visit* visit = nullptr;  // nobody has signed in yet
  Tried tried = {};
  std::string_view words = "staff_pages";  // the list of words its fields are named in
};

// `path` without the language, `button` a key of words. Of somebody signed in with token and number
// of the command.
FormView begin_form(const Forms& forms, std::string_view id, std::string_view path,
                    std::string_view button);
// The label is the word <words>.field_<name>, the hint <words>.hint_<name> if there is one.
void add(const Forms& forms, FormView& form, FieldKind kind, FieldView field);
std::string day_value(base::Date day);

ProblemsView problems(const Forms& forms);

// Reads fields and notes what is missing or unreadable.
class FormReading {
 public:
  // `words`: the list of words the fields are named in.
  FormReading(const http::Request& request, std::string_view form,
              std::string_view words = "staff_pages");

  std::string text(std::string_view name);  // without spaces around it
  std::string lines(std::string_view name);
  std::string password(std::string_view name) const;  // as it was typed
  std::string needed(std::string_view name);
  std::optional<base::Date> day(std::string_view name);
  base::Date needed_day(std::string_view name);  // today when it is not readable: ask ok()
  std::int64_t number(std::string_view name);    // 0 when it is none

  // Something is wrong with a field that only the caller knows.
  void note(std::string_view name, std::string sentence);

  bool ok() const { return tried_.wrong.empty(); }
  const Tried& tried() const { return tried_; }

 private:

  const http::Request& request_;
  const std::string_view words_;
  Tried tried_;
};

std::string word(const http::Request& request, std::string_view key);
std::string say(const http::Request& request, std::string_view key,
                const std::vector<base::Fact>& facts);
// 2026年11月22日 17:20
std::string moment_words(const http::Request& request, base::Instant at);
std::string day_words(const http::Request& request, base::Date day);

}  // namespace staff::web
