// What the checks of the kernels share: random numbers, errors by kernel, and the end of a run that found a wrong one.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

// The largest error of each kernel
using Errors = std::map<std::string, double>;

// What is not a number is as wrong as can be.
inline void keepLargest(Errors& errors, const std::string& kernel, double error) {
  double& largest = errors[kernel];
  largest = std::max(largest, std::isnan(error) ? 1e30 : error);
}

inline void require(bool fulfilled, const char* set, const std::string& kernel, const char* what) {
  if (fulfilled) return;
  std::fprintf(stderr, "The %s kernels are wrong: %s %s.\n", set, kernel.c_str(), what);
  std::exit(1);
}

class RandomNumbers {
 public:
  explicit RandomNumbers(unsigned seed) : engine_(seed) {}

  unsigned below(unsigned end) { return static_cast<unsigned>(engine_() % end); }

  float normal() {
    float sum = 0;
    for (int i = 0; i < 12; ++i) sum += static_cast<float>(engine_() >> 8) * 0x1p-24f;
    return sum - 6;
  }

  std::vector<float> normals(std::size_t count) {
    std::vector<float> values(count);
    for (float& value : values) value = normal();
    return values;
  }

 private:
  std::mt19937 engine_;
};
