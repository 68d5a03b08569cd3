// Writing packed files (see `packed-file.h`). Whoever writes holds a lock on the unfinished file, which the system takes
// back from a process that ends; what such a process leaves is written over by the next.

#include <sys/file.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>

#include "checksum.h"
#include "error.h"
#include "packed-file.h"

namespace farhand {

namespace {

using Clock = std::chrono::steady_clock;

// As long as a disk may take for what the system has kept back
constexpr std::chrono::seconds STALL_LIMIT{60};
constexpr std::chrono::milliseconds LOOK_INTERVAL{50};

[[noreturn]] void failWriting(int reason) {
  throw PackedFileError(std::string("can't be written: ") + std::strerror(reason));
}

struct stat statusOf(const Descriptor& file) {
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) failWriting(errno);
  return status;
}

// Whether the name still leads to the file
bool isAt(const std::string& path, const Descriptor& file) {
  struct stat named {};
  const struct stat opened = statusOf(file);
  return ::lstat(path.c_str(), &named) == 0 && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

// Waits for its writer to be done, as long as the file takes more and more of the disk.
void lock(const Descriptor& file, const std::atomic<bool>& cancelled) {
  blkcnt_t seen = -1;
  Clock::time_point lastChange = Clock::now();
  while (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) failWriting(errno);
    if (cancelled) throw EngineError("ENGINE_ABORTED", "The call was aborted.");
    const blkcnt_t taken = statusOf(file).st_blocks;
    if (taken != seen) lastChange = Clock::now();
    seen = taken;
    if (Clock::now() - lastChange > STALL_LIMIT) {
      throw PackedFileError("is being written by another process, which does not get on");
    }
    std::this_thread::sleep_for(LOOK_INTERVAL);
  }
}

void requireRoom(const Descriptor& file, std::size_t bytes) {
  struct statvfs disk {};
  if (::fstatvfs(file.number(), &disk) != 0) return;
  const std::uint64_t free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  if (free < bytes) {
    throw PackedFileError("needs " + std::to_string(bytes) + " bytes, but the disk has only " + std::to_string(free));
  }
}

// 0, or why not
int writeAt(const Descriptor& file, std::span<const std::byte> bytes, std::size_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(file.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : EIO;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    offset += static_cast<std::size_t>(written);
  }
  return 0;
}

void writeContents(const Descriptor& file, const PackedContents& contents, ThreadPool& pool,
                   const std::atomic<bool>& cancelled) {
  const std::vector<PackedPiece>& pieces = contents.pieces();
  std::vector<std::uint64_t> checksums(1 + pieces.size());
  std::atomic<int> failure = 0;
  pool.forEach(pieces.size(), [&](std::size_t i) {
    if (failure != 0 || cancelled) return;
    const PackedPiece& piece = pieces[i];
    const std::unique_ptr<std::byte[]> anew = packedAnew(*piece.place, piece.firstGroup, piece.bytes);
    const std::span<const std::byte> packed(anew.get(), anew == nullptr ? 0 : piece.bytes);
    checksums[1 + i] = checksumOf(packed);
    const int reason = anew == nullptr ? ENOMEM : writeAt(file, packed, contents.dataOffset() + piece.offset);
    if (reason != 0) failure = reason;
  });
  if (cancelled) throw EngineError("ENGINE_ABORTED", "The call was aborted.");
  checksums[0] = checksumOfHead(contents.header(), std::span(checksums).subspan(1));
  if (failure == 0) failure = writeAt(file, std::as_bytes(std::span(&contents.header(), 1)), 0);
  if (failure == 0) failure = writeAt(file, std::as_bytes(std::span(checksums)), sizeof(PackedFileHeader));
  if (failure != 0) failWriting(failure);
}

// Not a file that someone else could go on writing to, nor one that has another name too
void checkOwn(const Descriptor& file) {
  const struct stat status = statusOf(file);
  if (!S_ISREG(status.st_mode) || status.st_uid != ::geteuid() || status.st_nlink > 1) {
    throw PackedFileError("can't be written: its unfinished file belongs to someone else");
  }
}

std::string folderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? "." : path.substr(0, slash + 1);
}

// Whoever may read the model may read this.
unsigned modeFor(const GgufFile& model) {
  return (model.files()[0].status().st_mode & 0444) | S_IRUSR | S_IWUSR;
}

}  // namespace

PackedFileWriter::PackedFileWriter(const std::string& path, const std::atomic<bool>& cancelled)
    : path_(path),
      unfinished_(unfinishedPath(path)),
      file_(unfinished_, O_RDWR | O_CREAT | O_NOFOLLOW, S_IRUSR | S_IWUSR) {
  if (!file_.opened()) failWriting(errno);
  lock(file_, cancelled);
  if (!isAt(unfinished_, file_)) return;
  checkOwn(file_);
  mayWrite_ = true;
}

PackedFileWriter::~PackedFileWriter() {
  if (mayWrite_) ::unlink(unfinished_.c_str());
}

void PackedFileWriter::write(const PackedContents& contents, ThreadPool& pool, const std::atomic<bool>& cancelled) {
  if (::ftruncate(file_.number(), 0) != 0) failWriting(errno);
  requireRoom(file_, contents.fileBytes());
  writeContents(file_, contents, pool, cancelled);
  if (::fchmod(file_.number(), modeFor(contents.model())) != 0) failWriting(errno);
  if (::fsync(file_.number()) != 0) failWriting(errno);
  if (std::rename(unfinished_.c_str(), path_.c_str()) != 0) failWriting(errno);
  mayWrite_ = false;
  // The file is whole with or without its name on the disk.
  const Descriptor folder(folderOf(path_), O_RDONLY);
  if (folder.opened()) ::fsync(folder.number());
}

}  // namespace farhand
