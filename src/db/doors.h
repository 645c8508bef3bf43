// The bodies of the templates of db.h; included by it alone.
#pragma once

#include <expected>

#include "db/db.h"

namespace db {

namespace doors {

void query(Backend& backend, const Statement& statement, std::span<const Value> values,
           FunctionRef<void(Row&)> on_row);
std::int64_t execute(Backend& backend, const Statement& statement, std::span<const Value> values);
void save(Backend& backend, const Statement& statement, std::span<const Value> values);
[[noreturn]] void several_rows(const Statement& statement);

template <class T>
bool is_refusal(const T&) {
  return false;
}
template <class T, class Error>
bool is_refusal(const std::expected<T, Error>& answer) {
  return !answer.has_value();
}

}  // namespace doors

template <class OnRow, class... Args>
void Read::each(const Statement& statement, OnRow&& on_row, const Args&... args) {
  doors::query(backend_, statement, values_of(args...), on_row);
}

inline void Read::each_values(const Statement& statement, std::span<const Value> values,
                              FunctionRef<void(Row&)> on_row) {
  doors::query(backend_, statement, values, on_row);
}

template <class T, class Map, class... Args>
std::vector<T> Read::list(const Statement& statement, Map&& map, const Args&... args) {
  std::vector<T> rows;
  const auto add = [&](Row& row) { rows.push_back(map(row)); };
  doors::query(backend_, statement, values_of(args...), add);
  return rows;
}

template <class T, class Map, class... Args>
std::optional<T> Read::one(const Statement& statement, Map&& map, const Args&... args) {
  std::optional<T> found;
  const auto keep = [&](Row& row) {
    if (found) doors::several_rows(statement);
    found.emplace(map(row));
  };
  doors::query(backend_, statement, values_of(args...), keep);
  return found;
}

template <class... Args>
std::int64_t Write::run(const Statement& statement, const Args&... args) {
  return doors::execute(backend_, statement, values_of(args...));
}

template <class... Args>
void Write::save(const Statement& statement, const Args&... args) {
  doors::save(backend_, statement, values_of(args...));
}

inline void Write::save_values(const Statement& statement, std::span<const Value> values) {
  doors::save(backend_, statement, values);
}

template <class F>
auto Database::read(F&& f) -> std::invoke_result_t<F, Read&> {
  using Answer = std::invoke_result_t<F, Read&>;
  if constexpr (std::is_void_v<Answer>) {
    run_read(f);
  } else {
    std::optional<Answer> answer;
    const auto ask = [&](Read& tx) { answer.emplace(f(tx)); };
    run_read(ask);
    return std::move(*answer);
  }
}

template <class F>
auto Database::write(F&& f) -> std::invoke_result_t<F, Write&> {
  using Answer = std::invoke_result_t<F, Write&>;
  if constexpr (std::is_void_v<Answer>) {
    const auto act = [&](Write& tx) {
      f(tx);
      return Outcome::keep;
    };
    run_write(act);
  } else {
    std::optional<Answer> answer;
    const auto act = [&](Write& tx) {
      answer.emplace(f(tx));
      return doors::is_refusal(*answer) ? Outcome::undo : Outcome::keep;
    };
    run_write(act);
    return std::move(*answer);
  }
}

}  // namespace db
