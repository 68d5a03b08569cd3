#include "mapped-file.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>

#include "error.h"

namespace farhand {

namespace {

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw EngineError("ENGINE_FILE_NOT_FOUND", "The model file " + path + " can't be read: " + why + ".");
}

}  // namespace

MappedFile::MappedFile(const std::string& path) {
  const Descriptor file(path, O_RDONLY);
  if (!file.opened()) fail(path, std::strerror(errno));
  if (::fstat(file.number(), &status_) != 0) fail(path, std::strerror(errno));
  if (!S_ISREG(status_.st_mode)) fail(path, "it is not a regular file");
  if (status_.st_size == 0) throw EngineError("ENGINE_NOT_GGUF", "The model file " + path + " is empty.");
  map(file);
  if (bytes_.empty()) fail(path, std::strerror(errno));
}

MappedFile::MappedFile(const Descriptor& file, const struct stat& status) : status_(status) {
  map(file);
}

void MappedFile::map(const Descriptor& file) {
  const auto size = static_cast<std::size_t>(status_.st_size);
  void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (address == MAP_FAILED) return;
  bytes_ = {static_cast<const std::byte*>(address), size};
#if defined(MADV_HUGEPAGE)
  ::madvise(address, size, MADV_HUGEPAGE);
#endif
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace farhand
