// The request is sent by Boost.Beast, blocking: a story waits for each answer.
#include "stories/request.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cctype>

namespace stories {

namespace {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;

std::string with_breaks(std::string value) {
  for (const auto& [written, meant] : {std::pair("\\t", '\t'), std::pair("\\n", '\n')}) {
    for (auto at = value.find(written); at != value.npos; at = value.find(written, at))
      value.replace(at, 2, 1, meant);
  }
  return value;
}

std::string form_of(const std::vector<std::string>& words) {
  std::string form;
  for (std::size_t i = 2; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    if (equals == std::string::npos)
      throw BadStory("write a field as name=value, not: " + words[i]);
    if (!form.empty()) form += '&';
    form += percent_encoded(words[i].substr(0, equals)) + "=" +
            percent_encoded(with_breaks(words[i].substr(equals + 1)));
  }
  return form;
}

// papers=@契約書.pdf:%PDF-1.4 is a file with its name and what is in it.
bool brings_file(const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [](const std::string& word) { return word.contains("=@"); });
}

constexpr std::string_view kBoundary = "between-the-fields-of-a-story";

std::string multipart_of(const std::vector<std::string>& words) {
  std::string form;
  for (std::size_t i = 2; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    if (equals == std::string::npos)
      throw BadStory("write a field as name=value, not: " + words[i]);
    std::string value = words[i].substr(equals + 1);
    std::string head = "name=\"" + words[i].substr(0, equals) + "\"";
    if (value.starts_with('@')) {
      const auto colon = value.find(':');
      if (colon == std::string::npos)
        throw BadStory("write a file as name=@file:content, not: " + words[i]);
      head += "; filename=\"" + value.substr(1, colon - 1) + "\"";
      value = value.substr(colon + 1);
    }
    form += "--" + std::string(kBoundary) + "\r\nContent-Disposition: form-data; " + head +
            "\r\n\r\n" + with_breaks(value) + "\r\n";
  }
  return form + "--" + std::string(kBoundary) + "--\r\n";
}

// A path is sent as written, except that letters outside ASCII cannot go over the wire.
std::string target_of(std::string_view path) {
  std::string target;
  for (const char c : path) {
    target += static_cast<unsigned char>(c) < 0x80 ? std::string(1, c) : percent_encoded({&c, 1});
  }
  return target;
}

// What stands behind method and path when it is JSON; empty otherwise.
std::string_view json_of(std::string_view line) {
  const auto at = line.find(" {");
  return at == line.npos ? std::string_view() : line.substr(at + 1);
}

void set_headers(http::request<http::string_body>& request,
                 const std::vector<std::string>& headers) {
  for (const std::string& header : headers) {
    const auto colon = header.find(": ");
    if (colon == header.npos) throw BadStory("write a header as Name: value, not: " + header);
    request.set(header.substr(0, colon), header.substr(colon + 2));
  }
}

http::request<http::string_body> request_of(std::string_view line,
                                            const std::vector<std::string>& headers) {
  const auto words = split_words(line);
  if (words.size() < 2 || !words[1].starts_with("/")) {
    throw BadStory("write a request as GET /path, not: " + std::string(line));
  }
  http::request<http::string_body> request;
  request.version(11);
  request.method_string(words[0]);
  request.target(target_of(words[1]));
  request.set(http::field::host, "127.0.0.1");
  request.set(http::field::connection, "close");
  if (words[0] == "POST") {
    const std::string_view json = json_of(line);
    const bool has_file = json.empty() && brings_file(words);
    request.set(http::field::content_type,
                has_file       ? "multipart/form-data; boundary=" + std::string(kBoundary)
                : json.empty() ? "application/x-www-form-urlencoded"
                               : "application/json");
    request.body() = has_file       ? multipart_of(words)
                     : json.empty() ? form_of(words)
                                    : std::string(json);
    request.prepare_payload();
  }
  set_headers(request, headers);
  return request;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view("-._~").contains(c)) {
      encoded += c;
    } else {
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

Answer ask(std::uint16_t port, std::string_view line, const std::vector<std::string>& headers) {
  const auto request = request_of(line, headers);
  boost::asio::io_context context;
  tcp::socket socket(context);
  socket.connect({boost::asio::ip::address_v4::loopback(), port});
  http::write(socket, request);
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.skip(request.method() == http::verb::head);
  parser.body_limit(std::uint64_t{64} << 20);
  http::read(socket, buffer, parser);

  Answer answer;
  answer.is_page = true;
  answer.code = static_cast<int>(parser.get().result_int());
  for (const auto& field : parser.get()) {
    std::string name(field.name_string());
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    answer.headers[name] = std::string(field.value());
  }
  answer.body = parser.get().body();
  return answer;
}

}  // namespace stories
