// A file mapped read-only into memory for as long as the object lives. Pages are read when first touched, so opening
// a file of many gigabytes is immediate, and all processes that map it share them. Huge pages are asked for, which some
// file systems have. A file that another process shortens meanwhile is not survivable (SIGBUS).
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "descriptor.h"

namespace farhand {

class MappedFile {
 public:
  // Throws ENGINE_FILE_NOT_FOUND if the path is no readable, non-empty regular file.
  explicit MappedFile(const std::string& path);
  // Maps an open file. `bytes()` is empty where the system can't; errno says why.
  MappedFile(const Descriptor& file, const struct stat& status);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept
      : bytes_(std::exchange(other.bytes_, {})), status_(other.status_) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(status_, other.status_);
    return *this;
  }

  std::span<const std::byte> bytes() const { return bytes_; }
  // When it was opened
  const struct stat& status() const { return status_; }

 private:
  void map(const Descriptor& file);

  std::span<const std::byte> bytes_;
  struct stat status_ {};
};

}  // namespace farhand
