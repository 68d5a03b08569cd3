#include "packed-samples.h"

#include <cstring>

#include "../../engine/half.h"

using namespace farhand;

const std::vector<PackedFormat> PACKED_FORMATS = {
    {TensorType::Q8_0, {0}},    {TensorType::Q4_0, {0}}, {TensorType::Q4_1, {0, 2}}, {TensorType::IQ4_NL, {0}},
    {TensorType::MXFP4, {}},    {TensorType::Q4_K, {0, 2}}, {TensorType::Q5_K, {0, 2}}, {TensorType::Q6_K, {208}},
};

std::vector<std::byte> randomRows(const PackedFormat& format, std::size_t rows, std::size_t columns,
                                  RandomNumbers& random) {
  const TensorTypeTraits& traits = traitsOf(format.type);
  std::vector<std::byte> bytes(rows * columns / traits.blockValues * traits.blockBytes);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(random.below(256));
  for (std::size_t block = 0; block < bytes.size(); block += traits.blockBytes) {
    for (const std::size_t at : format.halves) {
      const std::uint16_t half = floatToHalf(random.normal() / 16);
      std::memcpy(bytes.data() + block + at, &half, sizeof half);
    }
    if (format.type == TensorType::MXFP4) bytes[block] = static_cast<std::byte>(118 + random.below(8));
  }
  return bytes;
}

namespace {

std::size_t bytesOf(std::size_t vectors, std::size_t length, std::size_t digits) {
  Scratch counted;
  const Activations activations(counted, vectors * length, vectors, digits);
  return counted.taken();
}

}  // namespace

SampleActivations::SampleActivations(std::size_t vectors, std::size_t length, std::size_t digits)
    : ActivationMemory{Scratch(bytesOf(vectors, length, digits))},
      Activations(scratch, vectors * length, vectors, digits) {
  setLength(length);
}

SampleActivations randomActivations(const Kernels& kernels, std::size_t vectors, std::size_t length,
                                    std::size_t digits, RandomNumbers& random) {
  SampleActivations activations(vectors, length, digits);
  for (std::size_t v = 0; v < vectors; ++v) {
    const std::span<float> values = activations.values(v);
    for (std::size_t i = 0; i < length; ++i) {
      values[i] = v == 1 && i < BLOCK ? 0 : random.normal() * static_cast<float>(1 + i / BLOCK % 3);
    }
    activations.quantise(kernels, v, 0, length);
  }
  return activations;
}
