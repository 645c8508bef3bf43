// Status line, own headers, the handler's headers, empty line.
#include "http/head.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace http {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Status";
  }
}

void append_header(std::string& head, std::string_view name, std::string_view value) {
  if (name.find_first_of("\r\n: ") != name.npos || value.find_first_of("\r\n") != value.npos) {
    throw std::logic_error("a header of a response has a line break: " + std::string(name));
  }
  head.append(name).append(": ").append(value).append("\r\n");
}

constexpr std::string_view kSecurity[] = {
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src "
    "'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
    "'none'\r\n",
    "X-Content-Type-Options: nosniff\r\n",
    "Referrer-Policy: same-origin\r\n",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n",
    "Cross-Origin-Opener-Policy: same-origin\r\n",
    "Cross-Origin-Resource-Policy: same-origin\r\n"};

// A page may be stricter than all others: one whose address is a secret sends no referrer at all.
void append_security(std::string& head, const Response& response) {
  for (const std::string_view line : kSecurity)
    if (!has_header(response, line.substr(0, line.find(':')))) head.append(line);
}

}  // namespace

std::string_view header_of(const Response& response, std::string_view name) {
  const auto found =
      std::ranges::find(response.headers, name, &std::pair<std::string, std::string>::first);
  return found == response.headers.end() ? std::string_view() : std::string_view(found->second);
}

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const auto& h) { return h.first == name; });
}

std::string http_date(std::chrono::sys_seconds at) {
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  char text[40];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT",
                kDays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

std::string head_opening(int status, const HeadFacts& facts) {
  std::string head;
  head.reserve(128);
  head += facts.is_http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ";
  head += std::to_string(status) + " ";
  head.append(reason(status)).append("\r\n");
  append_header(head, "Date", facts.date);
  if (facts.keep_alive == facts.is_http_1_0) {
    append_header(head, "Connection", facts.keep_alive ? "keep-alive" : "close");
  }
  return head;
}

std::string head_rest(const Response& response) {
  std::string head;
  head.reserve(960);  // an allocator may do more for a whole kilobyte
  if (response.status != 304 && response.status != 204) {
    append_header(head, "Content-Type", response.content_type);
    append_header(head, "Content-Length", std::to_string(response.bytes()));
  }
  for (const auto& [name, value] : response.headers) append_header(head, name, value);
  append_security(head, response);
  head.append("\r\n");
  return head;
}

}  // namespace http
