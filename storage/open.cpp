// From a URL to a store or a reader.
#include "storage/memory/memory_store.hpp"
#include "storage/problems.hpp"
#include "storage/sqlite/sqlite_reader.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace fenqun::storage {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::string_view memory_url = "memory:";

// The path of an sqlite URL; empty for any other text.
std::string sqlite_path(std::string_view url) {
  return url.starts_with(sqlite_scheme) ? std::string(url.substr(sqlite_scheme.size())) : std::string();
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(std::string_view url) {
  if (url == memory_url) return make_memory_store();
  const auto path = sqlite_path(url);
  if (path.empty() || path.find('\0') != std::string::npos) return Problem(problem_url, {std::string(url)});
  return SqliteStore::open(path);
}

Result<std::unique_ptr<Reader>> open_reader(std::string_view url) {
  if (url == memory_url) return Problem(problem_missing, {std::string(url)});
  const auto path = sqlite_path(url);
  if (path.empty() || path.find('\0') != std::string::npos) return Problem(problem_url, {std::string(url)});
  return open_sqlite_reader(path);
}

}  // namespace fenqun::storage
