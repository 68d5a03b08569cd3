#include "packed-file.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>

#include "checksum.h"

namespace farhand {

namespace {

constexpr char MAGIC[8] = {'F', 'H', 'P', 'A', 'C', 'K', 'E', 'D'};
constexpr std::uint32_t VERSION = 1;
// Small enough to stay in a core's cache between packing, checksum and writing
constexpr std::size_t PIECE_BYTES = std::size_t{1} << 20;
// Of each matrix, that are packed again to see whether they are the same
constexpr std::size_t SAMPLE_GROUPS = 4;

using Bytes = std::span<const std::byte>;

std::uint64_t checksumOfModel(const GgufFile& file) {
  std::uint64_t sum = 0;
  for (const Bytes head : file.heads()) sum = checksumOf(head, sum);
  for (const MappedFile& part : file.files()) {
    // Whole seconds: archives and images keep no finer times.
    sum = checksumOfValue(static_cast<std::int64_t>(part.status().st_mtime), sum);
    sum = checksumOfValue(static_cast<std::int64_t>(part.status().st_size), sum);
  }
  return sum;
}

std::uint64_t checksumOfPlaces(const std::vector<PlacedMatrix>& places) {
  std::uint64_t sum = 0;
  for (const PlacedMatrix& place : places) {
    for (const std::size_t number : {static_cast<std::size_t>(place.matrix.type), place.matrix.rows,
                                     place.matrix.columns, place.sectionRows, place.offset, place.bytes}) {
      sum = checksumOfValue(static_cast<std::uint64_t>(number), sum);
    }
  }
  return sum;
}

std::size_t groupBytesOf(const PlacedMatrix& place) {
  return packedGroupBytes(place.matrix.type, place.matrix.columns);
}

void addPieces(const PlacedMatrix& place, std::vector<PackedPiece>& pieces) {
  const std::size_t groupBytes = groupBytesOf(place);
  const std::size_t groups = place.bytes / groupBytes;
  const std::size_t step = std::max<std::size_t>(1, PIECE_BYTES / groupBytes);
  for (std::size_t first = 0; first < groups; first += step) {
    const std::size_t count = std::min(step, groups - first);
    pieces.push_back({&place, first, place.offset + first * groupBytes, count * groupBytes});
  }
}

void checkOwner(const struct stat& file, const GgufFile& model) {
  const struct stat& owned = model.files()[0].status();
  const bool known = file.st_uid == ::geteuid() || file.st_uid == 0 || file.st_uid == owned.st_uid;
  if (!known) throw PackedFileError("belongs to another user");
  if ((file.st_mode & S_IWOTH) != 0) throw PackedFileError("may be written by everyone");
}

void checkHeader(const PackedFileHeader& found, const PackedFileHeader& wanted) {
  if (std::memcmp(found.magic, wanted.magic, sizeof found.magic) != 0) throw PackedFileError("is no packed file");
  if (found.version != wanted.version || found.packing != wanted.packing || found.places != wanted.places ||
      found.pieces != wanted.pieces) {
    throw PackedFileError("was written by another version of the engine");
  }
  if (found.model != wanted.model) throw PackedFileError("was made of another model file, or of this one before it changed");
}

// Brings the pages into memory, if the system can do that all at once, and says whether they could be read. Touched one
// by one, a page of a damaged disk would end the process.
bool populate(Bytes bytes) {
#if defined(MADV_POPULATE_READ)
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t before = reinterpret_cast<std::uintptr_t>(bytes.data()) % page;
  auto* first = const_cast<std::byte*>(bytes.data()) - before;
  return ::madvise(first, bytes.size() + before, MADV_POPULATE_READ) == 0 || errno == EINVAL;
#else
  return !bytes.empty();
#endif
}

bool samplesAreRight(const PlacedMatrix& place, const std::byte* packed) {
  const std::size_t groupBytes = groupBytesOf(place);
  const std::size_t groups = place.bytes / groupBytes;
  for (std::size_t i = 0; i < SAMPLE_GROUPS; ++i) {
    const std::size_t group = (groups - 1) * i / (SAMPLE_GROUPS - 1);
    const std::unique_ptr<std::byte[]> anew = packedAnew(place, group, groupBytes);
    if (anew == nullptr || std::memcmp(anew.get(), packed + place.offset + group * groupBytes, groupBytes) != 0) return false;
  }
  return true;
}

void checkPieces(Bytes data, std::span<const std::uint64_t> checksums, const PackedContents& contents,
                 std::size_t neededBytes, ThreadPool& pool) {
  const std::vector<PackedPiece>& pieces = contents.pieces();
  std::atomic<bool> damaged = false;
  pool.forEach(pieces.size(), [&](std::size_t i) {
    if (damaged || pieces[i].offset >= neededBytes) return;
    const Bytes piece = data.subspan(pieces[i].offset, pieces[i].bytes);
    if (!populate(piece) || checksumOf(piece) != checksums[i]) damaged = true;
  });
  if (damaged) throw PackedFileError("is damaged");
}

void checkSamples(Bytes data, const PackedContents& contents, std::size_t neededBytes, ThreadPool& pool) {
  const std::vector<PlacedMatrix>& places = contents.places();
  std::atomic<bool> right = true;
  pool.forEach(places.size(), [&](std::size_t i) {
    if (places[i].offset < neededBytes && !samplesAreRight(places[i], data.data())) right = false;
  });
  if (!right) throw PackedFileError("has other weights than the model file");
}

}  // namespace

PackedContents::PackedContents(const GgufFile& file, const ModelWeights& weights, const HyperParameters& shape)
    : model_(file), places_(placesOfPacked(weights, shape)), header_{} {
  for (const PlacedMatrix& place : places_) addPieces(place, pieces_);
  std::memcpy(header_.magic, MAGIC, sizeof MAGIC);
  header_.version = VERSION;
  header_.packing = PACKING_LAYOUT;
  header_.model = checksumOfModel(file);
  header_.places = checksumOfPlaces(places_);
  header_.pieces = pieces_.size();
}

std::size_t PackedContents::dataOffset() const {
  const std::size_t head = sizeof(PackedFileHeader) + (1 + pieces_.size()) * sizeof(std::uint64_t);
  return (head + PLACE_ALIGNMENT - 1) / PLACE_ALIGNMENT * PLACE_ALIGNMENT;
}

std::size_t PackedContents::fileBytes() const {
  return dataOffset() + (places_.empty() ? 0 : places_.back().end());
}

std::uint64_t checksumOfHead(const PackedFileHeader& header, std::span<const std::uint64_t> checksums) {
  return checksumOf(std::as_bytes(checksums), checksumOfValue(header, 0));
}

std::optional<MappedFile> openPackedFile(const std::string& path, const PackedContents& contents,
                                         std::size_t neededBytes, ThreadPool& pool) {
  const Descriptor file(path, O_RDONLY | O_NONBLOCK);
  if (!file.opened() && errno == ENOENT) return std::nullopt;
  struct stat status {};
  if (!file.opened() || ::fstat(file.number(), &status) != 0) {
    throw PackedFileError(std::string("can't be read: ") + std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) throw PackedFileError("is not a regular file");
  checkOwner(status, contents.model());
  PackedFileHeader header;
  if (::pread(file.number(), &header, sizeof header, 0) != sizeof header) throw PackedFileError("is damaged");
  checkHeader(header, contents.header());
  if (static_cast<std::size_t>(status.st_size) != contents.fileBytes()) {
    throw PackedFileError("has " + std::to_string(status.st_size) + " bytes instead of " +
                          std::to_string(contents.fileBytes()));
  }
  MappedFile mapped(file, status);
  if (mapped.bytes().empty()) throw PackedFileError(std::string("can't be mapped: ") + std::strerror(errno));
  // Read as the file has them, whatever becomes of it meanwhile
  std::vector<std::uint64_t> checksums(1 + contents.pieces().size());
  const std::size_t checksumBytes = checksums.size() * sizeof(std::uint64_t);
  const ssize_t got = ::pread(file.number(), checksums.data(), checksumBytes, sizeof header);
  const std::span<const std::uint64_t> ofPieces = std::span(checksums).subspan(1);
  if (got != static_cast<ssize_t>(checksumBytes) || checksumOfHead(header, ofPieces) != checksums[0]) {
    throw PackedFileError("is damaged");
  }
  const Bytes data = mapped.bytes().subspan(contents.dataOffset());
  checkPieces(data, ofPieces, contents, neededBytes, pool);
  checkSamples(data, contents, neededBytes, pool);
  return mapped;
}

std::unique_ptr<std::byte[]> packedAnew(const PlacedMatrix& place, std::size_t firstGroup, std::size_t bytes) {
  std::unique_ptr<std::byte[]> packed(new (std::nothrow) std::byte[bytes]());
  if (packed != nullptr) packGroups(place.matrix, place.sectionRows, firstGroup, {packed.get(), bytes});
  return packed;
}

bool isPackedFile(const std::string& path) {
  const Descriptor file(path, O_RDONLY | O_NONBLOCK);
  char magic[sizeof MAGIC];
  return file.opened() && ::pread(file.number(), magic, sizeof magic, 0) == sizeof magic &&
         std::memcmp(magic, MAGIC, sizeof magic) == 0;
}

std::string unfinishedPath(const std::string& path) {
  return path + ".part";
}

}  // namespace farhand
