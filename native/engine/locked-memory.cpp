#include "locked-memory.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

#include "error.h"

namespace farhand {

namespace {

// What `ulimit -l` counts in
constexpr std::size_t KIBIBYTE = 1024;
// Ranges are locked by whole pages, and other things than weights lock some
constexpr std::size_t MARGIN = std::size_t{1} << 20;

[[noreturn]] void refuse(std::size_t total, int reason) {
  const std::string needed = "The model's " + std::to_string(total) + " bytes of weights can't be locked into memory: ";
  struct rlimit limit {};
  ::getrlimit(RLIMIT_MEMLOCK, &limit);
  if (limit.rlim_cur == RLIM_INFINITY) throw EngineError("ENGINE_LOCK_REFUSED", needed + std::strerror(reason) + ".");
  throw EngineError("ENGINE_LOCK_REFUSED", needed + "this process may lock " + std::to_string(limit.rlim_cur) +
                                               " bytes (RLIMIT_MEMLOCK). `ulimit -l " +
                                               std::to_string((total + MARGIN) / KIBIBYTE + 1) +
                                               "` in the shell that starts it would be enough.");
}

}  // namespace

void lockMemory(std::span<const std::byte> bytes, std::size_t total) {
  if (bytes.empty()) return;
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t before = reinterpret_cast<std::uintptr_t>(bytes.data()) % page;
  if (::mlock(bytes.data() - before, bytes.size() + before) != 0) refuse(total, errno);
}

}  // namespace farhand
