// Repeatable random numbers for the sanitizer runs.
#pragma once

#include <cstdint>
#include <random>
#include <string>

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // A whole number of at least 0 and less than `end`; 0 for an `end` of 0
  std::size_t below(std::size_t end) { return end == 0 ? 0 : engine_() % end; }

  bool chance(std::size_t oneIn) { return below(oneIn) == 0; }

  std::string bytes(std::size_t most) {
    std::string text(below(most + 1), '\0');
    for (char& byte : text) byte = static_cast<char>(below(256));
    return text;
  }

 private:
  std::mt19937_64 engine_;
};
