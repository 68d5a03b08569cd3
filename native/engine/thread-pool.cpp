#include "thread-pool.h"

#include <sched.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

namespace farhand {

ThreadPool::ThreadPool(std::size_t threads) {
  for (std::size_t worker = 1; worker < threads; ++worker) {
    workers_.emplace_back([this, worker] { work(worker); });
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::run(Loop loop, std::size_t count) {
  std::unique_lock turn(loopMutex_, std::try_to_lock);
  if (workers_.empty() || count < 2 || !turn.owns_lock()) {
    loop.call(loop.context, 0, count);
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    loop_ = loop;
    count_ = count;
    working_ = workers_.size();
    ++round_;
  }
  changed_.notify_all();
  runShare(0, loop, count);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return working_ == 0; });
}

void ThreadPool::work(std::size_t worker) {
  std::size_t lastRound = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ending_ || round_ != lastRound; });
    if (ending_) return;
    lastRound = round_;
    const Loop loop = loop_;
    const std::size_t count = count_;
    lock.unlock();
    runShare(worker, loop, count);
    lock.lock();
    if (--working_ == 0) changed_.notify_all();
  }
}

void ThreadPool::runShare(std::size_t share, Loop loop, std::size_t count) const {
  const std::size_t first = count * share / threads();
  const std::size_t end = count * (share + 1) / threads();
  if (first < end) loop.call(loop.context, first, end);
}

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

}  // namespace farhand
