#include "thread-pool.h"

#if defined(__APPLE__)
#include <sys/sysctl.h>
#else
#include <sched.h>
#endif

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

namespace farhand {

namespace {

constexpr std::uint64_t OPEN = std::uint64_t{1} << 31;
constexpr std::uint64_t INSIDE = OPEN - 1;
constexpr std::uint64_t LOOP_NUMBER = std::uint64_t{1} << 32;

// About 50 microseconds: longer than the pause between two loops of a pass, shorter than anyone notices
constexpr int SPINS = 2000;

void pauseBriefly() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("isb" ::: "memory");
#endif
}

}  // namespace

ThreadPool::ThreadPool(std::size_t threads) {
  for (std::size_t worker = 1; worker < threads; ++worker) {
    workers_.emplace_back([this] { work(); });
  }
}

ThreadPool::~ThreadPool() {
  ending_ = true;
  gate_.fetch_add(LOOP_NUMBER);
  gate_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::run(Loop loop, std::size_t count) {
  std::unique_lock turn(loopMutex_, std::defer_lock);
  if (workers_.empty() || count < 2 || !turn.try_lock()) {
    for (std::size_t i = 0; i < count; ++i) loop.call(loop.context, i);
    return;
  }
  loop_ = loop;
  count_ = count;
  next_.store(0, std::memory_order_relaxed);
  gate_.fetch_add(LOOP_NUMBER + OPEN);
  if (sleepers_.load() > 0) gate_.notify_all();
  takeSteps();
  std::uint64_t gate = gate_.fetch_sub(OPEN) - OPEN;
  for (int spins = 0; (gate & INSIDE) != 0; gate = gate_.load()) {
    if (++spins < SPINS) {
      pauseBriefly();
    } else {
      gate_.wait(gate);
    }
  }
}

void ThreadPool::work() {
  for (std::uint64_t seen = 0; !ending_;) {
    std::uint64_t gate = waitForChange(seen);
    const std::uint64_t number = gate / LOOP_NUMBER;
    bool entered = false;
    while ((gate & OPEN) != 0 && gate / LOOP_NUMBER == number && !entered) {
      entered = gate_.compare_exchange_weak(gate, gate + 1);
    }
    seen = number;
    if (!entered) continue;
    takeSteps();
    gate_.fetch_sub(1);
    gate_.notify_all();
  }
}

// Returns the gate once its loop is another one than number `seen`
std::uint64_t ThreadPool::waitForChange(std::uint64_t seen) {
  for (int spins = 0; spins < SPINS; ++spins) {
    const std::uint64_t gate = gate_.load(std::memory_order_acquire);
    if (gate / LOOP_NUMBER != seen) return gate;
    pauseBriefly();
  }
  ++sleepers_;
  std::uint64_t gate = gate_.load();
  while (gate / LOOP_NUMBER == seen) {
    gate_.wait(gate);
    gate = gate_.load();
  }
  --sleepers_;
  return gate;
}

void ThreadPool::takeSteps() {
  for (;;) {
    const std::size_t i = next_.fetch_add(1, std::memory_order_relaxed);
    if (i >= count_) return;
    loop_.call(loop_.context, i);
  }
}

#if defined(__APPLE__)

// Only the fast ones: the others would keep them waiting at the end of every loop.
std::size_t physicalCores() {
  for (const char* name : {"hw.perflevel0.physicalcpu", "hw.physicalcpu"}) {
    int cores = 0;
    std::size_t bytes = sizeof cores;
    if (::sysctlbyname(name, &cores, &bytes, nullptr, 0) == 0 && cores > 0) return static_cast<std::size_t>(cores);
  }
  return 1;
}

#else

std::size_t physicalCores() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 1;
  std::set<std::string> cores;
  std::size_t unnamed = 0;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (!CPU_ISSET(cpu, &allowed)) continue;
    std::ifstream siblings("/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/thread_siblings_list");
    std::string list;
    if (std::getline(siblings, list)) {
      cores.insert(list);
    } else {
      ++unnamed;
    }
  }
  return std::max<std::size_t>(1, cores.size() + unnamed);
}

#endif

}  // namespace farhand
