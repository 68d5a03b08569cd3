// Where a model's packed file lies and when there is one: found, or made, or the weights are packed in memory after all.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "packed-file.h"

namespace farhand {

// AUTOMATIC has one for models that are slow to pack, as long as the disk keeps enough room.
enum class PackedFileMode { OFF, AUTOMATIC, ON };

struct PackedFileOptions {
  PackedFileMode mode = PackedFileMode::OFF;
  std::string path;        // empty: beside the model, or in `userFolder` if that can't be written
  std::string userFolder;  // made when needed; empty: none
};

// What became of it
struct PackedFileReport {
  enum class State { NONE, FOUND, WRITTEN, FAILED };

  State state = State::NONE;
  std::string path;
  std::size_t bytes = 0;
  std::string problem;  // why none could be used, or why one that was there was written anew; or empty
};

class PackedFile {
 public:
  PackedFile() = default;
  // With the matrices of `weights` and of all prediction heads that are not among them: a file serves whoever loads
  // some. Throws only ENGINE_ABORTED; whatever else stands in the way is told by the report.
  PackedFile(const GgufFile& model, const ModelWeights& weights, const HyperParameters& shape,
             const PackedFileOptions& options, ThreadPool& pool, const std::atomic<bool>& cancelled);

  // The matrices in their places, or nothing
  std::span<const std::byte> range() const;
  const PackedFileReport& report() const { return report_; }

 private:
  // What the places are tried with
  struct Wanted {
    const PackedContents& contents;
    std::size_t neededBytes;  // of the matrices, from the first on
    ThreadPool& pool;
    const std::atomic<bool>& cancelled;
  };

  void openOrWrite(const Wanted& wanted, const PackedFileOptions& options);
  bool open(const std::string& path, const Wanted& wanted);
  bool write(const std::string& path, const Wanted& wanted);
  void note(const std::string& path, const PackedFileError& error);

  std::optional<MappedFile> file_;
  std::size_t dataOffset_ = 0;
  PackedFileReport report_;
};

// Whether a model with so many bytes of packed matrices is to have one
bool wantsPackedFile(PackedFileMode mode, std::size_t packedBytes);

// Removes those that there are, unfinished ones too; returns their paths. Other files of such a name stay. Throws
// ENGINE_PACKED_FILE_UNWRITABLE where the system does not let it.
std::vector<std::string> removePackedFiles(const GgufFile& model, const PackedFileOptions& options);

}  // namespace farhand
