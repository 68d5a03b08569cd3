#include "available-memory.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <string_view>

namespace farhand {

namespace {

constexpr std::size_t UNLIMITED = std::numeric_limits<std::size_t>::max();

// Where the files of one version of control groups lie and what they are called
struct GroupFiles {
  std::string folder;
  const char* limit;
  const char* usage;
  const char* reclaimable;  // an entry of memory.stat
};

// The number in a file of one number; nothing if there is none, as for the limit "max"
std::optional<std::size_t> readNumber(const std::string& path) {
  std::ifstream file(path);
  std::size_t number;
  if (!(file >> number)) return std::nullopt;
  return number;
}

// The number behind a name in a file of such lines: "MemAvailable:   20556116 kB"
std::optional<std::size_t> readEntry(const std::string& path, const std::string& name) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(name) || line.size() == name.size()) continue;
    const char next = line[name.size()];
    if (next != ' ' && next != ':') continue;
    const std::size_t digit = line.find_first_of("0123456789", name.size());
    if (digit == line.npos) return std::nullopt;
    return std::stoull(line.substr(digit, 19));
  }
  return std::nullopt;
}

std::size_t systemMemory(const std::string& root) {
  constexpr std::size_t KIBIBYTE = 1024;
  if (const auto available = readEntry(root + "/proc/meminfo", "MemAvailable")) return *available * KIBIBYTE;
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long pageBytes = ::sysconf(_SC_PAGESIZE);
  if (pages <= 0 || pageBytes <= 0) return UNLIMITED;
  return static_cast<std::size_t>(pages) * static_cast<std::size_t>(pageBytes);
}

// What a group and those above it leave
std::size_t groupMemory(const GroupFiles& files, std::string group) {
  std::size_t least = UNLIMITED;
  while (true) {
    const std::string folder = files.folder + group + (group.ends_with('/') ? "" : "/");
    const auto limit = readNumber(folder + files.limit);
    const auto usage = readNumber(folder + files.usage);
    if (limit && usage) {
      const std::size_t reclaimable = readEntry(folder + "memory.stat", files.reclaimable).value_or(0);
      const std::size_t used = *usage - std::min(*usage, reclaimable);
      least = std::min(least, *limit - std::min(*limit, used));
    }
    if (group.empty() || group == "/") return least;
    group.erase(std::max<std::size_t>(1, group.rfind('/')));
  }
}

}  // namespace

std::size_t availableMemory(const std::string& root) {
  std::size_t least = systemMemory(root);
  const GroupFiles second = {root + "/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"};
  const GroupFiles first = {root + "/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
                            "total_inactive_file"};
  // Lines of number:controllers:path; version 2 has the number 0 and no controllers.
  std::ifstream groups(root + "/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    const std::size_t colon = line.find(':');
    const std::size_t path = colon == line.npos ? line.npos : line.find(':', colon + 1);
    if (path == line.npos || path + 1 >= line.size() || line[path + 1] != '/') continue;
    const std::string_view controllers = std::string_view(line).substr(colon, path - colon + 1);
    const bool memory = controllers.find("memory") != controllers.npos;
    if (controllers == "::") least = std::min(least, groupMemory(second, line.substr(path + 1)));
    if (memory) least = std::min(least, groupMemory(first, line.substr(path + 1)));
  }
  return least;
}

}  // namespace farhand
