// One writer per database file: a lock on PATH.lock, which the system takes back however the process ends.
#pragma once

#include <string>

#include "model/problem.hpp"

namespace fenqun::storage {

class WriterLock {
 public:
  // FQ-3103 with the holder's process id when somebody has it, also another part of this process.
  static Result<WriterLock> take(const std::string& database_path);

  WriterLock() = default;
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;
  ~WriterLock();

 private:
  explicit WriterLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace fenqun::storage
