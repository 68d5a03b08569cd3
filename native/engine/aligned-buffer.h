// Plain memory for scratch and packed weights: aligned for the widest registers and in huge pages where the system
// gives them. Nothing is touched before it is written, so a buffer costs memory only as far as it is used.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <utility>

namespace farhand {

class ByteBuffer {
 public:
  ByteBuffer() = default;
  explicit ByteBuffer(std::size_t bytes) : bytes_(bytes) {
    if (bytes == 0) return;
    void* address = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) throw std::bad_alloc();
    data_ = static_cast<std::byte*>(address);
#if defined(MADV_HUGEPAGE)
    if (bytes >= HUGE_PAGE_BYTES) ::madvise(address, bytes, MADV_HUGEPAGE);
#endif
  }
  ~ByteBuffer() {
    if (data_ != nullptr) ::munmap(data_, bytes_);
  }
  ByteBuffer(ByteBuffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  ByteBuffer& operator=(ByteBuffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }

  std::byte* data() const { return data_; }
  std::size_t size() const { return bytes_; }

 private:
  static constexpr std::size_t HUGE_PAGE_BYTES = std::size_t{2} << 20;

  std::byte* data_ = nullptr;
  std::size_t bytes_ = 0;
};

// Memory that the parts of a pass take when they are made: first from a scratch that only counts, then from one of the
// size found. So what a pass takes is known before it is taken, and written nowhere twice.
class Scratch {
 public:
  Scratch() = default;  // only counts: what is taken has no address
  explicit Scratch(std::size_t bytes) : buffer_(bytes) {}

  // All zero at first. Never more than was counted.
  std::byte* take(std::size_t bytes) {
    const std::size_t first = taken_;
    taken_ += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return taken_ <= buffer_.size() ? buffer_.data() + first : nullptr;
  }

  std::size_t taken() const { return taken_; }
  std::size_t allocatedBytes() const { return buffer_.size(); }

 private:
  static constexpr std::size_t ALIGNMENT = 64;

  ByteBuffer buffer_;
  std::size_t taken_ = 0;
};

// An array of T in a scratch, which must outlive it
template <typename T>
class ScratchArray {
 public:
  ScratchArray(Scratch& scratch, std::size_t count)
      : data_(reinterpret_cast<T*>(scratch.take(count * sizeof(T)))), size_(count) {}

  T* data() const { return data_; }
  T& operator[](std::size_t i) const { return data_[i]; }
  std::size_t size() const { return size_; }

 private:
  T* data_;
  std::size_t size_;
};

}  // namespace farhand
