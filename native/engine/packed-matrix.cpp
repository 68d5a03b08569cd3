#include "packed-matrix.h"

#include <array>
#include <cstring>

#include "dequantise.h"

namespace farhand {

namespace {

using Bytes = std::byte;

unsigned byteAt(const Bytes* bytes, std::size_t index) {
  return static_cast<unsigned>(bytes[index]);
}

// The numbers of 32 columns of one row, into the row's places of four registers of nibbles
void placeNibbles(const Bytes* nibbles, std::size_t row, Bytes* registers) {
  for (std::size_t k = 0; k < 4; ++k) std::memcpy(registers + k * 64 + row * 4, nibbles + k * 4, 4);
}

// Each of these puts one super-block of one row into its places in the group's super-block.
void packQ8_0(const Bytes* block, std::size_t row, Bytes* out) {
  std::memcpy(out + 2 * row, block, 2);
  for (std::size_t i = 0; i < 32; i += 4) {
    std::uint32_t four;
    std::memcpy(&four, block + 2 + i, 4);
    four ^= 0x80808080;
    std::memcpy(out + 32 + i * 16 + row * 4, &four, 4);
  }
}

void packQ4_0(const Bytes* block, std::size_t row, Bytes* out) {
  std::memcpy(out + 2 * row, block, 2);
  placeNibbles(block + 2, row, out + 32);
}

void packQ4_1(const Bytes* block, std::size_t row, Bytes* out) {
  std::memcpy(out + 2 * row, block, 2);
  std::memcpy(out + 32 + 2 * row, block + 2, 2);
  placeNibbles(block + 4, row, out + 64);
}

void packMXFP4(const Bytes* block, std::size_t row, Bytes* out) {
  out[row] = block[0];
  placeNibbles(block + 1, row, out + 16);
}

// 32 four-bit numbers as placeNibbles wants them: number j in the low, number j + 16 in the high half of byte j
template <typename NumberAt>
std::array<Bytes, 16> joined(const NumberAt& numberAt) {
  std::array<Bytes, 16> bytes;
  for (std::size_t j = 0; j < 16; ++j) bytes[j] = static_cast<Bytes>(numberAt(j) | numberAt(j + 16) << 4);
  return bytes;
}

// Where the super-blocks of Q4_K and Q5_K have their blocks: behind d, dmin and the blocks' scales and minima
constexpr std::size_t MINIMUM_HEAD_BYTES = 64 + 8 * 32;

// What Q4_K and Q5_K have in common; `quants` are the 128 bytes of nibbles, `blockBytes` a block's size in the group
void packMinimumBlocks(const Bytes* block, const Bytes* quants, std::size_t row, std::size_t blockBytes, Bytes* out) {
  std::memcpy(out + 2 * row, block, 2);
  std::memcpy(out + 32 + 2 * row, block + 2, 2);
  for (std::size_t s = 0; s < 8; ++s) {
    const SubBlockScale scale = unpackScale(block + 4, s);
    out[64 + s * 32 + row] = static_cast<Bytes>(scale.scale);
    out[80 + s * 32 + row] = static_cast<Bytes>(scale.minimum);
    const Bytes* pair = quants + s / 2 * 32;
    const unsigned shift = s % 2 * 4;
    placeNibbles(joined([&](std::size_t j) { return byteAt(pair, j) >> shift & 15u; }).data(), row,
                 out + MINIMUM_HEAD_BYTES + s * blockBytes);
  }
}

void packQ4_K(const Bytes* block, std::size_t row, Bytes* out) {
  packMinimumBlocks(block, block + 16, row, 256, out);
}

void packQ5_K(const Bytes* block, std::size_t row, Bytes* out) {
  constexpr std::size_t BLOCK_BYTES = 256 + 64;
  packMinimumBlocks(block, block + 48, row, BLOCK_BYTES, out);
  for (std::size_t s = 0; s < 8; ++s) {
    Bytes* masks = out + MINIMUM_HEAD_BYTES + s * BLOCK_BYTES + 256;
    for (std::size_t i = 0; i < 32; ++i) {
      const std::size_t bit = row * 4 + i % 4;
      const unsigned fifth = byteAt(block, 16 + i) >> s & 1u;
      masks[i / 4 * 8 + bit / 8] |= static_cast<Bytes>(fifth << bit % 8);
    }
  }
}

void packQ6_K(const Bytes* block, std::size_t row, Bytes* out) {
  constexpr std::size_t BLOCK_BYTES = 256 + 128;
  std::memcpy(out + 2 * row, block + 208, 2);
  for (std::size_t s = 0; s < 8; ++s) {
    Bytes* scales = out + 32 + s * 32;
    scales[row] = block[192 + 2 * s];
    scales[16 + row] = block[192 + 2 * s + 1];
    Bytes* sub = out + 32 + 8 * 32 + s * BLOCK_BYTES;
    const std::size_t half = s / 4;
    const std::size_t run = s % 4;
    const Bytes* low = block + 64 * half + 32 * (run % 2);
    const unsigned shift = run / 2 * 4;
    placeNibbles(joined([&](std::size_t j) { return byteAt(low, j) >> shift & 15u; }).data(), row, sub);
    for (std::size_t i = 0; i < 32; ++i) {
      const unsigned high = byteAt(block, 128 + 32 * half + i) >> 2 * run & 3u;
      const std::size_t j = i / 4;
      sub[256 + j / 4 * 64 + row * 4 + i % 4] |= static_cast<Bytes>(high << 2 * (j % 4));
    }
  }
}

struct Packing {
  TensorType type;
  std::size_t groupBytes;  // of 16 rows and one super-block
  void (*pack)(const Bytes* block, std::size_t row, Bytes* out);
};

constexpr std::array PACKINGS = {
    Packing{TensorType::Q8_0, 544, packQ8_0},  Packing{TensorType::Q4_0, 288, packQ4_0},
    Packing{TensorType::Q4_1, 320, packQ4_1},  Packing{TensorType::IQ4_NL, 288, packQ4_0},
    Packing{TensorType::MXFP4, 272, packMXFP4}, Packing{TensorType::Q4_K, 2368, packQ4_K},
    Packing{TensorType::Q5_K, 2880, packQ5_K}, Packing{TensorType::Q6_K, 3360, packQ6_K},
};

const Packing* packingOf(TensorType type) {
  for (const Packing& packing : PACKINGS) {
    if (packing.type == type) return &packing;
  }
  return nullptr;
}

std::size_t groupsOf(std::size_t rows) {
  return (rows + GROUP_ROWS - 1) / GROUP_ROWS;
}

void packGroup(const Matrix& matrix, const Packing& packing, std::size_t firstRow, std::size_t rows, Bytes* out) {
  const TensorTypeTraits& traits = traitsOf(matrix.type);
  const std::size_t blocks = matrix.columns / traits.blockValues;
  for (std::size_t row = 0; row < rows; ++row) {
    const Bytes* in = matrix.row(firstRow + row);
    for (std::size_t b = 0; b < blocks; ++b) {
      packing.pack(in + b * traits.blockBytes, row, out + b * packing.groupBytes);
    }
  }
}

}  // namespace

std::size_t packedGroupBytes(TensorType type, std::size_t columns) {
  const Packing* packing = packingOf(type);
  return packing == nullptr ? 0 : columns / traitsOf(type).blockValues * packing->groupBytes;
}

std::size_t packedGroups(const Matrix& matrix, std::size_t sectionRows) {
  if (!matrix.exists() || sectionRows == 0 || packingOf(matrix.type) == nullptr) return 0;
  return matrix.rows / sectionRows * groupsOf(sectionRows);
}

std::size_t packedBytes(const Matrix& matrix, std::size_t sectionRows) {
  return packedGroups(matrix, sectionRows) * packedGroupBytes(matrix.type, matrix.columns);
}

void packGroups(const Matrix& matrix, std::size_t sectionRows, std::size_t first, std::span<std::byte> out) {
  const Packing& packing = *packingOf(matrix.type);
  const std::size_t groupBytes = packedGroupBytes(matrix.type, matrix.columns);
  const std::size_t sectionGroups = groupsOf(sectionRows);
  for (std::size_t i = 0; i < out.size() / groupBytes; ++i) {
    const std::size_t group = first + i;
    const std::size_t inSection = group % sectionGroups * GROUP_ROWS;
    const std::size_t firstRow = group / sectionGroups * sectionRows + inSection;
    const std::size_t rows = std::min(GROUP_ROWS, sectionRows - inSection);
    packGroup(matrix, packing, firstRow, rows, out.data() + i * groupBytes);
  }
}

std::span<std::byte> PackedWeights::reserve(Matrix& matrix, std::size_t sectionRows) {
  const std::size_t bytes = packedBytes(matrix, sectionRows);
  if (bytes == 0) return {};
  const ByteBuffer& buffer = buffers_.emplace_back(bytes);
  bytes_ += bytes;
  matrix.packed = buffer.data();
  matrix.sectionRows = sectionRows;
  return {buffer.data(), bytes};
}

void PackedWeights::fill(const Matrix& matrix, ThreadPool& pool) {
  if (matrix.packed == nullptr) return;
  const std::size_t groupBytes = packedGroupBytes(matrix.type, matrix.columns);
  // Written here only; everyone else reads.
  auto* packed = const_cast<std::byte*>(matrix.packed);
  pool.forEach(packedGroups(matrix, matrix.sectionRows), [&](std::size_t group) {
    packGroups(matrix, matrix.sectionRows, group, {packed + group * groupBytes, groupBytes});
  });
}

}  // namespace farhand
