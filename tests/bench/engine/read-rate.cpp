// The plain read rate of memory: every thread, on a core of its own, adds up its part of a gigabyte as fast as it can.
//   g++ -O3 -march=native -std=c++20 -pthread read-rate.cpp -o read-rate && ./read-rate THREADS REPEATS
// Prints gigabytes a second of each repeat, a line each. Several streams a thread keep more lines on their way than one.
#include <pthread.h>
#include <sys/mman.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t BYTES = std::size_t{1} << 30;
constexpr std::size_t STREAMS = 4;

// 64 bytes, whatever registers the machine has
using Line = std::uint64_t __attribute__((vector_size(64)));

std::atomic<std::uint64_t> result = 0;  // somebody has to want the sum

void stayOn([[maybe_unused]] std::size_t core) {
#ifdef __linux__
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  pthread_setaffinity_np(pthread_self(), sizeof cores, &cores);
#endif
}

void read(const Line* lines, std::size_t count) {
  Line sums[STREAMS][2] = {};
  const std::size_t part = count / STREAMS;
  for (std::size_t i = 0; i + 1 < part; i += 2) {
    for (std::size_t stream = 0; stream < STREAMS; ++stream) {
      sums[stream][0] += lines[stream * part + i];
      sums[stream][1] += lines[stream * part + i + 1];
    }
  }
  std::uint64_t sum = 0;
  for (const auto& pair : sums) {
    for (std::size_t lane = 0; lane < 8; ++lane) sum += pair[0][lane] + pair[1][lane];
  }
  result += sum;
}

double pass(const Line* lines, std::size_t threads) {
  std::atomic<std::size_t> ready = 0;
  std::atomic<bool> go = false;
  std::vector<std::thread> readers;
  const std::size_t part = BYTES / sizeof(Line) / threads;
  for (std::size_t t = 0; t < threads; ++t) {
    readers.emplace_back([&, t] {
      stayOn(t);
      ++ready;
      while (!go) {
      }
      read(lines + t * part, part);
    });
  }
  while (ready < threads) {
  }
  const auto start = std::chrono::steady_clock::now();
  go = true;
  for (std::thread& reader : readers) reader.join();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  return static_cast<double>(BYTES) / seconds.count() / 1e9;
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t threads = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1;
  const int repeats = count > 2 ? std::atoi(arguments[2]) : 5;
  void* memory = mmap(nullptr, BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED || threads == 0) return 1;
#ifdef MADV_HUGEPAGE
  madvise(memory, BYTES, MADV_HUGEPAGE);
#endif
  auto* words = static_cast<std::uint64_t*>(memory);
  for (std::size_t i = 0; i < BYTES / sizeof *words; ++i) words[i] = i;
  pass(static_cast<const Line*>(memory), threads);
  for (int i = 0; i < repeats; ++i) std::printf("%.3f\n", pass(static_cast<const Line*>(memory), threads));
  return result == 42;
}
