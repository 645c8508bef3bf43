// One moment for each sender says how much it has sent: every request puts it off by the time in
// which one more may come, and whoever has nothing put off is forgotten.
#include "http/senders.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace http {
namespace {

namespace ip = boost::asio::ip;

std::string_view last_of(std::string_view list) {
  const auto comma = list.rfind(',');
  if (comma != std::string_view::npos) list.remove_prefix(comma + 1);
  const auto begin = list.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return list.substr(begin, list.find_last_not_of(" \t") - begin + 1);
}

}  // namespace

std::string sender_of(std::string_view remote, std::string_view forwarded_for) {
  boost::system::error_code error;
  ip::address address = ip::make_address(std::string(remote), error);
  if (error) return std::string(remote);
  if (address.is_loopback() && !forwarded_for.empty()) {
    const ip::address behind = ip::make_address(std::string(last_of(forwarded_for)), error);
    if (!error) address = behind;
  }
  if (address.is_v4()) return address.to_string();
  auto bytes = address.to_v6().to_bytes();
  if (address.to_v6().is_v4_mapped())
    return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  std::fill(bytes.begin() + bytes.size() / 2, bytes.end(), 0);
  return ip::address_v6(bytes).to_string();
}

Senders::Sender& Senders::find(const std::string& sender, Clock::time_point now) {
  const auto found = senders_.find(sender);
  if (found != senders_.end()) return found->second;
  if (senders_.size() >= limits_.known_max)
    std::erase_if(senders_, [now](const auto& each) {
      return each.second.paid_until <= now && each.second.bodies == 0;
    });
  return senders_.size() < limits_.known_max ? senders_[sender] : others_;
}

std::chrono::seconds Senders::wait(const std::string& sender, Clock::time_point now) {
  const auto until = find(sender, now).paid_until - each() * (limits_.at_once - 1);
  return until <= now ? std::chrono::seconds(0)
                      : std::chrono::ceil<std::chrono::seconds>(until - now);
}

void Senders::count(const std::string& sender, Clock::time_point now) {
  Sender& one = find(sender, now);
  one.paid_until = std::max(one.paid_until, now) + each();
}

void Senders::give_back(const std::string& sender) {
  const auto found = senders_.find(sender);
  (found == senders_.end() ? others_ : found->second).paid_until -= each();
}

bool Senders::take_body(const std::string& sender, Clock::time_point now) {
  Sender& one = find(sender, now);
  if (bodies_ >= limits_.bodies_max || one.bodies >= limits_.bodies_of_one) return false;
  ++bodies_;
  ++one.bodies;
  return true;
}

void Senders::release_body(const std::string& sender) {
  const auto found = senders_.find(sender);
  Sender& one = found == senders_.end() ? others_ : found->second;
  --bodies_;
  one.bodies = std::max(one.bodies - 1, 0);
}

}  // namespace http
