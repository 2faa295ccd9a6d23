#include "bot/cli/new_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

Problem cannot_write(const std::string& path, int error) {
  return Problem(problems::cannot_write, {path, std::generic_category().message(error)});
}

void make_folder(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code ignored;  // opening the file will say what is wrong
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
}

// 0, or errno.
int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

Result<void> write_new_file(const std::string& path, std::string_view text) {
  make_folder(path);
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST) return Problem(problems::exists, {path});
  if (fd < 0) return cannot_write(path, errno);
  int error = write_all(fd, text);
  if (::close(fd) != 0 && error == 0) error = errno;
  if (error == 0) return {};
  ::unlink(path.c_str());
  return cannot_write(path, error);
}

ReplacedFile::ReplacedFile(std::string path) : path_(std::move(path)), part_(path_ + ".part") {}

ReplacedFile::ReplacedFile(ReplacedFile&& other) noexcept
    : path_(std::move(other.path_)), part_(std::exchange(other.part_, {})), stream_(std::move(other.stream_)) {}

ReplacedFile::~ReplacedFile() {
  if (part_.empty()) return;
  stream_.close();
  ::unlink(part_.c_str());
}

Result<ReplacedFile> ReplacedFile::begin(const std::string& path) {
  ReplacedFile file(path);
  const int fd = ::open(file.part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) {
    const int error = errno;
    file.part_.clear();
    return cannot_write(path, error);
  }
  ::close(fd);
  file.stream_.open(file.part_, std::ios::binary);
  if (!file.stream_) return cannot_write(path, errno);
  return file;
}

Result<void> ReplacedFile::keep() {
  stream_.close();
  if (!stream_) return cannot_write(path_, EIO);
  if (std::rename(part_.c_str(), path_.c_str()) != 0) return cannot_write(path_, errno);
  part_.clear();
  return {};
}

}  // namespace fenqun::bot
