// A model's packed matrices in a file of their own, so that another start need not pack them, and processes share them:
//   1. the header, and a checksum of it and of the checksums
//   2. a checksum for each piece (see below)
//   3. from a multiple of PLACE_ALIGNMENT on, the matrices in the places of `weight-matrices.h`
// All numbers have this machine's byte order.
//
// Nothing in the file is used as a size or an offset: all of those follow from the model, and what the file says is only
// compared. It is believed if the header is the one that this model would get, all checksums are right, and some groups
// of every matrix are what packing gives now. Who could forge that could as well change the model, so it must belong to
// this user, the model's owner or root.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "gguf.h"
#include "mapped-file.h"
#include "weight-matrices.h"

namespace farhand {

// Why a packed file can't be used or written, as a sentence that follows its path
class PackedFileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct PackedFileHeader {
  char magic[8];
  std::uint32_t version;
  std::uint32_t packing;   // PACKING_LAYOUT
  std::uint64_t model;     // checksum of the heads, sizes and times of the model's files
  std::uint64_t places;    // of the matrices' types, shapes and places
  std::uint64_t pieces;
};

// Neighbouring groups of one matrix that are packed, written and checked together
struct PackedPiece {
  const PlacedMatrix* place;
  std::size_t firstGroup;
  std::size_t offset;  // as a place's
  std::size_t bytes;
};

// What the packed file of a model has to have
class PackedContents {
 public:
  // `weights`: with all prediction heads of the file, which must outlive this
  PackedContents(const GgufFile& file, const ModelWeights& weights, const HyperParameters& shape);
  PackedContents(const PackedContents&) = delete;

  const GgufFile& model() const { return model_; }
  const PackedFileHeader& header() const { return header_; }
  const std::vector<PlacedMatrix>& places() const { return places_; }
  const std::vector<PackedPiece>& pieces() const { return pieces_; }
  // Where the matrices begin, and where the file ends
  std::size_t dataOffset() const;
  std::size_t fileBytes() const;

 private:
  const GgufFile& model_;
  const std::vector<PlacedMatrix> places_;
  std::vector<PackedPiece> pieces_;
  PackedFileHeader header_;
};

// Opens and checks the file, of the matrices the first `neededBytes`. Nothing if there is none; throws PackedFileError.
std::optional<MappedFile> openPackedFile(const std::string& path, const PackedContents& contents,
                                         std::size_t neededBytes, ThreadPool& pool);

// Writes the file under a temporary name and gives it its own once all is on the disk, so whatever ends this process leaves
// it as it was or whole.
class PackedFileWriter {
 public:
  // Waits for a process that is about the same file, as long as that gets on: look at the file again before writing.
  // Throws PackedFileError, and EngineError ENGINE_ABORTED.
  PackedFileWriter(const std::string& path, const std::atomic<bool>& cancelled);
  ~PackedFileWriter();
  PackedFileWriter(const PackedFileWriter&) = delete;

  // False if the process that was waited for has left no room for another: then begin again.
  bool mayWrite() const { return mayWrite_; }
  // Throws as the constructor does.
  void write(const PackedContents& contents, ThreadPool& pool, const std::atomic<bool>& cancelled);

 private:
  const std::string path_;
  const std::string unfinished_;
  const Descriptor file_;
  bool mayWrite_ = false;  // holds the lock, and the unfinished file is there
};

// Whether the file begins as one of these does
bool isPackedFile(const std::string& path);

// The name it has while it is written
std::string unfinishedPath(const std::string& path);

// So many bytes of groups, packed; nullptr where there is no memory for them
std::unique_ptr<std::byte[]> packedAnew(const PlacedMatrix& place, std::size_t firstGroup, std::size_t bytes);

// Of header and checksums
std::uint64_t checksumOfHead(const PackedFileHeader& header, std::span<const std::uint64_t> checksums);

}  // namespace farhand
