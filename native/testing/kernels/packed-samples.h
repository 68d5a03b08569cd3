// Random weights of every type that has a packed form, and vectors to multiply them with.
#pragma once

#include <vector>

#include "../../engine/activations.h"
#include "../../engine/tensor-type.h"
#include "errors.h"

struct PackedFormat {
  farhand::TensorType type;
  std::vector<std::size_t> halves;  // where a block has half-precision numbers
};

extern const std::vector<PackedFormat> PACKED_FORMATS;

// Any bytes, but scales of a size that sums stand
std::vector<std::byte> randomRows(const PackedFormat& format, std::size_t rows, std::size_t columns,
                                  RandomNumbers& random);

struct ActivationMemory {
  farhand::Scratch scratch;
};

// With memory of their own
struct SampleActivations : private ActivationMemory, farhand::Activations {
  SampleActivations(std::size_t vectors, std::size_t length, std::size_t digits);
};

// Vectors of other sizes in every block, one block all zero
SampleActivations randomActivations(const farhand::Kernels& kernels, std::size_t vectors, std::size_t length,
                                    std::size_t digits, RandomNumbers& random);
