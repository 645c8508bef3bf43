// 籤: the practice town's chance. What a town looks like follows from its seed alone, on every
// machine and with every library, so the generator is written out here: SplitMix64 (Steele, Lea,
// Flood 2014), begun at the seed and the name of what is drawn. Each piece of work draws under a
// name of its own, so that one more loan does not change who comes to the advice desk.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

namespace town {

class Draw {
 public:
  Draw(std::uint64_t seed, std::string_view name);

  std::uint64_t next();
  // 0 … n−1, each equally likely; n > 0.
  std::int64_t below(std::int64_t n);
  // low … high, both included.
  std::int64_t between(std::int64_t low, std::int64_t high);
  bool happens(int percent);

  template <class T>
  const T& one_of(std::span<const T> list) {
    return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
  }

  // A place in a list of weights, each as likely as it is heavy.
  std::size_t by_weight(std::span<const int> weights);

  template <class List>
  void shuffle(List& list) {
    for (std::size_t left = list.size(); left > 1; --left)
      std::swap(list[left - 1],
                list[static_cast<std::size_t>(below(static_cast<std::int64_t>(left)))]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace town
