// A file mapped read-only into memory for as long as the object lives. Pages are read when first touched, so opening
// a file of many gigabytes is immediate. Huge pages are asked for, which some file systems have. A file that another process shortens meanwhile is not survivable (SIGBUS).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace farhand {

class MappedFile {
 public:
  // Throws ENGINE_FILE_NOT_FOUND if the path is no readable, non-empty regular file.
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&&) = delete;

  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace farhand
