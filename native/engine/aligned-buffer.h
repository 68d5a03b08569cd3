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

// The same as an array of T, all zero at first
template <typename T>
class AlignedBuffer {
 public:
  AlignedBuffer() = default;
  explicit AlignedBuffer(std::size_t count) : bytes_(count * sizeof(T)) {}

  T* data() const { return reinterpret_cast<T*>(bytes_.data()); }
  T& operator[](std::size_t i) const { return data()[i]; }
  std::size_t size() const { return bytes_.size() / sizeof(T); }

 private:
  ByteBuffer bytes_;
};

}  // namespace farhand
