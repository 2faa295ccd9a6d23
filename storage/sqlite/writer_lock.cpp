#include "storage/sqlite/writer_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "storage/problems.hpp"

namespace fenqun::storage {
namespace {

std::string holder_of(int file) {
  std::array<char, 16> text{};
  const auto size = ::pread(file, text.data(), text.size(), 0);
  std::string pid(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  pid = pid.substr(0, pid.find_first_not_of("0123456789"));
  return pid.empty() ? "?" : pid;
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::string& database_path) {
  const auto path = database_path + ".lock";
  WriterLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.file_ < 0) {
    const bool rights = errno == EACCES || errno == EROFS || errno == EPERM;
    return Problem(rights ? problem_read_only : problem_cannot_open, {path, std::strerror(errno)});
  }
  if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return Problem(problem_cannot_open, {path, std::strerror(errno)});
    return Problem(problem_second_writer, {database_path, holder_of(lock.file_)});
  }
  const auto pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(lock.file_, 0) != 0 || ::pwrite(lock.file_, pid.data(), pid.size(), 0) < 0) {
    return Problem(errno == ENOSPC ? problem_full : problem_io, {path, std::strerror(errno)});
  }
  return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

WriterLock::~WriterLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace fenqun::storage
