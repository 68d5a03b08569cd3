#include "product-check.h"

#include <cstring>

#include "../../engine/activations.h"
#include "../../engine/dequantise.h"
#include "../../engine/half.h"
#include "../../engine/matrix.h"
#include "../../engine/packed-matrix.h"
#include "packed-samples.h"

using namespace farhand;

namespace {

// More rows than a chunk has, the last group not full; four super-blocks of the small formats' kind, two of the large
constexpr std::size_t ROWS = CHUNK_ROWS + 10;
constexpr std::size_t COLUMNS = 512;
// Not whole registers, and not whole blocks
constexpr std::size_t FLOAT_COLUMNS = 109;

// What the digits stand for
std::vector<double> valuesOfDigits(const Activation& x, std::size_t length, std::size_t digits) {
  std::vector<double> values(length);
  for (std::size_t i = 0; i < length; ++i) {
    const std::int8_t* block = x.digits + i / BLOCK * BLOCK * digits;
    const int q = digits == 1 ? block[i % BLOCK] : 255 * block[i % BLOCK] + block[BLOCK + i % BLOCK];
    values[i] = static_cast<double>(x.scales[i / BLOCK]) * q;
  }
  return values;
}

std::vector<double> valuesOfFloats(const Activation& x, std::size_t length) {
  return {x.values, x.values + length};
}

// Multiplies all vectors together and in smaller numbers, which must not change a bit, and compares with the definition.
void checkMatrix(const Kernels& kernels, const std::string& name, const Matrix& matrix, const Activations& activations,
                 bool packed, Errors& errors) {
  ThreadPool pool(1);
  const std::size_t digits = activations.digitCount();
  const Arithmetic arithmetic(kernels, pool, digits);
  Activation x[TILE_VECTORS];
  std::vector<std::vector<double>> exact;
  for (std::size_t v = 0; v < TILE_VECTORS; ++v) {
    x[v] = activations.vector(v);
    exact.push_back(packed ? valuesOfDigits(x[v], matrix.columns, digits) : valuesOfFloats(x[v], matrix.columns));
  }
  std::vector<float> weights(matrix.columns);
  for (std::size_t firstRow = 0; firstRow < matrix.rows; firstRow += CHUNK_ROWS) {
    const std::size_t rows = std::min(CHUNK_ROWS, matrix.rows - firstRow);
    Tile together = {};
    arithmetic.multiplyChunk(matrix, firstRow, x, TILE_VECTORS, together);
    for (std::size_t count = 1; count < TILE_VECTORS; ++count) {
      Tile some = {};
      const std::size_t first = TILE_VECTORS - count;
      arithmetic.multiplyChunk(matrix, firstRow, x + first, count, some);
      for (std::size_t v = 0; v < count; ++v) {
        const bool same = std::memcmp(some.values[v], together.values[first + v], rows * sizeof(float)) == 0;
        require(same, kernels.name, name, "depends on the number of vectors");
      }
    }
    for (std::size_t r = 0; r < rows; ++r) {
      copyRow(matrix, firstRow + r, weights);
      for (std::size_t v = 0; v < TILE_VECTORS; ++v) {
        double sum = 0;
        double magnitude = 1e-30;
        for (std::size_t i = 0; i < matrix.columns; ++i) {
          const double term = weights[i] * exact[v][i];
          sum += term;
          magnitude += std::fabs(term);
        }
        keepLargest(errors, name, std::fabs(together.values[v][r] - sum) / magnitude);
      }
    }
  }
}

void checkPacked(const Kernels& kernels, const PackedFormat& format, std::size_t digits, Errors& errors) {
  RandomNumbers random(7);
  const std::vector<std::byte> bytes = randomRows(format, ROWS, COLUMNS, random);
  Matrix matrix = {format.type, bytes.data(), ROWS, COLUMNS};
  ThreadPool pool(1);
  PackedWeights packed;
  packed.pack(matrix, ROWS, pool);
  const std::string name = std::string(traitsOf(format.type).name) + " with " + std::to_string(digits) + " digits";
  require(matrix.packed != nullptr, kernels.name, name, "has no packed form");
  checkMatrix(kernels, name, matrix, randomActivations(kernels, TILE_VECTORS, COLUMNS, digits, random), true, errors);
}

void checkFloats(const Kernels& kernels, TensorType type, Errors& errors) {
  RandomNumbers random(8);
  std::vector<std::byte> bytes(ROWS * FLOAT_COLUMNS * traitsOf(type).blockBytes);
  for (std::size_t i = 0; i < ROWS * FLOAT_COLUMNS; ++i) {
    const float value = random.normal();
    std::uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    const std::uint16_t half = type == TensorType::F16 ? floatToHalf(value) : static_cast<std::uint16_t>(bits >> 16);
    if (type == TensorType::F32) std::memcpy(bytes.data() + 4 * i, &value, sizeof value);
    else std::memcpy(bytes.data() + 2 * i, &half, sizeof half);
  }
  const Matrix matrix = {type, bytes.data(), ROWS, FLOAT_COLUMNS};
  const SampleActivations activations = randomActivations(kernels, TILE_VECTORS, FLOAT_COLUMNS, 1, random);
  checkMatrix(kernels, traitsOf(type).name, matrix, activations, false, errors);
}

// Digits, scales and sums are to be the same everywhere: they decide what all later numbers are.
void checkRounding(const Kernels& kernels, std::size_t digits) {
  constexpr std::size_t BLOCKS = COLUMNS / BLOCK;
  RandomNumbers random(9);
  std::vector<float> values = random.normals(COLUMNS);
  for (std::size_t i = 0; i < BLOCK; ++i) {
    values[i] = 0;
    values[BLOCK + i] = static_cast<float>(i % 5) - 2.5f;  // halves between two whole numbers
    values[2 * BLOCK + i] *= 1e-30f;
  }
  struct Rounded {
    std::vector<std::int8_t> digits;
    std::vector<float> scales;
    std::vector<std::int32_t> sums;
  };
  const auto round = [&](const Kernels& by) {
    Rounded result = {std::vector<std::int8_t>(COLUMNS * digits), std::vector<float>(BLOCKS),
                      std::vector<std::int32_t>(2 * BLOCKS)};
    by.quantise[digits - 1](values.data(), BLOCKS, result.digits.data(), result.scales.data(), result.sums.data());
    return result;
  };
  const Rounded plain = round(PLAIN_KERNELS);
  const Rounded own = round(kernels);
  const bool same = own.digits == plain.digits && own.scales == plain.scales && own.sums == plain.sums;
  require(same, kernels.name, "rounding", "differs from the plain one");
  for (const float broken : {NAN, INFINITY, -INFINITY}) {
    values[5 * BLOCK + 7] = broken;
    require(std::isnan(round(kernels).scales[5]), kernels.name, "rounding", "hides what is not finite");
  }
}

}  // namespace

void checkProducts(const Kernels& kernels, Errors& errors) {
  for (const std::size_t digits : {1, 2}) {
    for (const PackedFormat& format : PACKED_FORMATS) checkPacked(kernels, format, digits, errors);
    checkRounding(kernels, digits);
  }
  for (const TensorType type : {TensorType::F32, TensorType::F16, TensorType::BF16}) {
    checkFloats(kernels, type, errors);
  }
}
