// A few threads that split one loop between them and then wait for the next. Several outputs may be written at once:
// the loop of whoever comes second simply runs on its own thread instead of waiting for the pool.
#pragma once

#include <condition_variable>
#include <cstddef>
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

  // Calls body(first, end) for disjoint ranges that cover [0, count) and returns when all are done. `body` runs on
  // several threads at once and must not throw.
  template <typename Body>
  void forEachRange(std::size_t count, const Body& body) {
    run({&body, [](const void* context, std::size_t first, std::size_t end) {
           (*static_cast<const Body*>(context))(first, end);
         }}, count);
  }

 private:
  // A loop body by reference: unlike std::function it never allocates
  struct Loop {
    const void* context = nullptr;
    void (*call)(const void* context, std::size_t first, std::size_t end) = nullptr;
  };

  void run(Loop loop, std::size_t count);
  void work(std::size_t worker);
  void runShare(std::size_t share, Loop loop, std::size_t count) const;

  std::mutex loopMutex_;  // held by the caller whose loop the workers are in
  std::mutex mutex_;      // guards everything below
  std::condition_variable changed_;
  Loop loop_;
  std::size_t count_ = 0;
  std::size_t round_ = 0;
  std::size_t working_ = 0;
  bool ending_ = false;
  std::vector<std::thread> workers_;
};

// Cores with their own arithmetic units that this process may use, at least 1. Hyper-threads count once.
std::size_t physicalCores();

}  // namespace farhand
