// An open file of the system's, closed with the object.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <utility>

namespace farhand {

class Descriptor {
 public:
  // As open(2), and never handed on to programs that this process starts. `opened()` says whether it went well, errno
  // why not.
  Descriptor(const std::string& path, int flags, unsigned mode = 0)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Descriptor() {
    if (opened()) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  bool opened() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace farhand
