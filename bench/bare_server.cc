// One thread, no limits, no time-outs, no log: less than any server can do.
#include "bench/bare_server.h"

#include <sqlite3.h>

#include <array>
#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <stdexcept>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
constexpr asio::use_awaitable_t<Executor> kUseTask;

constexpr const char* kRow =
    "SELECT title, description FROM plan_row WHERE municipality = ?1 AND plan = ?2 AND row_key = "
    "?3";

std::string read_row(sqlite3_stmt* statement) {
  std::string json = "{\"title\":\"";
  if (sqlite3_step(statement) == SQLITE_ROW) {
    json += reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
  }
  sqlite3_reset(statement);
  return json + "\"}";
}

asio::awaitable<void, Executor> serve_one(Socket socket, sqlite3_stmt* statement) {
  beast::flat_buffer buffer;
  boost::system::error_code error;
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  while (!error) {
    beast::http::request_parser<beast::http::empty_body> parser;
    parser.eager(true);
    while (!error && !parser.is_done()) {
      const std::size_t count = co_await socket.async_read_some(
          buffer.prepare(4096), asio::redirect_error(kUseTask, error));
      if (error) co_return;
      buffer.commit(count);
      buffer.consume(parser.put(buffer.data(), error));
      if (error == beast::http::error::need_more) error.clear();
    }
    const std::string body = read_row(statement);
    const std::string head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n";
    const std::array<asio::const_buffer, 2> buffers = {asio::buffer(head), asio::buffer(body)};
    co_await asio::async_write(socket, buffers, asio::redirect_error(kUseTask, error));
  }
}

asio::awaitable<void, Executor> accept_all(asio::io_context& io, std::uint16_t port,
                                           sqlite3_stmt* statement) {
  asio::basic_socket_acceptor<asio::ip::tcp, Executor> acceptor(
      io, asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), port));
  while (true) {
    Socket socket = co_await acceptor.async_accept(kUseTask);
    asio::co_spawn(io, serve_one(std::move(socket), statement), asio::detached);
  }
}

}  // namespace

void serve_bare(std::uint16_t port, const std::string& sqlite_file, const BareRow& row) {
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_open_v2(sqlite_file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(database, kRow, -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(database));
  }
  sqlite3_bind_text(statement, 1, row.municipality.c_str(), -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, row.plan.c_str(), -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 3, row.row.c_str(), -1, SQLITE_STATIC);
  asio::io_context io{1};
  asio::co_spawn(io, accept_all(io, port, statement), asio::detached);
  io.run();
}
