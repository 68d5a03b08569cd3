// How much memory this process may still take: what the system has left, or less where control groups limit it.
#pragma once

#include <cstddef>
#include <string>

namespace farhand {

// Bytes. Reads /proc and /sys below `root` (a test's own folder, or "" for the real ones):
//   proc/meminfo               MemAvailable: free memory and what the system can take back
//   proc/self/cgroup           the groups of this process
//   sys/fs/cgroup/GROUP/       memory.max, memory.current, memory.stat (version 2)
//   sys/fs/cgroup/memory/GROUP memory.limit_in_bytes, memory.usage_in_bytes, memory.stat (version 1)
// A group's pages of files that are not in use count as free, and the limits of the groups above it hold too.
std::size_t availableMemory(const std::string& root = "");

}  // namespace farhand
