#include "elementwise-check.h"

#include "../../engine/half.h"

using namespace farhand;

namespace {

// Not whole registers
constexpr std::size_t COUNT = 16 * 5 + 7;

void checkHalves(const Kernels& kernels) {
  constexpr std::size_t STRIDE = 3;
  RandomNumbers random(11);
  std::vector<float> values = random.normals(COUNT);
  for (std::size_t i = 0; i < COUNT; i += 3) values[i] *= std::ldexp(1.0f, static_cast<int>(random.below(48)) - 28);
  values[1] = 65520;  // the least that becomes infinite
  values[2] = 0x1p-24f;
  std::vector<std::uint16_t> halves(COUNT * STRIDE);
  kernels.storeF16(values.data(), COUNT, halves.data(), STRIDE);
  for (std::size_t i = 0; i < COUNT; ++i) {
    require(halves[i * STRIDE] == floatToHalf(values[i]), kernels.name, "conversion to F16", "is not the nearest");
  }
}

void checkAddScaled(const Kernels& kernels, Errors& errors) {
  RandomNumbers random(12);
  const std::vector<float> x = random.normals(COUNT);
  const std::vector<float> before = random.normals(COUNT);
  std::vector<float> y = before;
  const float factor = 0.37f;
  kernels.addScaled(y.data(), x.data(), factor, COUNT);
  for (std::size_t i = 0; i < COUNT; ++i) {
    const double added = static_cast<double>(factor) * x[i];
    const double magnitude = std::fabs(before[i]) + std::fabs(added);
    keepLargest(errors, "scaled sum", std::fabs(y[i] - (before[i] + added)) / magnitude);
  }
}

// Beyond about 87 the exponential ends; what is then left of the gate is no more than this.
constexpr double LEAST = 1e-30;

void checkSwiglu(const Kernels& kernels, float limit, Errors& errors) {
  RandomNumbers random(13);
  const std::vector<float> up = random.normals(COUNT);
  std::vector<float> gate(COUNT);
  for (std::size_t i = 0; i < COUNT; ++i) gate[i] = random.normal() * (i % 4 == 0 ? 60 : 2);
  gate[3] = 0;
  const std::vector<float> before = gate;
  kernels.swiglu(gate.data(), up.data(), limit, COUNT);
  for (std::size_t i = 0; i < COUNT; ++i) {
    const double x = before[i];
    double activation = x / (1 + std::exp(-x));
    double factor = up[i];
    if (limit > 0) {
      activation = std::min<double>(activation, limit);
      factor = std::clamp<double>(factor, -limit, limit);
    }
    const double exact = activation * factor;
    keepLargest(errors, "swiglu", std::fabs(gate[i] - exact) / (std::fabs(exact) + LEAST));
  }
}

}  // namespace

void checkElementwise(const Kernels& kernels, Errors& errors) {
  checkHalves(kernels);
  checkAddScaled(kernels, errors);
  checkSwiglu(kernels, 0, errors);
  checkSwiglu(kernels, 0.9f, errors);
}
