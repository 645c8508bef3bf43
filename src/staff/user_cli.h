// The commands about people and their posts: `nigiwai user …`. Translation only; what is shown once
// goes to the output alone. Passwords are read, never given as words of the command.
#pragma once

#include <functional>
#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace staff::cli {

struct UserOptions {
  std::string municipality;
  std::string login;
  std::string name;
  std::string body;
  std::string text;  // looked for in login and name
  std::string reason;
  std::string site;  // in front of a link: http://127.0.0.1:8080
};
int user_add(db::Database& database, const UserOptions& options, base::Terminal& terminal);
int user_list(db::Database& database, const UserOptions& options, base::Terminal& terminal);
int user_show(db::Database& database, const UserOptions& options, base::Terminal& terminal);
int user_invite(db::Database& database, const UserOptions& options, base::Terminal& terminal);
int user_end(db::Database& database, const UserOptions& options, base::Terminal& terminal);
int user_restore(db::Database& database, const UserOptions& options, base::Terminal& terminal);
int user_unlock(db::Database& database, const UserOptions& options, base::Terminal& terminal);
int user_reset_second_factor(db::Database& database, const UserOptions& options,
                             base::Terminal& terminal);
// `read_line` gives the next line that is typed, without showing it where that is possible.
using ReadLine = std::function<std::string()>;
int user_passwd(db::Database& database, const UserOptions& options, const ReadLine& read_line,
                base::Terminal& terminal);

struct PostOptions {
  std::string municipality;
  std::string login;
  std::string post;
  std::string unit;
  std::string from;  // empty: today
  std::string until;
  std::string deputy_for;  // a login
  std::string held;        // as `user show` names it
  std::string last;        // empty: today
  std::string reason;
};
int post_give(db::Database& database, const PostOptions& options, base::Terminal& terminal);
int post_end(db::Database& database, const PostOptions& options, base::Terminal& terminal);

struct PracticeOptions {
  bool end = false;
  std::string reason;
};
int practice(db::Database& database, const PracticeOptions& options, base::Terminal& terminal);

}  // namespace staff::cli
