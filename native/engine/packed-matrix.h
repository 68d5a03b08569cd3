// Quantised matrices as the products want them: 16 rows interleaved, so that one register holds the same columns of
// 16 rows. A group of 16 rows is a run of super-blocks of 32 or 256 columns. "16 x" is one number for each row;
// "columns" are the quantised numbers as unsigned bytes or nibbles, four neighbours of one row side by side: register
// j < 8 has byte 4 r + c for column 4 j + c of row r, and nibble registers keep j in the low half, j + 4 in the high.
//   Q8_0    16 x d, 8 registers of q + 128                            34 bytes a row and block
//   Q4_0    16 x d, 4 registers of nibbles                            18
//   IQ4_NL  the same                                                  18
//   Q4_1    16 x d, 16 x m, 4 registers of nibbles                    20
//   MXFP4   16 x e, 4 registers of nibbles                            17
//   Q4_K    16 x d, 16 x dmin, 8 times (16 x u8 scale, 16 x u8 minimum), 8 times 4 registers of
//           nibbles                                                   148 a super-block
//   Q5_K    the same with 8 x 64 bits behind a block's nibbles: the fifth bits of its registers   180
//   Q6_K    16 x d, 8 times 2 x 16 x i8 scale, 8 times (4 registers of nibbles, 2 registers of four 2-bit numbers a
//           byte: number k of register i belongs to register 4 i + k of the columns)              210
// The last group is filled up with rows of zeros.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "aligned-buffer.h"
#include "matrix.h"
#include "thread-pool.h"

namespace farhand {

// Names the forms above in files that keep packed matrices (`packed-file.h`): another number with every change of one,
// or of how rows are grouped, makes those files be written anew.
constexpr std::uint32_t PACKING_LAYOUT = 1;

// Packs matrices and keeps the packed bytes. Matrices that can't be packed stay as they are.
class PackedWeights {
 public:
  // Points `matrix` at room for its rows in sections of `sectionRows`, each padded by itself, and returns it: none if it
  // can't be packed.
  std::span<std::byte> reserve(Matrix& matrix, std::size_t sectionRows);
  // Fills it.
  static void fill(const Matrix& matrix, ThreadPool& pool);
  // Does both.
  void pack(Matrix& matrix, std::size_t sectionRows, ThreadPool& pool) {
    reserve(matrix, sectionRows);
    fill(matrix, pool);
  }

  std::size_t bytes() const { return bytes_; }

 private:
  std::vector<ByteBuffer> buffers_;
  std::size_t bytes_ = 0;
};

// Bytes of a group of 16 rows, or 0 if the type has no packed form
std::size_t packedGroupBytes(TensorType type, std::size_t columns);

// Bytes of a matrix that is packed in sections of so many rows, or 0 if it can't be
std::size_t packedBytes(const Matrix& matrix, std::size_t sectionRows);

// Its groups, each section's padded by itself, or 0
std::size_t packedGroups(const Matrix& matrix, std::size_t sectionRows);

// Packs the groups from `first` on that have room in `out`, which is all zero.
void packGroups(const Matrix& matrix, std::size_t sectionRows, std::size_t first, std::span<std::byte> out);

}  // namespace farhand
