// Rewriting by one pass over the text, with quotes respected.
#include "db/dialect.h"

#include <stdexcept>

namespace db::dialect {
namespace {

struct Mark {
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgres;
};
constexpr Mark kMarks[] = {{"text", "TEXT", "TEXT COLLATE \"C\""}, {"by_key", "WITHOUT ROWID", ""}};

std::string_view replacement(std::string_view name, Engine engine) {
  for (const Mark& mark : kMarks)
    if (mark.name == name) return engine == Engine::sqlite ? mark.sqlite : mark.postgres;
  throw std::logic_error("migration: unknown mark {{" + std::string(name) + "}}");
}

}  // namespace

std::string with_dollar_placeholders(std::string_view sql) {
  std::string rewritten;
  rewritten.reserve(sql.size());
  char quote = 0;
  for (const char c : sql) {
    if (quote != 0)
      quote = c == quote ? '\0' : quote;
    else if (c == '\'' || c == '"')
      quote = c;
    rewritten += quote == 0 && c == '?' ? '$' : c;
  }
  return rewritten;
}

std::string render_migration(std::string_view text, Engine engine) {
  const std::string_view other = engine == Engine::sqlite ? "postgres" : "sqlite";
  const std::string_view own = engine == Engine::sqlite ? "sqlite" : "postgres";
  constexpr std::string_view kEnd = "{{end}}";
  std::string rendered;
  while (!text.empty()) {
    const std::size_t open = text.find("{{");
    rendered += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) throw std::logic_error("migration: {{ without }}");
    const std::string_view name = text.substr(open + 2, close - open - 2);
    text.remove_prefix(close + 2);
    if (name == other) {
      const std::size_t end = text.find(kEnd);
      if (end == std::string_view::npos)
        throw std::logic_error("migration: passage without {{end}}");
      text.remove_prefix(end + kEnd.size());
    } else if (name != own && name != "end") {
      rendered += replacement(name, engine);
    }
  }
  return rendered;
}

}  // namespace db::dialect
