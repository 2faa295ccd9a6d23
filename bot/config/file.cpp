#include "bot/config/file.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

Problem cannot_read(const std::string& path, int error) {
  return Problem(problems::cannot_read, {path, std::generic_category().message(error)});
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t most) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return cannot_read(path, errno);
  if (S_ISDIR(found.st_mode)) return cannot_read(path, EISDIR);
  std::ifstream file(path, std::ios::binary);
  if (!file) return cannot_read(path, errno == 0 ? EACCES : errno);
  std::string text(most + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return cannot_read(path, EIO);
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > most) return Problem(problems::too_large, {path, std::to_string(most >> 20)});
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  text.shrink_to_fit();
  return text;
}

bool others_may_read(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && (found.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

std::string inside_folder(const std::string& folder, const std::string& path) {
  const std::filesystem::path given(path);
  if (folder.empty() || given.is_absolute()) return path;
  return (std::filesystem::path(folder) / given).lexically_normal().string();
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

}  // namespace fenqun::bot
