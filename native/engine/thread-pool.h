// A few threads that work through one loop together, taking its steps one by one: a thread that the system holds back
// delays the loop by the step it is in, not by a fixed share. Between loops threads look for the next one for a
// short while and then sleep, and a loop never waits for a thread that has not begun to help.
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
    run({&body, [](const void* context, std::size_t i) { (*static_cast<const Body*>(context))(i); }}, count);
  }

 private:
  // A loop body by reference: unlike std::function it never allocates
  struct Loop {
    const void* context = nullptr;
    void (*call)(const void* context, std::size_t i) = nullptr;
  };

  void run(Loop loop, std::size_t count);
  void work();
  void takeSteps();
  std::uint64_t waitForChange(std::uint64_t seen);

  std::mutex loopMutex_;  // held by the caller whose loop the workers are in
  Loop loop_;
  std::size_t count_ = 0;
  alignas(64) std::atomic<std::size_t> next_ = 0;
  // Number of the loop * 2^32, + OPEN while it may be entered, + how many workers are in it
  alignas(64) std::atomic<std::uint64_t> gate_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<std::size_t> sleepers_ = 0;
  std::vector<std::thread> workers_;
};

// Cores with their own arithmetic units that this process may use, at least 1. Hyper-threads count once.
std::size_t physicalCores();

}  // namespace farhand
