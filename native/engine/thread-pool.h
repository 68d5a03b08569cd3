// A few threads that work through one loop together. Each has a run of neighbouring steps of its own, since memory is
// read faster in long runs, and whoever is done takes over half of what another has left: a thread that the system
// holds back delays the loop by what it is in, not by a fixed share. Between loops threads look for the next one for
// a short while and then sleep, and a loop never waits for a thread that has not begun to help.
//
// One loop runs at a time: the loop of whoever comes second simply runs on its own thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace farhand {

class ThreadPool {
 public:
  // threads >= 1, the caller's own included
  explicit ThreadPool(std::size_t threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  std::size_t threads() const { return workers_.size() + 1; }

  // Calls body(i) for every i < count and returns when all are done. `body` runs on several threads at once and must
  // not throw.
  template <typename Body>
  void forEach(std::size_t count, const Body& body) {
    run({&body, 1,
         [](const void* context, std::size_t first, std::size_t end) {
           for (std::size_t i = first; i < end; ++i) (*static_cast<const Body*>(context))(i);
         }},
        count);
  }

  // Calls body(first, end) for ranges that together are [0, count), the longer the more is left to do.
  template <typename Body>
  void forRanges(std::size_t count, const Body& body) {
    run({&body, SHARE_AT_ONCE,
         [](const void* context, std::size_t first, std::size_t end) {
           (*static_cast<const Body*>(context))(first, end);
         }},
        count);
  }

 private:
  // A loop body by reference: unlike std::function it never allocates
  struct Loop {
    const void* context = nullptr;
    std::uint32_t stepsAtOnce = 1;  // or SHARE_AT_ONCE
    void (*call)(const void* context, std::size_t first, std::size_t end) = nullptr;
  };

  // Half of what a thread has left is taken at once.
  static constexpr std::uint32_t SHARE_AT_ONCE = 0;

  // Steps that a thread has left: the first in the lower half, the end in the upper one
  struct alignas(64) Share {
    std::atomic<std::uint64_t> left = 0;
  };

  void run(Loop loop, std::size_t count);
  void work(std::size_t thread);
  void takeSteps(std::size_t thread);
  bool steal(std::size_t thread);
  std::uint64_t waitForChange(std::uint64_t seen);

  std::mutex loopMutex_;  // held by the caller whose loop the workers are in
  Loop loop_;
  std::vector<Share> shares_;  // by thread, the caller's first
  // Number of the loop * 2^32, + OPEN while it may be entered, + how many workers are in it
  alignas(64) std::atomic<std::uint64_t> gate_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<std::size_t> sleepers_ = 0;
  std::vector<std::thread> workers_;
};

// Cores with their own arithmetic units that this process may use, at least 1. Hyper-threads count once.
std::size_t physicalCores();

}  // namespace farhand
