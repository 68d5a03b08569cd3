// The inner loops of a forward pass. `kernels-lanes.h` writes each of them once, over 16 lanes; a file per instruction
// set says how that set computes with 16 lanes and is compiled with flags that this machine may not support. Such a
// file must not include inline functions shared with others: the linker keeps one copy.
//
// Every result is independent of how many rows are computed together, so a token has the same logits, to the last
// bit, whether it is read alone or in a batch.
#pragma once

#include <cstddef>
#include <cstdint>

namespace farhand {

// Weight rows that are stored together in packed matrices, and outputs that one register holds
constexpr std::size_t GROUP_ROWS = 16;
// Vectors that one call of a product takes at most
constexpr std::size_t TILE_VECTORS = 8;
// Vectors that one call of a product in tiles takes at most: twice the rows of a tile
constexpr std::size_t MANY_VECTORS = 32;
// Vectors from which on tiles should win. Counted, not measured: for a block of 16 rows a vector by itself takes 8 dots,
// which the same two units carry out that scale them with 3 more; in tiles those 3 remain. But unpacked weights go
// through memory, about 30 instructions instead of 10 for every 4 vectors, and the tiles have to be given their shape
// and back. By this count both ways are even at about 5 vectors; 8 leaves a margin, and leaves decoding as it is.
constexpr std::size_t FEWEST_IN_TILES = 8;
// Activations that share a scale
constexpr std::size_t BLOCK = 32;
// Positions in a page of keys and values
constexpr std::size_t PAGE_POSITIONS = 32;
// Queries that one call of attendPage takes at most
constexpr std::size_t TILE_QUERIES = 4;

// One vector as the products take it. Quantised, value i is scales[b] * q[i], b = i / BLOCK. With one digit q is an
// int8 of -127 to 127; with two it is 255 * high + low and a block's 32 high digits stand before its 32 low ones.
struct Activation {
  const float* values;
  const std::int8_t* digits;   // (blocks, digits, BLOCK)
  const float* scales;         // (blocks)
  const std::int32_t* sums;    // (blocks, 2): sum of q over each half of a block
};

// Weights whose every 16 rows lie interleaved (see `packed-matrix.h`)
struct PackedRows {
  const void* groups;
  std::size_t groupCount;
  std::size_t groupBytes;
  std::size_t blocks;  // columns / BLOCK
};

// out[v * outStride + r] = row r . x[v]      v < vectors <= TILE_VECTORS
using FloatProduct = void (*)(const void* rows, std::size_t rowBytes, std::size_t rowCount, std::size_t columns,
                              const Activation* x, std::size_t vectors, float* out, std::size_t outStride);
// A packed product may also write the rows of `out` up to TILE_VECTORS.
using PackedProduct = void (*)(const PackedRows& rows, const Activation* x, std::size_t vectors, float* out,
                               std::size_t outStride);

struct TileSet;

// The same, with one digit, in tiles (see `packed-tiles.h`): vectors <= MANY_VECTORS, up to which it may write.
using ManyProduct = void (*)(const TileSet& tiles, const PackedRows& rows, const Activation* x, std::size_t vectors,
                             float* out, std::size_t outStride);

// A page of one layer and one key-value head. In Q8_0 each row of a head is cut into blocks of BLOCK numbers, the last
// one perhaps shorter: int8 in the places that the numbers have below, and behind all of them the blocks' scales as
// halves, (blocks, PAGE_POSITIONS).
struct AttentionPage {
  const void* keys;    // (keyLength, PAGE_POSITIONS)
  const void* values;  // (PAGE_POSITIONS, valueLength)
  std::size_t keyLength;
  std::size_t valueLength;
};

// A query that looks at it, and what it has gathered so far: out / total is the mean of the values seen, weighted by exp(score - most)
struct AttentionQuery {
  const float* query;  // already multiplied by 1 / sqrt(keyLength)
  float* out;
  std::size_t first;   // sees positions [first, end) of the page
  std::size_t end;
  float most;
  float total;
};

using AttendPage = void (*)(const AttentionPage& page, AttentionQuery* queries, std::size_t count);

// Blocks of floats to digits, scales and sums (see Activation). Not finite values give some digits or other.
using Quantise = void (*)(const float* values, std::size_t blocks, std::int8_t* digits, float* scales,
                          std::int32_t* sums);

// By digits of the activations: one, two
struct PackedKernels {
  PackedProduct multiply[2];
  ManyProduct multiplyMany = nullptr;
};

struct Kernels {
  const char* name;
  FloatProduct multiplyF32;
  FloatProduct multiplyF16;
  FloatProduct multiplyBF16;
  PackedKernels packedQ8_0;
  PackedKernels packedQ4_0;
  PackedKernels packedQ4_1;
  PackedKernels packedIQ4_NL;
  PackedKernels packedMXFP4;
  PackedKernels packedQ4_K;
  PackedKernels packedQ5_K;
  PackedKernels packedQ6_K;
  Quantise quantise[2];  // to one digit, to two
  AttendPage attendF32;
  AttendPage attendF16;
  AttendPage attendQ8_0;
  // out[i * stride] = values[i] as a half
  void (*storeF16)(const float* values, std::size_t count, std::uint16_t* out, std::size_t stride);
  // digits[i * stride] * scales[i / BLOCK * scaleStride] = values[i], nearly
  void (*storeQ8_0)(const float* values, std::size_t count, std::int8_t* digits, std::size_t stride,
                    std::uint16_t* scales, std::size_t scaleStride);
  // y[i] += factor * x[i]
  void (*addScaled)(float* y, const float* x, float factor, std::size_t count);
  // gate = silu(gate) * up; limit > 0 caps silu(gate) from above and up on both sides first
  void (*swiglu)(float* gate, const float* up, float limit, std::size_t count);
  // What multiplyMany of all packed kernels uses, or nullptr: it is not to be called
  const TileSet* tiles = nullptr;
};

extern const Kernels PLAIN_KERNELS;
#if defined(__x86_64__)
extern const Kernels AVX2_KERNELS;
extern const Kernels AVX512_KERNELS;
#elif defined(__aarch64__)
extern const Kernels NEON_KERNELS;
extern const Kernels DOTPROD_KERNELS;
extern const Kernels I8MM_KERNELS;
#endif

}  // namespace farhand
