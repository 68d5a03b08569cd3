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

// Steps [first, end) in one word
constexpr std::uint64_t stepsOf(std::uint64_t first, std::uint64_t end) {
  return first | end << 32;
}

constexpr std::uint64_t firstOf(std::uint64_t steps) {
  return steps & 0xffffffff;
}

constexpr std::uint64_t endOf(std::uint64_t steps) {
  return steps >> 32;
}

constexpr std::uint64_t sizeOf(std::uint64_t steps) {
  return endOf(steps) - firstOf(steps);
}

void pauseBriefly() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("isb" ::: "memory");
#endif
}

}  // namespace

ThreadPool::ThreadPool(std::size_t threads) : shares_(threads) {
  for (std::size_t worker = 1; worker < threads; ++worker) {
    workers_.emplace_back([this, worker] { work(worker); });
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
    if (count > 0) loop.call(loop.context, 0, count);
    return;
  }
  loop_ = loop;
  for (std::size_t thread = 0; thread < shares_.size(); ++thread) {
    const std::size_t first = count * thread / shares_.size();
    const std::size_t end = count * (thread + 1) / shares_.size();
    shares_[thread].left.store(stepsOf(first, end), std::memory_order_relaxed);
  }
  gate_.fetch_add(LOOP_NUMBER + OPEN);
  if (sleepers_.load() > 0) gate_.notify_all();
  takeSteps(0);
  std::uint64_t gate = gate_.fetch_sub(OPEN) - OPEN;
  for (int spins = 0; (gate & INSIDE) != 0; gate = gate_.load()) {
    if (++spins < SPINS) {
      pauseBriefly();
    } else {
      gate_.wait(gate);
    }
  }
}

void ThreadPool::work(std::size_t thread) {
  for (std::uint64_t seen = 0; !ending_;) {
    std::uint64_t gate = waitForChange(seen);
    const std::uint64_t number = gate / LOOP_NUMBER;
    bool entered = false;
    while ((gate & OPEN) != 0 && gate / LOOP_NUMBER == number && !entered) {
      entered = gate_.compare_exchange_weak(gate, gate + 1);
    }
    seen = number;
    if (!entered) continue;
    takeSteps(thread);
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

void ThreadPool::takeSteps(std::size_t thread) {
  std::atomic<std::uint64_t>& own = shares_[thread].left;
  do {
    for (std::uint64_t left = own.load(); sizeOf(left) > 0;) {
      const std::uint64_t half = (sizeOf(left) + 1) / 2;
      const std::uint64_t end = firstOf(left) + (loop_.stepsAtOnce == SHARE_AT_ONCE ? half : loop_.stepsAtOnce);
      if (!own.compare_exchange_weak(left, stepsOf(end, endOf(left)))) continue;
      loop_.call(loop_.context, firstOf(left), end);
      left = own.load();
    }
  } while (steal(thread));
}

// Makes the second half of what another thread has left a thread's own.
bool ThreadPool::steal(std::size_t thread) {
  for (std::size_t offset = 1; offset < shares_.size(); ++offset) {
    std::atomic<std::uint64_t>& other = shares_[(thread + offset) % shares_.size()].left;
    for (std::uint64_t left = other.load(); sizeOf(left) > 0;) {
      const std::uint64_t middle = firstOf(left) + sizeOf(left) / 2;
      if (!other.compare_exchange_weak(left, stepsOf(firstOf(left), middle))) continue;
      shares_[thread].left.store(stepsOf(middle, endOf(left)));
      return true;
    }
  }
  return false;
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
