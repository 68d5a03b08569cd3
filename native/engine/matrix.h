// A weight matrix and the products with it. Nearly all time of a forward pass goes here.
#pragma once

#include <cstdint>
#include <span>

#include "activations.h"
#include "kernels.h"
#include "tensor-type.h"
#include "thread-pool.h"

namespace farhand {

// (rows, columns), row after row as in the file; one row is one output. A view: the file owns the bytes, and
// PackedWeights the packed ones.
struct Matrix {
  TensorType type = TensorType::F32;
  const std::byte* data = nullptr;
  std::size_t rows = 0;
  std::size_t columns = 0;

  const std::byte* packed = nullptr;  // the same in groups of 16 rows (see `packed-matrix.h`), if it was packed
  std::size_t sectionRows = 0;        // packed rows that are padded together: those of one expert

  bool exists() const { return data != nullptr; }
  std::size_t rowBytes() const;
  const std::byte* row(std::size_t index) const { return data + index * rowBytes(); }
  // `count` rows from `first` on, for one expert of many or one part of a fused matrix. Of a packed matrix only its
  // sections may be taken.
  Matrix slice(std::size_t first, std::size_t count) const;
};

// The exact values of one row: out has matrix.columns floats
void copyRow(const Matrix& matrix, std::size_t row, std::span<float> out);

// Rows of a matrix that one task of a product computes
constexpr std::size_t CHUNK_ROWS = 64;

inline std::size_t chunksOf(std::size_t rows) {
  return (rows + CHUNK_ROWS - 1) / CHUNK_ROWS;
}

// The outputs of a chunk for a few vectors
struct Tile {
  alignas(64) float values[TILE_VECTORS][CHUNK_ROWS];
};

// The same for many vectors, in tiles of the processor
struct WideTile {
  alignas(64) float values[MANY_VECTORS][CHUNK_ROWS];
};

class Arithmetic {
 public:
  // digits: how many the activations are quantised to, 1 or 2
  Arithmetic(const Kernels& kernels, ThreadPool& pool, std::size_t digits)
      : kernels_(kernels), pool_(pool), digits_(digits) {}

  const Kernels& kernels() const { return kernels_; }
  ThreadPool& pool() const { return pool_; }
  std::size_t digits() const { return digits_; }

  // tile[v][r] = sum over c of matrix[firstRow + r, c] * x[v][c]      r < CHUNK_ROWS, v < vectors <= TILE_VECTORS
  // firstRow is a multiple of CHUNK_ROWS. Runs on the calling thread.
  void multiplyChunk(const Matrix& matrix, std::size_t firstRow, const Activation* x, std::size_t vectors,
                     Tile& tile) const;

  // Calls sink(v, values) for every vector with the outputs of the chunk at `firstRow`. vectorAt(v) gives x[v].
  // The weights of the chunk come from memory once and serve all vectors.
  template <typename VectorAt, typename Sink>
  void multiplyChunk(const Matrix& matrix, std::size_t firstRow, std::size_t vectors, const VectorAt& vectorAt,
                     const Sink& sink) const {
    std::size_t done = 0;
    if (vectors >= FEWEST_IN_TILES && hasTilesFor(matrix)) {
      done = multiplyChunkInTiles(matrix, firstRow, vectors, vectorAt, sink);
    }
    Tile tile;
    Activation x[TILE_VECTORS];
    const std::size_t rows = std::min(CHUNK_ROWS, matrix.rows - firstRow);
    for (std::size_t first = done; first < vectors; first += TILE_VECTORS) {
      const std::size_t count = std::min(TILE_VECTORS, vectors - first);
      for (std::size_t v = 0; v < count; ++v) x[v] = vectorAt(first + v);
      multiplyChunk(matrix, firstRow, x, count, tile);
      for (std::size_t v = 0; v < count; ++v) sink(first + v, std::span<float>(tile.values[v], rows));
    }
  }

 private:
  // Leaves fewer vectors than are worth it and returns how many it did. Not inlined: what runs without tiles needs no
  // room for theirs.
  template <typename VectorAt, typename Sink>
  [[gnu::noinline]] std::size_t multiplyChunkInTiles(const Matrix& matrix, std::size_t firstRow, std::size_t vectors,
                                   const VectorAt& vectorAt, const Sink& sink) const {
    WideTile tile;
    Activation x[MANY_VECTORS];
    const std::size_t rows = std::min(CHUNK_ROWS, matrix.rows - firstRow);
    std::size_t done = 0;
    while (vectors - done >= FEWEST_IN_TILES) {
      const std::size_t count = std::min(MANY_VECTORS, vectors - done);
      for (std::size_t v = 0; v < count; ++v) x[v] = vectorAt(done + v);
      multiplyMany(matrix, firstRow, x, count, tile);
      for (std::size_t v = 0; v < count; ++v) sink(done + v, std::span<float>(tile.values[v], rows));
      done += count;
    }
    return done;
  }

  bool hasTilesFor(const Matrix& matrix) const {
    return kernels_.tiles != nullptr && matrix.packed != nullptr && digits_ == 1;
  }
  void multiplyMany(const Matrix& matrix, std::size_t firstRow, const Activation* x, std::size_t vectors,
                    WideTile& tile) const;
  const PackedKernels& packedKernels(TensorType type) const;
  void multiplyDequantised(const Matrix& matrix, std::size_t row, const Activation* x, std::size_t vectors,
                           float* out) const;

  const Kernels& kernels_;
  ThreadPool& pool_;
  const std::size_t digits_;
};

}  // namespace farhand
