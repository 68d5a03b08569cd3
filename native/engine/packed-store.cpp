#include "packed-store.h"

#include <sys/statvfs.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "checksum.h"
#include "error.h"

namespace farhand {

namespace {

// Smaller ones are packed in about a second.
constexpr std::size_t LEAST_AUTOMATIC_BYTES = std::size_t{1} << 30;
// Of the disk, that a file nobody asked for leaves free
constexpr std::uint64_t FREE_SHARE = 10;
// How often another process may be first
constexpr int MOST_TRIES = 3;

namespace fs = std::filesystem;

std::string hexadecimal(std::uint64_t number) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
}

// Models of one name in different folders have different files.
std::string nameInUserFolder(const std::string& model) {
  std::error_code failed;
  const fs::path real = fs::canonical(model, failed);
  const std::string whole = failed ? model : real.string();
  const std::uint64_t sum = checksumOf(std::as_bytes(std::span(whole)));
  return fs::path(model).filename().string() + "-" + hexadecimal(sum) + ".packed";
}

// In the order in which they are looked for and written
std::vector<std::string> pathsOf(const GgufFile& model, const PackedFileOptions& options) {
  if (!options.path.empty()) return {options.path};
  std::vector<std::string> paths = {model.path() + ".packed"};
  if (!options.userFolder.empty()) paths.push_back(options.userFolder + "/" + nameInUserFolder(model.path()));
  return paths;
}

void makeFolderOf(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  std::error_code failed;
  if (!folder.empty()) fs::create_directories(folder, failed);  // what is missing shows when the file is written
}

// Throws PackedFileError if the file would fill the disk beyond what nobody would mind.
void requirePlenty(const std::string& path, std::size_t bytes) {
  struct statvfs disk {};
  const fs::path folder = fs::path(path).parent_path();
  if (::statvfs(folder.empty() ? "." : folder.c_str(), &disk) != 0) return;
  const std::uint64_t free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  const std::uint64_t kept = std::uint64_t{disk.f_blocks} * disk.f_frsize / FREE_SHARE;
  if (free >= bytes + kept) return;
  throw PackedFileError("of " + std::to_string(bytes) + " bytes would leave less than a tenth of the disk free");
}

void removeFile(const std::string& path, std::vector<std::string>& removed) {
  if (::unlink(path.c_str()) == 0) return removed.push_back(path);
  if (errno == ENOENT) return;
  throw EngineError("ENGINE_PACKED_FILE_UNWRITABLE",
                    "The packed file " + path + " can't be removed: " + std::strerror(errno) + ".");
}

}  // namespace

PackedFile::PackedFile(const GgufFile& model, const ModelWeights& weights, const HyperParameters& shape,
                       const PackedFileOptions& options, ThreadPool& pool, const std::atomic<bool>& cancelled) {
  try {
    const HyperParameters wholeShape = readHyperParameters(model, ALL_PREDICTORS);
    const ModelWeights whole = findWeights(model, wholeShape, ANY_VOCABULARY);
    const PackedContents contents(model, whole, wholeShape);
    openOrWrite({contents, placesOfPacked(weights, shape).back().end(), pool, cancelled}, options);
  } catch (const EngineError& error) {
    if (cancelled) throw;
    report_.state = PackedFileReport::State::FAILED;
    report_.problem = error.what();
  }
}

void PackedFile::openOrWrite(const Wanted& wanted, const PackedFileOptions& options) {
  const std::vector<std::string> paths = pathsOf(wanted.contents.model(), options);
  for (const std::string& path : paths) {
    if (!open(path, wanted)) continue;
    report_.problem.clear();
    return;
  }
  const std::string found = report_.problem;
  for (const std::string& path : paths) {
    try {
      if (path != paths.front()) makeFolderOf(path);
      if (options.mode == PackedFileMode::AUTOMATIC) requirePlenty(path, wanted.contents.fileBytes());
      if (write(path, wanted)) {
        report_.problem = found;
        return;
      }
    } catch (const PackedFileError& error) {
      note(path, error);
    }
  }
  report_.state = PackedFileReport::State::FAILED;
}

std::span<const std::byte> PackedFile::range() const {
  return file_ ? file_->bytes().subspan(dataOffset_) : std::span<const std::byte>();
}

bool PackedFile::open(const std::string& path, const Wanted& wanted) {
  try {
    std::optional<MappedFile> file = openPackedFile(path, wanted.contents, wanted.neededBytes, wanted.pool);
    if (!file) return false;
    file_.emplace(std::move(*file));
  } catch (const PackedFileError& error) {
    note(path, error);
    return false;
  }
  dataOffset_ = wanted.contents.dataOffset();
  report_.state = PackedFileReport::State::FOUND;
  report_.path = path;
  report_.bytes = wanted.contents.fileBytes();
  return true;
}

bool PackedFile::write(const std::string& path, const Wanted& wanted) {
  for (int tries = 0; tries < MOST_TRIES; ++tries) {
    PackedFileWriter writer(path, wanted.cancelled);
    const std::string noted = report_.problem;
    if (open(path, wanted)) return true;  // another process was first
    report_.problem = noted;
    if (!writer.mayWrite()) continue;
    writer.write(wanted.contents, wanted.pool, wanted.cancelled);
    if (!open(path, wanted)) return false;
    report_.state = PackedFileReport::State::WRITTEN;
    return true;
  }
  throw PackedFileError("is being written by other processes again and again");
}

void PackedFile::note(const std::string& path, const PackedFileError& error) {
  if (!report_.problem.empty()) report_.problem += ' ';
  report_.problem += "The packed file " + path + " " + error.what() + ".";
}

bool wantsPackedFile(PackedFileMode mode, std::size_t packedBytes) {
  if (packedBytes == 0 || mode == PackedFileMode::OFF) return false;
  return mode == PackedFileMode::ON || packedBytes >= LEAST_AUTOMATIC_BYTES;
}

std::vector<std::string> removePackedFiles(const GgufFile& model, const PackedFileOptions& options) {
  std::vector<std::string> removed;
  for (const std::string& path : pathsOf(model, options)) {
    if (isPackedFile(path)) removeFile(path, removed);
    removeFile(unfinishedPath(path), removed);
  }
  return removed;
}

}  // namespace farhand
