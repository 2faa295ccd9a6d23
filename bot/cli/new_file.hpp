// Files that only their owner may read: new ones that never overwrite, and ones that replace an older whole.
#pragma once

#include <fstream>
#include <string>
#include <string_view>

#include "model/problem.hpp"

namespace fenqun::bot {

// Creates `path` with mode 0600 and the text, or does nothing: FQ-5206 when it exists, FQ-5207 when it cannot be
// written (a part that was written is removed). Missing folders are made.
Result<void> write_new_file(const std::string& path, std::string_view text);

// Written beside its destination, which it replaces in one step in keep(); without keep() it vanishes.
class ReplacedFile {
 public:
  static Result<ReplacedFile> begin(const std::string& path);
  ~ReplacedFile();
  ReplacedFile(ReplacedFile&& other) noexcept;
  ReplacedFile& operator=(ReplacedFile&&) = delete;
  ReplacedFile(const ReplacedFile&) = delete;

  std::ostream& stream() { return stream_; }
  Result<void> keep();

 private:
  explicit ReplacedFile(std::string path);
  std::string path_;
  std::string part_;  // empty: kept or moved away
  std::ofstream stream_;
};

}  // namespace fenqun::bot
