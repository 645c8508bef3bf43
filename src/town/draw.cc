// SplitMix64; the name is mixed into the seed by FNV-1a.
#include "town/draw.h"

namespace town {

Draw::Draw(std::uint64_t seed, std::string_view name) : state_(0xcbf29ce484222325) {
  for (const char c : name) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  state_ ^= seed * 0x9e3779b97f4a7c15;
}

std::uint64_t Draw::next() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

// The few numbers that would favour the first places are drawn again.
std::int64_t Draw::below(std::int64_t n) {
  const auto size = static_cast<std::uint64_t>(n);
  const std::uint64_t uneven = (0 - size) % size;
  std::uint64_t drawn = next();
  while (drawn < uneven) drawn = next();
  return static_cast<std::int64_t>(drawn % size);
}

std::int64_t Draw::between(std::int64_t low, std::int64_t high) {
  return low + below(high - low + 1);
}

bool Draw::happens(int percent) {
  return below(100) < percent;
}

std::size_t Draw::by_weight(std::span<const int> weights) {
  std::int64_t all = 0;
  for (const int weight : weights) all += weight;
  std::int64_t left = below(all);
  std::size_t place = 0;
  while (left >= weights[place]) left -= weights[place++];
  return place;
}

}  // namespace town
